"""The engine's own TorchScript program, driven with random weights beside transformers + PEFT.

    ./qalam bench archive --shape tiny --out /tmp/tiny
    python bench/gpu/lora_step.py --archive /tmp/tiny --device cpu --dtype float32 --length 32 --tokens 256 --check
    python bench/gpu/lora_step.py --archive DIR --device cuda --rank 16 --length 256 --tokens 4096

Prints tokens a second, the share of the matrix peak that was measured in the same process, and peak memory, for
ours and (unless --ours) for PEFT; --check compares both first losses on the same weights.
On a GPU, in 16 bits, ours calls the variable-length flash kernel once a layer; the first lines say which attention
runs. --check also holds that kernel's outputs and gradients to those of the loop over rows of equal length; where the
kernel does not run, it checks with a plain attention in its place what it would be given.
Run with torch 2.15, transformers 5.24, peft 0.21 on a CPU; no GPU has run it yet, the flash kernel neither.
"""
import argparse, io, json, statistics, time, zipfile

import torch

LINEARS = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
           "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]
CODES = {torch.float32: 6, torch.bfloat16: 15}

p = argparse.ArgumentParser()
p.add_argument("--archive", required=True)
p.add_argument("--device", default="cuda")
p.add_argument("--dtype", default="bfloat16", choices=["bfloat16", "float32"])
p.add_argument("--rank", type=int, default=16)
p.add_argument("--length", type=int, default=256)
p.add_argument("--tokens", type=int, default=4096)
p.add_argument("--answer", type=int, default=4)
p.add_argument("--steps", type=int, default=10)
p.add_argument("--recompute", action="store_true")
p.add_argument("--ours", action="store_true", help="ours alone")
p.add_argument("--check", action="store_true")
a = p.parse_args()
device, dtype = torch.device(a.device), getattr(torch, a.dtype)
config = json.load(open(f"{a.archive}/config.json"))
D, F, L, V = (config[k] for k in ("hidden_size", "intermediate_size", "num_hidden_layers", "vocab_size"))
H, KV, E = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
torch.manual_seed(1)


def new(*shape, std=0.02, to=dtype):
    return torch.empty(*shape, device=device, dtype=to).normal_(0, std)


def sizes():
    return [(H * E, D), (KV * E, D), (KV * E, D), (D, H * E), (F, D), (F, D), (D, F)]


def weights():
    """In the order of LlamaConfig.shapes()."""
    ws = [new(V, D)]
    for _ in range(L):
        s = sizes()
        ws += [torch.ones(D, device=device, dtype=dtype)] + [new(*x) for x in s[:4]]
        ws += [torch.ones(D, device=device, dtype=dtype)] + [new(*x) for x in s[4:]]
    ws.append(torch.ones(D, device=device, dtype=dtype))
    if not config["tie_word_embeddings"]:
        ws.append(new(V, D))
    return ws


def masters():
    out = []
    for _ in range(L):
        for o, i in sizes():
            out += [new(a.rank, i, std=0.02, to=torch.float32), new(o, a.rank, std=0.02, to=torch.float32)]
    return out


def rotary(positions):
    import math
    base, s = config["rope_theta"], config["rope_scaling"]
    inv = 1.0 / (base ** (torch.arange(0, E, 2).float() / E))
    wave = 2 * math.pi / inv
    low, high = s["original_max_position_embeddings"] / s["low_freq_factor"], s["original_max_position_embeddings"] / s["high_freq_factor"]
    smooth = (s["original_max_position_embeddings"] / wave - s["low_freq_factor"]) / (s["high_freq_factor"] - s["low_freq_factor"])
    inv = torch.where(wave > low, inv / s["factor"], torch.where(wave < high, inv, (1 - smooth) * inv / s["factor"] + smooth * inv))
    angle = torch.arange(positions).float()[:, None] * inv
    cos, sin = angle.cos(), angle.sin()
    return torch.cat([cos, cos], 1).to(device), torch.cat([-sin, sin], 1).to(device)


def peak_flops():
    n = 8192 if device.type == "cuda" else 1024
    x, y = new(n, n), new(n, n)
    best = 0
    for _ in range(6):
        sync(); t = time.perf_counter()
        for _ in range(4):
            x @ y
        sync(); best = max(best, 4 * 2 * n**3 / (time.perf_counter() - t))
    return best


def sync():
    if device.type == "cuda":
        torch.cuda.synchronize()


def timed(step):
    times = []
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    for i in range(a.steps + 3):
        sync(); t = time.perf_counter()
        loss = step()
        sync()
        if i >= 3:
            times.append(time.perf_counter() - t)
    memory = torch.cuda.max_memory_allocated() if device.type == "cuda" else 0
    return statistics.median(times), memory, loss


rows = a.tokens // a.length
row = torch.randint(0, V, (rows, a.length + 1), device=device)
ids, targets = row[:, :-1].contiguous(), row[:, 1:]
tail = a.answer
ws, lora = weights(), masters()
start = [w.clone() for w in lora]
slots = list(range(0, 14 * L, 2))
cos, sin = rotary(a.length)
places = torch.arange(a.length, device=device).repeat(rows)
tails = torch.cat([torch.arange(r * a.length + a.length - tail, (r + 1) * a.length, device=device) for r in range(rows)])
wanted = targets[:, -tail:].reshape(-1)
counted = torch.full((rows * tail,), 1 / (rows * tail), device=device)
program = torch.jit.load(f"{a.archive}/program.pt", map_location=device)
torch._C._jit_set_profiling_executor(False) if hasattr(torch._C, "_jit_set_profiling_executor") else None
m = [torch.zeros_like(w) for w in lora]
v = [torch.zeros_like(w) for w in lora]
steps = [torch.zeros((), device=device) for _ in lora]


def ours():
    found = program.lora_gradients(ws, lora, slots, ws[0], -1, ids.view(-1), places, [rows, a.length, tail, 0], cos, sin,
                                   tails, wanted, counted, 2.0, 0.0, 1, a.recompute, CODES[dtype])
    torch.set_grad_enabled(False)
    loss = program.adamw_step(found, lora, m, v, steps, 1e-4, 0.999, 0.0, 1.0)[0]
    return float(loss)


PLAIN_ROWS = """
  def plain_rows(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, qe: Tensor, ke: Tensor, most_queries: int, most_keys: int, dropout: float, causal: bool, debug: bool) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    parts = annotate(List[Tensor], [])
    for r in range(torch.size(qe, 0) - 1):
      a = int(torch.select(qe, 0, r))
      b = int(torch.select(qe, 0, r + 1))
      c = int(torch.select(ke, 0, r))
      d = int(torch.select(ke, 0, r + 1))
      qr = torch.unsqueeze(torch.transpose(torch.slice(q, 0, a, b), 0, 1), 0)
      kr = (self).repeat(torch.unsqueeze(torch.transpose(torch.slice(k, 0, c, d), 0, 1), 0))
      vr = (self).repeat(torch.unsqueeze(torch.transpose(torch.slice(v, 0, c, d), 0, 1), 0))
      seen = torch.tril(torch.ones([b - a, d - c], dtype=11, device=ops.prim.device(q)), d - c - (b - a))
      x = torch.scaled_dot_product_attention(qr, kr, vr, seen, 0., False)
      parts = torch.append(parts, torch.transpose(torch.squeeze(x, 0), 0, 1))
    y = torch.cat(parts, 0)
    return (y, y, y, y, y)
"""


def without_kernel():
    """The program with a plain attention in the flash kernel's place: what leads up to the kernel, on any device."""
    changed = io.BytesIO()
    with zipfile.ZipFile(f"{a.archive}/program.pt") as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_STORED) as new_zip:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("__torch__.py"):
                text = content.decode().replace("torch._flash_attention_forward(", "(self).plain_rows(")
                content = (text.rstrip("\n") + PLAIN_ROWS).encode()
            new_zip.writestr(name, content)
    changed.seek(0)
    return torch.jit.load(changed, map_location=device)


def check_attention():
    """Rows alone with whole and short tails, and rows behind a shared opening, as training lays them."""
    kernel = program.takes_rows(ws[0])
    rows_of = program.attend if kernel else without_kernel().attend_rows
    print("checked: the flash kernel" if kernel else "checked: what the flash kernel would be given; not the kernel")
    for spans in ([3, 24, 24, 0, 2, 40, 40, 0], [3, 24, 4, 0, 1, 40, 1, 0],
                  [1, 33, 33, 1, 4, 24, 24, 2, 1, 40, 40, 2], [1, 33, 0, 1, 4, 24, 5, 2, 1, 40, 1, 2]):
        queries = sum(r * t for r, _, t, _ in zip(*[iter(spans)] * 4))
        keys = sum(r * n for r, n, _, _ in zip(*[iter(spans)] * 4))
        inputs = [new(queries, H, E, std=1), new(keys, KV, E, std=1), new(keys, KV, E, std=1)]
        weight, found = new(queries, H * E, std=1), []
        for attend in (rows_of, program.attend_spans):
            leaves = [x.clone().requires_grad_() for x in inputs]
            torch.set_grad_enabled(True)
            out = attend(*leaves, spans)
            (out * weight).sum().backward()
            found.append([out.detach()] + [x.grad for x in leaves])
        for name, x, y in zip(("output", "q's gradient", "k's gradient", "v's gradient"), *found):
            off = ((x - y).float().norm() / y.float().norm()).item()
            print(f"attention on {spans}: {name} off by {off:.1e} of its norm")
            if not off < (2e-2 if dtype != torch.float32 else 1e-5):
                raise SystemExit("the attention differs from the loop's")


def theirs():
    from peft import LoraConfig, get_peft_model
    from transformers import AutoConfig, LlamaForCausalLM
    torch.set_grad_enabled(True)
    settings = AutoConfig.from_pretrained(a.archive)
    settings._attn_implementation = "sdpa"
    with torch.device(device):
        model = LlamaForCausalLM(settings).to(dtype)
    names = ["model.embed_tokens.weight"]
    for i in range(L):
        names += [f"model.layers.{i}.input_layernorm.weight"] + [f"model.layers.{i}.{n}.weight" for n in LINEARS[:4]]
        names += [f"model.layers.{i}.post_attention_layernorm.weight"] + [f"model.layers.{i}.{n}.weight" for n in LINEARS[4:]]
    names += ["model.norm.weight"] + ([] if config["tie_word_embeddings"] else ["lm_head.weight"])
    model.load_state_dict(dict(zip(names, ws)), strict=not config["tie_word_embeddings"])
    for q in model.parameters():
        q.requires_grad_(False)
    model = get_peft_model(model, LoraConfig(r=a.rank, lora_alpha=2 * a.rank, target_modules=[n.split(".")[1] for n in LINEARS]))
    state = dict(model.named_parameters())
    for layer in range(L):
        for j, name in enumerate(LINEARS):
            for k, half in enumerate("AB"):
                key = f"base_model.model.model.layers.{layer}.{name}.lora_{half}.default.weight"
                state[key].data = start[(layer * 7 + j) * 2 + k].clone()
    parameters = [q for q in model.parameters() if q.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, betas=(0.9, 0.999), weight_decay=0.0, fused=True)
    labels = torch.full((rows, a.length + 1), -100, device=device)
    labels[:, -tail:] = row[:, -tail:]

    def step():
        hidden = dict(input_ids=row[:, :-1], labels=None, use_cache=False)
        with torch.autocast(device.type, dtype, enabled=dtype != torch.float32):
            logits = model(**hidden).logits
        loss = torch.nn.functional.cross_entropy(logits.float().view(-1, V), labels[:, 1:].reshape(-1), ignore_index=-100)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    return step


def report(name, seconds, memory, loss, peak):
    linear = sum(o * i for o, i in sizes()) * L
    adapter = sum(a.rank * (o + i) for o, i in sizes()) * L
    work = (4 * linear + 6 * adapter) * rows * a.length + 4 * V * D * rows * tail
    print(f"{name}: {rows * a.length / seconds:,.0f} tokens/s, {work / seconds / peak:.0%} of the measured matrix peak, "
          f"{memory / 2**30:.2f} GiB at most, loss {loss:.5f}")


peak = peak_flops()
print(f"{torch.cuda.get_device_name() if device.type == 'cuda' else 'CPU'}, {a.dtype}, rank {a.rank}, {rows} rows of {a.length}; "
      f"matrix peak {peak / 1e12:.2f} TFLOP/s")
print("attention: " + ("variable-length flash kernel" if program.takes_rows(ws[0]) else "loop over rows of equal length"))
if a.check:
    check_attention()
    first = ours()
    for w, s, x, y, z in zip(lora, start, m, v, steps):
        w.copy_(s), x.zero_(), y.zero_(), z.zero_()
    expected = theirs()()
    print(f"first loss: ours {first:.6f}, PEFT's {expected:.6f}")
    if not abs(first - expected) <= (1e-4 if dtype == torch.float32 else 5e-3) * expected:
        raise SystemExit("the losses differ")
ours_at = timed(ours)
report("ours", *ours_at, peak)
if not a.ours:
    theirs_at = timed(theirs())
    report("PEFT", *theirs_at, peak)
    print(f"ratio {theirs_at[0] / ours_at[0]:.2f}")
