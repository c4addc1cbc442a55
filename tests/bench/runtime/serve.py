"""PyTorch's side of the benchmark: the same workloads and the same lines as serve.ts, on all cores it may use."""

import importlib
import json
import os
import statistics
import sys
import time

try:
    import torch
except ImportError as error:
    print(json.dumps({"absent": f"Python has no torch: {error}."}), flush=True)
    sys.exit()

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "workloads"))
MODULES = ("mat_mul", "conv2d", "small_cnn", "transformer", "rays", "solves", "einsum")
WORKLOADS = {}
for module in MODULES:
    WORKLOADS |= importlib.import_module(module).WORKLOADS


def timed(step, budget):
    """Milliseconds of one run: the median of as many as fit into `budget` milliseconds, at least one."""
    times, end = [], time.perf_counter() + budget / 1000
    while not times or time.perf_counter() < end:
        begin = time.perf_counter()
        step()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


torch.set_num_threads(int(sys.argv[1]))
print(json.dumps({"ready": f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads."}), flush=True)
steps = {}
for line in sys.stdin:
    name = line.rstrip("\n")
    if name not in steps:
        steps[name] = WORKLOADS[name]()
        timed(steps[name], 400)
    print(json.dumps({"milliseconds": timed(steps[name], 100)}), flush=True)
