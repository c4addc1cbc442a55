"""Tensors of three axes and of five, six and eight, which einops on batches of images comes to."""

import torch
import torch.nn.functional as F

from .case import Category, booleans, distinct, normal, whole
from .indexing import borders, mirror, segment_sum, tf_gather

CASES = Category("axes")
SHAPES = [(3, 1, 2, 2, 3), (2, 1, 2, 3, 1, 2), (2, 1, 2, 1, 2, 1, 2, 3)]


def every_other(length, of):
    return [of if i % 2 else 1 for i in range(length)]


for shape in SHAPES:
    rank = len(shape)
    vector, half = (shape[-1],), tuple(length if i % 2 else 1 for i, length in enumerate(shape))
    begins, sizes = [min(1, length - 1) for length in shape], [max(1, length - 1) for length in shape]
    pairs = [[1, 0] if i % 2 else [0, 1] for i in range(rank)]
    mirrored = [[0, min(1, length - 1)] for length in shape]
    CASES.add("slice", lambda x, begin, size: x[tuple(slice(b, b + s) for b, s in zip(begin, size))], normal(*shape),
              begin=begins, size=sizes, second=True)
    CASES.add("stridedSlice", lambda x, begin, end, steps: x[tuple(map(slice, begin, end, steps))], normal(*shape),
              begin=[0] * rank, end=list(shape), steps=every_other(rank, 2), second=True)
    CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), normal(*shape), pairs=pairs, value=0.5)
    CASES.add("tf.mirrorPad", mirror, normal(*shape), pairs=mirrored, mode="reflect")
    CASES.add("tf.mirrorPad", mirror, normal(*shape), pairs=pairs, mode="symmetric")
    CASES.add("tf.split", lambda x, sizes, axis, place: x.split(sizes, axis)[place], normal(*shape), sizes=[1, shape[-1] - 1],
              axis=rank - 1, place=1)
    CASES.add("unbind", lambda x, axis, place: x.unbind(axis)[place], normal(*shape), axis=2, place=1)
    CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), normal(*shape), normal(*shape), axis=2)
    CASES.add("stack", lambda a, b, axis: torch.stack([a, b], axis), normal(*shape), normal(*shape), axis=1)
    CASES.add("tile", lambda x, reps: x.repeat(reps), normal(*shape), reps=every_other(rank, 2))
    CASES.add("roll", lambda x, shift, axis: x.roll(shift, axis), normal(*shape), shift=1, axis=rank - 1)
    CASES.add("flip", lambda x, axis: x.flip(axis), normal(*shape), axis=[0, rank - 1])
    CASES.add("tf.gather", tf_gather, normal(*shape), whole([1, 0, 1]), axis=2)
    CASES.add("tf.unsortedSegmentSum", segment_sum, normal(*shape), whole([1] * shape[0]), segments=3)
    CASES.add("tril", lambda x, diagonal: x.tril(diagonal), normal(*shape), diagonal=0)
    CASES.add("where", torch.where, booleans(*half), normal(*shape), normal(*vector))
    CASES.add("masked fill", lambda x, mask, value: x.masked_fill(mask, value), normal(*shape), booleans(*half), value=-2.5)
    for name, function in {"add": torch.add, "mul": torch.mul, "maximum": torch.maximum}.items():
        CASES.add(name, function, normal(*shape), normal(*vector))
        CASES.add(name, function, normal(*shape), normal(*half))
    CASES.add("prelu", lambda x, a: torch.where(x > 0, x, a * x), normal(*shape), normal(*vector))
    CASES.add("argMax", lambda x, axis: x.argmax(axis), distinct(*shape), axis=2)
    CASES.add("max", lambda x, axis: x.amax(tuple(axis)), distinct(*shape), axis=[0, rank - 1])
    CASES.add("cumsum", lambda x, axis: x.cumsum(axis), normal(*shape), axis=2)
    CASES.add("softmax", lambda x, axis: x.softmax(axis), normal(*shape), axis=2)
    CASES.add("logSumExp", lambda x, axis: x.logsumexp(axis), normal(*shape), axis=2)
    CASES.add("std", lambda x, axis, correction: x.std(axis, correction=correction), normal(*shape), axis=[2, rank - 1], correction=0)
    CASES.add("sort", lambda x, axis, descending: x.sort(axis, descending)[0], distinct(*shape), axis=2, descending=False)

for shape in [(2, 3, 4), (2, 3, 2, 3), *SHAPES]:
    for axis in [0, 1, len(shape) - 1]:
        CASES.add("any", lambda x, axis: x.any(axis), booleans(*shape), axis=axis)
        CASES.add("all", lambda x, axis: x.all(axis), booleans(*shape), axis=axis)

# none of these has a result
for name, function in {"sum": torch.sum, "mean": torch.mean, "max": torch.amax, "min": torch.amin}.items():
    CASES.add(name, lambda x, axis, function=function: function(x, axis), normal(2, 3), axis=[1, 1], refused=True)
    CASES.add(name, lambda x, axis, function=function: function(x, axis), normal(2, 3), axis=[0, -2], refused=True)
CASES.add("reverse", lambda x, axis: x.flip(axis), normal(3), axis=[0, 0], refused=True)
CASES.add("any", lambda x, axis: x.any(axis), booleans(2, 3), axis=[1, 1], refused=True)
CASES.add("argMax", lambda x, axis: x.argmax(axis), normal(2, 0, 3), axis=1, refused=True)
CASES.add("argMin", lambda x, axis: x.argmin(axis), normal(0), axis=0, refused=True)
CASES.add("argMax", lambda x, axis: x.argmax(axis), normal(2, 0, 3), axis=0)
CASES.add("topk's values", lambda x, k: x.topk(k)[0], normal(2, 0), k=0)
CASES.add("sort", lambda x, axis: x.sort(axis)[0], normal(2, 0, 3), axis=1)
