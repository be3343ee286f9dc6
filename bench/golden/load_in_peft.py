"""Loads adapters that Qalam wrote in PEFT, and compares logits with those that Qalam computed.

./mvnw -pl trainer/engine -am test -Dtest=AdaptersForPeftTest -Dsurefire.failIfNoSpecifiedTests=false -Dqalam.peft.out=DIR
python bench/golden/load_in_peft.py DIR/*/adapter_config.json
With QALAM_PYTHON naming a Python the test runs this itself.
Run with torch 2.15.0, transformers 5.24.0, peft 0.21.2 and safetensors 0.8.0, on the CPU in 32 bits. A folder holds what Qalam saved,
expected.safetensors as logits.py has it, and base.txt, which names the base's folder. Fails where a logit differs by 1e-4 or more.
"""
import sys
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import LlamaForCausalLM


def difference(folder):
    base = LlamaForCausalLM.from_pretrained((folder / "base.txt").read_text(), dtype=torch.float32)
    given = load_file(folder / "expected.safetensors")
    ids, positions = given["ids"].long()[None], given["positions"].long()
    with torch.no_grad():
        plain = base(ids).logits[0][positions]
        model = PeftModel.from_pretrained(base, folder).eval()
        logits = model(ids).logits[0][positions]
    return (logits - given["logits"]).abs().max().item(), (logits - plain).abs().max().item(), base.config.tie_word_embeddings


if __name__ == "__main__":
    torch.set_num_threads(1)
    worst = 0
    for config in map(Path, sys.argv[1:]):
        found, moved, tied = difference(config.parent)
        worst = max(worst, found)
        print(f"{config.parent.name}: {'tied' if tied else 'untied'} base, greatest difference {found:.1e}, "
              f"the adapter moves a logit by up to {moved:.2f}")
    sys.exit(0 if worst < 1e-4 else 1)
