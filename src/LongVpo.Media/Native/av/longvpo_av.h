// The border between the C libraries of FFmpeg and the managed side. Every struct here is ours and has fixed-width fields, so no FFmpeg layout
// crosses it. One session reads one file or one live source; one thread pulls it with lv_next, any thread may call lv_interrupt.
#ifndef LONGVPO_AV_H
#define LONGVPO_AV_H

#include <stdint.h>

// Raised with every change of a struct or a meaning below.
#define LV_ABI 6
#define LV_EXPORT __attribute__((visibility("default")))
#define LV_NO_TIME INT64_MIN

typedef struct lv_session lv_session;

// What is to be delivered.
enum { LV_WANT_VIDEO = 1, LV_WANT_AUDIO = 2, LV_WANT_TEXT = 4, LV_WANT_CAPTIONS = 8 };

// Which frames are decoded.
enum { LV_MODE_ALL = 0, LV_MODE_REFERENCE = 1, LV_MODE_KEY = 2, LV_MODE_SAMPLED = 3 };

enum { LV_EVENT_VIDEO = 1, LV_EVENT_AUDIO = 2, LV_EVENT_TEXT = 3, LV_EVENT_CAPTIONS = 4, LV_EVENT_PROGRESS = 5, LV_EVENT_JUMP = 6 };

enum { LV_FLAG_CORRUPT = 1, LV_FLAG_SAMPLED = 2, LV_FLAG_FIRST = 4 };

// Results below zero; lv_last_error has the words.
enum {
    LV_OK = 1,
    LV_END = 0,
    LV_ERR_MISSING = -1,
    LV_ERR_DENIED = -2,
    LV_ERR_NOT_A_FILE = -3,
    LV_ERR_EMPTY = -4,
    LV_ERR_FORMAT = -5,
    LV_ERR_DAMAGED = -6,
    LV_ERR_NOTHING_INSIDE = -7,
    LV_ERR_NO_DECODER = -8,
    LV_ERR_REFUSED = -9,
    LV_ERR_INTERRUPTED = -10,
    LV_ERR_TIMEOUT = -11,
    LV_ERR_READ = -12,
    LV_ERR_OTHER = -13,
    LV_ERR_NO_INDEX = -14,
    LV_ERR_NO_DEVICES = -15,
    LV_ERR_CHANGED = -16,
    LV_ERR_CONTAINER = -17,
    LV_ERR_WRITE = -18,
    LV_ERR_CERTIFICATE = -19, // whoever answers could not show who they are
    LV_ERR_MOVED = -20        // the source sent us elsewhere; lv_last_error says where
};

typedef struct lv_config {
    int32_t want;
    int32_t mode;
    int32_t threads;       // of the video decoder
    int32_t max_side;      // of sampled pictures in pixels; 0 delivers none
    int64_t interval_100ns; // of the sampling grid
    int64_t timeout_ms;    // longest time one call may take
    const char *formats;   // demuxers that may open it, comma separated; NULL is any but playlists
    const char *charset;   // of text files that are not UTF-8; NULL is none
} lv_config;

// A place that plays on its own clock. Strings are UTF-8.
typedef struct lv_source {
    const char *url;
    const char *format;    // the demuxer; NULL lets FFmpeg find out
    const char *options;   // of demuxer and protocol: key=value, one per line
    const char *protocols; // that FFmpeg may open, comma separated; anything else is refused, also when a playlist names it
    // Asked before anything is opened that the source itself names, such as a playlist's segments; 0 refuses. NULL allows.
    int32_t (*allows)(void *state, const char *url);
    // Asked when such a thing was opened: the time of day of what lies there in microseconds, or LV_NO_TIME. NULL knows none.
    int64_t (*utc_of)(void *state, const char *url);
    void *state;
    int64_t open_timeout_ms;
    int64_t patience_ms;   // a segment of a playlist that cannot be opened is tried again for so long
    int64_t growing_idle_ms; // above 0: url is the path of a file that is still written, which ends after so long without growth
} lv_source;

// Where the packets of a live source are kept as they came; called on the thread that reads the session.
typedef struct lv_recorder {
    // Asked at a key frame, before its file begins: fills in the path, or returns 0 to keep nothing for now. jumps says how many jumps of the clock there
    // were before it, start_us where it lies on the repaired clock.
    int32_t (*begin)(void *state, int32_t jumps, int64_t start_us, const char *extension, char *path, int32_t capacity);
    // The file is complete as far as it goes; error is 0, or the errno that ended it.
    void (*end)(void *state, int64_t end_us, int64_t bytes, int32_t error);
    void *state;
    int64_t length_us;     // a file ends at the first key frame after so long
} lv_recorder;

// Where the first key frame of a recorded file lies on the file's own clock, so that nothing around it comes to lie before zero.
#define LV_RECORD_LEAD_US 10000000

typedef struct lv_clip lv_clip;
typedef struct lv_clip_info {
    int64_t start_us, end_us; // on the timeline; LV_NO_TIME when nothing was copied
    int64_t packets;
} lv_clip_info;

typedef struct lv_info {
    char container[64];
    char video_codec[32];
    char audio_codec[32];
    char created[40];
    int64_t duration_us;   // LV_NO_TIME when the header does not say
    int64_t start_us;
    int32_t width, height; // as shown, after rotation
    int32_t time_base_num, time_base_den;
    int32_t rate_num, rate_den;
    int32_t text_tracks;
    int32_t seekable;      // intervals can be decoded on their own
    int32_t cut_short;     // the index points behind the end of the file
    int32_t duration_guessed;
} lv_info;

typedef struct lv_event {
    int32_t kind;
    int32_t flags;
    int64_t pts;           // in the time base; of audio in samples; of a jump where it lies on the repaired clock
    int64_t end;           // of text; LV_NO_TIME when unknown; of a jump what was added to the source's own clock since before it
    int64_t utc_us;        // when a picture of a live source was live, if the stream says so; else LV_NO_TIME
    int32_t time_base_num, time_base_den;
    int32_t width, height; // of the sampled picture
    int32_t stream;
    int32_t size;          // of data in bytes
    const uint8_t *data;   // valid until the next call
    const uint8_t *luma, *blue, *red;
} lv_event;

typedef struct lv_counts {
    int64_t packets, bytes, decoded, out_of_order, decode_errors, read_errors;
    int64_t end_us;        // where the last packet ends
} lv_counts;

LV_EXPORT int32_t lv_abi(void);
LV_EXPORT int32_t lv_sizes(int32_t which);
LV_EXPORT uint32_t lv_ffmpeg_version(void);
LV_EXPORT int32_t lv_live_sessions(void);
// The calling thread's last error; never NULL.
LV_EXPORT const char *lv_last_error(void);

LV_EXPORT lv_session *lv_create(void);
LV_EXPORT int32_t lv_open(lv_session *s, const char *path, const lv_config *config, lv_info *info);
// Opens a live source; its clock is repaired to run forward without jumps, and each jump is told as an event before the first picture after it.
LV_EXPORT int32_t lv_open_live(lv_session *s, const lv_source *source, const lv_config *config, lv_info *info);
// Why a live source delivers no more after LV_END: LV_END when it ended by itself, else an error with its words in lv_last_error.
LV_EXPORT int32_t lv_lost(lv_session *s);
LV_EXPORT int32_t lv_text_track(lv_session *s, int32_t track, char codec[32], char language[16]);
LV_EXPORT int32_t lv_next(lv_session *s, lv_event *event);
// The key frame at or before a time of the video stream.
LV_EXPORT int32_t lv_find_key(lv_session *s, int64_t target, int64_t *pts, int64_t *dts);
// Restricts the video to [pts, end) of a key frame that lv_find_key found; end may be LV_NO_TIME.
LV_EXPORT int32_t lv_select(lv_session *s, int64_t pts, int64_t dts, int64_t end);
LV_EXPORT void lv_limit(lv_session *s, int64_t end);
LV_EXPORT void lv_interrupt(lv_session *s);
LV_EXPORT void lv_counters(lv_session *s, lv_counts *counts);
LV_EXPORT void lv_close(lv_session *s);

// Keeps what a live session reads from now on. Once per session, before the first lv_next.
LV_EXPORT int32_t lv_record(lv_session *s, const lv_recorder *recorder);

// A clip that is copied together; format is a muxer's name. NULL when there is no such muxer.
LV_EXPORT lv_clip *lv_clip_create(const char *path, const char *format);
// Has the clip play from a time of the timeline on: what decoding needs before it is kept and hidden by an edit list. Before anything is copied;
// LV_ERR_CONTAINER when the container has no such list.
LV_EXPORT int32_t lv_clip_play_from(lv_clip *c, int64_t time_us);
// The last key frame of a file at or before a time, else the first one behind it; LV_END when there is none before until_us. The session is used up.
LV_EXPORT int32_t lv_clip_find(lv_session *s, int64_t from_us, int64_t until_us, int64_t *key_us);
// Copies from a key frame up to a time of the file; shift_us added to the file's times gives the timeline. LV_ERR_CHANGED when the clip began with another
// coding. The session is used up; info says what the clip holds by now.
LV_EXPORT int32_t lv_clip_add(lv_clip *c, lv_session *s, int64_t shift_us, int64_t key_us, int64_t until_us, lv_clip_info *info);
LV_EXPORT int32_t lv_clip_finish(lv_clip *c);
LV_EXPORT void lv_clip_close(lv_clip *c);

// Encodes RGB24 rows without padding; the result fits into capacity bytes or the call fails. Returns the length.
LV_EXPORT int32_t lv_jpeg(const uint8_t *rgb, int32_t width, int32_t height, int32_t out_width, int32_t out_height, int32_t quality, uint8_t *out, int32_t capacity);

#endif
