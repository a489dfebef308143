// Takes closed-caption bytes (ATSC A/53 user data) out of the packets of the picture without decoding it, and puts them in the order of display.
// So captions cost nearly nothing, and are the same whatever part of the picture is decoded.
#include <string.h>

#include "session.h"

bool lv_captions_can(const AVCodecParameters *parameters)
{
    switch (parameters->codec_id) {
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_HEVC:
    case AV_CODEC_ID_MPEG2VIDEO: return true;
    default: return false;
    }
}

// "GA94", type 3, then: flags with the number of triplets, a reserved byte, the triplets.
static void take_atsc(lv_caption *out, const uint8_t *data, size_t size)
{
    if (size < 7 || memcmp(data, "GA94\x03", 5) != 0 || !(data[5] & 0x40)) return;
    size_t bytes = (size_t)(data[5] & 0x1f) * 3;
    if (bytes > size - 7 || out->size + bytes > sizeof(out->data)) return;
    memcpy(out->data + out->size, data + 7, bytes);
    out->size += (int)bytes;
}

static size_t sei_number(const uint8_t *data, size_t size, size_t *at)
{
    size_t value = 0;
    while (*at < size && data[*at] == 0xff) {
        value += 255;
        (*at)++;
    }

    return *at < size ? value + data[(*at)++] : value;
}

static void take_sei(lv_caption *out, const uint8_t *data, size_t size)
{
    size_t at = 0;
    while (at + 2 < size) {
        size_t type = sei_number(data, size, &at), length = sei_number(data, size, &at);
        if (length > size - at) return;
        // Registered user data of the United States (0xb5) from ATSC (0x0031).
        if (type == 4 && length > 3 && data[at] == 0xb5 && data[at + 1] == 0 && data[at + 2] == 0x31) take_atsc(out, data + at + 3, length - 3);
        at += length;
    }
}

static void take_unit(lv_session *s, lv_caption *out, const uint8_t *data, size_t size)
{
    bool hevc = s->format->streams[s->video_stream]->codecpar->codec_id == AV_CODEC_ID_HEVC;
    size_t header = hevc ? 2 : 1;
    if (size <= header || (hevc ? (data[0] >> 1 & 0x3f) != 39 : (data[0] & 0x1f) != 6)) return;
    if (!lv_reserve(&s->captions.plain, &s->captions.plain_size, size)) return;
    size_t length = 0;
    // 00 00 03 stands for 00 00 inside a unit.
    for (size_t i = header; i < size; i++)
        if (!(data[i] == 3 && i >= header + 2 && data[i - 1] == 0 && data[i - 2] == 0)) s->captions.plain[length++] = data[i];
    take_sei(out, s->captions.plain, length);
}

// The next 00 00 01, or the end.
static const uint8_t *start_code(const uint8_t *at, const uint8_t *end)
{
    for (at += 2; at < end; at++) {
        at = memchr(at, 1, (size_t)(end - at));
        if (!at) return end;
        if (at[-1] == 0 && at[-2] == 0) return at - 2;
    }

    return end;
}

static void take_stream(lv_session *s, lv_caption *out, const AVPacket *packet)
{
    bool mpeg2 = s->format->streams[s->video_stream]->codecpar->codec_id == AV_CODEC_ID_MPEG2VIDEO;
    const uint8_t *end = packet->data + packet->size;
    if (packet->size < 6) return;
    for (const uint8_t *at = start_code(packet->data, end); end - at > 4;) {
        const uint8_t *next = start_code(at + 3, end);
        if (!mpeg2) take_unit(s, out, at + 3, (size_t)(next - at - 3));
        else if (at[3] == 0xb2) take_atsc(out, at + 4, (size_t)(next - at - 4));
        at = next;
    }
}

// The bytes of a unit's length in MP4 and Matroska; 0 where units are found by start codes.
static size_t length_bytes(const AVCodecParameters *video)
{
    if (video->codec_id == AV_CODEC_ID_MPEG2VIDEO || video->extradata_size < 7 || video->extradata[0] != 1) return 0;
    if (video->codec_id == AV_CODEC_ID_H264) return (video->extradata[4] & 3u) + 1;
    return video->extradata_size > 22 ? (video->extradata[21] & 3u) + 1 : 0;
}

static void take_units(lv_session *s, lv_caption *out, const AVPacket *packet, size_t prefix)
{
    size_t at = 0, size = (size_t)packet->size;
    while (at + prefix < size) {
        size_t length = 0;
        for (size_t i = 0; i < prefix; i++) length = length << 8 | packet->data[at + i];
        at += prefix;
        if (length > size - at) return;
        take_unit(s, out, packet->data + at, length);
        at += length;
    }
}

void lv_captions_packet(lv_session *s, const AVPacket *packet)
{
    lv_captions *c = &s->captions;
    lv_caption found = {.pts = packet->pts};
    size_t prefix = length_bytes(s->format->streams[s->video_stream]->codecpar);
    if (prefix) take_units(s, &found, packet, prefix);
    else take_stream(s, &found, packet);
    if (packet->dts != AV_NOPTS_VALUE) c->released = packet->dts;
    if (found.size == 0 || found.pts == AV_NOPTS_VALUE || c->count == LV_CAPTIONS_HELD) return;
    int at = c->count++;
    while (at > 0 && c->held[at - 1].pts > found.pts) {
        c->held[at] = c->held[at - 1];
        at--;
    }

    c->held[at] = found;
}

int32_t lv_captions_next(lv_session *s, lv_event *event)
{
    lv_captions *c = &s->captions;
    if (c->count == 0) return LV_END;
    // A picture decoded later is not shown before this one's decoding time.
    bool may = s->read_done || c->count > LV_CAPTIONS_HELD / 2 || (c->released != LV_NO_TIME && c->held[0].pts <= c->released);
    if (!may) return LV_END;
    c->out = c->held[0];
    memmove(c->held, c->held + 1, (size_t)--c->count * sizeof(*c->held));
    event->kind = LV_EVENT_CAPTIONS;
    event->pts = c->out.pts;
    event->time_base_num = s->format->streams[s->video_stream]->time_base.num;
    event->time_base_den = s->format->streams[s->video_stream]->time_base.den;
    event->stream = s->video_stream;
    event->data = c->out.data;
    event->size = c->out.size;
    return LV_OK;
}
