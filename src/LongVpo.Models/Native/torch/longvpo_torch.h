/*
 * The wall in front of libtorch: C functions over opaque tensors, so that no C++ type, no exception and no layout of libtorch reaches C#.
 *
 * Every function that can fail returns NULL or -1; the reason is then lt_last_error() with lt_last_kind() on the same thread, until the next failure there. Results belong to
 * the caller, who gives each back by lt_free. Numbers of an element type are those of the C# enum ElementType. Devices: -1 is the CPU, n >= 0 is the n-th CUDA card.
 */
#ifndef LONGVPO_TORCH_H
#define LONGVPO_TORCH_H

#include <stdint.h>

#define LT_ABI 2
#define LT_API __attribute__((visibility("default")))

/* Kinds of a failure. */
#define LT_WRONG_ARGUMENT 1
#define LT_OUT_OF_MEMORY 2
#define LT_BROKEN 3

#ifdef __cplusplus
extern "C" {
#endif

typedef void *lt_tensor;
typedef void *lt_cache;
typedef void *lt_adamw;

LT_API int32_t lt_abi(void);
/* Once per process, before anything else: allocator thresholds, and the environment that libtorch reads. */
LT_API void lt_init(void);
LT_API const char *lt_last_error(void);
LT_API int32_t lt_last_kind(void);
/* Fails on purpose, for tests of this wall: 0 libtorch's error, 1 a C++ exception, 2 out of memory, 3 something that is no exception object. */
LT_API int32_t lt_fail(int32_t how);
/* Handles of all kinds that were given out and not given back. */
LT_API int64_t lt_live(void);
LT_API const char *lt_version(void);
/* What matrix products run on, or "" when it is not one of the fast libraries. */
LT_API const char *lt_blas(void);
LT_API int32_t lt_cuda_count(void);
LT_API int32_t lt_threads(int32_t count);
/* Sets whether operations on this thread remember how they were made; returns what it was. */
LT_API int32_t lt_grad_mode(int32_t on);
/* Waits until the device has done everything that was asked of it. */
LT_API int32_t lt_synchronize(int32_t device);

LT_API lt_tensor lt_from(const void *data, int32_t stored, int32_t held, int32_t device, const int32_t *shape, int32_t rank);
LT_API lt_tensor lt_alias(lt_tensor x);
LT_API void lt_free(lt_tensor x);
LT_API int32_t lt_rank(lt_tensor x);
LT_API int32_t lt_shape(lt_tensor x, int32_t *shape);
LT_API int32_t lt_type(lt_tensor x);
LT_API int32_t lt_read(lt_tensor x, float *into, int64_t count);
LT_API int32_t lt_write(lt_tensor x, const float *values, int64_t count);

/* Products are calculated in `type`, whatever their sides are held in; the bias may be NULL. */
LT_API lt_tensor lt_linear(lt_tensor x, lt_tensor weight, lt_tensor bias, int32_t type);
LT_API lt_tensor lt_add(lt_tensor a, lt_tensor b);
LT_API lt_tensor lt_multiply(lt_tensor a, lt_tensor b);
LT_API lt_tensor lt_scale(lt_tensor x, float factor);
LT_API lt_tensor lt_add_scaled(lt_tensor residual, lt_tensor branch, lt_tensor scale);
LT_API lt_tensor lt_layer_norm(lt_tensor x, lt_tensor weight, lt_tensor bias, float epsilon);
LT_API lt_tensor lt_rms_norm(lt_tensor x, lt_tensor weight, float epsilon);
LT_API lt_tensor lt_gelu(lt_tensor x);
LT_API lt_tensor lt_swiglu(lt_tensor gate, lt_tensor up);
LT_API lt_tensor lt_softmax(lt_tensor x);
LT_API lt_tensor lt_log_softmax(lt_tensor x);
LT_API lt_tensor lt_embed(lt_tensor table, const int32_t *ids, int32_t count);
LT_API lt_tensor lt_put_rows(lt_tensor x, const int32_t *places, int32_t count, lt_tensor rows);
LT_API lt_tensor lt_take_rows(lt_tensor x, const int32_t *places, int32_t count);
LT_API lt_tensor lt_slice(lt_tensor x, int32_t dimension, int32_t start, int32_t count);
LT_API lt_tensor lt_concatenate(int32_t dimension, const lt_tensor *parts, int32_t count);
LT_API lt_tensor lt_reshape(lt_tensor x, const int32_t *shape, int32_t rank);
LT_API lt_tensor lt_permute(lt_tensor x, const int32_t *order, int32_t rank);
LT_API lt_tensor lt_patches(lt_tensor pictures, int32_t size);
LT_API lt_tensor lt_bicubic(lt_tensor grid, int32_t height, int32_t width);
LT_API lt_tensor lt_rotate(lt_tensor x, lt_tensor cosines, lt_tensor sines, int32_t head_width);
LT_API int32_t lt_argmax(lt_tensor x, int32_t *into, int32_t count);

LT_API lt_tensor lt_full_attention(lt_tensor q, lt_tensor k, lt_tensor v, int32_t heads, int32_t key_heads, int32_t width);
LT_API lt_tensor lt_causal_attention(lt_tensor q, lt_tensor k, lt_tensor v, const int32_t *lengths, int32_t sequences, int32_t heads, int32_t key_heads, int32_t width);
/* Sequences that each have a beginning and, behind it, branches of one length that see the beginning and not each other. */
LT_API lt_tensor lt_branched_attention(lt_tensor q, lt_tensor k, lt_tensor v, int32_t sequences, int32_t prefix, int32_t branches, int32_t length, int32_t heads, int32_t key_heads, int32_t width);
LT_API lt_tensor lt_cached_attention(lt_tensor q, lt_tensor k, lt_tensor v, const lt_cache *caches, const int32_t *counts, int32_t sequences, int32_t layer, int32_t heads);

LT_API lt_cache lt_cache_new(int32_t layers, int32_t key_heads, int32_t width, int32_t type, int32_t device);
LT_API lt_cache lt_cache_fork(lt_cache cache, int32_t length);
LT_API int32_t lt_cache_commit(lt_cache cache, int32_t tokens);
LT_API int64_t lt_cache_bytes(lt_cache cache);
LT_API void lt_cache_free(lt_cache cache);

LT_API int32_t lt_want_gradient(lt_tensor weight, int32_t wanted);
LT_API int32_t lt_backward(lt_tensor loss);
/* 0 and *gradient = NULL when nothing was added up. */
LT_API int32_t lt_gradient(lt_tensor weight, lt_tensor *gradient);
LT_API int32_t lt_clear_gradient(lt_tensor weight);
/* Adds what was added up for one weight to what was added up for another. */
LT_API int32_t lt_add_gradient(lt_tensor into, lt_tensor from);
LT_API int32_t lt_clip_gradients(const lt_tensor *weights, int32_t count, double limit, double *before);
LT_API lt_tensor lt_target_log_probabilities(lt_tensor logits, const int32_t *targets, int32_t count);
LT_API lt_tensor lt_sum_runs(lt_tensor x, const int32_t *lengths, int32_t runs);
LT_API lt_tensor lt_log_sigmoid(lt_tensor x);
LT_API lt_tensor lt_relu(lt_tensor x);
LT_API lt_tensor lt_mean(lt_tensor x);

LT_API lt_adamw lt_adamw_new(const lt_tensor *weights, int32_t count);
LT_API int32_t lt_adamw_step(lt_adamw optimizer, int64_t step, double rate, double beta1, double beta2, double epsilon, double decay);
/* The three float32 tensors an optimizer keeps for a weight: 0 first moment, 1 second moment, 2 the weight itself. */
LT_API lt_tensor lt_adamw_state(lt_adamw optimizer, int32_t weight, int32_t which);
/* After state 2 was written: brings the weight in line with it. */
LT_API int32_t lt_adamw_spread(lt_adamw optimizer, int32_t weight);
LT_API void lt_adamw_free(lt_adamw optimizer);

#ifdef __cplusplus
}
#endif
#endif
