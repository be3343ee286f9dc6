"""One side of lora_step.py, in a process of its own: the last line that it prints is JSON.

Arguments: ours or theirs, lora_step.py's options as JSON. Both sides make the same weights of the same seed, in the
same order, and keep no others than they compute with. Imported for theirs alone: transformers and PEFT.
"""
import io, json, math, resource, statistics, sys, time, types, zipfile

import torch

LINEARS = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
           "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]
CODES = {torch.float32: 6, torch.bfloat16: 15}
WARM_UP = 3

side, a = sys.argv[1], types.SimpleNamespace(**json.loads(sys.argv[2]))
device, dtype = torch.device(a.device), getattr(torch, a.dtype)
recompute = a.recompute or a.nf4
config = json.load(open(f"{a.archive}/config.json"))
D, F, L, V = (config[k] for k in ("hidden_size", "intermediate_size", "num_hidden_layers", "vocab_size"))
H, KV, E = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
random = torch.Generator(device).manual_seed(1)
rows, tail = a.tokens // a.length, a.answer


def new(*shape, std=0.02, to=dtype):
    return torch.empty(*shape, device=device, dtype=to).normal_(0, std, generator=random)


def sizes():
    return [(H * E, D), (KV * E, D), (KV * E, D), (D, H * E), (F, D), (F, D), (D, F)]


def weights():
    """Names and values, in the order of LlamaConfig.shapes()."""
    ones = lambda: torch.ones(D, device=device, dtype=dtype)
    yield "model.embed_tokens.weight", new(V, D)
    for i in range(L):
        for j, (name, size) in enumerate(zip(LINEARS, sizes())):
            if j in (0, 4):
                yield f"model.layers.{i}.{'post_attention' if j else 'input'}_layernorm.weight", ones()
            yield f"model.layers.{i}.{name}.weight", new(*size)
    yield "model.norm.weight", ones()
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", new(V, D)


def masters():
    return [new(*s, to=torch.float32) for _ in range(L) for o, i in sizes() for s in ((a.rank, i), (o, a.rank))]


def row():
    return torch.randint(0, V, (rows, a.length + 1), device=device, generator=random)


LEVELS = torch.tensor([-1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635,
                       -0.18477343022823334, -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725,
                       0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941,
                       0.7229568362236023, 1], device=device)


def dynamic_map():
    """bitsandbytes' signed 8 bits: a decimal exponent, and a fraction that has a bit more each time."""
    found = [0.0, 1.0]
    for exponent in range(7):
        ends = torch.linspace(0.1, 1, 2**exponent + 1)
        for mean in ((ends[1:] + ends[:-1]) / 2 * 10.0 ** (exponent - 6)).tolist():
            found += [mean, -mean]
    return torch.tensor(sorted(found), device=device)


def blocks(x, size):
    return torch.nn.functional.pad(x, (0, -x.numel() % size)).view(-1, size)


def nearest(x, values):
    return torch.bucketize(x, (values[1:] + values[:-1]) / 2)


def quantised(w, scales):
    """NF4 with double quantisation, in the order of Nf4Script: packed, codes, absmax, offset."""
    x = blocks(w.float().flatten(), 64)
    absmax = x.abs().amax(1).clamp(min=1e-38)
    levels = nearest(x / absmax[:, None], LEVELS).view(-1)
    packed = (levels[::2] * 16 + levels[1::2])[: w.numel() // 2].view(w.shape[0], -1).to(torch.uint8)
    offset = absmax.mean()
    over = blocks(absmax - offset, 256)
    greatest = over.abs().amax(1)
    codes = nearest(over / greatest.clamp(min=1e-38)[:, None], scales).view(-1)[: len(absmax)].to(torch.uint8)
    return packed, codes, greatest, offset.view(1)


def dequantised(packed, codes, greatest, offset, scales):
    absmax = blocks(scales[codes.long()], 256) * greatest[:, None]
    absmax = absmax.view(-1)[: len(codes)] + offset
    levels = torch.stack([packed >> 4, packed & 15], 2).view(-1).long()
    w = blocks(LEVELS[levels], 64) * absmax[:, None]
    return w.view(-1)[: levels.numel()].view(packed.shape[0], -1).to(dtype)


def packed_weights():
    """As QuantisedModel lays them: packed where a plain weight would be, then each one's statistics, then the tables."""
    ws, statistics_of_all, scales = [], [], dynamic_map()
    for name, w in weights():
        packed, *behind = quantised(w, scales) if "_proj" in name else (w,)
        ws.append(packed)
        statistics_of_all += behind
    every = torch.arange(256, device=device)
    return ws + statistics_of_all + [torch.stack([LEVELS[every >> 4], LEVELS[every & 15]], 1), scales]


def rotary(positions):
    base, s = config["rope_theta"], config["rope_scaling"]
    inv = 1.0 / (base ** (torch.arange(0, E, 2).float() / E))
    wave = 2 * math.pi / inv
    trained, less, more = s["original_max_position_embeddings"], s["low_freq_factor"], s["high_freq_factor"]
    smooth = ((trained / wave - less) / (more - less)).clamp(0, 1)
    inv = (1 - smooth) * inv / s["factor"] + smooth * inv
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


def peak_bytes():
    """Of the allocator on a GPU, of the whole process on a CPU."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed(step):
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    losses, times = [], []
    for _ in range(a.steps + WARM_UP):
        sync(); t = time.perf_counter()
        losses.append(step())
        sync(); times.append(time.perf_counter() - t)
    return dict(firstLoss=losses[0], loss=losses[-1], seconds=statistics.median(times[WARM_UP:]), peakBytes=peak_bytes())


def ours():
    program = torch.jit.load(f"{a.archive}/program.pt", map_location=device)
    torch._C._jit_set_profiling_executor(False)
    ws = packed_weights() if a.nf4 else [w for _, w in weights()]
    lora, ids = masters(), row()
    targets = ids[:, -tail:].reshape(-1)
    ids = ids[:, :-1].reshape(-1)
    slots = list(range(0, 14 * L, 2))
    cos, sin = rotary(a.length)
    places = torch.arange(a.length, device=device).repeat(rows)
    tails = torch.cat([torch.arange((r + 1) * a.length - tail, (r + 1) * a.length, device=device) for r in range(rows)])
    counted = torch.full((rows * tail,), 1 / (rows * tail), device=device)
    m, v = ([torch.zeros_like(w) for w in lora] for _ in "mv")
    steps = [torch.zeros((), device=device) for _ in lora]
    flash = program.takes_rows(ws[0])
    print("attention: " + ("variable-length flash kernel" if flash else "loop over rows of equal length"))
    if a.check:
        check_attention(program, flash)

    def step():
        found = program.lora_gradients(ws, lora, slots, ws[0], -1, ids, places, [rows, a.length, tail, 0], cos, sin, tails,
                                       targets, counted, 2.0, 0.0, 1, recompute, CODES[dtype])
        torch.set_grad_enabled(False)
        return float(program.adamw_step(found, lora, m, v, steps, 1e-4, 0.999, 0.0, 1.0)[0])

    return step


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


def check_attention(program, kernel):
    """Rows alone with whole and short tails, and rows behind a shared opening, as training lays them."""
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


def model_of(state):
    from transformers import AutoConfig, BitsAndBytesConfig, LlamaForCausalLM
    options = dict(config=AutoConfig.from_pretrained(a.archive), state_dict=state, device_map=str(device), dtype=dtype,
                   attn_implementation="sdpa")
    if a.nf4 and not a.dequantised:
        options["quantization_config"] = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4",
                                                            bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=dtype)
    model = LlamaForCausalLM.from_pretrained(None, **options).train()
    for q in model.parameters():
        q.requires_grad_(False)
    if recompute:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs=dict(use_reentrant=False))
    return model


def theirs():
    from peft import LoraConfig, get_peft_model
    scales = dynamic_map()
    plain = lambda name, w: dequantised(*quantised(w, scales), scales) if a.dequantised and "_proj" in name else w
    state = {name: plain(name, w) for name, w in weights()}
    lora, ids = masters(), row()
    model = model_of(state)
    del state
    model = get_peft_model(model, LoraConfig(r=a.rank, lora_alpha=2 * a.rank, target_modules=[n.split(".")[1] for n in LINEARS]))
    named = dict(model.named_parameters())
    keys = [f"base_model.model.model.layers.{i}.{n}.lora_{x}.default.weight" for i in range(L) for n in LINEARS for x in "AB"]
    for key, w in zip(keys, lora):
        named[key].data = w
    parameters = [q for q in model.parameters() if q.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, betas=(0.9, 0.999), weight_decay=0.0, fused=True)
    labels = torch.full((rows, a.length), -100, device=device)
    labels[:, -tail:] = ids[:, -tail:]
    ids = ids[:, :-1].contiguous()

    def step():
        with torch.autocast(device.type, dtype, enabled=dtype != torch.float32):
            logits = model(input_ids=ids, use_cache=False).logits
        loss = torch.nn.functional.cross_entropy(logits.float().view(-1, V), labels.view(-1), ignore_index=-100)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    return step


def work():
    """Operations of a step, the frozen weights' products forward and back and the adapters' with their gradients."""
    linear = sum(o * i for o, i in sizes()) * L
    adapter = sum(a.rank * (o + i) for o, i in sizes()) * L
    return (4 * linear + 6 * adapter) * rows * a.length + 4 * V * D * rows * tail


if side == "theirs":
    import peft, transformers
    transformers.logging.disable_progress_bar()
peak = peak_flops()
if device.type == "cuda":
    torch.cuda.empty_cache()
before = 0 if device.type == "cuda" else peak_bytes()
found = timed(dict(ours=ours, theirs=theirs)[side]())
device_name = torch.cuda.get_device_name() if device.type == "cuda" else "CPU"
print(json.dumps(dict(found, device=device_name, beforeBytes=before, peakFlops=peak, tokens=rows * a.length, work=work())))
