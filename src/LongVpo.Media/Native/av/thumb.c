// Shrinks every decoded frame to 64x36 brightness and 32x18 colour, cheaply enough to do it for all of them: the mean of the pixels a cell covers,
// over at most eight rows of each cell, so the cost does not grow with the height of the picture. Formats are read by their description, not by name.
#include <libavutil/pixdesc.h>
#include <string.h>

#include "session.h"

#define LV_ROWS_PER_CELL 8

typedef struct lv_plane {
    const uint8_t *data;
    ptrdiff_t stride;
    int width, height;      // in samples
    int step, offset;       // in bytes
    int shift;
    unsigned mask;
    double unit;            // what counts as 1
    bool wide, big_endian;
} lv_plane;

static lv_plane plane_of(const AVFrame *frame, const AVPixFmtDescriptor *about, int component, bool full)
{
    const AVComponentDescriptor *c = &about->comp[component];
    bool chroma = !(about->flags & AV_PIX_FMT_FLAG_RGB) && (component == 1 || component == 2) && about->nb_components >= 3;
    int w = chroma ? AV_CEIL_RSHIFT(frame->width, about->log2_chroma_w) : frame->width;
    int h = chroma ? AV_CEIL_RSHIFT(frame->height, about->log2_chroma_h) : frame->height;
    return (lv_plane){
        .data = frame->data[c->plane], .stride = frame->linesize[c->plane], .width = w, .height = h, .step = c->step, .offset = c->offset,
        .shift = c->shift, .mask = (1u << c->depth) - 1, .unit = full ? (double)((1 << c->depth) - 1) : 255.0 * (1 << (c->depth - 8)), .wide = c->depth > 8, .big_endian = (about->flags & AV_PIX_FMT_FLAG_BE) != 0};
}

static void add_row(const lv_plane *p, int y, uint32_t *sums)
{
    const uint8_t *row = p->data + (y * p->stride);
    if (!p->wide) {
        int bytes = ((p->width - 1) * p->step) + p->offset + 1;
        for (int x = 0; x < bytes; x++) sums[x] += row[x];
        return;
    }

    for (int x = 0; x < p->width; x++) {
        const uint8_t *at = row + ((ptrdiff_t)x * p->step) + p->offset;
        unsigned value = p->big_endian ? (unsigned)(at[0] << 8 | at[1]) : (unsigned)(at[1] << 8 | at[0]);
        sums[((ptrdiff_t)x * p->step) + p->offset] += (value >> p->shift) & p->mask;
    }
}

// The mean of each cell of a grid, from 0 to 1 of the largest value (of 255 in eight bits where a limited range is coded).
static void means(const lv_plane *p, int columns, int rows, uint32_t *sums, float *out)
{
    size_t used = (size_t)p->width * (size_t)p->step * sizeof(*sums);
    float scale = (float)(1.0 / p->unit);
    for (int cy = 0; cy < rows; cy++) {
        int top = cy * p->height / rows, bottom = FFMAX((cy + 1) * p->height / rows, top + 1);
        int skip = (bottom - top + LV_ROWS_PER_CELL - 1) / LV_ROWS_PER_CELL, count = 0;
        memset(sums, 0, used);
        for (int y = top; y < bottom; y += skip, count++) add_row(p, y, sums);
        for (int cx = 0; cx < columns; cx++) {
            int left = cx * p->width / columns, right = FFMAX((cx + 1) * p->width / columns, left + 1);
            uint64_t total = 0;
            for (int x = left; x < right; x++) total += sums[((ptrdiff_t)x * p->step) + p->offset];
            out[(cy * columns) + cx] = (float)total * scale / (float)(count * (right - left));
        }
    }
}

static uint8_t to_byte(float value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)(value + 0.5f);
}

static bool is_full_range(const AVFrame *frame)
{
    switch (frame->format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P: return true;
    default: return frame->color_range == AVCOL_RANGE_JPEG;
    }
}

// A grid of cells turned as the picture is shown.
static void store(lv_session *s, const float *cells, int columns, int rows, float low, float span, uint8_t *out)
{
    uint8_t bytes[LV_THUMB_W * LV_THUMB_H];
    for (int i = 0; i < columns * rows; i++) bytes[i] = to_byte(low + (cells[i] * span));
    lv_turn(bytes, columns, rows, 1, s->video.rotation, out);
}

static void from_yuv(lv_session *s, const AVFrame *frame, const AVPixFmtDescriptor *about)
{
    bool turned = s->video.rotation % 180 != 0, full = is_full_range(frame) || (about->nb_components < 3 && frame->color_range != AVCOL_RANGE_MPEG);
    float cells[LV_THUMB_W * LV_THUMB_H];
    int w = turned ? LV_THUMB_H : LV_THUMB_W, h = turned ? LV_THUMB_W : LV_THUMB_H;
    lv_plane luma = plane_of(frame, about, 0, full);
    means(&luma, w, h, s->video.sums, cells);
    store(s, cells, w, h, full ? 0 : -16.0f * 255 / 219, full ? 255 : 255.0f * 255 / 219, s->video.luma);
    for (int i = 1; i <= 2; i++) {
        uint8_t *out = i == 1 ? s->video.blue : s->video.red;
        if (about->nb_components < 3) {
            memset(out, 128, LV_CHROMA_W * LV_CHROMA_H);
            continue;
        }

        lv_plane chroma = plane_of(frame, about, i, full);
        means(&chroma, w / 2, h / 2, s->video.sums, cells);
        store(s, cells, w / 2, h / 2, full ? 0 : 128 - (128.0f * 255 / 224), full ? 255 : 255.0f * 255 / 224, out);
    }
}

// The means are taken of red, green and blue and turned into brightness and colour afterwards: the same result, because the conversion is linear.
static void from_rgb(lv_session *s, const AVFrame *frame, const AVPixFmtDescriptor *about)
{
    static const float weights[3][3] = {{0.299f, 0.587f, 0.114f}, {-0.168736f, -0.331264f, 0.5f}, {0.5f, -0.418688f, -0.081312f}};
    bool turned = s->video.rotation % 180 != 0;
    float cells[3][LV_THUMB_W * LV_THUMB_H], mixed[LV_THUMB_W * LV_THUMB_H];
    for (int part = 0; part < 3; part++) {
        int w = part == 0 ? LV_THUMB_W : LV_CHROMA_W, h = part == 0 ? LV_THUMB_H : LV_CHROMA_H;
        if (turned) FFSWAP(int, w, h);
        for (int c = 0; c < 3 && part < 2; c++) {
            lv_plane plane = plane_of(frame, about, c, true);
            means(&plane, w, h, s->video.sums, cells[c]);
        }

        for (int i = 0; i < w * h; i++) mixed[i] = (cells[0][i] * weights[part][0]) + (cells[1][i] * weights[part][1]) + (cells[2][i] * weights[part][2]);
        store(s, mixed, w, h, part == 0 ? 0 : 128, 255, part == 0 ? s->video.luma : part == 1 ? s->video.blue : s->video.red);
    }
}

static bool is_readable(const AVPixFmtDescriptor *about, int format)
{
    const uint64_t odd = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT;
    if (!about || format == AV_PIX_FMT_XYZ12LE || format == AV_PIX_FMT_XYZ12BE || (about->flags & odd) || about->comp[0].depth > 16) return false;
    // Components that share a byte are left to the scaler.
    for (int c = 0; c < FFMIN(about->nb_components, 3); c++)
        if (about->comp[c].depth < 8 || (about->comp[c].depth == 8 && about->comp[c].shift != 0)) return false;
    return true;
}

// Palettes and bit-packed pixels: a small RGB picture first.
static int32_t from_scaled(lv_session *s, const AVFrame *frame)
{
    lv_video *v = &s->video;
    const int w = 4 * LV_THUMB_W, h = 4 * LV_THUMB_H;
    if (!lv_reserve(&v->small, &v->small_size, (size_t)w * h * 3)) return lv_fail(LV_ERR_OTHER, "out of memory");
    v->small_scaler = sws_getCachedContext(v->small_scaler, frame->width, frame->height, frame->format, w, h, AV_PIX_FMT_RGB24, SWS_AREA, NULL, NULL, NULL);
    if (!v->small_scaler) return lv_fail(LV_ERR_OTHER, "pixel format %d", frame->format);
    lv_describe_colour(v->small_scaler, frame);
    uint8_t *rows[4] = {v->small};
    int strides[4] = {w * 3};
    sws_scale(v->small_scaler, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height, rows, strides);
    AVFrame small = {.width = w, .height = h, .format = AV_PIX_FMT_RGB24};
    small.data[0] = v->small;
    small.linesize[0] = w * 3;
    from_rgb(s, &small, av_pix_fmt_desc_get(AV_PIX_FMT_RGB24));
    return LV_OK;
}

int32_t lv_thumb(lv_session *s, const AVFrame *frame)
{
    const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(frame->format);
    size_t width = (size_t)FFMAX(frame->width, 4 * LV_THUMB_W);
    if (!lv_reserve((uint8_t **)&s->video.sums, &s->video.sums_size, (width + 16) * 16 * sizeof(uint32_t))) return lv_fail(LV_ERR_OTHER, "out of memory");
    if (!is_readable(about, frame->format)) return from_scaled(s, frame);
    if (about->flags & AV_PIX_FMT_FLAG_RGB) from_rgb(s, frame, about);
    else from_yuv(s, frame, about);
    return LV_OK;
}
