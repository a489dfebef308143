// Gradients, the losses' building blocks, and AdamW.
#include <memory>

#include "core.h"

using namespace lt;

namespace {

struct AdamW {
  std::vector<Tensor> weights;
  // What the steps are taken on: the weights themselves, or float32 copies of weights that are too coarse for small steps.
  std::vector<Tensor> exact, first, second;
};

AdamW &adamw_of(lt_adamw handle) {
  TORCH_CHECK(handle != nullptr, "an optimizer is missing");
  return *static_cast<AdamW *>(handle);
}

size_t checked(const AdamW &optimizer, int32_t weight) {
  TORCH_CHECK(weight >= 0 && weight < static_cast<int32_t>(optimizer.weights.size()), "the optimizer has ", optimizer.weights.size(), " weights, and not one numbered ", weight);
  return static_cast<size_t>(weight);
}

void spread(AdamW &optimizer, size_t i) {
  if (!optimizer.exact[i].is_same(optimizer.weights[i])) optimizer.weights[i].copy_(optimizer.exact[i]);
}

struct Constants {
  int64_t step;
  double rate, beta1, beta2, epsilon, decay;
};

#if LT_AT_LEAST(2, 4)
void move(AdamW &optimizer, const std::vector<size_t> &moved, const std::vector<Tensor> &gradients, const Constants &c) {
  std::vector<Tensor> exact, first, second, steps;
  for (auto i : moved) {
    exact.push_back(optimizer.exact[i]);
    first.push_back(optimizer.first[i]);
    second.push_back(optimizer.second[i]);
    steps.push_back(at::full({}, static_cast<double>(c.step), optimizer.first[i].options()));
  }
  at::_fused_adamw_(exact, gradients, first, second, {}, steps, c.rate, c.beta1, c.beta2, c.decay, c.epsilon, /*amsgrad=*/false, /*maximize=*/false);
}
#else
void move(AdamW &optimizer, const std::vector<size_t> &moved, const std::vector<Tensor> &gradients, const Constants &c) {
  auto fix1 = 1 - std::pow(c.beta1, c.step), root2 = std::sqrt(1 - std::pow(c.beta2, c.step));
  for (size_t n = 0; n < moved.size(); n++) {
    auto i = moved[n];
    optimizer.exact[i].mul_(1 - c.rate * c.decay);
    optimizer.first[i].mul_(c.beta1).add_(gradients[n], 1 - c.beta1);
    optimizer.second[i].mul_(c.beta2).addcmul_(gradients[n], gradients[n], 1 - c.beta2);
    optimizer.exact[i].addcdiv_(optimizer.first[i], optimizer.second[i].sqrt().div_(root2).add_(c.epsilon), -c.rate / fix1);
  }
}
#endif

}  // namespace

int32_t lt_want_gradient(lt_tensor weight, int32_t wanted) {
  return run([&] { get(weight).set_requires_grad(wanted != 0); });
}

int32_t lt_backward(lt_tensor loss) {
  return run([&] {
    TORCH_CHECK(get(loss).numel() == 1, "only a single number can be differentiated, and this loss holds ", get(loss).numel());
    TORCH_CHECK(get(loss).requires_grad(), "no weight that wants a gradient took part in this loss, or gradients were off");
    get(loss).backward();
  });
}

int32_t lt_gradient(lt_tensor weight, lt_tensor *gradient) {
  *gradient = nullptr;
  return run([&] {
    const auto &sum = get(weight).grad();
    if (sum.defined()) *gradient = own(sum.detach());
  });
}

int32_t lt_clear_gradient(lt_tensor weight) {
  return run([&] { get(weight).mutable_grad().reset(); });
}

int32_t lt_add_gradient(lt_tensor into, lt_tensor from) {
  return run([&] {
    NoGrad off;
    const auto &more = get(from).grad();
    if (!more.defined()) return;
    auto &sum = get(into).mutable_grad();
    if (sum.defined()) sum.add_(more);
    else sum = more.clone();
  });
}

int32_t lt_clip_gradients(const lt_tensor *weights, int32_t count, double limit, double *before) {
  return run([&] {
    NoGrad off;
    std::vector<Tensor> gradients, norms;
    for (int32_t i = 0; i < count; i++) {
      const auto &gradient = get(weights[i]).grad();
      if (!gradient.defined()) continue;
      gradients.push_back(gradient);
      norms.push_back(at::linalg_vector_norm(as(gradient, at::kFloat)));
    }
    *before = norms.empty() ? 0 : at::linalg_vector_norm(at::stack(norms).to(at::kDouble)).item<double>();
    if (*before > limit)
      for (auto &gradient : gradients) gradient.mul_(limit / *before);
  });
}

lt_tensor lt_target_log_probabilities(lt_tensor logits, const int32_t *targets, int32_t count) {
  return make([&] {
    const auto &rows = get(logits);
    TORCH_CHECK(rows.dim() == 2 && rows.size(0) == count, "there are ", count, " targets, and not as many rows of logits");
    std::vector<int32_t> scored, wanted;
    for (int32_t i = 0; i < count; i++)
      if (targets[i] != -1) {
        TORCH_CHECK(targets[i] >= 0 && targets[i] < rows.size(1), "target ", targets[i], " is none of ", rows.size(1), " tokens");
        scored.push_back(i);
        wanted.push_back(targets[i]);
      }
    auto number = static_cast<int32_t>(scored.size());
    bool all = number == count;
    auto places = indices(scored.data(), number, rows);
    // Always in float32: differences of log-probabilities are what preferences are learned from.
    auto log = at::log_softmax(as(all ? rows : rows.index_select(0, places), at::kFloat), -1);
    auto picked = log.gather(1, indices(wanted.data(), number, rows).unsqueeze(1)).squeeze(1);
    return all ? picked : at::index_copy(at::zeros({count}, picked.options()), 0, places, picked);
  });
}

lt_tensor lt_sum_runs(lt_tensor x, const int32_t *lengths, int32_t runs) {
  return make([&] {
    std::vector<Tensor> sums;
    int64_t from = 0;
    for (int32_t i = 0; i < runs; from += lengths[i++]) sums.push_back(get(x).narrow(0, from, lengths[i]).sum());
    TORCH_CHECK(from == get(x).size(0), "the runs hold ", from, " numbers, and the tensor ", get(x).size(0));
    return sums.empty() ? at::zeros({0}, get(x).options()) : at::stack(sums);
  });
}

lt_tensor lt_log_sigmoid(lt_tensor x) {
  return make([&] { return at::log_sigmoid(get(x)); });
}

lt_tensor lt_relu(lt_tensor x) {
  return make([&] { return at::relu(get(x)); });
}

lt_tensor lt_mean(lt_tensor x) {
  return make([&] { return get(x).mean().reshape({1}); });
}

lt_adamw lt_adamw_new(const lt_tensor *weights, int32_t count) {
  lt_adamw made = nullptr;
  run([&] {
    NoGrad off;
    auto optimizer = std::make_unique<AdamW>();
    for (int32_t i = 0; i < count; i++) {
      const auto &weight = get(weights[i]);
      optimizer->weights.push_back(weight);
      optimizer->exact.push_back(as(weight, at::kFloat));
      optimizer->first.push_back(at::zeros(weight.sizes(), weight.options().dtype(at::kFloat)));
      optimizer->second.push_back(at::zeros(weight.sizes(), weight.options().dtype(at::kFloat)));
    }
    made = optimizer.release();
    live.fetch_add(1, std::memory_order_relaxed);
  });
  return made;
}

int32_t lt_adamw_step(lt_adamw optimizer, int64_t step, double rate, double beta1, double beta2, double epsilon, double decay) {
  return run([&] {
    NoGrad off;
    auto &all = adamw_of(optimizer);
    std::vector<size_t> moved;
    std::vector<Tensor> gradients;
    for (size_t i = 0; i < all.weights.size(); i++) {
      const auto &gradient = all.weights[i].grad();
      if (!gradient.defined()) continue;
      moved.push_back(i);
      gradients.push_back(as(gradient, at::kFloat));
    }
    if (moved.empty()) return;
    move(all, moved, gradients, {step, rate, beta1, beta2, epsilon, decay});
    for (auto i : moved) spread(all, i);
  });
}

lt_tensor lt_adamw_state(lt_adamw optimizer, int32_t weight, int32_t which) {
  return make([&] {
    auto &all = adamw_of(optimizer);
    auto i = checked(all, weight);
    return (which == 0 ? all.first : which == 1 ? all.second : all.exact)[i].detach();
  });
}

int32_t lt_adamw_spread(lt_adamw optimizer, int32_t weight) {
  return run([&] {
    NoGrad off;
    auto &all = adamw_of(optimizer);
    spread(all, checked(all, weight));
  });
}

void lt_adamw_free(lt_adamw optimizer) {
  if (optimizer == nullptr) return;
  delete static_cast<AdamW *>(optimizer);
  live.fetch_sub(1, std::memory_order_relaxed);
}
