"""Golden values: the losses of 50 LoRA steps by transformers and PEFT, from given A and B on given rows.

Writes trainer/engine/src/test/resources/io/qalam/trainer/fit/golden/{base,adapter,rows.json}.
Run from the repository root with torch 2.15, transformers 5.24, peft 0.21: python bench/golden/lora_losses.py
"""
import json, pathlib, random, shutil

import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM, get_linear_schedule_with_warmup

OUT = pathlib.Path("trainer/engine/src/test/resources/io/qalam/trainer/fit/golden")
STEPS, BATCH, RATE, DECAY, CLIP = 50, 4, 1e-2, 0.01, 0.5
ROWS = 40  # five epochs

torch.manual_seed(7)
random.seed(7)
config = LlamaConfig(
    vocab_size=60, hidden_size=24, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4,
    num_key_value_heads=2, head_dim=8, max_position_embeddings=128, rms_norm_eps=1e-5, tie_word_embeddings=False,
    rope_parameters={"rope_type": "llama3", "rope_theta": 10000.0, "factor": 4.0, "low_freq_factor": 1.0,
                     "high_freq_factor": 4.0, "original_max_position_embeddings": 16},
)
model = LlamaForCausalLM(config).float()
for p in model.parameters():
    if p.dim() == 2:
        torch.nn.init.normal_(p, std=0.15)
shutil.rmtree(OUT, ignore_errors=True)
model.save_pretrained(OUT / "base")
(OUT / "base" / "generation_config.json").unlink(missing_ok=True)

targets = ["q_proj", "v_proj", "o_proj", "gate_proj", "down_proj"]
model = get_peft_model(model, LoraConfig(r=6, lora_alpha=18, lora_dropout=0.0, target_modules=targets, use_rslora=True, task_type="CAUSAL_LM"))
for name, p in model.named_parameters():
    if "lora_B" in name:
        torch.nn.init.normal_(p, std=0.05)
model.peft_config["default"].base_model_name_or_path = "golden-base"
model.save_pretrained(OUT / "adapter")
(OUT / "adapter" / "README.md").unlink(missing_ok=True)

rows = []
for _ in range(ROWS):
    prompt = [5, 9, 11] * random.randint(0, 1) + [random.randrange(60) for _ in range(random.randint(3, 40))]
    rows.append({"prompt": prompt, "answer": [2 + prompt[-1] % 3, 1, 0][: random.randint(1, 3)]})

parameters = [p for p in model.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=(0.9, 0.999), weight_decay=DECAY)
schedule = get_linear_schedule_with_warmup(optimizer, 0, STEPS)
losses = []
for step in range(STEPS):
    start = step * BATCH % ROWS
    batch = rows[start : start + BATCH]
    longest = max(len(r["prompt"]) + len(r["answer"]) for r in batch)
    ids, labels, mask = [], [], []
    for r in batch:
        row = r["prompt"] + r["answer"]
        pad = longest - len(row)
        ids.append(row + [0] * pad)
        labels.append([-100] * len(r["prompt"]) + r["answer"] + [-100] * pad)
        mask.append([1] * len(row) + [0] * pad)
    loss = model(input_ids=torch.tensor(ids), attention_mask=torch.tensor(mask), labels=torch.tensor(labels)).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, CLIP)
    optimizer.step()
    schedule.step()
    optimizer.zero_grad()
    losses.append(loss.item())
json.dump(dict(rate=RATE, decay=DECAY, clip=CLIP, batch=BATCH, rows=rows, losses=losses), open(OUT / "rows.json", "w"))
print("first", losses[:3], "last", losses[-3:])
