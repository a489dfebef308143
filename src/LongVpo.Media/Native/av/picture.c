// Makes the RGB picture of a sampled frame, as large as was asked for and never larger than it is, turned the way it is shown.
#include <math.h>
#include <string.h>

#include "session.h"

// Some scalers write whole vectors behind the last pixel.
#define LV_SPARE_BYTES 256

// The conversion without scaling works on blocks of columns and leaves the last block black where a row has no room for all of it.
#define LV_COLUMNS 32

bool lv_reserve(uint8_t **buffer, size_t *size, size_t needed)
{
    if (*size >= needed) return true;
    av_freep(buffer);
    *size = 0;
    *buffer = av_malloc(needed + LV_SPARE_BYTES);
    if (*buffer) *size = needed;
    return *buffer != NULL;
}

void lv_describe_colour(struct SwsContext *scaler, const AVFrame *frame)
{
    int *from_table, *to_table, from_range, to_range, brightness, contrast, saturation;
    if (sws_getColorspaceDetails(scaler, &from_table, &from_range, &to_table, &to_range, &brightness, &contrast, &saturation) < 0) return;
    int space = frame->colorspace;
    // Unmarked high-definition footage is coded by BT.709 as a rule, smaller footage by BT.601.
    if (space == AVCOL_SPC_UNSPECIFIED) space = frame->height >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    if (frame->color_range == AVCOL_RANGE_JPEG) from_range = 1;
    sws_setColorspaceDetails(scaler, sws_getCoefficients(space), from_range, to_table, to_range, brightness, contrast, saturation);
}

void lv_turn(const uint8_t *from, int width, int height, int bytes, int rotation, uint8_t *to)
{
    if (rotation == 0) {
        memcpy(to, from, (size_t)width * height * bytes);
        return;
    }

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            size_t at = rotation == 90 ? ((size_t)x * height) + (height - 1 - y)
                : rotation == 180 ? ((size_t)(height - 1 - y) * width) + (width - 1 - x)
                : ((size_t)(width - 1 - x) * height) + y;
            memcpy(to + (at * bytes), from + ((((size_t)y * width) + x) * bytes), (size_t)bytes);
        }
    }
}

int32_t lv_picture(lv_session *s, const AVFrame *frame, lv_event *event)
{
    lv_video *v = &s->video;
    double scale = FFMIN(1.0, (double)s->config.max_side / FFMAX(frame->width, frame->height));
    int w = FFMAX((int)lround(frame->width * scale), 1), h = FFMAX((int)lround(frame->height * scale), 1);
    size_t row = (size_t)w * 3, size = row * h, wide = (size_t)FFALIGN(w, LV_COLUMNS) * 3;
    v->scaler = sws_getCachedContext(v->scaler, frame->width, frame->height, frame->format, w, h, AV_PIX_FMT_RGB24, SWS_BICUBIC, NULL, NULL, NULL);
    if (!v->scaler) return lv_fail(LV_ERR_OTHER, "pixel format %d", frame->format);
    if (!lv_reserve(&v->picture, &v->picture_size, wide * h)) return lv_fail(LV_ERR_OTHER, "out of memory");
    lv_describe_colour(v->scaler, frame);
    uint8_t *rows[4] = {v->picture};
    int strides[4] = {(int)wide};
    if (sws_scale(v->scaler, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height, rows, strides) != h)
        return lv_fail(LV_ERR_OTHER, "a picture could not be scaled");
    for (int y = 1; wide > row && y < h; y++) memmove(v->picture + (y * row), v->picture + (y * wide), row);
    event->data = v->picture;
    if (v->rotation) {
        if (!lv_reserve(&v->turned, &v->turned_size, size)) return lv_fail(LV_ERR_OTHER, "out of memory");
        lv_turn(v->picture, w, h, 3, v->rotation, v->turned);
        event->data = v->turned;
    }

    event->size = (int32_t)size;
    event->width = v->rotation % 180 ? h : w;
    event->height = v->rotation % 180 ? w : h;
    return LV_OK;
}
