"""The engine's own TorchScript program, driven with random weights beside transformers + PEFT.

    ./qalam bench archive --shape tiny --out /tmp/tiny
    python bench/gpu/lora_step.py --archive /tmp/tiny --device cpu --dtype float32 --length 32 --tokens 256 --check
    python bench/gpu/lora_step.py --archive DIR --device cuda --rank 16 --length 256 --tokens 4096
    python bench/gpu/lora_step.py --archive DIR --device cuda --rank 16 --length 256 --tokens 4096 --nf4

Each side runs in a process of its own (lora_side.py), ours first, so that neither is charged with the other's memory.
Prints tokens a second, the share of the matrix peak that the same process measured, and peak memory: PyTorch's
allocator during the steps on a GPU; on a CPU the whole process, and what it had before the weights were made.
--check compares both sides' first losses on the same weights and how far they fall, and holds the flash kernel's outputs and gradients to
those of the loop over rows of equal length: on a GPU, in 16 bits, ours calls that kernel once a layer. Where it does not
run, what it would be given is checked with a plain attention in its place. The first line of ours says which runs.
--nf4 is QLoRA: linear weights in NF4 with double quantisation, layers computed again on both sides. PEFT's are
bitsandbytes', quantised by itself from the same weights.
Run with torch 2.15, transformers 5.24, peft 0.21, bitsandbytes 0.50 on a CPU; no GPU has run it yet, neither the flash
kernel nor --nf4.
"""
import argparse, importlib.util, json, pathlib, subprocess, sys

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--archive", required=True, help="what ./qalam bench archive wrote")
p.add_argument("--device", default="cuda")
p.add_argument("--dtype", default="bfloat16", choices=["bfloat16", "float32"])
p.add_argument("--rank", type=int, default=16)
p.add_argument("--length", type=int, default=256, help="tokens of a row")
p.add_argument("--tokens", type=int, default=4096, help="tokens of a step")
p.add_argument("--answer", type=int, default=4, help="tokens at a row's end that count in the loss")
p.add_argument("--steps", type=int, default=10)
p.add_argument("--recompute", action="store_true", help="compute layers again, on both sides")
p.add_argument("--nf4", action="store_true", help="QLoRA; includes --recompute")
p.add_argument("--dequantised", action="store_true",
               help="with --nf4 and without bitsandbytes: PEFT on what the four bits stand for, to compare losses alone")
p.add_argument("--ours", action="store_true", help="ours alone")
p.add_argument("--check", action="store_true")
a = p.parse_args()
if a.dequantised and not a.nf4:
    p.error("--dequantised found without --nf4, expected with it")
if a.nf4 and not a.ours and not a.dequantised and importlib.util.find_spec("bitsandbytes") is None:
    p.error("--nf4 found no bitsandbytes, expected it for PEFT's side: install it, or give --dequantised or --ours")


def measured(side):
    """Nothing large is loaded here: a process begins its peak memory with its parent's."""
    script = pathlib.Path(__file__).with_name("lora_side.py")
    done = subprocess.run([sys.executable, script, side, json.dumps(vars(a))], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{side} ended with {done.returncode}: see above")
    *lines, last = done.stdout.splitlines()
    for line in lines:
        print(line, flush=True)
    return json.loads(last)


def report(name, f):
    before = f" ({f['beforeBytes'] / 2**20:,.0f} before the weights)" if f["beforeBytes"] else ""
    print(f"{name}: {f['tokens'] / f['seconds']:,.0f} tokens/s, {f['work'] / f['seconds'] / f['peakFlops']:.0%} of the measured "
          f"matrix peak of {f['peakFlops'] / 1e12:.2f} TFLOP/s, {f['peakBytes'] / 2**20:,.0f} MiB at most{before}, "
          f"loss {f['firstLoss']:.6f}, then {f['loss']:.6f}", flush=True)


def compare(ours, theirs):
    first, expected = ours["firstLoss"], theirs["firstLoss"]
    fell, should = first - ours["loss"], expected - theirs["loss"]
    print(f"first loss: ours {first:.6f}, PEFT's {expected:.6f}; fell by {fell:.6f}, PEFT's by {should:.6f}")
    if not abs(first - expected) <= (1e-4 if a.dtype == "float32" else 1e-3) * expected:
        raise SystemExit(f"the first loss found {first:.6f}, expected PEFT's {expected:.6f}")
    if not abs(fell - should) <= 0.1 * should:
        raise SystemExit(f"the loss fell by {fell:.6f}, expected PEFT's {should:.6f}")


ours = measured("ours")
kind = "QLoRA" if a.nf4 else "LoRA"
print(f"{ours['device']}, {a.dtype}, {kind} of rank {a.rank}, {a.tokens // a.length} rows of {a.length}")
report("ours", ours)
if not a.ours:
    theirs = measured("theirs")
    report("PEFT on dequantised weights, not QLoRA" if a.dequantised else "PEFT", theirs)
    if a.check:
        compare(ours, theirs)
    if not a.dequantised:
        print(f"ratio {theirs['seconds'] / ours['seconds']:.2f}")
