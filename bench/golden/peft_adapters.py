"""Adapters as PEFT writes them, and the logits of a golden model with each, for io.qalam.trainer.serve.PeftGoldenTest.

python bench/golden/peft_adapters.py trainer/engine/src/test/resources/io/qalam/trainer/llama/golden
Run after logits.py. Written with torch 2.15.0, transformers 5.24.0, peft 0.21.2 and safetensors 0.8.0, on the CPU in 32 bits.

Each folder under adapters/ is what save_pretrained wrote, without its README, and expected.safetensors as logits.py has it. The
name that an adapter gives its base is the path it was loaded from: here always elsewhere/<model>, as on another machine.
"""
import os
import sys
import tempfile
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import LlamaForCausalLM

ALL = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
ADAPTERS = {
    "rank-1": ("mha-defaults", dict(r=1, lora_alpha=1, target_modules=["q_proj", "v_proj"])),
    "rank-4-all": ("gqa-llama3-shards", dict(r=4, lora_alpha=10, lora_dropout=0.1, target_modules=ALL)),
    "all-linear": ("mqa-shards-tied", dict(r=3, lora_alpha=7, target_modules="all-linear")),
    "rank-stabilised": ("gqa-narrow-heads", dict(r=16, lora_alpha=4, use_rslora=True, target_modules=ALL)),
    "rank-512": ("long-plain", dict(r=512, lora_alpha=64, target_modules=["q_proj", "v_proj"])),
    "embeddings-untied": ("mha-defaults", dict(
        r=2, lora_alpha=3.5, target_modules=["o_proj", "down_proj"], modules_to_save=["embed_tokens"])),
    "embeddings-tied": ("gqa-llama3-tied", dict(r=4, lora_alpha=8, target_modules=ALL, modules_to_save=["embed_tokens"])),
    "embeddings-tied-head": ("gqa-llama3-tied", dict(
        r=2, lora_alpha=4, target_modules=["v_proj"], modules_to_save=["embed_tokens"], ensure_weight_tying=True)),
}


def write(base, folder, settings, seed):
    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    plain = LlamaForCausalLM.from_pretrained(base, dtype=torch.float32)
    given = load_file(base / "expected.safetensors")
    ids = given["ids"].long()[None]
    positions = given["positions"].long()
    model = get_peft_model(plain, LoraConfig(task_type="CAUSAL_LM", **settings)).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "lora_B" in name or "lora_A" in name:
                weight.normal_(0, 0.3 / weight.shape[1] ** 0.5 if "lora_A" in name else 0.5)
            elif "modules_to_save" in name:
                weight += 0.3 * torch.randn_like(weight)
        logits = model(ids).logits[0][positions].contiguous()
    model.peft_config["default"].base_model_name_or_path = f"elsewhere/{base.name}"
    model.save_pretrained(folder)
    (folder / "README.md").unlink()
    save_file(given | {"logits": logits}, folder / "expected.safetensors")
    print(f"{folder.name}: on {base.name}, logits moved by up to {(logits - given['logits']).abs().max():.2f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    os.environ["HF_HUB_OFFLINE"] = "1"
    golden = Path(sys.argv[1])
    for number, (name, (base, settings)) in enumerate(ADAPTERS.items()):
        write(golden / base, golden / "adapters" / name, settings, 200 + number)
