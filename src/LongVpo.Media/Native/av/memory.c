// Keeps the C library's heap from growing with the length of a file: the index of a long one is read into blocks that grow while it is read, and by
// default what they leave behind stays with the process, once per thread that read a file.
#include <malloc.h>
#include <stdlib.h>

// Blocks from here on are mapped and go back to the system when they are freed. An index of ten minutes is about this large, a packet or a line of text hardly ever.
#define LV_MAPPED_BYTES (256 * 1024)

// Heaps of their own for this many threads; decoders allocate little once they run.
#define LV_ARENAS 2

__attribute__((constructor)) static void bound_heap(void)
{
#ifdef __GLIBC__
    // Who sets them in the environment knows better.
    if (!getenv("MALLOC_MMAP_THRESHOLD_")) mallopt(M_MMAP_THRESHOLD, LV_MAPPED_BYTES);
    if (!getenv("MALLOC_TRIM_THRESHOLD_")) mallopt(M_TRIM_THRESHOLD, LV_MAPPED_BYTES);
    if (!getenv("MALLOC_ARENA_MAX")) mallopt(M_ARENA_MAX, LV_ARENAS);
#endif
}
