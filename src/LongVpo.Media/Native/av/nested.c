// Opens what a live source names itself, such as the segments of a playlist: only what is allowed, from whom has the right certificate, and with patience,
// because FFmpeg leaves a segment out that cannot be opened at once, and the rest of one that breaks off.
#include <libavutil/time.h>
#include <stdio.h>
#include <string.h>

#include "session.h"

#define LV_AGAIN_US 200000
// FFmpeg doubles its pauses: at once, after one second and after three.
#define LV_MEND_S "3"

// Whether waiting may help: a server that is away or overloaded comes back, one that knows no such segment does not learn of it.
static bool passes(int got)
{
    return got != AVERROR(EPERM) && got != AVERROR_EXIT && got != AVERROR(EINVAL) && got != AVERROR_PROTOCOL_NOT_FOUND && got != AVERROR_HTTP_BAD_REQUEST
        && got != AVERROR_HTTP_UNAUTHORIZED && got != AVERROR_HTTP_FORBIDDEN && got != AVERROR_HTTP_NOT_FOUND && got != AVERROR_HTTP_OTHER_4XX;
}

// Playlists do not hand these on to what they name.
void lv_live_secure(lv_session *s, const AVDictionary *options)
{
    static const char *const names[] = {"tls_verify", "ca_file"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const AVDictionaryEntry *entry = av_dict_get(options, names[i], NULL, 0);
        if (entry) av_dict_set(&s->live->secure, entry->key, entry->value, 0);
    }
}

// FFmpeg's error does not tell a certificate from a broken line; only its words do.
static int open_noticing(lv_session *s, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    lv_forget_log();
    int got = s->live->open(s->format, io, url, flags, options);
    s->live->untrusted = got < 0 && (strstr(lv_logged(), "ertificate") || strstr(lv_logged(), "hostname"));
    if (s->live->untrusted) snprintf(s->live->why, sizeof(s->live->why), "%s", lv_logged());
    return got;
}

static int open_patiently(lv_session *s, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    int64_t until = lv_now_us() + s->live->patience_us;
    while (true) {
        // Opening takes out the options that it knew.
        AVDictionary *again = NULL;
        av_dict_copy(&again, *options, 0);
        int got = open_noticing(s, io, url, flags, &again);
        if (got < 0 && passes(got) && !s->live->untrusted && lv_now_us() < until && !lv_stop_reason(s)) {
            av_dict_free(&again);
            av_usleep(LV_AGAIN_US);
            continue;
        }

        av_dict_free(options);
        *options = again;
        return got;
    }
}

int lv_live_open_nested(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    lv_session *s = format->opaque;
    lv_live *live = s->live;
    if (live->allows && !live->allows(live->state, url)) return AVERROR(EPERM);
    // The place itself is opened before its format is known, and whoever asks for it is told at once.
    bool nested = format->iformat && strcmp(format->iformat->name, "hls") == 0;
    AVDictionary *own = NULL;
    if (!options) options = &own;
    if (nested) {
        av_dict_set(options, "reconnect", "1", 0);
        av_dict_set(options, "reconnect_delay_max", LV_MEND_S, 0);
        av_dict_copy(options, live->secure, 0);
    }

    int got = nested ? open_patiently(s, io, url, flags, options) : open_noticing(s, io, url, flags, options);
    av_dict_free(&own);
    int64_t utc = got >= 0 && live->utc_of ? live->utc_of(live->state, url) : LV_NO_TIME;
    // What is opened while streams are looked for is read later, behind what is held by then.
    if (live->is_open && utc != LV_NO_TIME) live->segment_utc_us = utc;
    return got;
}
