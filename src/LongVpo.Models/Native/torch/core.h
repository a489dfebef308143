// What all sources behind the wall share: owned handles, and the guard that keeps exceptions from crossing into C#.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/version.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "longvpo_torch.h"

#define LT_AT_LEAST(major, minor) (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace lt {

using at::Tensor;

extern std::atomic<int64_t> live;

// Remembers why a call of this thread failed.
void failed(int32_t kind, const char *text) noexcept;

// Called inside a catch block: files the exception in flight under its kind.
void failed_by_current_exception() noexcept;

inline const Tensor &get(lt_tensor handle) {
  TORCH_CHECK(handle != nullptr, "a tensor is missing");
  return *static_cast<const Tensor *>(handle);
}

inline lt_tensor own(Tensor tensor) {
  auto *handle = new Tensor(std::move(tensor));
  live.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

// Runs what makes a tensor: its handle, or NULL on failure.
template <class F>
lt_tensor make(F f) noexcept {
  try {
    return own(f());
  } catch (...) {
    failed_by_current_exception();
    return nullptr;
  }
}

// Runs what makes nothing: 0, or -1 on failure.
template <class F>
int32_t run(F f) noexcept {
  try {
    f();
    return 0;
  } catch (...) {
    failed_by_current_exception();
    return -1;
  }
}

at::ScalarType type_of(int32_t type);
int32_t number_of(at::ScalarType type);
at::Device device_of(int32_t device);

inline std::vector<int64_t> wide(const int32_t *values, int32_t count) { return {values, values + count}; }

// Indices as libtorch wants them, on the device of what they point into.
Tensor indices(const int32_t *values, int32_t count, const Tensor &beside);

inline Tensor as(const Tensor &x, at::ScalarType type) { return x.scalar_type() == type ? x : x.to(type); }

// No operation inside remembers how it was made.
class NoGrad {
 public:
  NoGrad() : before_(c10::GradMode::is_enabled()) { c10::GradMode::set_enabled(false); }
  ~NoGrad() { c10::GradMode::set_enabled(before_); }
  NoGrad(const NoGrad &) = delete;
  NoGrad &operator=(const NoGrad &) = delete;

 private:
  bool before_;
};

}  // namespace lt
