// Sound as 16 kHz mono in blocks of 100 ms on a fixed grid, so that a run from anywhere cuts the same blocks.
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <string.h>

#include "session.h"

// Timestamps of sound are rounded by containers; a step below this is rounding and not a hole.
#define LV_HOLE_SAMPLES 800

static int channels_of(const AVFrame *frame)
{
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 28, 100)
    return frame->ch_layout.nb_channels;
#else
    return frame->channels;
#endif
}

static SwrContext *make_resampler(const AVFrame *frame)
{
    SwrContext *made = NULL;
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 28, 100)
    AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO, from;
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) av_channel_layout_default(&from, frame->ch_layout.nb_channels);
    else if (av_channel_layout_copy(&from, &frame->ch_layout) < 0) return NULL;
    int got = swr_alloc_set_opts2(&made, &mono, AV_SAMPLE_FMT_S16, LV_AUDIO_RATE, &from, frame->format, frame->sample_rate, 0, NULL);
    av_channel_layout_uninit(&from);
    if (got < 0) return NULL;
#else
    int64_t from = frame->channel_layout ? (int64_t)frame->channel_layout : av_get_default_channel_layout(frame->channels);
    made = swr_alloc_set_opts(NULL, AV_CH_LAYOUT_MONO, AV_SAMPLE_FMT_S16, LV_AUDIO_RATE, from, frame->format, frame->sample_rate, 0, NULL);
#endif
    if (made && swr_init(made) < 0) swr_free(&made);
    return made;
}

static bool prepare(lv_audio *a, const AVFrame *frame)
{
    bool same = a->resampler && a->in_rate == frame->sample_rate && a->in_format == frame->format && a->in_channels == channels_of(frame);
    if (same) return true;
    swr_free(&a->resampler);
    a->resampler = make_resampler(frame);
    a->in_rate = frame->sample_rate;
    a->in_format = frame->format;
    a->in_channels = channels_of(frame);
    return a->resampler != NULL;
}

// Adds a frame's samples to the pending ones; NULL adds what the resampler still holds.
static bool append(lv_audio *a, const AVFrame *frame)
{
    if (!a->resampler) return true;
    int most = swr_get_out_samples(a->resampler, frame ? frame->nb_samples : 0) + 256;
    if (a->pending_count + most > a->pending_capacity) {
        int capacity = (a->pending_count + most) * 2;
        int16_t *grown = av_realloc_array(a->pending, (size_t)capacity, sizeof(*grown));
        if (!grown) return false;
        a->pending = grown;
        a->pending_capacity = capacity;
    }

    uint8_t *out = (uint8_t *)(a->pending + a->pending_count);
    int got = swr_convert(a->resampler, &out, most, frame ? (const uint8_t **)frame->extended_data : NULL, frame ? frame->nb_samples : 0);
    if (got > 0) a->pending_count += got;
    return got >= 0;
}

static void finish_run(lv_audio *a)
{
    append(a, NULL);
    swr_free(&a->resampler);
}

static bool emit(lv_audio *a, lv_event *event, bool rest)
{
    int64_t into = a->position % LV_AUDIO_BLOCK;
    int needed = (int)(LV_AUDIO_BLOCK - (into < 0 ? into + LV_AUDIO_BLOCK : into));
    int count = a->pending_count >= needed ? needed : rest ? a->pending_count : 0;
    if (count == 0) return false;
    memcpy(a->block, a->pending, (size_t)count * sizeof(*a->block));
    a->pending_count -= count;
    memmove(a->pending, a->pending + count, (size_t)a->pending_count * sizeof(*a->pending));
    event->kind = LV_EVENT_AUDIO;
    event->pts = a->position;
    event->time_base_num = 1;
    event->time_base_den = LV_AUDIO_RATE;
    event->data = (const uint8_t *)a->block;
    event->size = count * (int32_t)sizeof(*a->block);
    a->position += count;
    return true;
}

int32_t lv_audio_packet(lv_session *s, AVPacket *packet)
{
    lv_audio *a = &s->audio;
    if (a->done) return LV_END;
    if (!a->frame && !(a->frame = av_frame_alloc())) return lv_fail(LV_ERR_OTHER, "out of memory");
    if (!a->codec && lv_open_decoder(s->format->streams[s->audio_stream], 1, &a->codec) < 0) {
        // Sound that cannot be decoded must not cost the picture.
        a->done = true;
        s->counts.decode_errors++;
        return LV_END;
    }

    int got = avcodec_send_packet(a->codec, packet);
    if (got < 0 && got != AVERROR(EAGAIN)) s->counts.decode_errors++;
    return LV_END;
}

// Where a frame begins against where the pending samples end: positive is a hole, negative an overlap.
static int64_t step_to(const lv_session *s, const AVFrame *frame)
{
    const lv_audio *a = &s->audio;
    if (!a->has_position || frame->pts == AV_NOPTS_VALUE) return 0;
    int64_t begins = av_rescale_q(frame->pts, s->format->streams[s->audio_stream]->time_base, (AVRational){1, LV_AUDIO_RATE});
    int64_t held = a->resampler ? swr_get_delay(a->resampler, LV_AUDIO_RATE) : 0;
    return begins - (a->position + a->pending_count + held);
}

// Returns false when the pending samples must leave before the frame can be taken.
static bool take_frame(lv_session *s)
{
    lv_audio *a = &s->audio;
    int64_t step = step_to(s, a->frame);
    if (step > LV_HOLE_SAMPLES) {
        finish_run(a);
        if (a->pending_count > 0) return false;
        a->has_position = false;
    }

    bool usable = step >= -LV_HOLE_SAMPLES && a->frame->sample_rate > 0 && channels_of(a->frame) > 0;
    if (usable && !a->has_position) {
        int64_t pts = a->frame->pts == AV_NOPTS_VALUE ? 0 : a->frame->pts;
        a->position = av_rescale_q(pts, s->format->streams[s->audio_stream]->time_base, (AVRational){1, LV_AUDIO_RATE});
        a->has_position = true;
    }

    if (!usable || !prepare(a, a->frame) || !append(a, a->frame)) s->counts.decode_errors++;
    av_frame_unref(a->frame);
    return true;
}

int32_t lv_audio_block(lv_session *s, lv_event *event)
{
    lv_audio *a = &s->audio;
    int failures = 0;
    while (a->codec && !a->done) {
        if (emit(a, event, false)) return LV_OK;
        if (a->frame->nb_samples > 0) {
            if (!take_frame(s) && emit(a, event, true)) return LV_OK;
            continue;
        }

        int got = avcodec_receive_frame(a->codec, a->frame);
        if (got >= 0 && a->frame->nb_samples == 0) av_frame_unref(a->frame);
        if (got >= 0) continue;
        if (got == AVERROR_EOF) {
            finish_run(a);
            if (emit(a, event, true)) return LV_OK;
            a->done = true;
        } else if (got == AVERROR(EAGAIN) || ++failures > 64) {
            if (!s->read_done || a->draining) return LV_END;
            a->draining = true;
            avcodec_send_packet(a->codec, NULL);
        } else {
            s->counts.decode_errors++;
        }
    }

    return LV_END;
}

void lv_audio_free(lv_session *s)
{
    avcodec_free_context(&s->audio.codec);
    av_frame_free(&s->audio.frame);
    swr_free(&s->audio.resampler);
    av_freep(&s->audio.pending);
}
