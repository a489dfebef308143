// Timed text of any codec that FFmpeg decodes to words. Markup is left to the managed side; times are the container's own.
#include <string.h>

#include "session.h"

bool lv_text_can(const AVCodecParameters *parameters)
{
    if (parameters->codec_type != AVMEDIA_TYPE_SUBTITLE) return false;
    const AVCodecDescriptor *about = avcodec_descriptor_get(parameters->codec_id);
    return about && (about->props & AV_CODEC_PROP_TEXT_SUB) && parameters->codec_id != AV_CODEC_ID_EIA_608 && avcodec_find_decoder(parameters->codec_id);
}

static int32_t open_decoder(lv_session *s, const AVStream *stream, AVCodecContext **codec)
{
    const AVCodec *decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    AVCodecContext *context = decoder ? avcodec_alloc_context3(decoder) : NULL;
    if (!context) return LV_END;
    AVDictionary *options = NULL;
    if (s->config.charset) av_dict_set(&options, "sub_charenc", s->config.charset, 0);
    context->pkt_timebase = stream->time_base;
    bool opened = avcodec_parameters_to_context(context, stream->codecpar) >= 0 && avcodec_open2(context, decoder, &options) >= 0;
    av_dict_free(&options);
    if (!opened) avcodec_free_context(&context);
    *codec = context;
    return opened ? LV_OK : LV_END;
}

static bool add_line(lv_text *t, const char *line)
{
    size_t had = strlen(t->joined), more = strlen(line);
    if (had + more + 2 > t->joined_size) {
        size_t size = (had + more + 2) * 2;
        char *grown = av_realloc(t->joined, size);
        if (!grown) return false;
        t->joined = grown;
        t->joined_size = size;
    }

    if (had > 0) t->joined[had++] = '\x1e';
    memcpy(t->joined + had, line, more + 1);
    return true;
}

static bool join(lv_text *t, const AVSubtitle *subtitle)
{
    if (!t->joined) {
        t->joined = av_mallocz(256);
        t->joined_size = t->joined ? 256 : 0;
        if (!t->joined) return false;
    }

    t->joined[0] = 0;
    for (unsigned i = 0; i < subtitle->num_rects; i++) {
        const AVSubtitleRect *rect = subtitle->rects[i];
        const char *line = rect->type == SUBTITLE_ASS ? rect->ass : rect->type == SUBTITLE_TEXT ? rect->text : NULL;
        if (line && !add_line(t, line)) return false;
    }

    return true;
}

static int32_t raw_captions(const lv_session *s, const AVPacket *packet, lv_event *event)
{
    if (packet->pts == AV_NOPTS_VALUE || packet->size < 3) return LV_END;
    event->kind = LV_EVENT_CAPTIONS;
    event->pts = packet->pts;
    event->time_base_num = s->format->streams[packet->stream_index]->time_base.num;
    event->time_base_den = s->format->streams[packet->stream_index]->time_base.den;
    event->stream = packet->stream_index;
    event->data = packet->data;
    event->size = packet->size;
    return LV_OK;
}

int32_t lv_text_packet(lv_session *s, const AVPacket *packet, lv_event *event)
{
    const AVStream *stream = s->format->streams[packet->stream_index];
    if (stream->codecpar->codec_id == AV_CODEC_ID_EIA_608) return s->config.want & LV_WANT_CAPTIONS ? raw_captions(s, packet, event) : LV_END;
    if (!lv_text_can(stream->codecpar) || packet->pts == AV_NOPTS_VALUE || !(s->config.want & LV_WANT_TEXT)) return LV_END;
    AVCodecContext **codec = &s->text.codecs[packet->stream_index];
    if (!*codec && open_decoder(s, stream, codec) < LV_OK) return LV_END;
    AVSubtitle subtitle = {0};
    int found = 0;
    if (avcodec_decode_subtitle2(*codec, &subtitle, &found, (AVPacket *)packet) < 0) {
        s->counts.decode_errors++;
        return LV_END;
    }

    if (!found) return LV_END;
    bool joined = join(&s->text, &subtitle);
    AVRational ms = {1, 1000};
    event->kind = LV_EVENT_TEXT;
    event->stream = packet->stream_index;
    event->pts = packet->pts + av_rescale_q(subtitle.start_display_time, ms, stream->time_base);
    bool told = subtitle.end_display_time > 0 && subtitle.end_display_time != UINT32_MAX;
    event->end = packet->duration > 0 ? packet->pts + packet->duration
        : told ? packet->pts + av_rescale_q(subtitle.end_display_time, ms, stream->time_base) : LV_NO_TIME;
    event->time_base_num = stream->time_base.num;
    event->time_base_den = stream->time_base.den;
    avsubtitle_free(&subtitle);
    if (!joined) return lv_fail(LV_ERR_OTHER, "out of memory");
    event->data = (const uint8_t *)s->text.joined;
    event->size = (int32_t)strlen(s->text.joined);
    return LV_OK;
}

void lv_text_free(lv_session *s)
{
    for (int i = 0; s->text.codecs && i < s->streams; i++) avcodec_free_context(&s->text.codecs[i]);
    av_freep(&s->text.codecs);
    av_freep(&s->text.joined);
}
