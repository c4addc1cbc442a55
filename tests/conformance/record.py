"""Records what PyTorch computes for every conformance case: data/<category>.json.

To record again, from the repository's root, with any virtual environment outside of it:

    python3 -m venv .torch-env && .torch-env/bin/pip install torch numpy
    .torch-env/bin/python tests/conformance/record.py

Inputs are drawn from a seed made of the case's name, and exact in float32. Outputs, gradients (of the output
times a fixed cotangent) and second derivatives (of the gradients times fixed directions) are computed in
float64. Each gradient is itself checked by finite differences (torch.autograd.gradcheck, gradgradcheck),
except at ties and kinks, where there is none. TORCH_VERSION names the version that made the data.
"""

import importlib
import json
import math
import pathlib
import sys

import torch

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

CATEGORIES = ["convolution", "pooling", "normalization", "activation", "unary", "binary", "comparison",
              "reduction", "nan", "whole", "large", "indexing", "layout", "matmul", "einsum", "linalg", "statistics",
              "axes", "loss", "image", "composite", "layers", "optimizer"]

DTYPES = {torch.float64: "float32", torch.float32: "float32", torch.int32: "int32", torch.int64: "int32",
          torch.bool: "bool"}


def number(value):
    if isinstance(value, bool) or isinstance(value, int):
        return int(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    short = float(f"{value:.9g}")
    return int(short) if short.is_integer() and abs(short) < 1e9 else short


def numbers(tensor: torch.Tensor) -> list:
    return [number(value) for value in tensor.detach().reshape(-1).tolist()]


def packed(tensor: torch.Tensor) -> dict:
    return {"shape": list(tensor.shape), "dtype": DTYPES[tensor.dtype], "values": numbers(tensor)}


def weights_for(case, salt: str, like: torch.Tensor) -> torch.Tensor:
    from reference.case import rounded

    generator = case.generator(salt)
    return rounded(torch.rand(like.shape, generator=generator, dtype=torch.float64) + 0.25)


def record(case) -> dict:
    inputs = case.make_inputs()
    entry = {"name": case.name, "op": case.op, "attributes": case.attributes}
    if case.row is not None:
        entry["row"] = case.row
    entry["inputs"] = [packed(x) for x in inputs]
    if case.refused:
        return entry | {"outputs": "refused"}
    outputs = case.run(*inputs)
    entry["outputs"] = [packed(y) for y in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]
    if case.grad and isinstance(outputs, torch.Tensor) and outputs.is_floating_point():
        entry |= derivatives(case, inputs)
    return entry


def derivatives(case, inputs: list) -> dict:
    places = [i for i, x in enumerate(inputs) if x.is_floating_point()]
    if not places:
        return {}
    leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    variables = [leaves[i] for i in places]
    output = case.run(*leaves)
    if not output.requires_grad:
        return {"cotangent": numbers(torch.ones_like(output)), "gradients": [
            {"input": i, "values": numbers(torch.zeros_like(inputs[i]))} for i in places]}
    cotangent = weights_for(case, "cotangent", output)
    gradients = torch.autograd.grad((output * cotangent).sum(), variables, create_graph=case.second,
                                    allow_unused=True)
    gradients = [torch.zeros_like(x) if g is None else g for g, x in zip(gradients, variables)]
    check(case, inputs)
    found = {"cotangent": numbers(cotangent), "gradients": listed(places, gradients)}
    return found | (second_order(case, places, variables, gradients) if case.second else {})


def second_order(case, places, variables, gradients) -> dict:
    directions = [weights_for(case, f"direction {i}", g) for i, g in zip(places, gradients)]
    along = sum((g * v).sum() for g, v in zip(gradients, directions))
    seconds = [None] * len(variables)
    if along.requires_grad:
        seconds = torch.autograd.grad(along, variables, allow_unused=True)
    seconds = [torch.zeros_like(x) if s is None else s for s, x in zip(seconds, variables)]
    return {"directions": listed(places, directions), "seconds": listed(places, seconds)}


def listed(places, tensors) -> list:
    return [{"input": i, "values": numbers(x)} for i, x in zip(places, tensors)]


def check(case, inputs) -> None:
    """Holds the recorded gradients to finite differences."""
    if not case.smooth or any(x.numel() == 0 for x in inputs):
        return
    leaves = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    try:
        torch.autograd.gradcheck(case.run, leaves, eps=1e-6, atol=1e-5, rtol=1e-3)
        if case.second:
            torch.autograd.gradgradcheck(case.run, leaves, eps=1e-6, atol=1e-4, rtol=1e-3)
    except Exception as error:
        raise SystemExit(f"{case.name}: finite differences disagree\n{error}") from error


def cases_of(category: str) -> list:
    return importlib.import_module(f"reference.{category}").CASES.cases


def main() -> None:
    torch.set_num_threads(1)
    (HERE / "data").mkdir(exist_ok=True)
    names: set[str] = set()
    for category in CATEGORIES:
        entries = []
        for case in cases_of(category):
            if case.name in names:
                raise SystemExit(f"two cases are called {case.name}")
            names.add(case.name)
            try:
                entries.append(record(case))
            except Exception as error:
                raise RuntimeError(f"case {case.name}") from error
        lines = ",\n".join(json.dumps(entry, separators=(",", ":"), allow_nan=False) for entry in entries)
        text = f'{{"torch":"{torch.__version__}","category":"{category}","cases":[\n{lines}\n]}}\n'
        (HERE / "data" / f"{category}.json").write_text(text)
        print(f"{category}: {len(entries)} cases, {len(text) / 1024:.0f} KB")
    print(f"{len(names)} cases, torch {torch.__version__}")


main()
