"""Small random Llama models and their logits, from transformers, for io.qalam.trainer.llama.LlamaGoldenTest.

python bench/golden/logits.py trainer/engine/src/test/resources/io/qalam/trainer/llama/golden
Written with torch 2.15.0, transformers 5.24.0, safetensors 0.8.0 and NumPy 2.4.6, on the CPU in 32 bits whatever the file's type.

Each folder is a model as Hugging Face lays it out, and expected.safetensors: ids (T), positions (P), logits (P, V), all as F32,
which is what our reader takes. Weights are drawn so that logits are of order 1 to 5 and depend on the order of the ids.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

# Scaling is spelled as Llama 3.1 published it (rope_scaling), or the whole file is as transformers 5 writes it (rope_parameters). What a
# config leaves out here is transformers' default, which we must share.
CONFIGS = {
    "mha-defaults": dict(
        dtype="F32", rows=200, vocab_size=48, hidden_size=32, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4),
    "gqa-llama3-tied": dict(
        dtype="BF16", rows=300, vocab_size=64, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, rms_norm_eps=1e-5, tie_word_embeddings=True, max_position_embeddings=1024,
        rope_parameters=dict(rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                             original_max_position_embeddings=64)),
    "gqa-llama3-shards": dict(
        dtype="F16", rows=300, shards=3, vocab_size=40, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16, rms_norm_eps=1e-5, tie_word_embeddings=False,
        max_position_embeddings=1024, rope_theta=500000.0,
        rope_scaling=dict(rope_type="llama3", factor=32.0, low_freq_factor=1.0, high_freq_factor=4.0,
                          original_max_position_embeddings=100)),
    "mqa-shards-tied": dict(
        dtype="F32", rows=200, shards=2, vocab_size=56, hidden_size=24, intermediate_size=32, num_hidden_layers=3,
        num_attention_heads=6, num_key_value_heads=1, head_dim=8, rms_norm_eps=0.02, tie_word_embeddings=True,
        max_position_embeddings=512, rope_theta=20000.0, rope_scaling=None),
    "gqa-narrow-heads": dict(
        dtype="BF16", rows=256, shards=2, vocab_size=64, hidden_size=32, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=8, num_key_value_heads=4, head_dim=6, rms_norm_eps=1e-6, tie_word_embeddings=False,
        max_position_embeddings=256, rope_parameters=dict(rope_type="default", rope_theta=1000000.0)),
    "mqa-half-old-spelling": dict(
        dtype="F16", rows=150, vocab_size=40, hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, rms_norm_eps=1e-4, tie_word_embeddings=True, max_position_embeddings=400, rope_theta=10000.0,
        rope_scaling=dict(type="llama3", factor=4.0, low_freq_factor=1.5, high_freq_factor=5.0,
                          original_max_position_embeddings=50)),
    "long-llama3": dict(
        dtype="BF16", rows=8192, vocab_size=48, hidden_size=16, intermediate_size=24, num_hidden_layers=1, num_attention_heads=1,
        num_key_value_heads=1, head_dim=64, rms_norm_eps=1e-5, tie_word_embeddings=True, max_position_embeddings=131072,
        rope_theta=500000.0,
        rope_scaling=dict(rope_type="llama3", factor=32.0, low_freq_factor=1.0, high_freq_factor=4.0,
                          original_max_position_embeddings=2048)),
    "long-plain": dict(
        dtype="F32", rows=8192, vocab_size=48, hidden_size=16, intermediate_size=24, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, head_dim=8, rms_norm_eps=1e-5, tie_word_embeddings=False, max_position_embeddings=8192,
        rope_theta=10000.0),
}
TYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


def shapes(c):
    d, f, h = c["hidden_size"], c["intermediate_size"], c["num_attention_heads"]
    e = c.get("head_dim") or d // h
    k = c.get("num_key_value_heads") or h
    yield "model.embed_tokens.weight", (c["vocab_size"], d)
    for i in range(c["num_hidden_layers"]):
        layer = f"model.layers.{i}."
        yield layer + "input_layernorm.weight", (d,)
        for name, shape in dict(q=(h * e, d), k=(k * e, d), v=(k * e, d), o=(d, h * e)).items():
            yield f"{layer}self_attn.{name}_proj.weight", shape
        yield layer + "post_attention_layernorm.weight", (d,)
        for name, shape in dict(gate=(f, d), up=(f, d), down=(d, f)).items():
            yield f"{layer}mlp.{name}_proj.weight", shape
    yield "model.norm.weight", (d,)
    if not c.get("tie_word_embeddings"):
        yield "lm_head.weight", (c["vocab_size"], d)


def drawn(name, shape, random):
    noise = torch.from_numpy(random.standard_normal(shape).astype(np.float32))
    if len(shape) == 1:
        return 1 + 0.2 * noise
    if "embed" in name or "lm_head" in name:
        return 0.5 * noise
    return noise * ((2.5 if "q_proj" in name or "k_proj" in name else 1.2) / shape[1] ** 0.5)


def save(folder, tensors, shards):
    if shards == 1:
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        return
    names = list(tensors)
    files = {name: f"model-{i % shards + 1:05}-of-{shards:05}.safetensors" for i, name in enumerate(names)}
    for file in sorted(set(files.values())):
        save_file({n: tensors[n] for n in names if files[n] == file}, folder / file, metadata={"format": "pt"})
    size = sum(t.numel() * t.element_size() for t in tensors.values())
    index = {"metadata": {"total_size": size}, "weight_map": files}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")


def write(folder, config, seed):
    folder.mkdir(parents=True, exist_ok=True)
    config = dict(config)
    dtype, rows, shards = config.pop("dtype"), config.pop("rows"), config.pop("shards", 1)
    random = np.random.default_rng(seed)
    tensors = {n: drawn(n, s, random).to(TYPES[dtype]).contiguous() for n, s in shapes(config)}
    head = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "torch_dtype": str(TYPES[dtype])[6:],
            "bos_token_id": 1, "eos_token_id": 2}
    if "rope_parameters" in config:
        LlamaConfig(**head, **config).save_pretrained(folder)
    else:
        (folder / "config.json").write_text(json.dumps(head | config, indent=2) + "\n")
    save(folder, tensors, shards)
    ids = torch.from_numpy(random.integers(0, config["vocab_size"], rows).astype(np.int32))
    model, loading = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    assert not any(loading.values()), loading
    with torch.no_grad():
        logits = model(ids.long()[None]).logits[0]
    swapped = torch.cat([ids[1:2], ids[:1], ids[2:]])
    with torch.no_grad():
        moved = (model(swapped.long()[None]).logits[0][-1] - logits[-1]).abs().max()
    positions = torch.tensor(sorted({0, 1, 2, rows // 3, rows // 2, rows - 3, rows - 2, rows - 1}), dtype=torch.int32)
    kept = logits[positions.long()].contiguous()
    save_file({"ids": ids.float(), "positions": positions.float(), "logits": kept}, folder / "expected.safetensors")
    print(f"{folder.name}: {rows} ids, logits of deviation {kept.std():.2f}, at most {kept.abs().max():.2f}, "
          f"the last one's change by a swap of the first two ids {moved:.1e}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    for number, (name, config) in enumerate(CONFIGS.items()):
        write(Path(sys.argv[1]) / name, config, 100 + number)
