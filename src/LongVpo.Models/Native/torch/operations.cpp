// The arithmetic of a network, one function per operation of ITensorEngine. All of it can be differentiated.
#include "core.h"

using namespace lt;

namespace {

Tensor product(const Tensor &given, const Tensor &weight, const Tensor *bias, at::ScalarType type) {
  auto x = as(given, type), w = as(weight, type);
  // A general product packs the weights first, which is as long as the product itself when there is one row.
  if (x.is_cpu() && x.scalar_type() == at::kFloat && x.dim() >= 1 && x.numel() == x.size(-1)) {
    auto shape = x.sizes().vec();
    shape.back() = w.size(0);
    auto row = x.reshape({-1});
    return (bias == nullptr ? at::mv(w, row) : at::addmv(as(*bias, type), w, row)).reshape(shape);
  }
  return bias == nullptr ? at::linear(x, w) : at::linear(x, w, as(*bias, type));
}

Tensor rms_norm(const Tensor &x, const Tensor &weight, float epsilon) {
  auto pieces = x.size(-1) == weight.size(0) ? x : x.reshape({-1, weight.size(0)});
  // Half precision would lose the small ones of the squares.
  auto wide = as(pieces, at::kFloat);
  auto norm = wide * at::rsqrt(at::mean(wide * wide, -1, /*keepdim=*/true) + epsilon);
  auto scaled = as(norm, x.scalar_type()) * as(weight, x.scalar_type());
  return x.size(-1) == weight.size(0) ? scaled : scaled.reshape(x.sizes());
}

}  // namespace

lt_tensor lt_linear(lt_tensor x, lt_tensor weight, lt_tensor bias, int32_t type) {
  return make([&] { return product(get(x), get(weight), bias == nullptr ? nullptr : &get(bias), type_of(type)); });
}

lt_tensor lt_add(lt_tensor a, lt_tensor b) {
  return make([&] { return at::add(get(a), get(b)); });
}

lt_tensor lt_multiply(lt_tensor a, lt_tensor b) {
  return make([&] { return at::mul(get(a), get(b)); });
}

lt_tensor lt_scale(lt_tensor x, float factor) {
  return make([&] { return at::mul(get(x), static_cast<double>(factor)); });
}

lt_tensor lt_add_scaled(lt_tensor residual, lt_tensor branch, lt_tensor scale) {
  return make([&] { return at::addcmul(get(residual), get(branch), as(get(scale), get(branch).scalar_type())); });
}

lt_tensor lt_layer_norm(lt_tensor x, lt_tensor weight, lt_tensor bias, float epsilon) {
  return make([&] {
    auto type = get(x).scalar_type();
    return at::layer_norm(get(x), {get(x).size(-1)}, as(get(weight), type), as(get(bias), type), epsilon);
  });
}

lt_tensor lt_rms_norm(lt_tensor x, lt_tensor weight, float epsilon) {
  return make([&] { return rms_norm(get(x), get(weight), epsilon); });
}

lt_tensor lt_gelu(lt_tensor x) {
  return make([&] { return at::gelu(get(x)); });
}

lt_tensor lt_swiglu(lt_tensor gate, lt_tensor up) {
  return make([&] {
    auto opened = at::silu(get(gate));
    // What nobody will differentiate may be overwritten.
    return c10::GradMode::is_enabled() ? opened * get(up) : opened.mul_(get(up));
  });
}

lt_tensor lt_softmax(lt_tensor x) {
  return make([&] { return at::softmax(get(x), -1); });
}

lt_tensor lt_log_softmax(lt_tensor x) {
  return make([&] { return at::log_softmax(get(x), -1); });
}

lt_tensor lt_embed(lt_tensor table, const int32_t *ids, int32_t count) {
  return make([&] { return at::embedding(get(table), indices(ids, count, get(table))); });
}

lt_tensor lt_put_rows(lt_tensor x, const int32_t *places, int32_t count, lt_tensor rows) {
  return make([&] { return at::index_copy(get(x), 0, indices(places, count, get(x)), as(get(rows), get(x).scalar_type())); });
}

lt_tensor lt_take_rows(lt_tensor x, const int32_t *places, int32_t count) {
  return make([&] { return at::index_select(get(x), 0, indices(places, count, get(x))); });
}

lt_tensor lt_slice(lt_tensor x, int32_t dimension, int32_t start, int32_t count) {
  return make([&] { return get(x).narrow(dimension, start, count); });
}

lt_tensor lt_concatenate(int32_t dimension, const lt_tensor *parts, int32_t count) {
  return make([&] {
    std::vector<Tensor> all;
    all.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) all.push_back(get(parts[i]));
    return at::cat(all, dimension);
  });
}

lt_tensor lt_reshape(lt_tensor x, const int32_t *shape, int32_t rank) {
  return make([&] { return get(x).reshape(wide(shape, rank)); });
}

lt_tensor lt_permute(lt_tensor x, const int32_t *order, int32_t rank) {
  return make([&] { return get(x).permute(wide(order, rank)); });
}

lt_tensor lt_patches(lt_tensor pictures, int32_t size) {
  return make([&] {
    const auto &x = get(pictures);
    auto high = x.size(2) / size, wide = x.size(3) / size;
    return x.reshape({x.size(0), x.size(1), high, size, wide, size}).permute({0, 2, 4, 1, 3, 5}).reshape({x.size(0), high * wide, x.size(1) * size * size});
  });
}

lt_tensor lt_bicubic(lt_tensor grid, int32_t height, int32_t width) {
  return make([&] {
    const int64_t size[] = {height, width};
    auto planes = as(get(grid), at::kFloat).permute({0, 3, 1, 2}).contiguous();
    auto resized = at::upsample_bicubic2d(planes, at::IntArrayRef(size, 2), /*align_corners=*/false);
    return as(resized.permute({0, 2, 3, 1}).contiguous(), get(grid).scalar_type());
  });
}

lt_tensor lt_rotate(lt_tensor x, lt_tensor cosines, lt_tensor sines, int32_t head_width) {
  return make([&] {
    const auto &rows = get(x);
    auto half = head_width / 2;
    auto heads = rows.reshape({rows.size(0), -1, 2, half});
    auto cos = as(get(cosines), rows.scalar_type()).unsqueeze(1), sin = as(get(sines), rows.scalar_type()).unsqueeze(1);
    auto halves = heads.unbind(2);
    const auto &first = halves[0], &second = halves[1];
    auto turned = at::stack({at::addcmul(first * cos, second, sin, -1), at::addcmul(second * cos, first, sin)}, 2);
    return turned.reshape(rows.sizes());
  });
}

int32_t lt_argmax(lt_tensor x, int32_t *into, int32_t count) {
  return run([&] {
    NoGrad off;
    auto places = at::argmax(get(x), -1).to(at::kInt).cpu().contiguous();
    TORCH_CHECK(places.numel() == count, "a tensor of ", places.numel(), " rows was read into room for ", count);
    std::copy_n(places.data_ptr<int32_t>(), count, into);
  });
}
