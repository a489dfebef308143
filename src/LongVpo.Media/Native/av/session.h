// What the parts of one session share. Nothing of this crosses the border.
#ifndef LONGVPO_SESSION_H
#define LONGVPO_SESSION_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "longvpo_av.h"

#define LV_THUMB_W 64
#define LV_THUMB_H 36
#define LV_CHROMA_W 32
#define LV_CHROMA_H 18
#define LV_AUDIO_RATE 16000
#define LV_AUDIO_BLOCK 1600

// One file, opened by ourselves: FFmpeg sees bytes and never a path, so nothing inside a file can make it open another.
typedef struct lv_file {
    int fd;
    int64_t size;
    AVIOContext *io;
} lv_file;

// Keeps the clock of one stream moving forward where containers are joined or a timestamp is damaged.
typedef struct lv_clock {
    int64_t last_us;
    int64_t pending_us;
    int64_t raw_us;         // of a live source: the last time before repair
    bool started, pending;
} lv_clock;

// A run of packets from one key frame up to where the next one can be shown, so that only what a sample needs is decoded.
typedef struct lv_queued {
    AVPacket *packet;
    bool decided, target;
} lv_queued;

typedef struct lv_group {
    lv_queued *items;
    int count, capacity;
    int64_t bytes;
    int next, stop, cut;    // items [next, stop) are still to be sent, then [0, cut) leave
    bool drop_tail, active, hopeless, finished;
    int64_t slot;
    bool has_slot;
    int64_t targets[512];
    int target_count;
} lv_group;

typedef struct lv_video {
    AVCodecContext *codec;
    AVFrame *frame;
    struct SwsContext *scaler, *small_scaler;
    uint8_t *picture, *turned, *small;
    size_t picture_size, turned_size, small_size;
    uint32_t *sums;
    size_t sums_size;
    uint8_t luma[LV_THUMB_W * LV_THUMB_H], blue[LV_CHROMA_W * LV_CHROMA_H], red[LV_CHROMA_W * LV_CHROMA_H];
    int rotation;
    int64_t start, end;     // the interval in stream ticks
    int64_t last;           // last time delivered
    int64_t slot;
    bool has_last, draining, done, first;
    int64_t key_pts;        // packets are dropped until this key frame comes; LV_NO_TIME when not waiting
    lv_group group;
} lv_video;

typedef struct lv_audio {
    AVCodecContext *codec;
    AVFrame *frame;
    SwrContext *resampler;
    int in_rate, in_format, in_channels;
    int16_t *pending;
    int pending_count, pending_capacity;
    int64_t position;       // sample index of pending[0]
    bool has_position, draining, done;
    int16_t block[LV_AUDIO_BLOCK];
} lv_audio;

typedef struct lv_text {
    AVCodecContext **codecs; // one per stream, NULL where there is none
    char *joined;
    size_t joined_size;
} lv_text;

typedef struct lv_caption {
    int64_t pts;
    int size;
    uint8_t data[96];
} lv_caption;

#define LV_CAPTIONS_HELD 64
typedef struct lv_captions {
    lv_caption held[LV_CAPTIONS_HELD];
    int count;
    lv_caption out;
    int64_t released;       // captions up to this time may leave
    bool wanted;
    uint8_t *plain;
    size_t plain_size;
} lv_captions;

typedef struct lv_jump {
    int64_t at_us, by_us;
} lv_jump;

#define LV_JUMPS_HELD 8
#define LV_DOUBTED_MOST 32
// What only a live source has.
typedef struct lv_live {
    lv_jump jumps[LV_JUMPS_HELD];
    int jump_count, jumps_seen;
    int64_t last_us, raw_us;        // the latest time of picture or sound, repaired and before repair
    int64_t clock_pts_us, clock_utc_us; // the stream's last word on the time of day
    int64_t growing_idle_us, patience_us;
    AVPacket *doubted[LV_DOUBTED_MOST]; // packets from one whose time fits nowhere on, until a second one confirms or denies it
    int doubted_count, doubted_next;
    bool doubt_decided;
    int unseen_packets;             // of the picture, since one was shown
    int64_t errors_when_seen, shown_us; // as of the last picture that was shown
    int64_t first_shown_us, shown_count;
    int other_video, other_audio;   // packets of streams that came later, since the last one of the stream in use
    bool damaged;                   // pictures may refer to what was lost, until the next key frame
    int32_t lost;
    char why[AV_ERROR_MAX_STRING_SIZE];
    int64_t segment_utc_us;         // the time of day of a segment that was opened, whose first picture has not come yet
    char *url;                      // as it was opened, where the demuxer would follow a redirection by itself; else NULL
    bool moved;                     // the demuxer was about to
    AVDictionary *secure;           // how certificates are checked, also of what the source names itself
    bool untrusted;                 // one was refused, and why says so
    bool is_open;                   // from now on what is opened is read next
    int32_t (*allows)(void *state, const char *url);
    int64_t (*utc_of)(void *state, const char *url);
    void *state;
    int (*open)(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options);
} lv_live;

struct lv_session {
    lv_config config;
    lv_live *live;          // NULL for a file
    lv_file file;
    AVFormatContext *format;
    AVPacket *packet;
    int video_stream, audio_stream;
    lv_video video;
    lv_audio audio;
    lv_text text;
    lv_captions captions;
    lv_clock *clocks;       // one per stream
    struct lv_recording *recording; // NULL where nothing is kept
    int streams;            // when it was opened; some containers grow new ones, which are ignored
    int64_t offset_us, previous_offset_us;
    bool by_name;           // only the file's extension speaks for its format
    bool jumps;             // the container's timestamps may jump
    bool read_done, has_packet;
    bool gave_up;           // reading ended at damage and not at the end
    int64_t progress_us, told_progress_us;
    int64_t stream_end_us[2]; // last dts of video and audio, for the progress
    lv_counts counts;
    atomic_int interrupted;
    _Atomic int64_t deadline_us;
    char log[256];
};

// error.c
int32_t lv_fail(int32_t code, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lv_quiet_log(void);
const char *lv_logged(void);
void lv_forget_log(void);
void lv_count_session(int by);
int64_t lv_now_us(void);
int32_t lv_stop_reason(lv_session *s);

// file.c
int32_t lv_file_open(lv_session *s, const char *path);
void lv_file_close(lv_session *s);

// clock.c
void lv_clock_fix(lv_session *s, AVPacket *packet);

// open.c
int lv_interrupted(void *session);
int32_t lv_describe_opened(lv_session *s, lv_info *info);

// live.c, live_clock.c, live_streams.c
int32_t lv_live_read(lv_session *s);
bool lv_live_jump(lv_session *s, lv_event *event);
int lv_live_more(lv_session *s);
void lv_live_clock_fix(lv_session *s, AVPacket *packet);
bool lv_live_doubt(lv_session *s, AVPacket *packet);
bool lv_live_doubted(lv_session *s, AVPacket *packet);
void lv_live_forget_doubt(lv_session *s);
bool lv_live_unreadable(lv_session *s, const AVPacket *packet);
int64_t lv_live_utc(const lv_session *s, int64_t pts_us);
int32_t lv_live_streams(lv_session *s, AVPacket *packet);
bool lv_live_ahead(const lv_session *s, int64_t pts);
void lv_live_seen(lv_session *s);
bool lv_live_damaged(lv_session *s, const AVFrame *frame);

// nested.c
void lv_live_secure(lv_session *s, const AVDictionary *options);
int lv_live_open_nested(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options);

// record.c
void lv_record_packet(lv_session *s, const AVPacket *packet);
void lv_record_stop(lv_session *s);

// packets.c
void lv_note_time(lv_session *s, const AVPacket *packet);
int32_t lv_read_packet(lv_session *s);
int64_t lv_decode_time(const AVStream *stream, const AVPacket *packet, AVRational ticks, int64_t last);
int32_t lv_open_decoder(const AVStream *stream, int threads, AVCodecContext **codec);

// video.c
int32_t lv_video_packet(lv_session *s, AVPacket *packet);
int32_t lv_video_send(lv_session *s, AVPacket *packet, bool skip);
int32_t lv_video_frame(lv_session *s, lv_event *event);
int64_t lv_slot(const lv_session *s, int64_t pts);
void lv_video_reset(lv_session *s);
void lv_video_free(lv_session *s);

// group.c
int32_t lv_group_packet(lv_session *s, AVPacket *packet);
int32_t lv_group_pump(lv_session *s);
bool lv_group_take_target(lv_group *g, int64_t pts);
void lv_group_clear(lv_group *g);
void lv_group_free(lv_group *g);

// thumb.c, picture.c
int32_t lv_thumb(lv_session *s, const AVFrame *frame);
int32_t lv_picture(lv_session *s, const AVFrame *frame, lv_event *event);
void lv_turn(const uint8_t *from, int width, int height, int bytes, int rotation, uint8_t *to);
bool lv_reserve(uint8_t **buffer, size_t *size, size_t needed);
void lv_describe_colour(struct SwsContext *scaler, const AVFrame *frame);

// audio.c
int32_t lv_audio_packet(lv_session *s, AVPacket *packet);
int32_t lv_audio_block(lv_session *s, lv_event *event);
void lv_audio_free(lv_session *s);

// text.c, captions.c
int32_t lv_text_packet(lv_session *s, const AVPacket *packet, lv_event *event);
bool lv_text_can(const AVCodecParameters *parameters);
void lv_text_free(lv_session *s);
void lv_captions_packet(lv_session *s, const AVPacket *packet);
bool lv_captions_can(const AVCodecParameters *parameters);
int32_t lv_captions_next(lv_session *s, lv_event *event);

#endif
