// Lets the managed side refuse a library that was built from other declarations than its own, instead of misreading structs.
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

#include "longvpo_av.h"

int32_t lv_abi(void)
{
    return LV_ABI;
}

uint32_t lv_ffmpeg_version(void)
{
    return avformat_version();
}
