"""Compares a model that ./qalam adapter merge wrote, loaded by transformers, with base and adapter apart in PEFT.

    python bench/golden/load_merged.py BASE ADAPTER MERGED

Prints the greatest absolute difference of a logit over a row of 64 tokens, in 32 bits, and what the adapter moves.
"""
import sys

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

base, adapter, merged = sys.argv[1:]
ids = torch.arange(64)[None] * 37 % 1000


def logits(model):
    with torch.no_grad():
        return model.eval()(ids).logits


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)


alone = logits(load(base))
apart = logits(PeftModel.from_pretrained(load(base), adapter))
once = load(merged)
AutoTokenizer.from_pretrained(merged)
print(f"tied {once.config.tie_word_embeddings}; merged and apart differ by {(logits(once) - apart).abs().max():.1e}, "
      f"the adapter moves a logit by up to {(apart - alone).abs().max():.2f}")
