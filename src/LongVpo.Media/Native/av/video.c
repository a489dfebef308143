// From packets to frames: decides which frames are of the interval, in order and on the sampling grid, and has them shrunk.
#include <stdlib.h>
#include <string.h>

#include "session.h"

static enum AVDiscard skipping(const lv_session *s, bool skip)
{
    if (skip || s->config.mode == LV_MODE_REFERENCE) return AVDISCARD_NONREF;
    return s->config.mode == LV_MODE_KEY ? AVDISCARD_NONKEY : AVDISCARD_DEFAULT;
}

// The grid is absolute: slot k holds the times from k intervals up to the next, and the first frame in a slot is its sample.
int64_t lv_slot(const lv_session *s, int64_t pts)
{
    AVRational tick = s->format->streams[s->video_stream]->time_base;
    return av_rescale_rnd(pts, tick.num * INT64_C(10000000), tick.den * s->config.interval_100ns, AV_ROUND_DOWN);
}

static int64_t step_of(const lv_session *s)
{
    const AVStream *video = s->format->streams[s->video_stream];
    AVRational rate = video->avg_frame_rate.num > 0 ? video->avg_frame_rate : (AVRational){25, 1};
    return FFMAX(av_rescale_q(1, av_inv_q(rate), video->time_base), 1);
}

static int64_t time_of(const lv_session *s, const AVFrame *frame)
{
    if (frame->pts != AV_NOPTS_VALUE) return frame->pts;
    if (frame->best_effort_timestamp != AV_NOPTS_VALUE) return frame->best_effort_timestamp;
    return s->video.has_last ? s->video.last + step_of(s) : 0;
}

int32_t lv_video_send(lv_session *s, AVPacket *packet, bool skip)
{
    s->video.codec->skip_frame = skipping(s, skip);
    int got = avcodec_send_packet(s->video.codec, packet);
    // Pictures shown before the interval's key frame may lack what they refer to; that is no damage.
    bool counts = s->video.start == LV_NO_TIME || !packet || packet->pts == AV_NOPTS_VALUE || packet->pts >= s->video.start;
    if (got < 0 && got != AVERROR(EAGAIN) && got != AVERROR_EOF && counts) {
        s->counts.decode_errors++;
        if (s->live) s->live->damaged = true;
    }

    return LV_OK;
}

int32_t lv_video_packet(lv_session *s, AVPacket *packet)
{
    lv_video *v = &s->video;
    if (v->done) return LV_END;
    if (!v->frame && !(v->frame = av_frame_alloc())) return lv_fail(LV_ERR_OTHER, "out of memory");
    if (!v->codec) {
        int32_t done = lv_open_decoder(s->format->streams[s->video_stream], s->config.threads, &v->codec);
        if (done < 0) return done;
    }

    if (v->key_pts != LV_NO_TIME) {
        if (!(packet->flags & AV_PKT_FLAG_KEY) || packet->pts != v->key_pts) return LV_END;
        v->key_pts = LV_NO_TIME;
    }

    if (s->config.mode == LV_MODE_SAMPLED && !v->group.hopeless) return lv_group_packet(s, packet);
    lv_video_send(s, packet, false);
    return LV_END;
}

// Gives the decoder something more without reading from the file; LV_END when there is nothing.
static int32_t feed(lv_session *s)
{
    lv_video *v = &s->video;
    if (v->draining) return LV_END;
    if (s->config.mode == LV_MODE_SAMPLED) {
        int32_t done = lv_group_pump(s);
        if (done != LV_END || v->done) return done;
    }

    if (!s->read_done) return LV_END;
    v->draining = true;
    lv_video_send(s, NULL, false);
    return LV_OK;
}

static int32_t deliver(lv_session *s, lv_event *event)
{
    lv_video *v = &s->video;
    AVFrame *frame = v->frame;
    int64_t time = time_of(s, frame);
    if (s->live) lv_live_seen(s);
    // No picture can be shown long after everything that was received: its time is damaged.
    if (s->live && v->has_last && lv_live_ahead(s, time)) time = v->last + step_of(s);
    if (v->start != LV_NO_TIME && time < v->start) return LV_END;
    if (v->end != LV_NO_TIME && time >= v->end) {
        v->done = true;
        return LV_END;
    }

    bool only_sampled = s->config.mode == LV_MODE_SAMPLED;
    if (only_sampled && !v->group.hopeless && !lv_group_take_target(&v->group, time)) return LV_END;
    if (v->has_last && time <= v->last) {
        s->counts.out_of_order++;
        return LV_END;
    }

    v->has_last = true;
    v->last = time;
    s->counts.decoded++;
    int64_t slot = lv_slot(s, time);
    bool corrupt = (frame->flags & AV_FRAME_FLAG_CORRUPT) || frame->decode_error_flags;
    bool sampled = v->first || slot > v->slot;
    if (s->live) {
        // Nothing is claimed about a damaged picture: the next whole one is the sample.
        corrupt = lv_live_damaged(s, frame) || corrupt;
        sampled = sampled && !corrupt;
        event->utc_us = lv_live_utc(s, av_rescale_q(time, s->format->streams[s->video_stream]->time_base, AV_TIME_BASE_Q));
    }

    if (only_sampled && !sampled) return LV_END;
    if (sampled) v->slot = slot;
    event->kind = LV_EVENT_VIDEO;
    event->flags = (sampled ? LV_FLAG_SAMPLED : 0) | (v->first ? LV_FLAG_FIRST : 0)
        | (corrupt ? LV_FLAG_CORRUPT : 0);
    event->pts = time;
    event->time_base_num = s->format->streams[s->video_stream]->time_base.num;
    event->time_base_den = s->format->streams[s->video_stream]->time_base.den;
    v->first = v->first && corrupt && s->live;
    int32_t done = lv_thumb(s, frame);
    if (done < 0) return done;
    event->luma = v->luma;
    event->blue = v->blue;
    event->red = v->red;
    return sampled && s->config.max_side > 0 ? lv_picture(s, frame, event) : LV_OK;
}

int32_t lv_video_frame(lv_session *s, lv_event *event)
{
    lv_video *v = &s->video;
    int failures = 0;
    while (v->codec && !v->done) {
        int got = avcodec_receive_frame(v->codec, v->frame);
        if (got >= 0) {
            int32_t done = deliver(s, event);
            av_frame_unref(v->frame);
            if (done != LV_END) return done;
        } else if (got == AVERROR_EOF) {
            avcodec_flush_buffers(v->codec);
            v->draining = false;
            // A group whose tail was left out is drained too, and then the next one begins.
            if (v->group.finished) v->done = true;
            else if (s->config.mode != LV_MODE_SAMPLED || lv_group_pump(s) == LV_END) v->done = s->read_done;
            if (!v->done && !v->group.active) return LV_END;
        } else if (got == AVERROR(EAGAIN) || ++failures > 64) {
            int32_t done = feed(s);
            if (done != LV_OK) return done;
            failures = 0;
        } else {
            s->counts.decode_errors++;
        }

        int32_t stop = lv_stop_reason(s);
        if (stop) return lv_fail(stop, "stopped");
    }

    return LV_END;
}

void lv_video_reset(lv_session *s)
{
    lv_video *v = &s->video;
    if (v->codec) avcodec_flush_buffers(v->codec);
    lv_group_clear(&v->group);
    v->draining = v->done = v->has_last = false;
    v->first = true;
}

void lv_video_free(lv_session *s)
{
    lv_video *v = &s->video;
    lv_group_free(&v->group);
    avcodec_free_context(&v->codec);
    av_frame_free(&v->frame);
    sws_freeContext(v->scaler);
    sws_freeContext(v->small_scaler);
    av_freep(&v->picture);
    av_freep(&v->turned);
    av_freep(&v->small);
    av_freep(&v->sums);
}
