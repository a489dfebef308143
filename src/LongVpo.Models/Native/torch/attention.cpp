// Attention, in tiles under libtorch 1 and by its own kernels from 2.0 on, and the keys and values of sequences that grow.
#include <memory>
#include <stdexcept>

#include "core.h"

using namespace lt;

namespace {

// Rows of queries whose scores are made at once: large enough for full products, small enough to stay in the cache and to skip most of the masked half.
constexpr int64_t tile_rows = 256;

// All heads of one sequence: q [H, T, D], k and v [KV, S, D]. Under a mask the last query sees all keys, the one before it all but one, and so on.
#if LT_AT_LEAST(2, 0)
Tensor attend(const Tensor &q, const Tensor &k, const Tensor &v, bool causal) {
  auto queries = q.size(1), keys = k.size(1), group = q.size(0) / k.size(0);
  auto spread = [&](const Tensor &x) { return group == 1 ? x : x.unsqueeze(1).expand({-1, group, -1, -1}).reshape({q.size(0), keys, x.size(2)}); };
  // A mask of its own only where the built-in one would be laid from the wrong corner.
  bool corner = causal && queries > 1 && queries < keys;
  auto q1 = q.unsqueeze(0), k1 = spread(k).unsqueeze(0), v1 = spread(v).unsqueeze(0);
  if (!corner) return at::scaled_dot_product_attention(q1, k1, v1, {}, 0.0, causal && queries > 1).squeeze(0);
  return at::scaled_dot_product_attention(q1, k1, v1, at::ones({queries, keys}, q.options().dtype(at::kBool)).tril(keys - queries)).squeeze(0);
}
#else
Tensor attend(const Tensor &q, const Tensor &k, const Tensor &v, bool causal) {
  auto kinds = k.size(0), group = q.size(0) / kinds, queries = q.size(1), keys = k.size(1), width = q.size(2);
  auto scale = 1.0 / std::sqrt(static_cast<double>(width));
  // Split and not cut out one by one, because the gradient of a piece is as large as the whole.
  auto pieces = q.reshape({kinds, group, queries, width}).split(tile_rows, 2);
  std::vector<Tensor> tiles;
  int64_t from = 0;
  for (const auto &piece : pieces) {
    auto rows = piece.size(2), seen = causal ? keys - queries + from + rows : keys;
    from += rows;
    auto tile = piece.reshape({kinds, group * rows, width});
    auto columns = (seen == keys ? k : k.narrow(1, 0, seen)).transpose(1, 2), behind = seen == keys ? v : v.narrow(1, 0, seen);
    Tensor scores;
    if (causal && rows > 1) {
      auto mask = at::zeros({rows, seen}, q.options());
      mask.narrow(1, seen - rows, rows).copy_(at::full({rows, rows}, -INFINITY, q.options()).triu(1));
      auto all = mask.expand({group, rows, seen}).reshape({1, group * rows, seen}).expand({kinds, group * rows, seen});
      scores = at::baddbmm(all, tile, columns, 1, scale);
    } else {
      scores = at::bmm(tile * scale, columns);
    }
    tiles.push_back(at::bmm(at::softmax(scores, -1), behind).reshape({kinds, group, rows, width}));
  }
  return (tiles.size() == 1 ? tiles[0] : at::cat(tiles, 2)).reshape({q.size(0), queries, width});
}
#endif

// All heads of sequences of one length under one mask [T, T] that is added to their scores: q [S * H, T, D], k and v [S * KV, T, D].
Tensor attend_under(const Tensor &q, const Tensor &k, const Tensor &v, const Tensor &mask) {
  auto kinds = k.size(0), group = q.size(0) / kinds, rows = q.size(1), width = q.size(2);
#if LT_AT_LEAST(2, 0)
  auto grouped = [&](const Tensor &x) { return x.unsqueeze(1).expand({kinds, group, rows, width}); };
  return at::scaled_dot_product_attention(q.reshape({kinds, group, rows, width}), grouped(k), grouped(v), mask).reshape(q.sizes());
#else
  auto all = mask.expand({group, rows, rows}).reshape({1, group * rows, rows}).expand({kinds, group * rows, rows});
  auto scores = at::baddbmm(all, q.reshape({kinds, group * rows, width}), k.transpose(1, 2), 1, 1.0 / std::sqrt(static_cast<double>(width)));
  return at::bmm(at::softmax(scores, -1), v).reshape(q.sizes());
#endif
}

// What a beginning and branches of one length behind it may see: the beginning itself up to where it stands, a branch the whole beginning and itself up to where it stands.
Tensor branch_mask(int64_t prefix, int64_t branches, int64_t length, const Tensor &beside) {
  auto rows = prefix + branches * length;
  auto mask = at::full({rows, rows}, -INFINITY, at::TensorOptions(at::kFloat));
  auto *cells = mask.data_ptr<float>();
  for (int64_t i = 0; i < rows; i++) {
    auto own = i < prefix ? 0 : prefix + (i - prefix) / length * length;
    std::fill(cells + i * rows, cells + i * rows + std::min(prefix, i + 1), 0.0f);
    std::fill(cells + i * rows + own, cells + i * rows + i + 1, 0.0f);
  }
  return mask.to(beside.options());
}

// [T, heads * D] as [heads, T, D], without a copy.
Tensor by_head(const Tensor &rows, int64_t heads) { return rows.reshape({rows.size(0), heads, -1}).transpose(0, 1); }

// What the sequences gave, one behind the other.
Tensor together(const std::vector<Tensor> &parts, const Tensor &beside) {
  return parts.empty() ? at::empty_like(beside) : parts.size() == 1 ? parts[0] : at::cat(parts);
}

Tensor by_row(const Tensor &heads) { return heads.transpose(0, 1).reshape({heads.size(1), -1}); }

// Keys and values of one layer, which forks may share: rows below `used` are never written again while somebody else holds them.
struct Layer {
  Tensor keys, values;
  int64_t used = 0;
};

struct Cache {
  int64_t key_heads, width, length = 0;
  at::TensorOptions options;
  std::vector<std::shared_ptr<Layer>> layers;
};

Cache &cache_of(lt_cache handle) {
  TORCH_CHECK(handle != nullptr, "a cache is missing");
  return *static_cast<Cache *>(handle);
}

lt_cache own_cache(std::unique_ptr<Cache> cache) {
  live.fetch_add(1, std::memory_order_relaxed);
  return cache.release();
}

// Room for the rows from the cache's length on, in a layer that nobody else reads there.
Layer &room(Cache &cache, size_t number, int64_t rows) {
  auto &layer = cache.layers[number];
  auto capacity = layer->keys.defined() ? layer->keys.size(1) : 0, end = cache.length + rows;
  bool mine = layer.use_count() == 1 || layer->used == cache.length;
  if (mine && end <= capacity) return *layer;
  // Half as much again as there is: what is copied stays in proportion to what is appended.
  auto larger = (std::max(end, cache.length + cache.length / 2) + 63) / 64 * 64;
  auto fresh = std::make_shared<Layer>();
  for (auto part : {&Layer::keys, &Layer::values}) {
    (*fresh).*part = at::empty({cache.key_heads, larger, cache.width}, cache.options);
    if (cache.length > 0) ((*fresh).*part).narrow(1, 0, cache.length).copy_(((*layer).*part).narrow(1, 0, cache.length));
  }
  layer = std::move(fresh);
  return *layer;
}

Tensor append_and_attend(Cache &cache, size_t number, const Tensor &q, const Tensor &k, const Tensor &v, int64_t heads) {
  auto rows = q.size(0), end = cache.length + rows;
  auto &layer = room(cache, number, rows);
  layer.keys.narrow(1, cache.length, rows).copy_(by_head(k, cache.key_heads));
  layer.values.narrow(1, cache.length, rows).copy_(by_head(v, cache.key_heads));
  layer.used = end;
  return by_row(attend(by_head(q, heads), as(layer.keys.narrow(1, 0, end), q.scalar_type()), as(layer.values.narrow(1, 0, end), q.scalar_type()), true));
}

}  // namespace

namespace {

// Scores that are made in one piece at most.
constexpr int64_t largest_at_once = 64 << 20;

// Sequences of one length are as good as more heads of one, as long as their scores are not too much for the memory.
bool in_one(const int32_t *lengths, int32_t sequences, int64_t heads) {
  for (int32_t i = 0; i < sequences; i++)
    if (lengths[i] != lengths[0] || lengths[i] == 0) return false;
  return sequences == 1 || (sequences > 1 && heads * sequences * std::min<int64_t>(lengths[0], tile_rows) * lengths[0] <= largest_at_once);
}

}  // namespace

lt_tensor lt_full_attention(lt_tensor q, lt_tensor k, lt_tensor v, int32_t heads, int32_t key_heads, int32_t width) {
  return make([&] {
    const auto &all = get(q);
    TORCH_CHECK(all.dim() == 3 && all.size(-1) == heads * width && get(k).size(-1) == key_heads * width, "the channels are not heads times width");
#if LT_AT_LEAST(2, 0)
    if (heads == key_heads) {
      auto split = [&](const Tensor &x) { return x.reshape({x.size(0), x.size(1), heads, width}).transpose(1, 2); };
      return at::scaled_dot_product_attention(split(all), split(get(k)), split(get(v))).transpose(1, 2).reshape(all.sizes());
    }
#endif
    auto places = all.size(1);
    if (all.size(0) * heads * places * places <= largest_at_once) {
      auto split = [&](const Tensor &x) { return x.reshape({x.size(0), places, -1, width}).transpose(1, 2).reshape({-1, places, width}); };
      return attend(split(all), split(get(k)), split(get(v)), false).reshape({all.size(0), heads, places, width}).transpose(1, 2).reshape(all.sizes());
    }
    std::vector<Tensor> frames;
    // Frame by frame, because the scores of all frames at once would be the largest thing in memory.
    for (int64_t f = 0; f < all.size(0); f++)
      frames.push_back(by_row(attend(by_head(all.select(0, f), heads), by_head(get(k).select(0, f), key_heads), by_head(get(v).select(0, f), key_heads), false)));
    return at::stack(frames);
  });
}

lt_tensor lt_causal_attention(lt_tensor q, lt_tensor k, lt_tensor v, const int32_t *lengths, int32_t sequences, int32_t heads, int32_t key_heads, int32_t width) {
  return make([&] {
    TORCH_CHECK(get(q).size(-1) == heads * width && get(k).size(-1) == key_heads * width, "the channels are not heads times width");
    int64_t all = 0;
    for (int32_t i = 0; i < sequences; i++) all += lengths[i];
    TORCH_CHECK(all == get(q).size(0) && all == get(k).size(0), "the sequences hold ", all, " tokens, the rows are ", get(q).size(0));
    if (in_one(lengths, sequences, heads)) {
      auto split = [&](const Tensor &x) { return x.reshape({sequences, lengths[0], -1, width}).transpose(1, 2).reshape({-1, lengths[0], width}); };
      return attend(split(get(q)), split(get(k)), split(get(v)), true).reshape({sequences, heads, lengths[0], width}).transpose(1, 2).reshape(get(q).sizes());
    }
    auto sizes = wide(lengths, sequences);
    auto qs = get(q).split_with_sizes(sizes), ks = get(k).split_with_sizes(sizes), vs = get(v).split_with_sizes(sizes);
    std::vector<Tensor> parts;
    for (size_t i = 0; i < sizes.size(); i++)
      if (sizes[i] > 0) parts.push_back(by_row(attend(by_head(qs[i], heads), by_head(ks[i], key_heads), by_head(vs[i], key_heads), true)));
    return together(parts, get(q));
  });
}

lt_tensor lt_branched_attention(lt_tensor q, lt_tensor k, lt_tensor v, int32_t sequences, int32_t prefix, int32_t branches, int32_t length, int32_t heads, int32_t key_heads, int32_t width) {
  return make([&] {
    const auto &all = get(q);
    TORCH_CHECK(all.size(-1) == heads * width && get(k).size(-1) == key_heads * width, "the channels are not heads times width");
    TORCH_CHECK(sequences > 0 && prefix > 0 && branches > 0 && length > 0, "there is nothing to attend to");
    int64_t rows = prefix + static_cast<int64_t>(branches) * length;
    TORCH_CHECK(all.size(0) == sequences * rows && get(k).size(0) == all.size(0), "the sequences hold ", sequences * rows, " tokens, the rows are ", all.size(0));
    auto split = [&](const Tensor &x) { return x.reshape({sequences, rows, -1, width}).transpose(1, 2).reshape({-1, rows, width}); };
    return attend_under(split(all), split(get(k)), split(get(v)), branch_mask(prefix, branches, length, all)).reshape({sequences, heads, rows, width}).transpose(1, 2).reshape(all.sizes());
  });
}

lt_tensor lt_cached_attention(lt_tensor q, lt_tensor k, lt_tensor v, const lt_cache *caches, const int32_t *counts, int32_t sequences, int32_t layer, int32_t heads) {
  return make([&] {
    NoGrad off;
    std::vector<Tensor> parts;
    int64_t from = 0;
    for (int32_t i = 0; i < sequences; from += counts[i++]) {
      auto &cache = cache_of(caches[i]);
      TORCH_CHECK(layer >= 0 && layer < static_cast<int32_t>(cache.layers.size()), "the cache has ", cache.layers.size(), " layers, and not one numbered ", layer);
      if (counts[i] == 0) continue;
      parts.push_back(append_and_attend(cache, static_cast<size_t>(layer), get(q).narrow(0, from, counts[i]), get(k).narrow(0, from, counts[i]), get(v).narrow(0, from, counts[i]), heads));
    }
    TORCH_CHECK(from == get(q).size(0), "the sequences hold ", from, " tokens, the rows are ", get(q).size(0));
    return together(parts, get(q));
  });
}

lt_cache lt_cache_new(int32_t layers, int32_t key_heads, int32_t width, int32_t type, int32_t device) {
  lt_cache made = nullptr;
  run([&] {
    auto cache = std::make_unique<Cache>();
    cache->key_heads = key_heads;
    cache->width = width;
    cache->options = at::TensorOptions(device_of(device)).dtype(type_of(type));
    for (int32_t i = 0; i < layers; i++) cache->layers.push_back(std::make_shared<Layer>());
    made = own_cache(std::move(cache));
  });
  return made;
}

lt_cache lt_cache_fork(lt_cache cache, int32_t length) {
  lt_cache made = nullptr;
  run([&] {
    auto &whole = cache_of(cache);
    TORCH_CHECK(length >= 0 && length <= whole.length, "a cache of ", whole.length, " tokens cannot be forked at ", length);
    auto fork = std::make_unique<Cache>(whole);
    fork->length = length;
    made = own_cache(std::move(fork));
  });
  return made;
}

int32_t lt_cache_commit(lt_cache cache, int32_t tokens) {
  return run([&] {
    auto &grown = cache_of(cache);
    for (auto &layer : grown.layers)
      if (tokens < 0 || layer->used < grown.length + tokens) throw std::logic_error("more tokens were counted as seen than every layer has been given");
    grown.length += tokens;
  });
}

int64_t lt_cache_bytes(lt_cache cache) {
  int64_t bytes = 0;
  run([&] {
    for (auto &layer : cache_of(cache).layers)
      if (layer->keys.defined()) bytes += static_cast<int64_t>(layer->keys.nbytes() + layer->values.nbytes());
  });
  return bytes;
}

void lt_cache_free(lt_cache cache) {
  if (cache == nullptr) return;
  delete static_cast<Cache *>(cache);
  live.fetch_sub(1, std::memory_order_relaxed);
}
