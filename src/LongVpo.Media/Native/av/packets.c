// Reads packets on one repaired clock and opens decoders.
#include <string.h>

#include "session.h"

// A damaged stretch is stepped over in steps of at least this many bytes; failures that get less far count until reading is given up.
#define LV_FAILURE_STEP 32768
#define LV_FAILURES 16

void lv_note_time(lv_session *s, const AVPacket *packet)
{
    const AVStream *stream = s->format->streams[packet->stream_index];
    int64_t ticks = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    int64_t shown = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    if (ticks == AV_NOPTS_VALUE) return;
    int64_t now = av_rescale_q(ticks, stream->time_base, AV_TIME_BASE_Q);
    bool timed = packet->stream_index == s->video_stream || packet->stream_index == s->audio_stream;
    if (!timed) return;
    int64_t end = av_rescale_q(shown + FFMAX(packet->duration, 0), stream->time_base, AV_TIME_BASE_Q);
    if (end > s->counts.end_us) s->counts.end_us = end;
    s->stream_end_us[packet->stream_index == s->audio_stream] = now;
    int64_t first = s->stream_end_us[0], second = s->stream_end_us[1];
    int64_t most = FFMAX(first, second), least = first == LV_NO_TIME ? second : second == LV_NO_TIME ? first : FFMIN(first, second);
    // A stream that ended early or never comes must not hold the progress back for ever.
    int64_t progress = FFMAX(least, most - 10 * (int64_t)AV_TIME_BASE);
    if (progress > s->progress_us) s->progress_us = progress;
}

int32_t lv_read_packet(lv_session *s)
{
    int failures = 0;
    int64_t failed_at = 0;
    if (s->live) return lv_live_read(s);
    while (!s->read_done) {
        int32_t stop = lv_stop_reason(s);
        if (stop) return lv_fail(stop, "stopped");
        int got = av_read_frame(s->format, s->packet);
        if ((stop = lv_stop_reason(s))) {
            if (got >= 0) av_packet_unref(s->packet);
            return lv_fail(stop, "stopped");
        }

        if (got >= 0 && s->packet->stream_index >= s->streams) {
            av_packet_unref(s->packet);
            continue;
        }

        if (got >= 0) {
            s->counts.packets++;
            s->counts.bytes += s->packet->size;
            lv_clock_fix(s, s->packet);
            lv_note_time(s, s->packet);
            return LV_OK;
        }

        // What fails again and again without getting anywhere is given up.
        bool at_end = got == AVERROR_EOF || avio_feof(s->format->pb);
        if (!at_end) s->counts.read_errors++;
        int64_t at = avio_tell(s->format->pb);
        if (at >= failed_at + LV_FAILURE_STEP) failures = 0;
        failed_at = FFMAX(at, failed_at);
        if (!at_end && ++failures <= LV_FAILURES) continue;
        s->read_done = true;
        s->gave_up = !at_end || s->format->pb->error < 0;
    }

    return LV_END;
}

// Some containers do not say when a picture is decoded: at first as early as pictures that are shown sooner may need, then right after the one before.
int64_t lv_decode_time(const AVStream *stream, const AVPacket *packet, AVRational ticks, int64_t last)
{
    if (last != AV_NOPTS_VALUE) return last + 1;
    if (packet->pts == AV_NOPTS_VALUE) return 0;
    int64_t step = packet->duration > 0 ? packet->duration
        : stream->avg_frame_rate.num > 0 ? av_rescale_q(1, av_inv_q(stream->avg_frame_rate), ticks) : 0;
    return packet->pts - (FFMAX(stream->codecpar->video_delay, 0) * step);
}

int32_t lv_open_decoder(const AVStream *stream, int threads, AVCodecContext **codec)
{
    const AVCodec *decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder) return lv_fail(LV_ERR_NO_DECODER, "%s", avcodec_get_name(stream->codecpar->codec_id));
    AVCodecContext *context = avcodec_alloc_context3(decoder);
    if (!context) return lv_fail(LV_ERR_OTHER, "out of memory");
    if (avcodec_parameters_to_context(context, stream->codecpar) >= 0) {
        context->pkt_timebase = stream->time_base;
        context->thread_count = threads;
        // Hostile headers may claim any size; nothing real is larger than 16384 x 16384.
        context->max_pixels = 268435456;
        if (avcodec_open2(context, decoder, NULL) >= 0) {
            *codec = context;
            return LV_OK;
        }
    }

    avcodec_free_context(&context);
    return lv_fail(LV_ERR_NO_DECODER, "%s", avcodec_get_name(stream->codecpar->codec_id));
}
