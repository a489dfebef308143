// Makes one forward-moving clock out of timestamps that jump: joined transport streams restart their clock, and damage makes a packet claim any time.
// A jump is believed when a second packet confirms it; until then the packet loses its timestamps and its frame is timed from its neighbours.
// The offset is the same for all streams, so sound and picture stay together.
#include "session.h"

#define LV_BACK_US 1000000
#define LV_FORWARD_US 10000000
#define LV_CONFIRM_US 60000000

static int64_t duration_us(const AVStream *stream, const AVPacket *packet)
{
    if (packet->duration > 0) return av_rescale_q(packet->duration, stream->time_base, AV_TIME_BASE_Q);
    return stream->avg_frame_rate.num > 0 ? av_rescale(AV_TIME_BASE, stream->avg_frame_rate.den, stream->avg_frame_rate.num) : 40000;
}

static bool fits(int64_t time, int64_t last)
{
    return time >= last - LV_BACK_US && time <= last + LV_FORWARD_US;
}

static void shift(AVPacket *packet, const AVStream *stream, int64_t by_us)
{
    int64_t by = av_rescale_q(by_us, AV_TIME_BASE_Q, stream->time_base);
    if (packet->pts != AV_NOPTS_VALUE) packet->pts += by;
    if (packet->dts != AV_NOPTS_VALUE) packet->dts += by;
}

// Returns the offset to use for a time that fits nowhere, or false while the jump is not confirmed.
static bool confirm(lv_session *s, lv_clock *clock, int64_t raw, int64_t step)
{
    bool near = clock->pending && raw >= clock->pending_us - LV_BACK_US && raw <= clock->pending_us + LV_CONFIRM_US;
    clock->pending = true;
    clock->pending_us = raw;
    if (!near) return false;
    clock->pending = false;
    if (raw + s->offset_us < clock->last_us) {
        s->previous_offset_us = s->offset_us;
        s->offset_us = clock->last_us + step - raw;
    }

    return true;
}

void lv_clock_fix(lv_session *s, AVPacket *packet)
{
    const AVStream *stream = s->format->streams[packet->stream_index];
    int64_t ticks = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    if (!s->jumps || ticks == AV_NOPTS_VALUE) return;
    enum AVMediaType type = stream->codecpar->codec_type;
    if (type != AVMEDIA_TYPE_VIDEO && type != AVMEDIA_TYPE_AUDIO) {
        shift(packet, stream, s->offset_us);
        return;
    }

    lv_clock *clock = &s->clocks[packet->stream_index];
    int64_t raw = av_rescale_q(ticks, stream->time_base, AV_TIME_BASE_Q), step = duration_us(stream, packet), offset = s->offset_us;
    if (clock->started && !fits(raw + offset, clock->last_us)) {
        if (fits(raw + s->previous_offset_us, clock->last_us)) {
            offset = s->previous_offset_us;
        } else if (confirm(s, clock, raw, step)) {
            offset = s->offset_us;
        } else {
            packet->pts = packet->dts = AV_NOPTS_VALUE;
            clock->last_us += step;
            return;
        }
    } else {
        clock->pending = false;
    }

    shift(packet, stream, offset);
    clock->last_us = raw + offset;
    clock->started = true;
}
