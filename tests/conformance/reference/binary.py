"""Arithmetic of two tensors, with broadcasting up to rank 8."""

import torch

from .case import Category, given, normal, uniform

CASES = Category("binary")

FUNCTIONS = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum,
    "minimum": torch.minimum, "squaredDifference": lambda a, b: (a - b).square(), "atan2": torch.atan2,
}
SHAPES = [((2, 3), (3,)), ((2, 1, 4), (3, 1)), ((), (2, 3))]
for name, function in FUNCTIONS.items():
    for left, right in SHAPES:
        CASES.add(name, function, normal(*left), normal(*right), second=left == (2, 3))
for name in ["add", "mul", "maximum", "squaredDifference"]:
    function = FUNCTIONS[name]
    CASES.add(name, function, normal(1, 2, 1, 2, 1, 3, 2), normal(1, 2, 2, 1, 1, 3, 2), row=9)
    CASES.add(name, function, normal(1, 2, 1, 2, 1, 2, 1, 3), normal(2, 1, 1, 1, 1, 1, 2, 3), row=9)
    CASES.add(name, function, normal(2, 1, 2, 1, 3, 1, 2), normal(2, 1, 2, 1, 3, 1, 2), row=9)
    CASES.add(name, function, normal(0, 3), normal(3), grad=False)
    CASES.add(name, function, normal(1), normal(1))
for name in ["maximum", "minimum"]:
    CASES.add(name, FUNCTIONS[name], given([[1.0, -2.0, 0.0]]), given([[1.0], [-2.0], [5.0]]), row=23, smooth=False)

CASES.add("pow", torch.pow, uniform(0.5, 2.0, 2, 3), normal(3), second=True)
CASES.add("pow", torch.pow, uniform(0.5, 2.0, 2, 1), normal(3))
for exponent in [2, 3, 0.5, -1]:
    CASES.add("powNumber", lambda x, exponent: x**exponent, uniform(0.5, 2.0, 2, 3), exponent=exponent, second=True)
CASES.add("powNumber", lambda x, exponent: x**exponent, given([-2.0, -0.5, 0.0, 1.5]), exponent=2)
CASES.add("powNumber", lambda x, exponent: x**exponent, given([-2.0, 0.0, 1.5]), exponent=0)
CASES.add("pow", torch.pow, given([[0.0], [2.0]]), given([0.0, 1.0, 2.0]), smooth=False)
CASES.add("mod", torch.remainder, given([-7.0, -3.5, 3.5, 7.0]), given([3.0]), grad=False)
CASES.add("floorDiv", torch.floor_divide, given([-7.0, -3.5, 3.5, 7.0]), given([2.0]), grad=False)
CASES.add("divNoNan", lambda a, b: torch.where(b == 0, 0.0, a / torch.where(b == 0, 1.0, b)), given([1.0, 2.0, 3.0]),
          given([0.0, 4.0, 2.0]), grad=False)
CASES.add("lerp", lambda a, b, t: a + (b - a) * t, normal(2, 3), normal(2, 3), uniform(0.0, 1.0, 3))
