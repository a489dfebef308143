# The decoder that models-torch measures, in python3-torch as people write it: answers one line per line.
# First line: "layers width heads key_heads hidden vocabulary FILE" (weights in float32, in order). Then "forward TOKENS" or "train BATCH TOKENS":
# seconds of processor time and the loss.
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
layers, width, heads, key_heads, hidden, vocabulary = map(int, (first := sys.stdin.readline().split())[:6])
head = width // heads
numbers = numpy.fromfile(first[6], dtype=numpy.float32)
place = 0


def weight(*shape):
    global place
    count = int(numpy.prod(shape))
    taken = torch.from_numpy(numbers[place:place + count].copy()).reshape(shape).requires_grad_()
    place += count
    return taken


table = weight(vocabulary, width)
blocks = [
    dict(norm1=weight(width), q=weight(width, width), k=weight(key_heads * head, width), v=weight(key_heads * head, width), o=weight(width, width),
         norm2=weight(width), gate=weight(hidden, width), up=weight(hidden, width), down=weight(width, hidden))
    for _ in range(layers)
]
norm, out = weight(width), weight(vocabulary, width)
weights = [table] + [w for block in blocks for w in block.values()] + [norm, out]
optimizer = torch.optim.AdamW(weights, lr=1e-4, weight_decay=0.01)
fused = hasattr(F, "scaled_dot_product_attention")


def rms(x, w):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * w


def rotate(x, cos, sin):
    a, b = x[..., :head // 2], x[..., head // 2:]
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


def attend(q, k, v, mask):
    if key_heads != heads:
        k, v = k.repeat_interleave(heads // key_heads, 1), v.repeat_interleave(heads // key_heads, 1)
    if fused:
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return torch.softmax(q @ k.transpose(-2, -1) * head ** -0.5 + mask, -1) @ v


def logits(ids):
    batch, tokens = ids.shape
    angles = torch.arange(tokens)[:, None] * 10000.0 ** (-torch.arange(head // 2) * 2 / head)
    cos, sin = angles.cos(), angles.sin()
    mask = torch.full((tokens, tokens), float("-inf")).triu(1)
    x = F.embedding(ids, table)
    for block in blocks:
        y = rms(x, block["norm1"])
        q = F.linear(y, block["q"]).view(batch, tokens, heads, head).transpose(1, 2)
        k = F.linear(y, block["k"]).view(batch, tokens, key_heads, head).transpose(1, 2)
        v = F.linear(y, block["v"]).view(batch, tokens, key_heads, head).transpose(1, 2)
        y = attend(rotate(q, cos, sin), rotate(k, cos, sin), v, mask).transpose(1, 2).reshape(batch, tokens, width)
        x = x + F.linear(y, block["o"])
        y = rms(x, block["norm2"])
        x = x + F.linear(F.silu(F.linear(y, block["gate"])) * F.linear(y, block["up"]), block["down"])
    return F.linear(rms(x, norm), out)


def ids(batch, tokens):
    return (torch.arange(batch * tokens) * 7919 % vocabulary).view(batch, tokens)


def forward(tokens):
    with torch.inference_mode():
        return logits(ids(1, tokens)).mean().item()


def train(batch, tokens):
    x = ids(batch, tokens)
    scores = logits(x)
    loss = F.cross_entropy(scores[:, :-1].reshape(-1, vocabulary), x[:, 1:].reshape(-1))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return loss.item()


print("torch", torch.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    began = time.process_time()
    value = {"forward": forward, "train": train}[words[0]](*map(int, words[1:]))
    print(time.process_time() - began, value, flush=True)
