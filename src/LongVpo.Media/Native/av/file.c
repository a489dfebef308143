// Reads a local file for FFmpeg. FFmpeg gets bytes only: its own protocols, playlists and references to other files stay out of reach.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session.h"

#define LV_IO_BUFFER 65536

static int read_bytes(void *opaque, uint8_t *buffer, int size)
{
    lv_session *s = opaque;
    if (lv_stop_reason(s)) return AVERROR_EXIT;
    ssize_t got;
    do got = read(s->file.fd, buffer, (size_t)size);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        s->counts.read_errors++;
        return AVERROR(errno);
    }

    if (got == 0 && s->live) got = lv_live_more(s) ? read(s->file.fd, buffer, (size_t)size) : 0;
    return got < 0 ? AVERROR(errno) : got == 0 ? AVERROR_EOF : (int)got;
}

static int64_t seek_bytes(void *opaque, int64_t offset, int whence)
{
    lv_session *s = opaque;
    if (whence & AVSEEK_SIZE) return s->file.size;
    int64_t at = lseek(s->file.fd, offset, whence & ~AVSEEK_FORCE);
    return at < 0 ? AVERROR(errno) : at;
}

static int32_t open_failed(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return lv_fail(LV_ERR_MISSING, "%s", strerror(error));
    case EACCES:
    case EPERM: return lv_fail(LV_ERR_DENIED, "%s", strerror(error));
    case ENXIO: return lv_fail(LV_ERR_NOT_A_FILE, "%s", strerror(error));
    default: return lv_fail(LV_ERR_READ, "%s", strerror(error));
    }
}

int32_t lv_file_open(lv_session *s, const char *path)
{
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    s->file.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (s->file.fd < 0) return open_failed(errno);
    struct stat about;
    if (fstat(s->file.fd, &about) < 0) return open_failed(errno);
    if (!S_ISREG(about.st_mode)) return lv_fail(LV_ERR_NOT_A_FILE, "not a regular file");
    if (about.st_size == 0) return lv_fail(LV_ERR_EMPTY, "no bytes");
    s->file.size = about.st_size;
    uint8_t *buffer = av_malloc(LV_IO_BUFFER);
    s->file.io = buffer ? avio_alloc_context(buffer, LV_IO_BUFFER, 0, s, read_bytes, NULL, seek_bytes) : NULL;
    if (s->file.io) return LV_OK;
    av_free(buffer);
    return lv_fail(LV_ERR_OTHER, "out of memory");
}

void lv_file_close(lv_session *s)
{
    if (s->file.io) av_freep(&s->file.io->buffer);
    avio_context_free(&s->file.io);
    if (s->file.fd >= 0) close(s->file.fd);
    s->file.fd = -1;
}
