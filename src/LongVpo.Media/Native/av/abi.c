// Lets the managed side refuse a library that was built from other declarations than its own, instead of misreading structs.
#include <libavformat/avformat.h>

#include "longvpo_av.h"

int32_t lv_abi(void)
{
    return LV_ABI;
}

int32_t lv_sizes(int32_t which)
{
    switch (which) {
    case 0: return (int32_t)sizeof(lv_config);
    case 1: return (int32_t)sizeof(lv_info);
    case 2: return (int32_t)sizeof(lv_event);
    case 3: return (int32_t)sizeof(lv_counts);
    case 4: return (int32_t)sizeof(lv_source);
    case 5: return (int32_t)sizeof(lv_recorder);
    case 6: return (int32_t)sizeof(lv_clip_info);
    default: return 0;
    }
}

uint32_t lv_ffmpeg_version(void)
{
    return avformat_version();
}
