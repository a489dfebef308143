// The life of a session and its one loop: hand out what is ready, else read another packet and give it to whom it belongs.
#include <stdlib.h>
#include <string.h>

#include "session.h"

lv_session *lv_create(void)
{
    lv_quiet_log();
    lv_session *s = av_mallocz(sizeof(*s));
    if (!s) return NULL;
    s->file.fd = -1;
    s->video_stream = s->audio_stream = -1;
    s->progress_us = s->told_progress_us = s->stream_end_us[0] = s->stream_end_us[1] = LV_NO_TIME;
    s->counts.end_us = LV_NO_TIME;
    s->video.start = s->video.end = s->video.key_pts = LV_NO_TIME;
    s->video.first = true;
    s->captions.released = LV_NO_TIME;
    lv_count_session(1);
    return s;
}

static int32_t give_packet(lv_session *s, lv_event *event)
{
    AVPacket *packet = s->packet;
    int stream = packet->stream_index, want = s->config.want;
    int32_t done = LV_END;
    if (stream == s->video_stream) {
        if (s->captions.wanted) lv_captions_packet(s, packet);
        if (want & LV_WANT_VIDEO) done = lv_video_packet(s, packet);
    } else if (stream == s->audio_stream && (want & LV_WANT_AUDIO)) {
        done = lv_audio_packet(s, packet);
    } else if (s->format->streams[stream]->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE && (want & (LV_WANT_TEXT | LV_WANT_CAPTIONS))) {
        done = lv_text_packet(s, packet, event);
    }

    av_packet_unref(packet);
    return done;
}

static int32_t ready(lv_session *s, lv_event *event)
{
    int32_t done = LV_END;
    if (s->config.want & LV_WANT_VIDEO) done = lv_video_frame(s, event);
    if (done == LV_END && (s->config.want & LV_WANT_AUDIO)) done = lv_audio_block(s, event);
    if (done == LV_END && s->captions.wanted) done = lv_captions_next(s, event);
    return done;
}

// Told four times a second at most: enough for a reader that waits, cheap for one that does not.
static bool progress(lv_session *s, lv_event *event)
{
    if (s->config.want & LV_WANT_VIDEO) return false;
    if (s->progress_us == LV_NO_TIME || (s->told_progress_us != LV_NO_TIME && s->progress_us < s->told_progress_us + 250000)) return false;
    s->told_progress_us = s->progress_us;
    event->kind = LV_EVENT_PROGRESS;
    event->pts = s->progress_us;
    event->time_base_num = 1;
    event->time_base_den = AV_TIME_BASE;
    return true;
}

int32_t lv_next(lv_session *s, lv_event *event)
{
    atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
    memset(event, 0, sizeof(*event));
    event->utc_us = LV_NO_TIME;
    while (true) {
        if (s->live && lv_live_jump(s, event)) return LV_OK;
        int32_t done = ready(s, event);
        if (done != LV_END) return done;
        if (progress(s, event)) return LV_OK;
        bool only_video = !(s->config.want & ~LV_WANT_VIDEO);
        if (only_video && s->video.done) return LV_END;
        if (s->read_done) return s->gave_up ? lv_fail(LV_ERR_READ, "%s", lv_logged()[0] ? lv_logged() : "damaged data") : LV_END;
        done = lv_read_packet(s);
        if (done < 0) return done;
        // The next turn of the loop drains the decoders after the last packet.
        if (done == LV_END) continue;
        done = give_packet(s, event);
        if (done != LV_END) return done;
    }
}

static int seek_to(lv_session *s, int64_t ticks)
{
    s->read_done = s->gave_up = false;
    return av_seek_frame(s->format, s->video_stream, ticks, AVSEEK_FLAG_BACKWARD);
}

int32_t lv_find_key(lv_session *s, int64_t target, int64_t *pts, int64_t *dts)
{
    atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
    if (s->video_stream < 0 || seek_to(s, target) < 0) return LV_END;
    for (int i = 0; i < 100000; i++) {
        int32_t done = lv_read_packet(s);
        if (done <= 0) return done;
        bool key = s->packet->stream_index == s->video_stream && (s->packet->flags & AV_PKT_FLAG_KEY);
        *pts = s->packet->pts;
        *dts = s->packet->dts;
        av_packet_unref(s->packet);
        if (key) return *pts == AV_NOPTS_VALUE ? LV_END : LV_OK;
    }

    return LV_END;
}

// Whether the key frame still comes after where the container put us.
static bool arrives(lv_session *s, int64_t pts, int64_t dts)
{
    for (int i = 0; i < 100000 && lv_read_packet(s) == LV_OK; i++) {
        bool video = s->packet->stream_index == s->video_stream;
        bool here = video && (s->packet->flags & AV_PKT_FLAG_KEY) && s->packet->pts == pts;
        bool before = !video || s->packet->dts == AV_NOPTS_VALUE || dts == AV_NOPTS_VALUE || s->packet->dts < dts;
        av_packet_unref(s->packet);
        if (here || !before) return here;
        if (video && before) return true;
    }

    return false;
}

int32_t lv_select(lv_session *s, int64_t pts, int64_t dts, int64_t end)
{
    atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
    if (s->video_stream < 0) return LV_END;
    lv_video_reset(s);
    s->video.start = s->video.key_pts = pts;
    s->video.end = end;
    AVRational tick = s->format->streams[s->video_stream]->time_base;
    int64_t second = FFMAX(av_rescale_q(AV_TIME_BASE, AV_TIME_BASE_Q, tick), 1);
    const int64_t tries[] = {pts, dts == AV_NOPTS_VALUE ? pts : dts, pts - (2 * second), pts - (20 * second)};
    for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
        if (seek_to(s, tries[i]) < 0 || !arrives(s, pts, dts)) continue;
        return seek_to(s, tries[i]) < 0 ? LV_END : LV_OK;
    }

    int32_t stop = lv_stop_reason(s);
    return stop ? lv_fail(stop, "stopped") : LV_END;
}

void lv_limit(lv_session *s, int64_t end)
{
    s->video.end = end;
}

void lv_interrupt(lv_session *s)
{
    atomic_store(&s->interrupted, 1);
}

void lv_counters(lv_session *s, lv_counts *counts)
{
    *counts = s->counts;
}

void lv_close(lv_session *s)
{
    if (!s) return;
    lv_record_stop(s);
    lv_video_free(s);
    lv_audio_free(s);
    lv_text_free(s);
    av_freep(&s->captions.plain);
    av_freep(&s->clocks);
    av_packet_free(&s->packet);
    if (s->live) lv_live_forget_doubt(s);
    // Closing may still ask whether to go on.
    avformat_close_input(&s->format);
    if (s->live) {
        av_freep(&s->live->url);
        av_dict_free(&s->live->secure);
    }

    lv_file_close(s);
    av_freep(&s->live);
    av_free(s);
    lv_count_session(-1);
}
