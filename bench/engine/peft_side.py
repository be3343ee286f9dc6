"""One measurement of transformers + PEFT, for `./qalam bench engine`; prints one line of JSON.

Arguments: part, model, rows.json (token ids, written by the bench), threads, float32|bfloat16.
Parts: train and train-apart (length-grouped dynamic padding; the rows differ), train-packed and
train-packed-apart (one row of whole sequences), score (every label appended to every prompt, all rows
batched), score-cached (the prompt's key-value cache computed once, the labels behind it), score-opening
(what all prompts begin with computed once for all posts, then as score-cached).

Set up as well as we know how: sdpa attention, PyTorch's own fused AdamW, no gradient checkpointing,
no Trainer around it, batches sorted by length, logits of the scorer at the answer's positions alone.
Run with torch 2.15, transformers 5.24, peft 0.21.
"""
import json, resource, statistics, sys, time

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, DynamicCache

WARM_UP_STEPS, BATCH, AT_ONCE = 5, 16, 64
part, model_dir, rows_file, threads, dtype = sys.argv[1:6]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
work = json.load(open(rows_file))
model = AutoModelForCausalLM.from_pretrained(model_dir, dtype=getattr(torch, dtype), attn_implementation="sdpa")
for p in model.parameters():
    p.requires_grad_(False)
modules = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, lora_dropout=0.0, target_modules=modules))


def padded(rows, value):
    longest = max(map(len, rows))
    return torch.tensor([r + [value] * (longest - len(r)) for r in rows])


def grouped(rows):
    """transformers' group_by_length: sorted inside windows of 50 batches."""
    out = []
    for start in range(0, len(rows), BATCH * 50):
        window = sorted(rows[start : start + BATCH * 50], key=lambda r: len(r["prompt"]))
        out += [window[i : i + BATCH] for i in range(0, len(window), BATCH)]
    return out


def padded_batch(rows):
    ids = [r["prompt"] + r["answer"] for r in rows]
    labels = [[-100] * len(r["prompt"]) + r["answer"] for r in rows]
    mask = padded([[1] * len(i) for i in ids], 0)
    return dict(input_ids=padded(ids, 0), attention_mask=mask, labels=padded(labels, -100)), int(mask.sum())


def packed_batch(rows):
    ids, labels, places = [], [], []
    for r in rows:
        row = r["prompt"] + r["answer"]
        ids += row
        labels += [-100] * len(r["prompt"]) + r["answer"]
        places += range(len(row))
    batch = dict(input_ids=torch.tensor([ids]), labels=torch.tensor([labels]), position_ids=torch.tensor([places]))
    return batch, len(ids)


def train(make, batches):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.999), weight_decay=0.0, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / len(batches))
    rates = []
    for step, rows in enumerate(batches):
        start = time.perf_counter()
        batch, tokens = make(rows)
        loss = model(**batch, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        last = loss.item()
        if step >= WARM_UP_STEPS:
            rates.append(tokens / (time.perf_counter() - start))
    return dict(rate=statistics.median(rates), lastLoss=last)


def whole_rows(rows):
    labels = work["labels"]
    ids = [r["prompt"] + label for r in rows for label in labels]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    scores = [0.0] * len(ids)
    for at in range(0, len(order), AT_ONCE):
        some = order[at : at + AT_ONCE]
        batch = padded([ids[i] for i in some], 0)
        mask = padded([[1] * len(ids[i]) for i in some], 0)
        hidden = model.base_model.model.model(input_ids=batch, attention_mask=mask, use_cache=False).last_hidden_state
        for row, i in enumerate(some):
            answer = labels[i % len(labels)]
            end = len(ids[i])
            logits = model.base_model.model.lm_head(hidden[row, end - len(answer) - 1 : end - 1]).float()
            scores[i] = logits.log_softmax(-1).gather(1, torch.tensor(answer)[:, None]).sum().item()
    return torch.tensor(scores).view(len(rows), len(labels)).softmax(-1)


def cached_rows(rows, opening=(), kept=None):
    labels = work["labels"]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["prompt"]))
    prompts = [rows[i]["prompt"][len(opening) :] for i in order]
    longest = max(map(len, prompts))
    left = lambda rs, v: torch.tensor([[v] * (longest - len(r)) + r for r in rs])
    mask = torch.cat([torch.ones(len(rows), len(opening), dtype=torch.long), left([[1] * len(p) for p in prompts], 0)], 1)
    places = (mask.cumsum(-1) - 1).clamp(min=0)[:, len(opening) :]
    cache = DynamicCache()
    for layer, kv in enumerate(kept.layers if kept else []):
        cache.update(kv.keys.expand(len(rows), -1, -1, -1), kv.values.expand(len(rows), -1, -1, -1), layer)
    out = model(input_ids=left(prompts, 0), attention_mask=mask, position_ids=places, past_key_values=cache, use_cache=True,
                logits_to_keep=1)
    first = out.logits[:, -1].float().log_softmax(-1)
    scores = torch.empty(len(rows), len(labels))
    for l, label in enumerate(labels):
        total = first[:, label[0]].clone()
        if len(label) > 1:
            ids = torch.tensor([label[:-1]] * len(rows))
            cache = DynamicCache()
            for layer, kv in enumerate(out.past_key_values.layers):
                cache.update(kv.keys, kv.values, layer)
            more = torch.cat([mask, torch.ones_like(ids)], 1)
            at = places[:, -1:] + 1 + torch.arange(ids.shape[1])
            logits = model(input_ids=ids, attention_mask=more, position_ids=at, past_key_values=cache).logits.float()
            total += logits.log_softmax(-1).gather(2, torch.tensor(label[1:]).expand(len(rows), -1)[..., None]).sum((1, 2))
        scores[:, l] = total
    back = torch.empty_like(scores)
    back[torch.tensor(order)] = scores
    return back.softmax(-1)


def behind_opening():
    """Scores posts behind the opening that all have; its keys and values are kept from here on."""
    opening = work["opening"]
    if any(r["prompt"][: len(opening)] != opening for r in work["rows"]):
        raise SystemExit(f"{rows_file}: found a prompt that begins otherwise, expected the opening in all")
    kept = model(input_ids=torch.tensor([opening]), use_cache=True, logits_to_keep=1).past_key_values
    return lambda rows: cached_rows(rows, opening, kept)


def score(how):
    model.eval()
    for name, p in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(p, std=0.01)
    rates, total = [], 0.0
    with torch.inference_mode():
        how = how()
        for start in range(0, len(work["rows"]) - AT_ONCE + 1, AT_ONCE):
            began = time.perf_counter()
            found = how(work["rows"][start : start + AT_ONCE])
            if start > 0:
                rates.append(AT_ONCE / (time.perf_counter() - began))
            total += found[0, 0].item()
    return dict(rate=statistics.median(rates), firstProbabilities=total)


if part in ("train", "train-apart"):
    found = train(padded_batch, grouped(work["rows"]))
elif part in ("train-packed", "train-packed-apart"):
    rows = work["rows"]
    found = train(packed_batch, [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)])
elif part == "score":
    found = score(lambda: whole_rows)
elif part == "score-cached":
    found = score(lambda: cached_rows)
elif part == "score-opening":
    found = score(behind_opening)
else:
    raise SystemExit(f"unknown part {part}")
found["peakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(found))
