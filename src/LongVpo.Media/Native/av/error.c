// Words for what went wrong, kept per thread so that sessions on other threads cannot overwrite them.
#include <libavutil/log.h>
#include <libavutil/time.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "session.h"

static _Thread_local char last_error[512];
static _Thread_local char last_log[256];
static atomic_int live_sessions;
static pthread_once_t log_once = PTHREAD_ONCE_INIT;

const char *lv_last_error(void)
{
    return last_error;
}

int32_t lv_live_sessions(void)
{
    return atomic_load(&live_sessions);
}

void lv_count_session(int by)
{
    atomic_fetch_add(&live_sessions, by);
}

int32_t lv_fail(int32_t code, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(last_error, sizeof(last_error), format, list);
    va_end(list);
    return code;
}

// FFmpeg writes to the terminal by default; the last serious line is kept instead, because it often names the cause.
static void keep_line(void *context, int level, const char *format, va_list list)
{
    (void)context;
    if (level > AV_LOG_ERROR) return;
    vsnprintf(last_log, sizeof(last_log), format, list);
    last_log[strcspn(last_log, "\r\n")] = 0;
}

static void set_log(void)
{
    av_log_set_callback(keep_line);
}

void lv_quiet_log(void)
{
    pthread_once(&log_once, set_log);
}

const char *lv_logged(void)
{
    return last_log;
}

void lv_forget_log(void)
{
    last_log[0] = 0;
}

int64_t lv_now_us(void)
{
    return av_gettime_relative();
}

int32_t lv_stop_reason(lv_session *s)
{
    if (atomic_load(&s->interrupted)) return LV_ERR_INTERRUPTED;
    return lv_now_us() > atomic_load(&s->deadline_us) ? LV_ERR_TIMEOUT : 0;
}
