// Makes the small JPEG pictures that segments are remembered by.
#include <string.h>

#include "session.h"

static AVFrame *scaled(const uint8_t *rgb, int width, int height, int out_width, int out_height)
{
    AVFrame *frame = av_frame_alloc();
    if (!frame) return NULL;
    frame->format = AV_PIX_FMT_YUVJ420P;
    frame->width = out_width;
    frame->height = out_height;
    frame->color_range = AVCOL_RANGE_JPEG;
    // Without full chroma input the colour of the last column of an odd width is wrong.
    struct SwsContext *scaler = av_frame_get_buffer(frame, 0) < 0 ? NULL
        : sws_getContext(width, height, AV_PIX_FMT_RGB24, out_width, out_height, AV_PIX_FMT_YUVJ420P, SWS_AREA | SWS_FULL_CHR_H_INP, NULL, NULL, NULL);
    if (scaler) {
        const uint8_t *rows[4] = {rgb};
        int strides[4] = {width * 3};
        sws_scale(scaler, rows, strides, 0, height, frame->data, frame->linesize);
        sws_freeContext(scaler);
        return frame;
    }

    av_frame_free(&frame);
    return NULL;
}

static AVCodecContext *open_encoder(const AVFrame *frame, int quality)
{
    const AVCodec *encoder = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext *context = encoder ? avcodec_alloc_context3(encoder) : NULL;
    if (!context) return NULL;
    context->width = frame->width;
    context->height = frame->height;
    context->pix_fmt = frame->format;
    context->color_range = AVCOL_RANGE_JPEG;
    context->time_base = (AVRational){1, 25};
    context->thread_count = 1;
    context->flags |= AV_CODEC_FLAG_QSCALE;
    // FFmpeg's scale runs from 2 (best) to 31.
    context->global_quality = FF_QP2LAMBDA * (31 - ((FFMIN(FFMAX(quality, 1), 100) - 1) * 29 / 99));
    if (avcodec_open2(context, encoder, NULL) < 0) avcodec_free_context(&context);
    return context;
}

int32_t lv_jpeg(const uint8_t *rgb, int32_t width, int32_t height, int32_t out_width, int32_t out_height, int32_t quality, uint8_t *out, int32_t capacity)
{
    lv_quiet_log();
    lv_forget_log();
    if (width < 1 || height < 1 || out_width < 1 || out_height < 1 || out_width > 16384 || out_height > 16384) return lv_fail(LV_ERR_OTHER, "picture size");
    AVFrame *frame = scaled(rgb, width, height, out_width, out_height);
    AVCodecContext *encoder = frame ? open_encoder(frame, quality) : NULL;
    AVPacket *packet = encoder ? av_packet_alloc() : NULL;
    int32_t length = 0;
    if (packet) {
        frame->quality = encoder->global_quality;
        if (avcodec_send_frame(encoder, frame) >= 0 && avcodec_receive_packet(encoder, packet) >= 0 && packet->size <= capacity) {
            memcpy(out, packet->data, (size_t)packet->size);
            length = packet->size;
        }
    }

    av_packet_free(&packet);
    avcodec_free_context(&encoder);
    av_frame_free(&frame);
    return length > 0 ? length : lv_fail(LV_ERR_OTHER, "%s", lv_logged()[0] ? lv_logged() : "the encoder gave nothing");
}
