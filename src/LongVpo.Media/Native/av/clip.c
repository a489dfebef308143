// Copies a stretch of footage into one file without coding anything anew: from a key frame on, out of one file or several that follow each other. Times in
// the clip keep their distances, so a hole between two files stays a hole.
#include <libavutil/avstring.h>
#include <string.h>

#include "session.h"

// Sound is stored up to so much behind the picture it belongs to.
#define LV_APART_US 2000000
#define LV_NEAR_KEY_US 1000

struct lv_clip {
    AVFormatContext *out;
    int streams[2];         // of the output: picture and sound; -1 where there is none
    int64_t last[2];
    int64_t play_us;        // where playing begins although the copy begins before; LV_NO_TIME plays all of it
    int64_t origin_us, start_us, end_us, packets;
    bool started;
};

lv_clip *lv_clip_create(const char *path, const char *format)
{
    lv_quiet_log();
    lv_clip *c = av_mallocz(sizeof(*c));
    if (!c) return NULL;
    c->streams[0] = c->streams[1] = -1;
    c->last[0] = c->last[1] = AV_NOPTS_VALUE;
    c->play_us = c->origin_us = c->start_us = c->end_us = LV_NO_TIME;
    char *url = av_asprintf("file:%s", path);
    if (url) avformat_alloc_output_context2(&c->out, NULL, format, url);
    av_free(url);
    if (c->out) return c;
    lv_clip_close(c);
    return NULL;
}

int32_t lv_clip_play_from(lv_clip *c, int64_t time_us)
{
    const char *name = c->out->oformat->name;
    if (strcmp(name, "mp4") != 0 && strcmp(name, "mov") != 0) return lv_fail(LV_ERR_CONTAINER, "%s", name);
    c->play_us = time_us;
    return LV_OK;
}

static void wind_clock(lv_session *s)
{
    atomic_store(&s->deadline_us, lv_now_us() + s->config.timeout_ms * 1000);
}

static int64_t time_us(const lv_session *s, const AVPacket *packet, bool shown)
{
    int64_t first = shown ? packet->pts : packet->dts, second = shown ? packet->dts : packet->pts, ticks = first != AV_NOPTS_VALUE ? first : second;
    return ticks == AV_NOPTS_VALUE ? LV_NO_TIME : av_rescale_q(ticks, s->format->streams[packet->stream_index]->time_base, AV_TIME_BASE_Q);
}

static int leading(const lv_session *s)
{
    return s->video_stream >= 0 ? s->video_stream : s->audio_stream;
}

static bool is_start(const lv_session *s, const AVPacket *packet)
{
    return packet->stream_index == leading(s) && (s->video_stream < 0 || (packet->flags & AV_PKT_FLAG_KEY)) && packet->pts != AV_NOPTS_VALUE;
}

static void seek_us(lv_session *s, int64_t us)
{
    int stream = leading(s);
    s->read_done = false;
    int64_t ticks = av_rescale_q(us, AV_TIME_BASE_Q, s->format->streams[stream]->time_base);
    if (av_seek_frame(s->format, stream, ticks, AVSEEK_FLAG_BACKWARD) < 0) av_seek_frame(s->format, stream, ticks, 0);
}

// The last start at or before a time, else the first one behind it; LV_END when the reading began too late to tell, or the file ends before.
static int32_t scan(lv_session *s, int64_t from_us, int64_t until_us, int64_t *key_us)
{
    int64_t before = LV_NO_TIME;
    int32_t done;
    wind_clock(s);
    while ((done = lv_read_packet(s)) > 0) {
        wind_clock(s);
        int64_t at = time_us(s, s->packet, true), decoded = time_us(s, s->packet, false);
        bool start = is_start(s, s->packet), leads = s->packet->stream_index == leading(s);
        av_packet_unref(s->packet);
        if (start && at <= from_us) before = at;
        else if (start && before == LV_NO_TIME && at < until_us) {
            *key_us = at;
            return LV_OK;
        }

        if (leads && decoded != LV_NO_TIME && decoded > (before == LV_NO_TIME ? until_us : from_us)) break;
    }

    if (done < 0) return done;
    // A file that ends before the time holds nothing of it.
    if (before == LV_NO_TIME || (s->read_done && s->counts.end_us <= from_us)) return LV_END;
    *key_us = before;
    return LV_OK;
}

int32_t lv_clip_find(lv_session *s, int64_t from_us, int64_t until_us, int64_t *key_us)
{
    if (s->jumps) return scan(s, from_us, until_us, key_us);
    const int64_t back[] = {0, 2000000, 20000000, 200000000};
    int64_t begin = s->format->start_time != AV_NOPTS_VALUE ? s->format->start_time : 0;
    for (size_t i = 0; i < sizeof(back) / sizeof(*back); i++) {
        seek_us(s, FFMAX(from_us - back[i], begin));
        int32_t done = scan(s, from_us, until_us, key_us);
        if (done < 0 || (done == LV_OK && *key_us <= from_us) || from_us - back[i] <= begin) return done;
    }

    return LV_END;
}

static bool same_coding(const AVCodecParameters *a, const AVCodecParameters *b)
{
    bool known = a->extradata_size == 0 || b->extradata_size == 0;
    return a->codec_id == b->codec_id && a->width == b->width && a->height == b->height && a->sample_rate == b->sample_rate
        && (known || (a->extradata_size == b->extradata_size && memcmp(a->extradata, b->extradata, (size_t)a->extradata_size) == 0));
}

static bool copy_rotation(AVStream *to, const AVStream *from)
{
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 100)
    // They travel with the parameters.
    (void)to;
    (void)from;
    return true;
#else
    size_t size = 0;
    const uint8_t *matrix = av_stream_get_side_data(from, AV_PKT_DATA_DISPLAYMATRIX, &size);
    uint8_t *copy = matrix ? av_stream_new_side_data(to, AV_PKT_DATA_DISPLAYMATRIX, size) : NULL;
    if (copy) memcpy(copy, matrix, size);
    return !matrix || copy;
#endif
}

static int32_t add_stream(lv_clip *c, const AVStream *from, int which)
{
    enum AVCodecID codec = from->codecpar->codec_id;
    if (avformat_query_codec(c->out->oformat, codec, FF_COMPLIANCE_NORMAL) == 0)
        return lv_fail(LV_ERR_CONTAINER, "%s", avcodec_get_name(codec));
    AVStream *to = avformat_new_stream(c->out, NULL);
    if (!to || avcodec_parameters_copy(to->codecpar, from->codecpar) < 0 || !copy_rotation(to, from)) return lv_fail(LV_ERR_OTHER, "out of memory");
    // Players of one large maker want HEVC under this name.
    bool mp4 = strcmp(c->out->oformat->name, "mp4") == 0;
    to->codecpar->codec_tag = mp4 && codec == AV_CODEC_ID_HEVC ? MKTAG('h', 'v', 'c', '1') : 0;
    to->time_base = from->time_base;
    to->avg_frame_rate = from->avg_frame_rate;
    to->sample_aspect_ratio = from->sample_aspect_ratio;
    c->streams[which] = to->index;
    return LV_OK;
}

static int32_t write_failed(int got)
{
    char why[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(got, why, sizeof(why));
    return lv_fail(LV_ERR_WRITE, "%s", why);
}

static int32_t start(lv_clip *c, lv_session *s)
{
    int32_t done = LV_OK;
    if (s->video_stream >= 0 && (done = add_stream(c, s->format->streams[s->video_stream], 0)) < 0) return done;
    if (s->audio_stream >= 0 && (done = add_stream(c, s->format->streams[s->audio_stream], 1)) < 0) return done;
    int got = avio_open2(&c->out->pb, c->out->url, AVIO_FLAG_WRITE, NULL, NULL);
    if (got < 0) return write_failed(got);
    AVDictionary *options = NULL;
    // The index first, so that a player can begin before it has the whole file.
    if (strcmp(c->out->oformat->name, "mp4") == 0) av_dict_set(&options, "movflags", "+faststart", 0);
    got = avformat_write_header(c->out, &options);
    av_dict_free(&options);
    if (got < 0) return lv_fail(LV_ERR_CONTAINER, "%s", lv_logged()[0] ? lv_logged() : "the streams");
    c->started = true;
    return LV_OK;
}

static int32_t check_same(const lv_clip *c, const lv_session *s)
{
    const int from[2] = {s->video_stream, s->audio_stream};
    for (int i = 0; i < 2; i++) {
        if (c->streams[i] < 0) continue;
        if (from[i] < 0 && i == 1) continue;
        if (from[i] < 0 || !same_coding(c->out->streams[c->streams[i]]->codecpar, s->format->streams[from[i]]->codecpar)) return lv_fail(LV_ERR_CHANGED, "another coding");
    }

    return LV_OK;
}

static int64_t placed(const lv_clip *c, const lv_session *s, int64_t ticks, int64_t shift_us, int which, int stream)
{
    AVRational from = s->format->streams[stream]->time_base, to = c->out->streams[c->streams[which]]->time_base;
    return ticks == AV_NOPTS_VALUE ? ticks : av_rescale_q(av_rescale_q(ticks, from, AV_TIME_BASE_Q) + shift_us - c->origin_us, AV_TIME_BASE_Q, to);
}

static int32_t put(lv_clip *c, lv_session *s, AVPacket *p, int64_t shift_us, int which)
{
    int stream = p->stream_index;
    AVRational from = s->format->streams[stream]->time_base, to = c->out->streams[c->streams[which]]->time_base;
    p->pts = placed(c, s, p->pts, shift_us, which, stream);
    p->dts = placed(c, s, p->dts, shift_us, which, stream);
    p->duration = av_rescale_q(p->duration, from, to);
    p->stream_index = c->streams[which];
    p->pos = -1;
    if (p->dts == AV_NOPTS_VALUE) p->dts = lv_decode_time(s->format->streams[stream], p, to, c->last[which]);
    // What two files both hold is taken once.
    if (c->last[which] != AV_NOPTS_VALUE && p->dts <= c->last[which]) {
        if (p->pts <= c->last[which]) return LV_OK;
        p->dts = c->last[which] + 1;
    }

    if (p->pts == AV_NOPTS_VALUE || p->pts < p->dts) p->pts = p->dts;
    c->last[which] = p->dts;
    int64_t end = av_rescale_q(p->pts + FFMAX(p->duration, 0), to, AV_TIME_BASE_Q) + c->origin_us;
    if (which == (c->streams[0] < 0)) c->end_us = FFMAX(c->end_us, end);
    c->packets++;
    int got = av_interleaved_write_frame(c->out, p);
    return got < 0 ? write_failed(got) : LV_OK;
}

static void seek_before(lv_session *s, int64_t key_us)
{
    const int64_t back[] = {0, 2000000, 20000000, 200000000};
    for (size_t i = 0; i < sizeof(back) / sizeof(*back); i++) {
        seek_us(s, key_us - back[i]);
        int64_t first = LV_NO_TIME;
        while (first == LV_NO_TIME && lv_read_packet(s) > 0) {
            if (s->packet->stream_index == leading(s)) first = time_us(s, s->packet, true);
            av_packet_unref(s->packet);
        }

        seek_us(s, key_us - back[i]);
        if (first != LV_NO_TIME && first <= key_us + LV_NEAR_KEY_US) return;
    }
}

static int32_t copy(lv_clip *c, lv_session *s, int64_t shift_us, int64_t key_us, int64_t until_us)
{
    bool going = false, over[2] = {s->video_stream < 0, s->audio_stream < 0};
    int32_t done = LV_OK;
    while (!(over[0] && over[1]) && (done = lv_read_packet(s)) > 0) {
        wind_clock(s);
        AVPacket *p = s->packet;
        int which = p->stream_index == s->video_stream ? 0 : p->stream_index == s->audio_stream ? 1 : -1;
        int64_t shown = time_us(s, p, true), decoded = time_us(s, p, false);
        if (!going && which >= 0 && is_start(s, p) && shown >= key_us - LV_NEAR_KEY_US) {
            going = true;
            if (!c->started && (done = start(c, s)) < 0) break;
            // Times before the origin are negative, which the muxer tells players as an edit list.
            bool hides = c->play_us != LV_NO_TIME && shown + shift_us < c->play_us;
            if (c->origin_us == LV_NO_TIME) c->origin_us = hides ? c->play_us : FFMIN(decoded, shown) + shift_us;
            if (c->start_us == LV_NO_TIME) c->start_us = hides ? c->play_us : shown + shift_us;
        }

        bool late = decoded != LV_NO_TIME && decoded >= until_us, early = shown != LV_NO_TIME && shown < key_us - LV_NEAR_KEY_US && which == 1;
        if (which >= 0 && late) over[which] = true;
        if (late && decoded >= until_us + LV_APART_US) over[0] = over[1] = true;
        if (going && which >= 0 && !over[which] && !early && c->streams[which] >= 0) done = put(c, s, p, shift_us, which);
        av_packet_unref(p);
        if (done < 0) return done;
    }

    av_packet_unref(s->packet);
    return done < 0 ? done : going ? LV_OK : LV_END;
}

int32_t lv_clip_add(lv_clip *c, lv_session *s, int64_t shift_us, int64_t key_us, int64_t until_us, lv_clip_info *info)
{
    wind_clock(s);
    int32_t done = c->started ? check_same(c, s) : LV_OK;
    if (done == LV_OK && !s->jumps) seek_before(s, key_us);
    if (done == LV_OK) done = copy(c, s, shift_us, key_us, until_us);
    info->start_us = c->start_us;
    info->end_us = c->end_us;
    info->packets = c->packets;
    return done;
}

int32_t lv_clip_finish(lv_clip *c)
{
    if (!c->started) return LV_END;
    int got = av_write_trailer(c->out), closed = avio_closep(&c->out->pb);
    return got < 0 || closed < 0 ? write_failed(got < 0 ? got : closed) : LV_OK;
}

void lv_clip_close(lv_clip *c)
{
    if (!c) return;
    if (c->out && c->out->pb) avio_closep(&c->out->pb);
    avformat_free_context(c->out);
    av_free(c);
}
