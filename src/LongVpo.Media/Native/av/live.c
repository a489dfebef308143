// Opens and reads what plays on its own clock: network streams, devices, files that are still written. Every blocking call ends when its time is
// over or someone interrupts; why it ended is kept, because the managed side opens it again.
#include <dlfcn.h>
#include <libavutil/time.h>
#include <string.h>
#include <unistd.h>

#include "session.h"

// Damaged packets in a row that are stepped over before the source counts as lost.
#define LV_FAILURES 64
#define LV_POLL_US 50000
// For handing out what decoders still hold after the source was lost.
#define LV_DRAIN_US 5000000

// Devices live in a library of their own with many dependencies, so it is loaded only when a device is asked for; its version follows libavformat's.
static int32_t load_devices(void)
{
    void *library = dlopen("libavdevice.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR), RTLD_NOW | RTLD_GLOBAL);
    void (*announce)(void) = NULL;
    if (library) *(void **)&announce = dlsym(library, "avdevice_register_all");
    if (!announce) return lv_fail(LV_ERR_NO_DEVICES, "libavdevice is not installed");
    announce();
    return LV_OK;
}

// RTSP follows redirections by itself, without asking. It is kept from it, before a byte is sent, and whoever opened the source judges where it leads.
static int interrupted(void *session)
{
    lv_session *s = session;
    if (lv_interrupted(s)) return 1;
    lv_live *live = s->live;
    if (live->url && !live->moved && s->format && s->format->url && strcmp(s->format->url, live->url) != 0) {
        live->moved = true;
        av_freep(&live->url);
        live->url = av_strdup(s->format->url);
    }

    return live->moved;
}

static int32_t open_failed(lv_session *s, int got)
{
    if (s->live->moved) return s->live->url ? lv_fail(LV_ERR_MOVED, "%s", s->live->url) : lv_fail(LV_ERR_OTHER, "out of memory");
    if (s->live->untrusted) return lv_fail(LV_ERR_CERTIFICATE, "%s", s->live->why);
    int32_t stop = lv_stop_reason(s);
    if (stop) return lv_fail(stop, "no answer within the time limit");
    char why[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(got, why, sizeof(why));
    bool denied = got == AVERROR(EACCES) || got == AVERROR(EPERM) || got == AVERROR_HTTP_UNAUTHORIZED || got == AVERROR_HTTP_FORBIDDEN;
    return lv_fail(denied ? LV_ERR_DENIED : got == AVERROR(ENOENT) || got == AVERROR_HTTP_NOT_FOUND ? LV_ERR_MISSING
        : got == AVERROR_INVALIDDATA ? LV_ERR_FORMAT : LV_ERR_READ, "%s", why);
}

static int32_t prepare(lv_session *s, const lv_source *source)
{
    s->live = av_mallocz(sizeof(*s->live));
    s->format = avformat_alloc_context();
    if (!s->live || !s->format) return lv_fail(LV_ERR_OTHER, "out of memory");
    s->live->last_us = s->live->raw_us = s->live->clock_utc_us = s->live->segment_utc_us = LV_NO_TIME;
    s->live->growing_idle_us = source->growing_idle_ms * 1000;
    s->live->allows = source->allows;
    s->live->utc_of = source->utc_of;
    s->live->state = source->state;
    s->live->patience_us = source->patience_ms * 1000;
    s->format->opaque = s;
    s->live->open = s->format->io_open;
    s->format->io_open = lv_live_open_nested;
    s->format->interrupt_callback.callback = interrupted;
    if (strncmp(source->url, "rtsp", 4) == 0 && !(s->live->url = av_strdup(source->url))) return lv_fail(LV_ERR_OTHER, "out of memory");
    s->format->interrupt_callback.opaque = s;
    if (source->growing_idle_ms <= 0) return LV_OK;
    int32_t done = lv_file_open(s, source->url);
    if (done < 0) return done;
    // Nothing may look for the end of a file that has none yet.
    s->file.io->seekable = 0;
    s->format->pb = s->file.io;
    return LV_OK;
}

int32_t lv_open_live(lv_session *s, const lv_source *source, const lv_config *config, lv_info *info)
{
    s->config = *config;
    atomic_store(&s->deadline_us, lv_now_us() + source->open_timeout_ms * 1000);
    int32_t done = prepare(s, source);
    if (done < 0) return done;
    const AVInputFormat *format = source->format ? av_find_input_format(source->format) : NULL;
    if (source->format && !format) {
        if ((done = load_devices()) < 0) return done;
        if (!(format = av_find_input_format(source->format))) return lv_fail(LV_ERR_NO_DEVICES, "no %s in libavdevice", source->format);
    }

    AVDictionary *options = NULL;
    if (source->options) av_dict_parse_string(&options, source->options, "=", "\n", 0);
    lv_live_secure(s, options);
    av_dict_set(&options, "protocol_whitelist", source->protocols, 0);
    if (config->formats) av_dict_set(&options, "format_whitelist", config->formats, 0);
    // Clocks that wrap are unwrapped here, where it also works the second time.
    av_dict_set(&options, "correct_ts_overflow", "0", 0);
    int got = avformat_open_input(&s->format, s->file.io ? "media" : source->url, (AVInputFormat *)format, &options);
    av_dict_free(&options);
    if (got >= 0) got = avformat_find_stream_info(s->format, NULL);
    if (got < 0 || lv_stop_reason(s)) return open_failed(s, got);
    s->live->is_open = true;
    return lv_describe_opened(s, info);
}

int32_t lv_lost(lv_session *s)
{
    return s->live && s->live->lost < 0 ? lv_fail(s->live->lost, "%s", s->live->why) : LV_END;
}

// Waits until the file has grown; 0 when it has not for too long, or someone interrupted.
int lv_live_more(lv_session *s)
{
    int64_t at = lseek(s->file.fd, 0, SEEK_CUR), since = lv_now_us();
    while (lv_now_us() - since < s->live->growing_idle_us && !atomic_load(&s->interrupted)) {
        if (lseek(s->file.fd, 0, SEEK_END) > at) {
            lseek(s->file.fd, at, SEEK_SET);
            atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
            return 1;
        }

        lseek(s->file.fd, at, SEEK_SET);
        atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
        av_usleep(LV_POLL_US);
    }

    return 0;
}

static void lose(lv_session *s, int got)
{
    s->read_done = true;
    bool late = lv_stop_reason(s) == LV_ERR_TIMEOUT;
    s->live->lost = late ? LV_ERR_TIMEOUT : got == AVERROR_EOF ? LV_END : LV_ERR_READ;
    if (s->live->untrusted) s->live->lost = LV_ERR_CERTIFICATE;
    else av_strerror(got, s->live->why, sizeof(s->live->why));
    atomic_store(&s->deadline_us, lv_now_us() + LV_DRAIN_US);
}

// Every packet of a live source passes here, in the order of the container.
static int32_t hand_out(lv_session *s)
{
    if (s->packet->flags & AV_PKT_FLAG_CORRUPT && s->packet->stream_index == s->video_stream) s->live->damaged = true;
    lv_live_clock_fix(s, s->packet);
    lv_note_time(s, s->packet);
    lv_record_packet(s, s->packet);
    return LV_OK;
}

int32_t lv_live_read(lv_session *s)
{
    int failures = 0;
    if (lv_live_doubted(s, s->packet)) return hand_out(s);
    while (!s->read_done) {
        int got = lv_stop_reason(s) ? AVERROR_EXIT : av_read_frame(s->format, s->packet);
        if (atomic_load(&s->interrupted)) {
            if (got >= 0) av_packet_unref(s->packet);
            return lv_fail(LV_ERR_INTERRUPTED, "stopped");
        }

        if (got == AVERROR(EAGAIN)) {
            av_usleep(LV_POLL_US / 10);
        } else if (got == AVERROR_INVALIDDATA && ++failures <= LV_FAILURES) {
            s->counts.read_errors++;
        } else if (got < 0) {
            if (got != AVERROR_EOF) s->counts.read_errors++;
            lose(s, got);
        } else {
            s->counts.packets++;
            s->counts.bytes += s->packet->size;
            int32_t used = lv_live_streams(s, s->packet);
            if (used < 0) return used;
            if (lv_live_unreadable(s, s->packet)) {
                av_packet_unref(s->packet);
                lose(s, AVERROR_INVALIDDATA);
                s->live->lost = LV_ERR_CHANGED;
            } else if (!lv_live_doubt(s, s->packet)) {
                return hand_out(s);
            }

            if (lv_live_doubted(s, s->packet)) return hand_out(s);
        }
    }

    return lv_live_doubted(s, s->packet) ? hand_out(s) : LV_END;
}
