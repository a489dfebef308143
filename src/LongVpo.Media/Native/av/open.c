// Opens a file and says what is in it: refuses what would read other files, and chooses the streams to deliver.
#include <errno.h>
#include <libavutil/display.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "session.h"

// Formats that only name other files or places. They could not open them here, but "this is a playlist" is a better answer than "cannot be read".
static const char *const playlists[] = {"hls", "concat", "dash", "imf", "sdp", "rtsp", "image2", "mpl", "webm_dash_manifest", "lavfi", "vapoursynth", "avisynth"};

int lv_interrupted(void *session)
{
    return lv_stop_reason(session) != 0;
}

static int refuse_other_file(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options)
{
    (void)format, (void)io, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

// Only the extension is told, because a whole name may be a pattern to some formats.
static void harmless_name(const char *path, char *name, size_t size)
{
    const char *dot = strrchr(path, '.');
    size_t length = dot ? strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") : 0;
    if (dot && length > 0 && length < 12 && dot[1 + length] == 0) snprintf(name, size, "media%s", dot);
    else snprintf(name, size, "media");
}

static bool is_playlist(const AVInputFormat *format)
{
    for (size_t i = 0; i < sizeof(playlists) / sizeof(*playlists); i++)
        if (strcmp(format->name, playlists[i]) == 0) return true;
    return false;
}

static int32_t probe(lv_session *s, const char *path, const AVInputFormat **format)
{
    char name[32];
    harmless_name(path, name, sizeof(name));
    int got = av_probe_input_buffer2(s->file.io, format, name, NULL, 0, 0);
    // By the name of a picture FFmpeg expects a numbered series of files; by its bytes it is a film of one frame.
    if (got >= 0 && *format && strcmp((*format)->name, "image2") == 0) {
        *format = NULL;
        got = av_probe_input_buffer2(s->file.io, format, "media", NULL, 0, 0);
    }

    int32_t stop = lv_stop_reason(s);
    if (stop) return lv_fail(stop, "stopped");
    if (got < 0 || !*format) return lv_fail(LV_ERR_FORMAT, "no known format");
    s->by_name = got <= AVPROBE_SCORE_EXTENSION;
    if (is_playlist(*format)) return lv_fail(LV_ERR_REFUSED, "%s", (*format)->name);
    return LV_OK;
}

static int32_t open_format(lv_session *s, const char *path)
{
    const AVInputFormat *format = NULL;
    int32_t done = probe(s, path, &format);
    if (done < 0) return done;
    s->format = avformat_alloc_context();
    if (!s->format) return lv_fail(LV_ERR_OTHER, "out of memory");
    s->format->pb = s->file.io;
    s->format->io_open = refuse_other_file;
    s->format->interrupt_callback.callback = lv_interrupted;
    s->format->interrupt_callback.opaque = s;
    AVDictionary *options = NULL;
    if (s->config.formats) av_dict_set(&options, "format_whitelist", s->config.formats, 0);
    av_dict_set(&options, "protocol_whitelist", "", 0);
    lv_forget_log();
    int got = avformat_open_input(&s->format, "media", format, &options);
    av_dict_free(&options);
    if (got >= 0 && avformat_find_stream_info(s->format, NULL) >= 0) return LV_OK;
    int32_t stop = lv_stop_reason(s);
    if (stop) return lv_fail(stop, "stopped");
    if (s->by_name) return lv_fail(LV_ERR_FORMAT, "no known format");
    if (strstr(lv_logged(), "moov")) return lv_fail(LV_ERR_NO_INDEX, "%s", lv_logged());
    return lv_fail(LV_ERR_DAMAGED, "%s", lv_logged()[0] ? lv_logged() : "the header cannot be read");
}

static bool is_film(const AVStream *stream)
{
    return stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !(stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS));
}

static void choose_streams(lv_session *s)
{
    AVFormatContext *format = s->format;
    s->video_stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    if (s->video_stream >= 0 && !is_film(format->streams[s->video_stream])) s->video_stream = -1;
    for (unsigned i = 0; s->video_stream < 0 && i < format->nb_streams; i++)
        if (is_film(format->streams[i])) s->video_stream = (int)i;
    s->audio_stream = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, s->video_stream, NULL, 0);
}

// Streams that nobody wants are not read at all where the container lets us jump over them. Where timestamps may jump every stream is read,
// so that all sessions of a file come to the same clock.
static void discard_unwanted(lv_session *s)
{
    int want = s->config.want;
    const AVStream *video = s->video_stream < 0 ? NULL : s->format->streams[s->video_stream];
    bool by_index = strstr(s->format->iformat->name, "mp4") != NULL;
    s->captions.wanted = (want & LV_WANT_CAPTIONS) && video && lv_captions_can(video->codecpar);
    for (unsigned i = 0; i < s->format->nb_streams; i++) {
        AVStream *stream = s->format->streams[i];
        bool wanted = ((int)i == s->video_stream && ((want & LV_WANT_VIDEO) || s->captions.wanted || !by_index))
            || ((int)i == s->audio_stream && (want & LV_WANT_AUDIO))
            || ((want & (LV_WANT_TEXT | LV_WANT_CAPTIONS)) && stream->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE);
        if (!wanted && !(s->jumps && (int)i == s->audio_stream)) stream->discard = AVDISCARD_ALL;
    }
}

static int rotation_of(const AVStream *stream)
{
    const int32_t *matrix = NULL;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 100)
    const AVPacketSideData *side = av_packet_side_data_get(stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    if (side && side->size >= 36) matrix = (const int32_t *)side->data;
#else
    size_t size = 0;
    const uint8_t *side = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (side && size >= 36) matrix = (const int32_t *)side;
#endif
    if (!matrix) return 0;
    double degrees = -av_display_rotation_get(matrix);
    if (isnan(degrees)) return 0;
    int quarter = (int)lround(degrees / 90.0);
    return ((quarter % 4) + 4) % 4 * 90;
}

static bool index_leaves_file(const lv_session *s)
{
    for (unsigned i = 0; i < s->format->nb_streams; i++) {
        AVStream *stream = s->format->streams[i];
        int entries = avformat_index_get_entries_count(stream);
        const AVIndexEntry *last = entries > 0 ? avformat_index_get_entry(stream, entries - 1) : NULL;
        if (last && last->size > 0 && last->pos + last->size > s->file.size) return true;
    }

    return false;
}

static void describe_video(const lv_session *s, lv_info *info)
{
    const AVStream *video = s->format->streams[s->video_stream];
    bool turned = s->video.rotation == 90 || s->video.rotation == 270;
    AVRational rate = video->avg_frame_rate.num > 0 ? video->avg_frame_rate : video->r_frame_rate;
    snprintf(info->video_codec, sizeof(info->video_codec), "%s", avcodec_get_name(video->codecpar->codec_id));
    info->width = turned ? video->codecpar->height : video->codecpar->width;
    info->height = turned ? video->codecpar->width : video->codecpar->height;
    info->time_base_num = video->time_base.num;
    info->time_base_den = video->time_base.den;
    info->rate_num = rate.num;
    info->rate_den = rate.den;
}

static void describe(lv_session *s, lv_info *info)
{
    memset(info, 0, sizeof(*info));
    AVFormatContext *format = s->format;
    const AVDictionaryEntry *created = av_dict_get(format->metadata, "creation_time", NULL, 0);
    snprintf(info->container, sizeof(info->container), "%s", format->iformat->name);
    if (created) snprintf(info->created, sizeof(info->created), "%s", created->value);
    info->duration_us = format->duration > 0 ? format->duration : LV_NO_TIME;
    info->duration_guessed = format->duration_estimation_method != AVFMT_DURATION_FROM_STREAM;
    info->start_us = format->start_time != AV_NOPTS_VALUE ? format->start_time : 0;
    info->cut_short = !s->live && index_leaves_file(s);
    info->seekable = !s->jumps;
    if (s->video_stream >= 0) describe_video(s, info);
    if (s->audio_stream >= 0)
        snprintf(info->audio_codec, sizeof(info->audio_codec), "%s", avcodec_get_name(format->streams[s->audio_stream]->codecpar->codec_id));
    for (unsigned i = 0; i < format->nb_streams; i++) info->text_tracks += lv_text_can(format->streams[i]->codecpar);
}

static int32_t check_streams(lv_session *s, const lv_info *info)
{
    if (s->video_stream < 0 && s->audio_stream < 0 && info->text_tracks == 0) return lv_fail(LV_ERR_NOTHING_INSIDE, "%s", s->format->iformat->name);
    if (s->video_stream < 0) return LV_OK;
    const AVCodecParameters *video = s->format->streams[s->video_stream]->codecpar;
    if (video->codec_id != AV_CODEC_ID_NONE && avcodec_find_decoder(video->codec_id)) return LV_OK;
    char tag[AV_FOURCC_MAX_STRING_SIZE];
    return lv_fail(LV_ERR_NO_DECODER, "%s (%s)", avcodec_get_name(video->codec_id), av_fourcc_make_string(tag, video->codec_tag));
}

int32_t lv_open(lv_session *s, const char *path, const lv_config *config, lv_info *info)
{
    s->config = *config;
    atomic_store(&s->deadline_us, lv_now_us() + config->timeout_ms * 1000);
    int32_t done = lv_file_open(s, path);
    if (done < 0 || (done = open_format(s, path)) < 0) return done;
    return lv_describe_opened(s, info);
}

int32_t lv_describe_opened(lv_session *s, lv_info *info)
{
    int32_t done;
    s->jumps = s->live || (s->format->iformat->flags & AVFMT_TS_DISCONT) != 0;
    choose_streams(s);
    if (s->video_stream >= 0) s->video.rotation = rotation_of(s->format->streams[s->video_stream]);
    describe(s, info);
    if ((done = check_streams(s, info)) < 0) return done;
    s->streams = (int)s->format->nb_streams;
    s->clocks = av_calloc(s->format->nb_streams, sizeof(*s->clocks));
    s->text.codecs = av_calloc(s->format->nb_streams, sizeof(*s->text.codecs));
    s->packet = av_packet_alloc();
    if (!s->clocks || !s->text.codecs || !s->packet) return lv_fail(LV_ERR_OTHER, "out of memory");
    discard_unwanted(s);
    return LV_OK;
}

int32_t lv_text_track(lv_session *s, int32_t track, char codec[32], char language[16])
{
    for (unsigned i = 0; i < s->format->nb_streams; i++) {
        const AVStream *stream = s->format->streams[i];
        if (!lv_text_can(stream->codecpar) || track-- > 0) continue;
        const AVDictionaryEntry *tongue = av_dict_get(stream->metadata, "language", NULL, 0);
        snprintf(codec, 32, "%s", avcodec_get_name(stream->codecpar->codec_id));
        snprintf(language, 16, "%s", tongue ? tongue->value : "");
        return (int32_t)i;
    }

    return -1;
}
