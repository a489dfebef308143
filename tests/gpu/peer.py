# The network that models-gpu measures, in transformers with the same sizes and random weights, printed as the same table.
import argparse
import time

import torch
from transformers import DynamicCache, InternVLConfig, InternVLForConditionalGeneration

arguments = argparse.ArgumentParser()
arguments.add_argument("--device", default="cuda:0")
arguments.add_argument("--size", default="1B")
arguments.add_argument("--frames", type=int, default=16)
arguments.add_argument("--tokens", type=int, default=64)
given = arguments.parse_args()
sizes = {
    "1B": dict(vision=(1024, 24, 16, 4096, 448), text=(896, 24, 14, 2, 4864, 151674)),
    "tiny": dict(vision=(64, 2, 4, 128, 56), text=(96, 2, 6, 2, 224, 512)),
}[given.size]
hidden, layers, heads, inner, side = sizes["vision"]
width, blocks, queries, keys, wide, vocabulary = sizes["text"]
image = vocabulary - 1
config = InternVLConfig(
    vision_config=dict(hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads, intermediate_size=inner, image_size=[side, side], patch_size=[14, 14], attention_bias=True),
    text_config=dict(model_type="qwen2", hidden_size=width, num_hidden_layers=blocks, num_attention_heads=queries, num_key_value_heads=keys, intermediate_size=wide,
                     vocab_size=vocabulary, max_position_embeddings=32768, rope_theta=1000000.0),
    image_token_id=image, downsample_ratio=0.5)
with torch.device(given.device):
    model = InternVLForConditionalGeneration(config).to(torch.bfloat16).eval()


def waited():
    if "cuda" in given.device:
        torch.cuda.synchronize()
    return time.perf_counter()


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


per_frame = (side // 28) ** 2
prompt = torch.arange(given.frames * per_frame + 32, device=given.device) % (vocabulary - 2)
prompt[:given.frames * per_frame] = image
pixels = torch.randn(given.frames, 3, side, side, device=given.device, dtype=torch.bfloat16)
with torch.inference_mode():
    times = []
    for _ in range(4):
        began = waited()
        out = model(input_ids=prompt[None], pixel_values=pixels, use_cache=True, logits_to_keep=1)
        times.append(waited() - began)
    print(f"| transformers prefill {given.frames} frames, {len(prompt)} tokens | {len(prompt) / median(times[1:]):.1f} |")
    for batch in (1, 8, 32):
        # Each sequence's own keys and values, as ours have them.
        cache = DynamicCache()
        for layer in range(blocks):
            kept = out.past_key_values.layers[layer] if hasattr(out.past_key_values, "layers") else None
            k, v = (kept.keys, kept.values) if kept is not None else out.past_key_values[layer]
            cache.update(k[:, :, :len(prompt)].repeat(batch, 1, 1, 1), v[:, :, :len(prompt)].repeat(batch, 1, 1, 1), layer)
        token = torch.ones(batch, 1, dtype=torch.long, device=given.device)
        for step in range(given.tokens + 4):
            if step == 4:
                began = waited()
            token = model(input_ids=token, past_key_values=cache, use_cache=True).logits[:, -1].argmax(-1, keepdim=True)
        print(f"| transformers decode batch {batch} | {batch * given.tokens / (waited() - began):.1f} |")
