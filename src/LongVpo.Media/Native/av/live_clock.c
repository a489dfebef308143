// Keeps the clock of a live source running forward: clocks that wrap are unwrapped, and a jump in either direction is closed and told, so that
// decoders never see it and the managed side can set it against the clock on the wall. All streams share one offset, so sound and picture stay together.
#include "session.h"

#define LV_BACK_US 1000000
#define LV_AHEAD_US 1000000
#define LV_NEAR_US 2000000
#define LV_AGREE_US 10000000
#define LV_SHOWN_WITHIN_S 2

static int64_t step_us(const AVStream *stream, const AVPacket *packet)
{
    if (packet->duration > 0) return av_rescale_q(packet->duration, stream->time_base, AV_TIME_BASE_Q);
    return stream->avg_frame_rate.num > 0 ? av_rescale(AV_TIME_BASE, stream->avg_frame_rate.den, stream->avg_frame_rate.num) : 40000;
}

// The time of these ticks nearest to a time already known, where the counter of the container is short.
static int64_t unwrapped_us(const AVStream *stream, int64_t ticks, int64_t near_us)
{
    if (stream->pts_wrap_bits >= 63 || stream->pts_wrap_bits < 16 || near_us == LV_NO_TIME) return av_rescale_q(ticks, stream->time_base, AV_TIME_BASE_Q);
    int64_t period = INT64_C(1) << stream->pts_wrap_bits, near = av_rescale_q(near_us, AV_TIME_BASE_Q, stream->time_base);
    int64_t away = (ticks - near) % period;
    if (away > period / 2) away -= period;
    if (away < -period / 2) away += period;
    return av_rescale_q(near + away, stream->time_base, AV_TIME_BASE_Q);
}

// Sparse pictures are no jumps, and a stream that was away comes back where the others are.
static bool fits(const lv_session *s, const lv_clock *clock, int64_t time, int64_t step)
{
    int64_t ahead = FFMAX(LV_AHEAD_US, 4 * step);
    if (clock->started && time >= clock->last_us - LV_BACK_US && time <= clock->last_us + ahead) return true;
    int64_t others = s->live->last_us;
    return others != LV_NO_TIME && time >= others - LV_NEAR_US && time <= others + FFMAX(LV_NEAR_US / 2, 4 * step);
}

static void jump(lv_session *s, int64_t at, int64_t by)
{
    lv_live *live = s->live;
    s->previous_offset_us = s->offset_us;
    s->offset_us += by;
    // A source that jumps faster than it shows pictures: what matters is where it is now.
    if (live->jump_count == LV_JUMPS_HELD) {
        live->jumps[live->jump_count - 1].by_us += by;
        return;
    }

    live->jumps_seen++;
    live->jumps[live->jump_count++] = (lv_jump){.at_us = at, .by_us = by};
}

static void place(AVPacket *packet, const AVStream *stream, int64_t raw_us, int64_t offset)
{
    // Relative to the ticks of the packet, so that no rounding enters.
    int64_t ticks = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    int64_t wraps = av_rescale_q(raw_us, AV_TIME_BASE_Q, stream->time_base) - ticks;
    if (stream->pts_wrap_bits < 63) {
        int64_t period = INT64_C(1) << stream->pts_wrap_bits;
        wraps = (wraps + (wraps >= 0 ? period / 2 : -period / 2)) / period * period;
    } else {
        wraps = 0;
    }

    int64_t by = wraps + av_rescale_q(offset, AV_TIME_BASE_Q, stream->time_base);
    if (packet->pts != AV_NOPTS_VALUE) packet->pts += by;
    if (packet->dts != AV_NOPTS_VALUE) packet->dts += by;
}

static void take_clock(lv_session *s, const AVPacket *packet, const AVStream *stream)
{
    lv_live *live = s->live;
    // A segment begins with a key frame; what comes before one was still on its way out of the segment before.
    bool begins = packet->stream_index == s->video_stream && (packet->flags & AV_PKT_FLAG_KEY);
    if (begins && live->segment_utc_us != LV_NO_TIME && packet->pts != AV_NOPTS_VALUE) {
        live->clock_utc_us = live->segment_utc_us;
        live->clock_pts_us = av_rescale_q(packet->pts, stream->time_base, AV_TIME_BASE_Q);
        live->segment_utc_us = LV_NO_TIME;
    }

    size_t size = 0;
    const uint8_t *side = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, &size);
    if (!side || size < sizeof(AVProducerReferenceTime) || packet->pts == AV_NOPTS_VALUE) return;
    s->live->clock_utc_us = ((const AVProducerReferenceTime *)side)->wallclock;
    s->live->clock_pts_us = av_rescale_q(packet->pts, stream->time_base, AV_TIME_BASE_Q);
}

bool lv_live_ahead(const lv_session *s, int64_t pts)
{
    const AVStream *video = s->format->streams[s->video_stream];
    return av_rescale_q(pts, video->time_base, AV_TIME_BASE_Q) > s->live->last_us + (LV_SHOWN_WITHIN_S * (int64_t)AV_TIME_BASE);
}

int64_t lv_live_utc(const lv_session *s, int64_t pts_us)
{
    return s->live->clock_utc_us == LV_NO_TIME ? LV_NO_TIME : s->live->clock_utc_us + (pts_us - s->live->clock_pts_us);
}

static int64_t ticks_of(const AVPacket *packet)
{
    return packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
}

static bool is_main(const lv_session *s, const AVPacket *packet)
{
    return packet->stream_index == s->video_stream || packet->stream_index == s->audio_stream;
}

static int64_t raw_of(const lv_session *s, const AVPacket *packet)
{
    const lv_clock *clock = &s->clocks[packet->stream_index];
    return unwrapped_us(s->format->streams[packet->stream_index], ticks_of(packet), clock->started ? clock->raw_us : s->live->raw_us);
}

// Pictures are shown soon after they are decoded: a time of showing far from that of decoding is damaged, or wrapped without the other.
static void mend_shown(AVPacket *packet, const AVStream *stream)
{
    if (packet->pts == AV_NOPTS_VALUE || packet->dts == AV_NOPTS_VALUE) return;
    int64_t apart = packet->pts - packet->dts, second = FFMAX(av_rescale_q(AV_TIME_BASE, AV_TIME_BASE_Q, stream->time_base), 1);
    if (stream->pts_wrap_bits >= 16 && stream->pts_wrap_bits < 63) {
        int64_t period = INT64_C(1) << stream->pts_wrap_bits;
        apart %= period;
        if (apart > period / 2) apart -= period;
        if (apart < -period / 2) apart += period;
    }

    packet->pts = apart >= -second && apart <= LV_SHOWN_WITHIN_S * second ? packet->dts + apart : AV_NOPTS_VALUE;
}

static bool fits_somewhere(const lv_session *s, const AVPacket *packet)
{
    const lv_clock *clock = &s->clocks[packet->stream_index];
    if (!is_main(s, packet) || ticks_of(packet) == AV_NOPTS_VALUE || s->live->last_us == LV_NO_TIME) return true;
    int64_t raw = raw_of(s, packet), step = step_us(s->format->streams[packet->stream_index], packet);
    return fits(s, clock, raw + s->offset_us, step) || (clock->started && fits(s, clock, raw + s->previous_offset_us, step));
}

// What the newest doubted packet says about the first: the clock jumped, a timestamp was damaged, or nothing yet.
static void decide(lv_session *s)
{
    lv_live *live = s->live;
    const AVPacket *newest = live->doubted[live->doubted_count - 1];
    bool fit = fits_somewhere(s, newest), judges = is_main(s, newest) && ticks_of(newest) != AV_NOPTS_VALUE;
    live->doubt_decided = live->doubted_count == LV_DOUBTED_MOST;
    for (int i = 0; judges && i < live->doubted_count - 1 && !live->doubt_decided; i++) {
        const AVPacket *earlier = live->doubted[i];
        if (earlier->stream_index != newest->stream_index || fits_somewhere(s, earlier)) continue;
        live->doubt_decided = fit;
        int64_t apart = raw_of(s, newest) - raw_of(s, earlier), step = step_us(s->format->streams[newest->stream_index], newest);
        if (fit || apart < -LV_BACK_US || apart > FFMAX(LV_AGREE_US, 4 * step)) continue;
        const AVPacket *first = live->doubted[0];
        const lv_clock *clock = &s->clocks[first->stream_index];
        int64_t at = (clock->started ? clock->last_us : live->last_us) + step_us(s->format->streams[first->stream_index], first);
        jump(s, at, at - (raw_of(s, first) + s->offset_us));
        live->doubt_decided = true;
    }
}

// Puts a packet aside whose time fits nowhere, and what follows it, until it is known why; true when it was put aside.
bool lv_live_doubt(lv_session *s, AVPacket *packet)
{
    lv_live *live = s->live;
    if (live->doubted_count == 0 && fits_somewhere(s, packet)) return false;
    AVPacket *kept = av_packet_alloc();
    if (!kept) return false;
    av_packet_move_ref(kept, packet);
    live->doubted[live->doubted_count++] = kept;
    decide(s);
    return true;
}

// The next packet that was put aside and is now decided about.
bool lv_live_doubted(lv_session *s, AVPacket *packet)
{
    lv_live *live = s->live;
    if (live->doubted_count == 0 || !(live->doubt_decided || s->read_done)) return false;
    av_packet_move_ref(packet, live->doubted[live->doubted_next]);
    av_packet_free(&live->doubted[live->doubted_next]);
    if (++live->doubted_next < live->doubted_count) return true;
    live->doubted_count = live->doubted_next = 0;
    live->doubt_decided = false;
    return true;
}

void lv_live_forget_doubt(lv_session *s)
{
    for (int i = s->live->doubted_next; i < s->live->doubted_count; i++) av_packet_free(&s->live->doubted[i]);
    s->live->doubted_count = s->live->doubted_next = 0;
}

void lv_live_clock_fix(lv_session *s, AVPacket *packet)
{
    if (ticks_of(packet) == AV_NOPTS_VALUE) return;
    const AVStream *stream = s->format->streams[packet->stream_index];
    lv_clock *clock = &s->clocks[packet->stream_index];
    int64_t raw = raw_of(s, packet), step = step_us(stream, packet), offset = s->offset_us;
    bool counts = is_main(s, packet);
    if (counts && s->live->last_us != LV_NO_TIME && !fits(s, clock, raw + offset, step)) {
        if (!clock->started || !fits(s, clock, raw + s->previous_offset_us, step)) {
            // Damaged: its picture is timed from its neighbours.
            packet->pts = packet->dts = AV_NOPTS_VALUE;
            clock->last_us += step;
            return;
        }

        offset = s->previous_offset_us;
    }

    if (counts) mend_shown(packet, stream);
    place(packet, stream, raw, offset);
    if (!counts) return;
    clock->raw_us = s->live->raw_us = raw;
    clock->last_us = raw + offset;
    clock->started = true;
    if (clock->last_us > s->live->last_us || s->live->last_us == LV_NO_TIME) s->live->last_us = clock->last_us;
    take_clock(s, packet, stream);
}

bool lv_live_jump(lv_session *s, lv_event *event)
{
    lv_live *live = s->live;
    if (live->jump_count == 0) return false;
    event->kind = LV_EVENT_JUMP;
    event->pts = live->jumps[0].at_us;
    event->end = live->jumps[0].by_us;
    event->time_base_num = 1;
    event->time_base_den = AV_TIME_BASE;
    for (int i = 1; i < live->jump_count; i++) live->jumps[i - 1] = live->jumps[i];
    live->jump_count--;
    return true;
}
