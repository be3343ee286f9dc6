"""Golden values for io.qalam.trainer.quant's Nf4 and its dequantisation, from bitsandbytes on the CPU.

python bench/golden/nf4.py > trainer/engine/src/test/resources/io/qalam/trainer/quant/nf4.json
Written with bitsandbytes 0.50.2, torch 2.15.0 and NumPy 2.4.6, on one thread: with more, PyTorch adds up the mean of
32,768 and more block maxima in parts, in another order.
"""
import base64
import hashlib
import json

import bitsandbytes.functional as bnb
import numpy as np
import torch

torch.set_num_threads(1)


def text(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def sha256(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def generated(n):
    """What the test computes too: an integer hash, shaped so that most values are small."""
    h = (np.arange(n, dtype=np.uint64) * np.uint64(2654435761)) % np.uint64(1 << 32)
    x = (h >> np.uint64(8)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)
    return x * np.abs(x)


def bits(tensor):
    return tensor.view(torch.int16).numpy() if tensor.dtype == torch.bfloat16 else tensor.numpy()


def case(name, values, whole=True):
    # two values a row keep bitsandbytes' kernel on the flat order of blocks; an odd number is one row
    flat = torch.from_numpy(values).reshape(-1)
    packed, state = bnb.quantize_4bit(flat, blocksize=64, quant_type="nf4", compress_statistics=True)
    state.shape = torch.Size([flat.numel() // 2, 2] if flat.numel() % 2 == 0 else [1, flat.numel()])
    found = {"name": name, "elements": flat.numel(), "offset": int(state.offset.view(torch.int32))}
    kind = text if whole else sha256
    if whole:
        found["values"] = text(values)
    found["packed"] = kind(packed.numpy())
    found["codes"] = kind(state.absmax.numpy())
    found["nestedAbsmax"] = kind(state.state2.absmax.numpy())
    for dtype, key in ((torch.float32, "float32"), (torch.bfloat16, "bfloat16")):
        state.dtype = dtype
        found[key] = sha256(bits(bnb.dequantize_4bit(packed, state)))
    return found


def cases():
    random = np.random.default_rng(11)
    normal = (random.standard_normal(128 * 96) * 0.02).astype(np.float32)
    yield case("normal", normal)
    outliers = normal[:8192].copy()
    outliers[::97] *= 400
    yield case("outliers", outliers)
    zeros = normal[:4096].copy()
    zeros[64:256] = 0
    zeros[1024:1088] = -0.0
    yield case("zero blocks", zeros)
    yield case("all zero", np.zeros(256, np.float32))
    yield case("one block", normal[:64].copy())
    yield case("a part of a block", normal[:50].copy())
    yield case("a last block of 22", normal[: 17 * 64 + 22].copy())
    yield case("an odd number", normal[: 3 * 64 + 7].copy())
    yield case("halves and ties", (np.arange(-512, 512) / 512).astype(np.float32))
    tiny = normal[:2048].copy() * np.float32(1e-37)
    yield case("almost denormal", tiny)
    rounded = torch.from_numpy(normal).to(torch.bfloat16).float().numpy()
    yield case("bf16", rounded)
    yield case("large", generated(2_200_024), whole=False)


print(
    json.dumps(
        {
            "levels": text(bnb.get_4bit_type("nf4", device="cpu").numpy()),
            "dynamicMap": text(bnb.create_dynamic_map().numpy()),
            "cases": list(cases()),
        },
        indent=1,
    )
)
