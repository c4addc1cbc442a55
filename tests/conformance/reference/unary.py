"""Functions of one number."""

import torch

from .case import Category, given, normal, uniform

CASES = Category("unary")

EVERYWHERE = ["abs", "neg", "exp", "expm1", "square", "sin", "cos", "sinh", "cosh", "atan", "asinh", "erf"]
POSITIVE = ["log", "log1p", "sqrt", "rsqrt", "reciprocal"]
INSIDE = ["tan", "asin", "acos", "atanh"]
STEPS = ["floor", "ceil", "round", "sign"]

for name in EVERYWHERE:
    CASES.add(name, getattr(torch, name), normal(2, 7), second=name != "abs")
for name in POSITIVE:
    CASES.add(name, getattr(torch, name), uniform(0.5, 3.0, 2, 7), second=True)
for name in INSIDE:
    CASES.add(name, getattr(torch, name), uniform(-0.9, 0.9, 2, 7), second=True)
CASES.add("acosh", torch.acosh, uniform(1.5, 3.0, 2, 7), second=True)
for name in STEPS:
    CASES.add(name, getattr(torch, name), given([[-2.5, -1.5, -0.25, 0.0], [0.5, 1.5, 2.5, 3.75]]), smooth=False)
CASES.add("step", lambda x: (x > 0).double(), normal(3, 4), grad=False)
CASES.add("abs", torch.abs, given([-2.0, 0.0, 3.0]), smooth=False)
for name in ["exp", "abs", "sqrt"]:
    CASES.add(name, getattr(torch, name), uniform(0.5, 2.0, 0, 2), grad=False)
    CASES.add(name, getattr(torch, name), uniform(0.5, 2.0, 1, 2, 1, 2, 1, 1, 2, 2))

ODD = given([float("nan"), float("inf"), float("-inf"), 0.0, 1.0])
for name, function in {"isNaN": torch.isnan, "isInf": torch.isinf, "isFinite": torch.isfinite}.items():
    CASES.add(name, function, ODD)


def clip(x, low, high):
    return x.clip(low, high)


CASES.add("clipByValue", clip, normal(3, 5), low=-0.5, high=0.75, second=True)
# No gradient: at a bound any slope from 0 to 1 is right, and versions of PyTorch differ.
CASES.add("clipByValue", clip, given([-1.0, -0.5, 0.0, 0.5, 1.0]), low=-0.5, high=0.5, grad=False)
