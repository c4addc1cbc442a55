"""int32 beyond 2^24, where float32 no longer tells neighbours apart: token ids, seeds, hashes, counts."""

import torch
import torch.nn.functional as F

from .case import Category, booleans, integers, large, whole
from .indexing import INDEXED, borders, scatter, scatter_update, tf_gather

CASES = Category("large integers")
SIX = [2, 1, 2, 1, 2, 3]

# picking
for specs in ["1", ":|::2", ":|::-1", "newaxis|1:", "0|0|0"]:
    CASES.add("index", lambda x, specs, pick=INDEXED[specs]: pick(x), large(4, 3, 5), specs=specs)
CASES.add("index by positions", lambda x, i: x[i.long()], large(4, 3), whole([2, 0, 2]))
CASES.add("index by pairs", lambda x, i, j: x[i.long(), j.long()], large(4, 3), whole([2, 0, 2]), whole([0, 1, 2]))
CASES.add("index by mask", lambda x, mask: x[mask], large(4, 3), booleans(4, 3))
CASES.add("gather", lambda x, i, axis: x.gather(axis, i.long()), large(4, 5), integers(0, 5, 4, 2), axis=1)
CASES.add("tf.gather", tf_gather, large(5, 3), integers(0, 5, 4), axis=0)
CASES.add("tf.gather", tf_gather, large(3, 4, 2), integers(0, 4, 2, 3), axis=1)
CASES.add("tf.gather", tf_gather, large(3, 4), integers(0, 4, 3, 2), axis=1, batch=1)
CASES.add("tf.gatherND", lambda x, i: x[tuple(i.long().unbind(-1))], large(3, 4, 2), whole([[0, 1], [2, 3], [2, 3]]))
CASES.add("tf.gatherND", lambda x, i: x[tuple(i.long().unbind(-1))], large(3, 4), whole([[0, 1], [2, 3]]))
for shape, begin, size in [([7], [2], [4]), ([4, 5, 3], [1, 0, 2], [2, 4, 1]), (SIX, [1, 0, 0, 0, 1, 1], [1, 1, 2, 1, 1, 2])]:
    CASES.add("slice", lambda x, begin, size: x[tuple(slice(b, b + s) for b, s in zip(begin, size))], large(*shape),
              begin=begin, size=size)
CASES.add("stridedSlice", lambda x, begin, end, steps: x[tuple(map(slice, begin, end, steps))], large(7, 5),
          begin=[1, 0], end=[7, 5], steps=[2, 3])
CASES.add("unbind", lambda x, axis, place: x.unbind(axis)[place], large(2, 3, 4), axis=1, place=2)
CASES.add("tf.split", lambda x, sizes, axis, place: x.split(sizes, axis)[place], large(3, 6), sizes=[1, 3, 2], axis=1, place=1)

# placing and joining
CASES.add("tf.scatterND", scatter, whole([[0], [3], [1]]), large(3, 2), shape=[4, 2])
CASES.add("tf.scatterND", scatter, whole([[0, 1], [1, 2], [0, 1]]), large(3), shape=[2, 3])
CASES.add("tf.tensorScatterUpdate", scatter_update, large(4, 2), whole([[1], [3]]), large(2, 2))
CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), large(2, 3), pairs=[[1, 0], [0, 2]], value=16777217)
CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), large(1, 2, 1, 2, 2),
          pairs=[[0, 1], [0, 0], [1, 0], [0, 0], [2, 1]], value=-16777219)


def mirrored(x, pairs, mode):
    (before, after), = pairs
    return torch.cat([x[1:1 + before].flip(0), x, x[-1 - after:-1].flip(0)])


CASES.add("tf.mirrorPad", mirrored, large(5), pairs=[[1, 2]], mode="reflect")
CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), large(2, 3), large(4, 3), axis=0)
CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), large(2, 1, 2), large(2, 3, 2), axis=1)
CASES.add("stack", lambda a, b, axis: torch.stack([a, b], axis), large(2, 3), large(2, 3), axis=-1)
CASES.add("vstack", lambda a, b: torch.vstack([a, b]), large(3), large(2, 3))
CASES.add("tile", lambda x, reps: x.repeat(reps), large(2, 3), reps=[3, 2])
CASES.add("tile", lambda x, reps: x.repeat(reps), large(1, 2, 1, 2, 2), reps=[2, 1, 3, 2, 1])
CASES.add("broadcastTo", lambda x, shape: x.broadcast_to(shape), large(3, 1), shape=[2, 3, 4])

# ordering
CASES.add("reverse", lambda x, axis: x.flip(axis), large(2, 3, 4), axis=[0, 2])
CASES.add("roll", lambda x, shift, axis: x.roll(shift, axis), large(3, 4), shift=[1, -2], axis=[0, 1])
CASES.add("tril", lambda x, diagonal: x.tril(diagonal), large(3, 4), diagonal=0)
CASES.add("triu", lambda x, diagonal: x.triu(diagonal), large(2, 4, 3), diagonal=1)
CASES.add("sort", lambda x, axis, descending: x.sort(axis, descending)[0], large(3, 5), axis=1, descending=False)
CASES.add("sort with places", lambda x, axis: list(x.sort(axis)), whole([16777219, 16777217, 16777218, 16777216]), axis=0)
CASES.add("tf.topk", lambda x, k: x.topk(k)[0], large(3, 6), k=2)
CASES.add("tf.topk with places", lambda x, k: list(x.topk(k)), whole([[16777217, 16777219, 16777218]]), k=3)
CASES.add("unique", lambda x: list(x.unique(return_inverse=True, return_counts=True)),
          whole([16777219, 16777217, 16777218, 16777217]))
CASES.add("transpose", lambda x, axes: x.permute(axes), large(2, 3, 4), axes=[2, 0, 1])
CASES.add("rearrange", lambda x, pattern: x.permute(1, 0, 2).reshape(3, 8), large(2, 3, 4), pattern="a b c -> b (a c)")
CASES.add("repeat", lambda x, pattern: x.repeat_interleave(2, 0), large(2, 3), pattern="a b -> (a 2) b")

# arithmetic modulo 2^32
CASES.add("sub", torch.sub, large(2, 3), large(3))
CASES.add("mul", torch.mul, large(2, 3), large(2, 1))
CASES.add("maximum", torch.maximum, large(2, 3), large(3))
CASES.add("minimum", torch.minimum, large(2, 3), large(3))
CASES.add("squaredDifference", lambda a, b: (a - b) ** 2, large(2, 3), large(3))
NEAR = whole([16777217, 16777219, -16777217, 2147483647])
for name, compare in {"greaterEqual": torch.ge, "less": torch.lt, "lessEqual": torch.le, "notEqual": torch.ne}.items():
    CASES.add(name, compare, NEAR, whole([16777216, 16777220, -16777216, 2147483646]))
CASES.add("floorDiv", torch.floor_divide, large(2, 3), whole([3, -5, 7]))
CASES.add("mod", torch.remainder, large(2, 3), whole([3, 16777216, 7]))
CASES.add("div", torch.floor_divide, large(2, 3), whole([3, 1, 7]))
CASES.add("abs", torch.abs, whole([16777217, -16777217, -2147483647]))
CASES.add("neg", torch.neg, large(2, 3))
CASES.add("square", torch.square, large(2, 3))
CASES.add("sign", torch.sign, large(2, 3))
CASES.add("relu", torch.relu, large(2, 3))
CASES.add("clipByValue", lambda x, low, high: x.clip(low, high), large(2, 3), low=-16777219, high=16777217)
CASES.add("pow", torch.pow, whole([3, -3, 7, 1, -1]), whole([19, 17, 11, -3, -3]))
CASES.add("tf.fill", lambda x, shape, value: torch.full(shape, value, dtype=torch.int32), whole([0]), shape=[2, 3], value=16777217)
CASES.add("where", torch.where, booleans(2, 3), large(2, 3), large(3))

# reductions and scans
CASES.add("sum", lambda x, axis: x.sum(axis).int(), large(3, 4), axis=1)
CASES.add("sum", lambda x, axis: x.sum(axis).int(), large(3, 4), axis=0)
CASES.add("prod", lambda x, axis: x.prod(axis).int(), large(3, 2), axis=1)
CASES.add("max", lambda x, axis: x.amax(axis), large(3, 4), axis=0)
CASES.add("min", lambda x, axis: x.amin(axis), large(3, 4), axis=1)
CASES.add("argMax", lambda x, axis: x.argmax(axis), whole([[16777216, 16777217, 16777216], [3, 1, 2]]), axis=1)
CASES.add("argMin", lambda x, axis: x.argmin(axis), whole([[16777217, 16777216, 16777217], [3, 1, 2]]), axis=1)
CASES.add("sum", lambda x: x.sum().int(), large(150))
CASES.add("max", lambda x, keep: x.amax(keepdim=keep), large(9, 17), keep=True)
CASES.add("cumsum", lambda x, axis: x.cumsum(axis).int(), large(3, 4), axis=1)
CASES.add("cumsum", lambda x, axis, exclusive: x.cumsum(axis).int() - x, large(2, 5, 3), axis=1, exclusive=True)
CASES.add("cumsum", lambda x, axis, reverse: x.flip(axis).cumsum(axis).flip(axis).int(), large(5), axis=0, reverse=True)
CASES.add("cumprod", lambda x, axis: x.cumprod(axis).int(), large(2, 3), axis=1)
CASES.add("any", lambda x, axis: x.bool().any(axis), large(2, 3), axis=1)
CASES.add("cast", lambda x, to: x != 0, large(2, 3), to="bool")
CASES.add("cast", lambda x, to: x.float().double(), large(2, 3), to="float32")
CASES.add("tf.searchSorted", torch.searchsorted, whole([16777216, 16777217, 16777218]), whole([16777217, 16777218]))
CASES.add("tf.unsortedSegmentSum", lambda x, ids, segments: torch.zeros(segments, 3, dtype=x.dtype).index_add(0, ids.long(), x),
          large(5, 3), whole([0, 2, 0, 3, 2]), segments=4)
CASES.add("matMul", torch.matmul, large(2, 2), whole([[1, 0], [0, -1]]))
CASES.add("matMul", torch.matmul, large(2, 3, 2), large(2, 2, 4))
