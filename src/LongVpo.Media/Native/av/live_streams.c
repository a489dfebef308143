// Follows a live source that changes under way: streams that come later, streams that go, another codec in a stream that stays.

#include "session.h"

// Packets of another stream, without one of the stream in use, after which that is taken for gone.
#define LV_SILENT_VIDEO 10
#define LV_SILENT_AUDIO 40
// Packets of the picture of which none could be shown, after which its coding is taken for changed.
#define LV_UNREADABLE 12
#define LV_UNSEEN_US 1500000
#define LV_FREQUENT_US 250000

static int32_t grow(lv_session *s)
{
    int wanted = (int)s->format->nb_streams;
    if (wanted <= s->streams) return LV_OK;
    lv_clock *clocks = av_realloc_array(s->clocks, (size_t)wanted, sizeof(*clocks));
    if (clocks) s->clocks = clocks;
    AVCodecContext **codecs = av_realloc_array(s->text.codecs, (size_t)wanted, sizeof(AVCodecContext *));
    if (codecs) s->text.codecs = codecs;
    if (!clocks || !codecs) return lv_fail(LV_ERR_OTHER, "out of memory");
    for (int i = s->streams; i < wanted; i++) {
        s->clocks[i] = (lv_clock){0};
        s->text.codecs[i] = NULL;
    }

    s->streams = wanted;
    return LV_OK;
}

static void use_video(lv_session *s, int stream)
{
    lv_video *v = &s->video;
    avcodec_free_context(&v->codec);
    s->video_stream = stream;
    s->live->other_video = 0;
    s->live->damaged = false;
    v->has_last = v->draining = false;
    s->captions.wanted = (s->config.want & LV_WANT_CAPTIONS) && lv_captions_can(s->format->streams[stream]->codecpar);
    s->captions.count = 0;
}

static void use_audio(lv_session *s, int stream)
{
    avcodec_free_context(&s->audio.codec);
    s->audio_stream = stream;
    s->live->other_audio = 0;
    s->audio.draining = s->audio.done = false;
}

static bool can_decode(const AVStream *stream)
{
    return stream->codecpar->codec_id != AV_CODEC_ID_NONE && avcodec_find_decoder(stream->codecpar->codec_id);
}

int32_t lv_live_streams(lv_session *s, AVPacket *packet)
{
    int32_t done = grow(s);
    if (done < 0) return done;
    lv_live *live = s->live;
    int index = packet->stream_index;
    const AVStream *stream = s->format->streams[index];
    enum AVMediaType type = stream->codecpar->codec_type;
    if (type == AVMEDIA_TYPE_VIDEO && can_decode(stream)) {
        if (index == s->video_stream) live->other_video = 0;
        else if (s->video_stream < 0 || ++live->other_video > LV_SILENT_VIDEO) use_video(s, index);
        if (index == s->video_stream && s->video.codec && s->video.codec->codec_id != stream->codecpar->codec_id) use_video(s, index);
    } else if (type == AVMEDIA_TYPE_AUDIO && can_decode(stream)) {
        if (index == s->audio_stream) live->other_audio = 0;
        else if (s->audio_stream < 0 || ++live->other_audio > LV_SILENT_AUDIO) use_audio(s, index);
        if (index == s->audio_stream && s->audio.codec && s->audio.codec->codec_id != stream->codecpar->codec_id) use_audio(s, index);
    }

    return LV_OK;
}

// Whether what used to be decoded cannot be any more: another coding in a stream that the demuxer still takes for the old one.
bool lv_live_unreadable(lv_session *s, const AVPacket *packet)
{
    lv_live *live = s->live;
    if (!s->video.has_last || s->video_stream < 0) return false;
    if (packet->stream_index == s->video_stream) live->unseen_packets++;
    if (live->unseen_packets > LV_UNREADABLE && s->counts.decode_errors - live->errors_when_seen > LV_UNREADABLE / 2) return true;
    // Some codings do not even look like a picture to the wrong decoder: then only the sound shows that time passes.
    bool frequent = live->shown_count > LV_UNREADABLE && live->shown_us - live->first_shown_us < live->shown_count * (int64_t)LV_FREQUENT_US;
    return frequent && live->last_us - live->shown_us > LV_UNSEEN_US;
}

// The decoder made a picture, whatever becomes of it.
void lv_live_seen(lv_session *s)
{
    lv_live *live = s->live;
    live->unseen_packets = 0;
    live->shown_us = live->last_us;
    if (live->shown_count++ == 0) live->first_shown_us = live->last_us;
    live->errors_when_seen = s->counts.decode_errors;
}

// Whether a picture is damaged or refers to one that was; a whole key frame ends it.
bool lv_live_damaged(lv_session *s, const AVFrame *frame)
{
    lv_live *live = s->live;
    bool hurt = (frame->flags & AV_FRAME_FLAG_CORRUPT) || frame->decode_error_flags;
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    bool key = (frame->flags & AV_FRAME_FLAG_KEY) != 0;
#else
    bool key = frame->key_frame != 0;
#endif
    if (hurt) live->damaged = true;
    else if (key) live->damaged = false;
    return live->damaged;
}
