// Errors, handles, versions, threads: everything behind the wall that is no arithmetic.
#include "core.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <malloc.h>

#include <stdexcept>

namespace lt {

std::atomic<int64_t> live{0};

namespace {
thread_local std::string last_error;
thread_local int32_t last_kind = 0;
}  // namespace

void failed(int32_t kind, const char *text) noexcept {
  last_kind = kind;
  try {
    last_error = text;
  } catch (...) {
    last_error.clear();
  }
}

namespace {
bool speaks_of(const char *text, const char *words) { return std::string(text).find(words) != std::string::npos; }

void failed_in_libtorch(const c10::Error &error) {
  const char *text = error.what_without_backtrace();
  if (dynamic_cast<const c10::OutOfMemoryError *>(&error) != nullptr || speaks_of(text, "can't allocate memory") || speaks_of(text, "out of memory"))
    failed(LT_OUT_OF_MEMORY, text);
  else
    failed(speaks_of(text, "CUDA error") || speaks_of(text, "INTERNAL ASSERT") ? LT_BROKEN : LT_WRONG_ARGUMENT, text);
}
}  // namespace

void failed_by_current_exception() noexcept {
  try {
    try {
      throw;
    } catch (const c10::Error &error) {
      failed_in_libtorch(error);
    } catch (const std::bad_alloc &) {
      failed(LT_OUT_OF_MEMORY, "the machine's memory is full");
    } catch (const std::exception &error) {
      failed(LT_BROKEN, error.what());
    } catch (...) {
      failed(LT_BROKEN, "libtorch threw something that is no exception object");
    }
  } catch (...) {
    failed(LT_BROKEN, "libtorch failed, and so did the telling of why");
  }
}

at::ScalarType type_of(int32_t type) {
  switch (type) {
    case 0: return at::kFloat;
    case 1: return at::kBFloat16;
    case 2: return at::kHalf;
    default: TORCH_CHECK(false, "there is no element type ", type);
  }
}

int32_t number_of(at::ScalarType type) {
  switch (type) {
    case at::kFloat: return 0;
    case at::kBFloat16: return 1;
    case at::kHalf: return 2;
    default: TORCH_CHECK(false, "an operation gave numbers of type ", c10::toString(type));
  }
}

at::Device device_of(int32_t device) {
  return device < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device));
}

Tensor indices(const int32_t *values, int32_t count, const Tensor &beside) {
  auto index = at::empty({count}, at::kLong);
  std::copy(values, values + count, index.data_ptr<int64_t>());
  return beside.is_cuda() ? index.to(beside.device()) : index;
}

}  // namespace lt

using namespace lt;

int32_t lt_abi(void) { return LT_ABI; }

void lt_init(void) {
  // Score matrices of some MB are otherwise mapped and unmapped at every call, which cost a third of the speed of a forward pass.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

const char *lt_last_error(void) { return last_error.c_str(); }

int32_t lt_last_kind(void) { return last_kind; }

int32_t lt_fail(int32_t how) {
  return run([&] {
    switch (how) {
      case 0: TORCH_CHECK(false, "asked to fail");
      case 1: throw std::runtime_error("asked to fail");
      case 2: throw std::bad_alloc();
      default: throw how;
    }
  });
}

int64_t lt_live(void) { return live.load(std::memory_order_relaxed); }

const char *lt_version(void) { return TORCH_VERSION; }

const char *lt_blas(void) {
  if (dlsym(RTLD_DEFAULT, "openblas_get_config") != nullptr) return "OpenBLAS";
  if (dlsym(RTLD_DEFAULT, "bli_info_get_version_str") != nullptr) return "BLIS";
  return at::hasMKL() || dlsym(RTLD_DEFAULT, "mkl_get_version_string") != nullptr ? "MKL" : "";
}

int32_t lt_cuda_count(void) {
  int32_t count = -1;
  run([&] { count = at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0; });
  return count;
}

int32_t lt_threads(int32_t count) {
  return run([&] { at::set_num_threads(count); });
}

int32_t lt_grad_mode(int32_t on) {
  int32_t before = c10::GradMode::is_enabled() ? 1 : 0;
  c10::GradMode::set_enabled(on != 0);
  return before;
}

int32_t lt_synchronize(int32_t device) {
  // Copying one number out waits for everything before it on the device's stream.
  return run([&] {
    if (device >= 0) at::zeros({1}, at::TensorOptions(device_of(device))).cpu();
  });
}

lt_tensor lt_from(const void *data, int32_t stored, int32_t held, int32_t device, const int32_t *shape, int32_t rank) {
  return make([&] {
    NoGrad off;
    auto there = at::from_blob(const_cast<void *>(data), wide(shape, rank), at::TensorOptions(type_of(stored)));
    return there.to(at::TensorOptions(device_of(device)).dtype(type_of(held)), /*non_blocking=*/false, /*copy=*/true);
  });
}

lt_tensor lt_alias(lt_tensor x) {
  return make([&] { return get(x).detach(); });
}

void lt_free(lt_tensor x) {
  if (x == nullptr) return;
  delete static_cast<Tensor *>(x);
  live.fetch_sub(1, std::memory_order_relaxed);
}

int32_t lt_rank(lt_tensor x) { return static_cast<int32_t>(static_cast<Tensor *>(x)->dim()); }

int32_t lt_shape(lt_tensor x, int32_t *shape) {
  return run([&] {
    for (auto extent : get(x).sizes()) *shape++ = static_cast<int32_t>(extent);
  });
}

int32_t lt_type(lt_tensor x) {
  int32_t type = -1;
  run([&] { type = number_of(get(x).scalar_type()); });
  return type;
}

int32_t lt_read(lt_tensor x, float *into, int64_t count) {
  return run([&] {
    NoGrad off;
    TORCH_CHECK(get(x).numel() == count, "a tensor of ", get(x).numel(), " numbers was read into room for ", count);
    at::from_blob(into, get(x).sizes(), at::TensorOptions(at::kFloat)).copy_(get(x));
  });
}

int32_t lt_write(lt_tensor x, const float *values, int64_t count) {
  return run([&] {
    NoGrad off;
    TORCH_CHECK(get(x).numel() == count, count, " numbers were written into a tensor of ", get(x).numel());
    get(x).copy_(at::from_blob(const_cast<float *>(values), get(x).sizes(), at::TensorOptions(at::kFloat)));
  });
}
