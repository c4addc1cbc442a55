"""Comparisons, logic, choices and masks. A comparison's gradient is 0, and must not stop the whole gradient."""

import torch

from .case import Category, booleans, given, integers, normal

CASES = Category("comparison")

FUNCTIONS = {
    "greater": torch.gt, "greaterEqual": torch.ge, "less": torch.lt, "lessEqual": torch.le, "equal": torch.eq,
    "notEqual": torch.ne,
}
for name, function in FUNCTIONS.items():
    CASES.add(name, function, integers(-2, 3, 3, 4), integers(-2, 3, 4))
    CASES.add(name, function, given([[1.0, 2.0, float("nan")]]), given([[1.0], [2.0], [3.0]]))
    CASES.add(f"{name} as a factor", lambda a, b, function=function: a * function(a, b).double() + b,
              normal(2, 3), normal(3))
CASES.add("greater", torch.gt, normal(2, 1, 1, 2, 1, 1, 2), normal(1, 2, 1, 2, 1, 1, 1), row=9)
CASES.add("equal", torch.eq, booleans(3, 4), booleans(4))
CASES.add("less", torch.lt, normal(0, 4), normal(4))
for name, function in {"logicalAnd": torch.logical_and, "logicalOr": torch.logical_or,
                       "logicalXor": torch.logical_xor}.items():
    CASES.add(name, function, booleans(3, 4), booleans(4))
CASES.add("logicalNot", torch.logical_not, booleans(5, 3))

CASES.add("where", torch.where, booleans(3, 4), normal(3, 4), normal(4), second=True)
CASES.add("where", torch.where, booleans(4), normal(3, 1), normal(3, 4))
CASES.add("where", torch.where, booleans(2, 1, 3, 1), normal(1, 2, 1, 2), normal(1))
CASES.add("where", torch.where, booleans(0, 3), normal(0, 3), normal(3), grad=False)
CASES.add("where", torch.where, booleans(3, 5), booleans(3, 5), booleans(5))
CASES.add("where", torch.where, booleans(4, 3, 7), booleans(4, 1, 7), booleans(3, 1))
CASES.add("where", torch.where, booleans(2, 3), integers(-5, 5, 2, 3), integers(-5, 5, 3))
CASES.add("where", torch.where, booleans(1, 2, 1, 2, 1, 3, 1, 2), normal(1, 2, 1, 2, 1, 1, 1, 2), normal(2, 2, 1, 1, 1, 3, 1, 1))
CASES.add("maskedFill", lambda x, mask, value: x.masked_fill(mask, value), normal(2, 3, 4), booleans(3, 4), value=-1e9)
CASES.add("maskedFill", lambda x, mask, value: x.masked_fill(mask, float(value)), normal(3, 4), booleans(3, 4),
          value="-Infinity", smooth=False)
CASES.add("positive part by where", lambda x: torch.where(x > 0, x, 0.0), normal(4, 3), second=True)
CASES.add("root beside where", lambda x: torch.where(x > 0, torch.where(x > 0, x, 1.0).sqrt(), 0.0),
          given([-1.0, 0.0, 2.0, 3.0]), smooth=False)
