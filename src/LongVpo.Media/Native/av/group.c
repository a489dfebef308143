// Decodes only what the samples need. Packets are gathered from a key frame up to where the next one can be shown; then it is known which of
// them will be samples, packets after the last needed one are left out, and pictures nobody refers to are skipped unless they are samples.
#include <stdlib.h>
#include <string.h>

#include "session.h"

// A group beyond these is not gathered: the stream is then decoded in full, at the cost of time but not of memory.
#define LV_GROUP_PACKETS 4096
#define LV_GROUP_BYTES (64 << 20)
#define LV_GROUP_TARGETS 512

static bool is_key(const lv_group *g, int i)
{
    return (g->items[i].packet->flags & AV_PKT_FLAG_KEY) != 0;
}

static void drop_front(lv_group *g, int count)
{
    for (int i = 0; i < count; i++) {
        g->bytes -= g->items[i].packet->size;
        av_packet_free(&g->items[i].packet);
    }

    g->count -= count;
    // An empty group may own no memory yet, and memmove wants a pointer even for nothing.
    if (g->count > 0) memmove(g->items, g->items + count, (size_t)g->count * sizeof(*g->items));
}

void lv_group_clear(lv_group *g)
{
    drop_front(g, g->count);
    g->next = g->stop = g->cut = g->target_count = 0;
    g->active = g->drop_tail = g->has_slot = g->hopeless = g->finished = false;
}

void lv_group_free(lv_group *g)
{
    lv_group_clear(g);
    av_freep(&g->items);
    g->capacity = 0;
}

bool lv_group_take_target(lv_group *g, int64_t pts)
{
    int i = 0;
    while (i < g->target_count && g->targets[i] < pts) i++;
    bool found = i < g->target_count && g->targets[i] == pts;
    if (found) i++;
    g->target_count -= i;
    memmove(g->targets, g->targets + i, (size_t)g->target_count * sizeof(*g->targets));
    return found;
}

static int by_time(const void *left, const void *right)
{
    int64_t a = (*(lv_queued *const *)left)->packet->pts, b = (*(lv_queued *const *)right)->packet->pts;
    return (a > b) - (a < b);
}

// Marks the samples among the packets shown before the next key frame, in the order of their times.
static bool mark_targets(lv_session *s, int64_t before)
{
    lv_group *g = &s->video.group;
    lv_queued **sorted = av_malloc_array((size_t)g->count, sizeof(*sorted));
    if (!sorted) return false;
    int count = 0;
    for (int i = 0; i < g->count; i++)
        if (!g->items[i].decided && g->items[i].packet->pts < before) sorted[count++] = &g->items[i];
    qsort(sorted, (size_t)count, sizeof(*sorted), by_time);
    for (int i = 0; i < count; i++) {
        int64_t pts = sorted[i]->packet->pts, slot = lv_slot(s, pts);
        sorted[i]->decided = true;
        if (s->video.start != LV_NO_TIME && pts < s->video.start) continue;
        if (s->video.end != LV_NO_TIME && pts >= s->video.end) continue;
        sorted[i]->target = !g->has_slot || slot > g->slot;
        if (!sorted[i]->target) continue;
        g->has_slot = true;
        g->slot = slot;
        if (g->target_count == LV_GROUP_TARGETS) {
            av_free(sorted);
            return false;
        }

        g->targets[g->target_count++] = pts;
    }

    av_free(sorted);
    return true;
}

static void give_up(lv_group *g)
{
    g->hopeless = g->active = true;
    g->drop_tail = false;
    g->next = 0;
    g->stop = g->cut = g->count;
}

// The group is items [0, cut); what follows it was only read to see its times.
static void begin(lv_session *s, int cut)
{
    lv_group *g = &s->video.group;
    bool last = cut == g->count;
    if (!mark_targets(s, last ? INT64_MAX : g->items[cut].packet->pts)) {
        give_up(g);
        return;
    }

    int needed = 0;
    for (int i = 0; i < cut; i++)
        if (g->items[i].target) needed = i + 1;
    // A sample that is shown before the next key frame but stored after it may refer to any picture of this group.
    for (int i = cut; i < g->count; i++)
        if (g->items[i].target) needed = cut;
    g->next = 0;
    g->stop = needed;
    g->cut = cut;
    g->drop_tail = needed < cut;
    g->active = true;
}

// Whether the gathered packets reach far enough behind the next key frame; returns its index, else 0.
static int complete(const lv_group *g)
{
    for (int i = 1; i < g->count; i++) {
        if (!is_key(g, i)) continue;
        for (int j = i + 1; j < g->count; j++)
            if (is_key(g, j) || g->items[j].packet->pts > g->items[i].packet->pts) return i;
        return 0;
    }

    return 0;
}

int32_t lv_group_packet(lv_session *s, AVPacket *packet)
{
    lv_group *g = &s->video.group;
    if (g->count == g->capacity) {
        int capacity = g->capacity ? g->capacity * 2 : 256;
        lv_queued *items = av_realloc_array(g->items, (size_t)capacity, sizeof(*items));
        if (!items) return lv_fail(LV_ERR_OTHER, "out of memory");
        g->items = items;
        g->capacity = capacity;
    }

    AVPacket *own = av_packet_alloc();
    if (!own) return lv_fail(LV_ERR_OTHER, "out of memory");
    av_packet_move_ref(own, packet);
    g->items[g->count++] = (lv_queued){.packet = own};
    g->bytes += own->size;
    if (own->pts == AV_NOPTS_VALUE || g->count > LV_GROUP_PACKETS || g->bytes > LV_GROUP_BYTES) {
        give_up(g);
        return LV_END;
    }

    int cut = complete(g);
    if (cut > 0) begin(s, cut);
    return LV_END;
}

int32_t lv_group_pump(lv_session *s)
{
    lv_video *v = &s->video;
    lv_group *g = &v->group;
    if (!g->active) {
        if (!s->read_done || g->count == 0) return LV_END;
        int cut = complete(g);
        begin(s, cut > 0 ? cut : g->count);
    }

    if (g->next < g->stop) {
        lv_queued *item = &g->items[g->next++];
        return lv_video_send(s, item->packet, !g->hopeless && !item->target);
    }

    g->active = false;
    bool past = v->end != LV_NO_TIME && g->cut < g->count && g->items[g->cut].packet->pts != AV_NOPTS_VALUE && g->items[g->cut].packet->pts >= v->end;
    // Samples shown before the interval's end may be stored behind the key frame that ends it.
    for (int i = g->cut; i < g->count; i++)
        if (g->items[i].target) past = false;
    bool drain = g->drop_tail && g->stop > 0;
    drop_front(g, g->cut);
    g->cut = 0;
    g->finished = past;
    if (!drain && !past) return g->count > 0 && s->read_done ? LV_OK : LV_END;
    v->draining = true;
    return lv_video_send(s, NULL, false);
}
