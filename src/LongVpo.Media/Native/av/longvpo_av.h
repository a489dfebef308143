// The border between our C and C#.
#ifndef LONGVPO_AV_H
#define LONGVPO_AV_H

#include <stdint.h>

#define LV_ABI 1
#define LV_EXPORT __attribute__((visibility("default")))

LV_EXPORT int32_t lv_abi(void);
LV_EXPORT uint32_t lv_ffmpeg_version(void);

#endif
