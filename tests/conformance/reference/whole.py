"""int32 and bool: exact results and the type of the result."""

import torch

from .case import Category, booleans, given, integers, normal, whole

CASES = Category("whole numbers")
BIG = whole([16777217, -16777217, 2147483647, -2147483648])


def wrapped(function):
    """Arithmetic modulo 2^32, as int32 has it."""
    return lambda a, b: function(a, b).to(torch.int32)


for name, function in {"add": torch.add, "sub": torch.sub, "mul": torch.mul}.items():
    CASES.add(name, wrapped(function), integers(-9, 9, 2, 3), integers(-9, 9, 3))
CASES.add("add", wrapped(torch.add), BIG, whole(1), row=16)
CASES.add("greater", torch.gt, BIG, whole([16777216]), row=16)
CASES.add("equal", torch.eq, BIG, whole([16777216]), row=16)
CASES.add("floorDiv", torch.floor_divide, whole([-7, -6, 6, 7]), whole([2]))
CASES.add("mod", torch.remainder, whole([-7, -6, 6, 7]), whole([4]))
CASES.add("div", torch.floor_divide, whole([-7, -6, 6, 7]), whole([2]))
CASES.add("maximum", torch.maximum, integers(-9, 9, 2, 3), integers(-9, 9, 2, 1))
CASES.add("minimum", torch.minimum, integers(-9, 9, 2, 3), integers(-9, 9, 2, 1))
CASES.add("abs", torch.abs, integers(-9, 9, 2, 3))
CASES.add("neg", torch.neg, integers(-9, 9, 2, 3))
CASES.add("square", torch.square, integers(-9, 9, 2, 3))
CASES.add("clipByValue", lambda x, low, high: x.clip(low, high), integers(-9, 9, 3, 4), low=-2, high=3, row=10)

CASES.add("cast", lambda x, to: x.to(torch.int32), given([-1.75, -0.5, 0.0, 0.5, 2.9]), to="int32", grad=False)
CASES.add("cast", lambda x, to: x != 0, given([-1.0, 0.5, 0.0, float("nan")]), to="bool", row=10)
CASES.add("cast", lambda x, to: x != 0, integers(-2, 3, 7), to="bool", row=10)
CASES.add("cast", lambda x, to: x.double(), booleans(2, 3), to="float32")
CASES.add("cast", lambda x, to: x.to(torch.int32), booleans(2, 3), to="int32")
CASES.add("cast, then transpose", lambda x: x.double().permute(2, 0, 1).contiguous(), integers(-9, 9, 2, 3, 4), row=13)
CASES.add("cast, then transpose", lambda x: x.double().permute(2, 0, 1).contiguous(), booleans(2, 3, 4), row=13)
CASES.add("cast, then sum", lambda x: x.double().sum(0), integers(-9, 9, 3, 2, 4), row=13)
CASES.add("add", lambda a, b: a + b, booleans(2, 3), booleans(3), row=10)  # bool, as in PyTorch
CASES.add("oneHot", lambda x, depth: torch.nn.functional.one_hot(x.long(), depth), integers(0, 4, 5), depth=4, row=10)
CASES.add("oneHot", lambda x, depth: torch.nn.functional.one_hot(x.long(), depth), integers(0, 1, 3), depth=1)
CASES.add("oneHot", lambda x, depth, to: torch.nn.functional.one_hot(x.long(), depth).double(), integers(0, 3, 2, 3),
          depth=3, to="float32", row=10)
CASES.add("oneHot", lambda x, depth, to: torch.nn.functional.one_hot(x.long(), depth).bool(), integers(0, 3, 4),
          depth=3, to="bool", row=10)

CASES.add("sum", lambda x, axis: x.sum(axis), integers(-9, 9, 3, 4), axis=1)
CASES.add("sum", lambda x, axis: x.sum(axis), booleans(3, 4), axis=0)
CASES.add("mean", lambda x, axis: x.double().mean(axis), booleans(3, 4), axis=0)
CASES.add("max", lambda x, axis: x.amax(axis), integers(-99, 99, 3, 4), axis=0)
CASES.add("min", lambda x, axis: x.amin(axis), integers(-99, 99, 3, 4), axis=1)
CASES.add("prod", lambda x, axis: x.prod(axis), integers(-4, 5, 3, 4), axis=1)
CASES.add("matMul", torch.matmul, integers(-5, 6, 2, 3), integers(-5, 6, 3, 4))
CASES.add("transpose", lambda x, axes: x.permute(axes), integers(-9, 9, 2, 3, 4), axes=[2, 0, 1])
CASES.add("transpose", lambda x, axes: x.permute(axes), booleans(2, 3, 4), axes=[1, 2, 0])
CASES.add("concatenate", lambda a, b, axis: torch.cat([a.double(), b], axis), integers(-9, 9, 2, 3), normal(1, 3), axis=0,
          grad=False)
CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b.int()], axis), integers(-9, 9, 2, 3), booleans(2, 1), axis=1)
CASES.add("add", lambda a, b: a + b, integers(-9, 9, 2, 3), normal(3), grad=False)
CASES.add("mul", lambda a, b: a * b, booleans(2, 3), normal(3))
CASES.add("reverse", lambda x, axis: x.flip(axis), integers(-9, 9, 2, 3), axis=[1])
CASES.add("tile", lambda x, reps: x.repeat(reps), booleans(2, 3), reps=[2, 1])
CASES.add("pad", lambda x, padding, value: torch.nn.functional.pad(x, padding, value=value), integers(-9, 9, 2, 3),
          padding=[1, 2], value=7)
