"""Quantised models between Qalam and transformers, on the CPU.

python bench/golden/nf4_model.py write trainer/engine/src/test/resources/io/qalam/trainer/quant
  writes a tiny random Llama in bf16 (plain-model) and the same as transformers saves it when it was loaded in 4 bits
  (nf4-model), the fixtures of QuantisedFolderTest
python bench/golden/nf4_model.py check MODEL QUANTISED
  loads both: QUANTISED, which ./qalam quantise made of MODEL, and MODEL quantised by bitsandbytes; compares every
  tensor bit for bit, and the logits

Written with bitsandbytes 0.50.2, transformers 5.24.0, torch 2.15.0, safetensors 0.8.0.
"""
import json
import pathlib
import sys

import torch
from safetensors.torch import load_file
from transformers import BitsAndBytesConfig, LlamaConfig, LlamaForCausalLM

torch.set_num_threads(1)
NF4 = BitsAndBytesConfig(
    load_in_4bit=True,
    bnb_4bit_quant_type="nf4",
    bnb_4bit_use_double_quant=True,
    bnb_4bit_compute_dtype=torch.bfloat16,
)


def write(folder):
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=96,
        hidden_size=32,
        intermediate_size=80,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        max_position_embeddings=64,
        tie_word_embeddings=False,
        bos_token_id=91,
        eos_token_id=95,
    )
    LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(folder / "plain-model")
    quantised(folder / "plain-model").save_pretrained(folder / "nf4-model")
    for name in ("plain-model", "nf4-model"):
        (folder / name / "generation_config.json").unlink()
        (folder / name / "model.safetensors").chmod(0o644)


def quantised(model):
    return LlamaForCausalLM.from_pretrained(
        model, quantization_config=NF4, device_map="cpu", dtype=torch.bfloat16
    )


def check(model, ours):
    theirs = quantised(model)
    found = LlamaForCausalLM.from_pretrained(ours, device_map="cpu")
    compared = 0
    for name, expected in theirs.state_dict().items():
        tensor = found.state_dict()[name]
        if "quant_state" in name:
            one, other = (json.loads(bytes(t.tolist())) for t in (tensor, expected))
            assert one == other, (name, one, other)
        else:
            assert tensor.dtype == expected.dtype and torch.equal(tensor, expected), name
        compared += 1
    assert found.state_dict().keys() == theirs.state_dict().keys()
    ids = torch.arange(3, 40)[None]
    assert torch.equal(found(ids).logits, theirs(ids).logits)
    difference = (found(ids).logits - LlamaForCausalLM.from_pretrained(model)(ids).logits).abs().max().item()
    linear = [m for m in found.modules() if type(m).__name__ == "Linear4bit"]
    tensors = load_file(pathlib.Path(ours) / "model.safetensors")
    print(f"{compared} tensors and the logits equal; {len(linear)} linear modules in 4 bits, {len(tensors)} tensors in the")
    print(f"file; the logits differ from the model's own by {difference:.3f} at most")


if sys.argv[1] == "write":
    write(pathlib.Path(sys.argv[2]))
else:
    check(sys.argv[2], sys.argv[3])
