// Keeps the packets of a live source as they came, in files that are whole up to their last half second even when the process is killed: transport
// streams where they can carry the coding, else Matroska. A file begins with a key frame and holds one coding on one clock. Which files there are to be is
// the managed side's to say; a disk that takes no more ends the file and never the watching.
#include <errno.h>
#include <fcntl.h>
#include <libavcodec/bsf.h>
#include <string.h>
#include <unistd.h>

#include "session.h"

#define LV_RECORD_BUFFER 65536
#define LV_FLUSH_US 250000

#if LIBAVFORMAT_VERSION_MAJOR >= 61
typedef const uint8_t lv_written;
#else
typedef uint8_t lv_written;
#endif

typedef struct lv_recording {
    lv_recorder how;
    AVFormatContext *out;
    AVPacket *packet;
    AVBSFContext *parser;   // finds the parameters that a key frame carries in itself
    enum AVCodecID parsed;
    uint8_t *known;         // parameters of the picture, as they last came
    size_t known_size;
    bool told_here;         // the key frame at hand carries them itself
    int video, audio;       // streams of the source that the file holds
    enum AVCodecID video_codec, audio_codec;
    int64_t start_us, end_us, flushed_us, bytes, last[2];
    AVRational lead;        // time base of the stream that the file began with
    int64_t lead_pts;
    int fd, error, jumps;
} lv_recording;

static int write_bytes(void *opaque, lv_written *buffer, int size)
{
    lv_recording *r = opaque;
    for (int done = 0; done < size && !r->error;) {
        ssize_t put = write(r->fd, buffer + done, (size_t)(size - done));
        if (put > 0) done += (int)put;
        else if (errno != EINTR) r->error = errno ? errno : EIO;
    }

    if (!r->error) r->bytes += size;
    return r->error ? AVERROR(r->error) : size;
}

static int64_t seek_bytes(void *opaque, int64_t offset, int whence)
{
    lv_recording *r = opaque;
    if (whence & AVSEEK_SIZE) return -1;
    int64_t at = lseek(r->fd, offset, whence & ~AVSEEK_FORCE);
    return at < 0 ? AVERROR(errno) : at;
}

// What players everywhere read out of transport streams; anything else goes into Matroska, which takes nearly all there is.
static bool fits_transport(enum AVCodecID codec)
{
    switch (codec) {
    case AV_CODEC_ID_NONE:
    case AV_CODEC_ID_MPEG1VIDEO:
    case AV_CODEC_ID_MPEG2VIDEO:
    case AV_CODEC_ID_MPEG4:
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_HEVC:
    case AV_CODEC_ID_MP2:
    case AV_CODEC_ID_MP3:
    case AV_CODEC_ID_AAC:
    case AV_CODEC_ID_AC3:
    case AV_CODEC_ID_EAC3: return true;
    default: return false;
    }
}

static enum AVCodecID codec_of(const lv_session *s, int stream)
{
    return stream < 0 ? AV_CODEC_ID_NONE : s->format->streams[stream]->codecpar->codec_id;
}

static void finish(lv_recording *r, int64_t end_us)
{
    if (!r->out) return;
    if (!r->error) av_write_trailer(r->out);
    if (r->out->pb) {
        avio_flush(r->out->pb);
        av_freep(&r->out->pb->buffer);
        avio_context_free(&r->out->pb);
    }

    avformat_free_context(r->out);
    r->out = NULL;
    if (r->fd >= 0 && close(r->fd) < 0 && !r->error) r->error = errno;
    r->fd = -1;
    r->how.end(r->how.state, end_us, r->bytes, r->error);
}

static bool annexb(const uint8_t *data, size_t size)
{
    return size > 3 && data[0] == 0 && data[1] == 0 && (data[2] == 1 || (data[2] == 0 && data[3] == 1));
}

static const uint8_t *parse(lv_recording *r, const AVStream *stream, const AVPacket *packet, size_t *size)
{
    const AVCodecParameters *about = stream->codecpar;
    if (about->extradata_size > 0 && !annexb(about->extradata, (size_t)about->extradata_size)) return NULL;
    if (r->parsed != about->codec_id) {
        av_bsf_free(&r->parser);
        r->parsed = about->codec_id;
        const AVBitStreamFilter *filter = av_bsf_get_by_name("extract_extradata");
        if (!filter || av_bsf_alloc(filter, &r->parser) < 0) return NULL;
        if (avcodec_parameters_copy(r->parser->par_in, about) < 0 || av_bsf_init(r->parser) < 0) av_bsf_free(&r->parser);
    }

    av_packet_unref(r->packet);
    if (!r->parser || av_packet_ref(r->packet, packet) < 0 || av_bsf_send_packet(r->parser, r->packet) < 0) return NULL;
    return av_bsf_receive_packet(r->parser, r->packet) < 0 ? NULL : av_packet_get_side_data(r->packet, AV_PKT_DATA_NEW_EXTRADATA, size);
}

// Whether a key frame has other parameters than those before it, which no file of one coding can hold.
static bool parameters_changed(lv_recording *r, const AVStream *stream, const AVPacket *packet)
{
    size_t size = 0;
    const uint8_t *told = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, &size);
    r->told_here = !told;
    if (!told) told = parse(r, stream, packet, &size);
    r->told_here = r->told_here && told;
    if (!told || size == 0 || (r->known_size == size && memcmp(r->known, told, size) == 0)) return false;
    bool another = r->known != NULL;
    uint8_t *copy = av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE);
    if (!copy) return false;
    memcpy(copy, told, size);
    av_free(r->known);
    r->known = copy;
    r->known_size = size;
    return another;
}

static bool add_stream(lv_recording *r, const AVStream *from, bool video)
{
    AVStream *to = avformat_new_stream(r->out, NULL);
    if (!to || avcodec_parameters_copy(to->codecpar, from->codecpar) < 0) return false;
    to->codecpar->codec_tag = 0;
    to->time_base = from->time_base;
    to->avg_frame_rate = from->avg_frame_rate;
    if (!video || !r->known) return true;
    uint8_t *copy = av_mallocz(r->known_size + AV_INPUT_BUFFER_PADDING_SIZE);
    if (!copy) return false;
    memcpy(copy, r->known, r->known_size);
    av_free(to->codecpar->extradata);
    to->codecpar->extradata = copy;
    to->codecpar->extradata_size = (int)r->known_size;
    return true;
}

static bool open_file(lv_session *s, lv_recording *r, const char *path, bool transport)
{
    if (avformat_alloc_output_context2(&r->out, NULL, transport ? "mpegts" : "matroska", NULL) < 0) return false;
    r->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (r->fd < 0) {
        r->error = errno;
        return false;
    }

    uint8_t *buffer = av_malloc(LV_RECORD_BUFFER);
    r->out->pb = buffer ? avio_alloc_context(buffer, LV_RECORD_BUFFER, 1, r, NULL, write_bytes, transport ? NULL : seek_bytes) : NULL;
    if (!r->out->pb) {
        av_free(buffer);
        return false;
    }

    r->out->flags |= AVFMT_FLAG_CUSTOM_IO;
    r->out->flush_packets = 0;
    r->out->avoid_negative_ts = 0;
    r->out->max_delay = 0;
    if (r->video >= 0 && !add_stream(r, s->format->streams[r->video], true)) return false;
    if (r->audio >= 0 && !add_stream(r, s->format->streams[r->audio], false)) return false;
    AVDictionary *options = NULL;
    av_dict_set(&options, transport ? "mpegts_copyts" : "cluster_time_limit", transport ? "1" : "250", 0);
    int got = avformat_write_header(r->out, &options);
    av_dict_free(&options);
    return got >= 0;
}

static bool begin(lv_session *s, const AVPacket *packet, int64_t at_us)
{
    lv_recording *r = s->recording;
    char path[4096];
    r->video = s->video_stream;
    r->audio = s->audio_stream;
    r->video_codec = codec_of(s, r->video);
    r->audio_codec = codec_of(s, r->audio);
    r->jumps = s->live->jumps_seen;
    bool transport = fits_transport(r->video_codec) && fits_transport(r->audio_codec);
    if (!r->how.begin(r->how.state, r->jumps, at_us, transport ? "ts" : "mkv", path, (int32_t)sizeof(path))) return false;
    r->start_us = r->end_us = at_us;
    r->lead = s->format->streams[packet->stream_index]->time_base;
    r->lead_pts = packet->pts;
    r->bytes = r->error = 0;
    r->last[0] = r->last[1] = AV_NOPTS_VALUE;
    r->flushed_us = lv_now_us();
    if (open_file(s, r, path, transport)) return true;
    if (!r->error) r->error = EINVAL;
    if (r->out) finish(r, at_us);
    else r->how.end(r->how.state, at_us, 0, r->error);
    return false;
}

static int64_t moved(const lv_recording *r, int64_t ticks, AVRational from, AVRational to)
{
    return ticks == AV_NOPTS_VALUE ? ticks : av_rescale_q(ticks - av_rescale_q(r->lead_pts, r->lead, from), from, to) + av_rescale_q(LV_RECORD_LEAD_US, AV_TIME_BASE_Q, to);
}

// Some senders tell the parameters of the picture only outside it; a file that has to begin anywhere needs them with its key frames.
static bool add_parameters(lv_recording *r, const AVCodecParameters *about, AVPacket *packet)
{
    bool needed = (about->codec_id == AV_CODEC_ID_H264 || about->codec_id == AV_CODEC_ID_HEVC) && (packet->flags & AV_PKT_FLAG_KEY) && !r->told_here
        && strcmp(r->out->oformat->name, "mpegts") == 0 && annexb(about->extradata, (size_t)about->extradata_size);
    if (!needed) return true;
    int size = packet->size, more = about->extradata_size;
    if (av_grow_packet(packet, more) < 0) return false;
    memmove(packet->data + more, packet->data, (size_t)size);
    memcpy(packet->data, about->extradata, (size_t)more);
    return true;
}

static void put(lv_session *s, const AVPacket *packet)
{
    lv_recording *r = s->recording;
    bool video = packet->stream_index == r->video;
    const AVStream *from = s->format->streams[packet->stream_index];
    int index = video || r->video < 0 ? 0 : 1;
    AVStream *to = r->out->streams[index];
    av_packet_unref(r->packet);
    if (av_packet_ref(r->packet, packet) < 0) return;
    AVPacket *p = r->packet;
    p->pts = moved(r, packet->pts, from->time_base, to->time_base);
    p->dts = moved(r, packet->dts, from->time_base, to->time_base);
    p->duration = av_rescale_q(packet->duration, from->time_base, to->time_base);
    p->stream_index = index;
    p->pos = -1;
    if (p->dts == AV_NOPTS_VALUE) p->dts = lv_decode_time(from, p, to->time_base, r->last[index]);
    if (r->last[index] != AV_NOPTS_VALUE && p->dts <= r->last[index]) p->dts = r->last[index] + 1;
    if (p->pts == AV_NOPTS_VALUE || p->pts < p->dts) p->pts = p->dts;
    r->last[index] = p->dts;
    if (video && !add_parameters(r, from->codecpar, p)) return;
    av_write_frame(r->out, p);
    int64_t now = lv_now_us();
    if (now - r->flushed_us < LV_FLUSH_US) return;
    // Matroska keeps its cluster back, and hands it out when it is asked with no packet.
    av_write_frame(r->out, NULL);
    avio_flush(r->out->pb);
    r->flushed_us = now;
}

void lv_record_packet(lv_session *s, const AVPacket *packet)
{
    lv_recording *r = s->recording;
    bool video = packet->stream_index == s->video_stream, audio = packet->stream_index == s->audio_stream;
    if (!r || (!video && !audio)) return;
    const AVStream *stream = s->format->streams[packet->stream_index];
    bool key = video && (packet->flags & AV_PKT_FLAG_KEY), leads = s->video_stream >= 0 ? key : audio;
    int64_t at = packet->pts == AV_NOPTS_VALUE ? LV_NO_TIME : av_rescale_q(packet->pts, stream->time_base, AV_TIME_BASE_Q);
    bool changed = key && parameters_changed(r, stream, packet);
    bool other = r->video != s->video_stream || r->audio != s->audio_stream || r->video_codec != codec_of(s, s->video_stream) || r->audio_codec != codec_of(s, s->audio_stream);
    if (r->out && (changed || other || r->jumps != s->live->jumps_seen)) finish(r, changed && !other && r->jumps == s->live->jumps_seen && at > r->end_us ? at : r->end_us);
    if (r->out && leads && at != LV_NO_TIME && at - r->start_us >= r->how.length_us) finish(r, at);
    if (!r->out && (!leads || at == LV_NO_TIME || packet->flags & AV_PKT_FLAG_CORRUPT || !begin(s, packet, at))) return;
    put(s, packet);
    if ((video || r->video < 0) && at != LV_NO_TIME)
        r->end_us = FFMAX(r->end_us, at + av_rescale_q(FFMAX(packet->duration, 0), stream->time_base, AV_TIME_BASE_Q));
    if (r->error) finish(r, r->end_us);
}

int32_t lv_record(lv_session *s, const lv_recorder *recorder)
{
    lv_recording *r = av_mallocz(sizeof(*r));
    if (!r || !(r->packet = av_packet_alloc())) {
        av_free(r);
        return lv_fail(LV_ERR_OTHER, "out of memory");
    }

    r->how = *recorder;
    r->fd = -1;
    r->video = r->audio = -1;
    s->recording = r;
    return LV_OK;
}

void lv_record_stop(lv_session *s)
{
    lv_recording *r = s->recording;
    if (!r) return;
    finish(r, r->end_us);
    av_bsf_free(&r->parser);
    av_packet_free(&r->packet);
    av_free(r->known);
    av_freep(&s->recording);
}
