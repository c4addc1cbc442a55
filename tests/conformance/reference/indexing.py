"""Picking, placing, joining, cutting, padding, sorting."""

import torch
import torch.nn.functional as F

from .case import Category, booleans, distinct, given, integers, normal, whole

CASES = Category("indexing")

# index(x, ...specs) as the tool reads it, and the same in Python
PLACES = whole([2, 0, 2])
INDEXED = {
    "1": lambda x: x[1], "-1": lambda x: x[-1], "1:3": lambda x: x[1:3], ":|::2": lambda x: x[:, ::2],
    "...|0": lambda x: x[..., 0], ":|::-1": lambda x: x.flip(1), "newaxis|1:": lambda x: x[None, 1:],
    "-2:|1|:-1": lambda x: x[-2:, 1, :-1], "3:1": lambda x: x[3:1], "0|0|0": lambda x: x[0, 0, 0],
}
for specs, pick in INDEXED.items():
    CASES.add("index", lambda x, specs, pick=pick: pick(x), normal(4, 3, 5), specs=specs, second=specs == "1")
CASES.add("index by positions", lambda x, i: x[i.long()], normal(4, 3), PLACES, second=True)
CASES.add("index by positions", lambda x, i: x[i.long()], normal(3, 2, 2), integers(0, 3, 2, 2))
CASES.add("index by pairs", lambda x, i, j: x[i.long(), j.long()], normal(4, 3), PLACES, whole([0, 1, 2]))
CASES.add("index by pairs", lambda x, i, j: x[i.long(), j.long()], normal(4, 3, 2), whole([[3], [-1]]), whole([0, 1, 2]))
CASES.add("index by mask", lambda x, mask: x[mask], normal(4, 3), booleans(4, 3), grad=False)
CASES.add("index by mask", lambda x, mask: x[mask], normal(4, 3), booleans(4), grad=False)

CASES.add("gather", lambda x, i, axis: x.gather(axis, i.long()), normal(4, 5), integers(0, 5, 4, 2), axis=1, second=True)
CASES.add("gather", lambda x, i, axis: x.gather(axis, i.long()), normal(2, 3, 4), integers(0, 3, 2, 2, 4), axis=1)
CASES.add("gather", lambda x, i, axis: x.gather(axis, i.long()), normal(3, 4), integers(0, 3, 5, 4), axis=0)


def tf_gather(x, i, axis, batch=0):
    if batch == 0:
        return x.index_select(axis, i.reshape(-1).long()).reshape(*x.shape[:axis], *i.shape, *x.shape[axis + 1:])
    return torch.stack([tf_gather(row, places, axis - 1, batch - 1) for row, places in zip(x, i)])


CASES.add("tf.gather", tf_gather, normal(5, 3), integers(0, 5, 4), axis=0, second=True)
CASES.add("tf.gather", tf_gather, normal(3, 4, 2), integers(0, 4, 2, 3), axis=1)
CASES.add("tf.gather", tf_gather, normal(3, 4), integers(0, 4, 3, 2), axis=1, batch=1, row=5)
CASES.add("tf.gather", tf_gather, normal(2, 3, 4, 2), integers(0, 4, 2, 3), axis=2, batch=1, row=5)
CASES.add("tf.gather", tf_gather, normal(2, 3, 4), integers(0, 4, 2, 3, 2), axis=2, batch=2, row=5)
CASES.add("tf.gather", tf_gather, normal(5, 3), integers(0, 5, 0), axis=0, grad=False)
CASES.add("tf.gather", tf_gather, normal(5, 3), whole([0, 5]), axis=0, row=16, refused=True)
CASES.add("tf.gatherND", lambda x, i: x[tuple(i.long().unbind(-1))], normal(3, 4, 2), whole([[0, 1], [2, 3], [2, 3]]))
CASES.add("tf.gatherND", lambda x, i: x[tuple(i.long().unbind(-1))], normal(3, 4), whole([[0, 4]]), row=6, refused=True)


def scatter(i, updates, shape):
    return torch.zeros(shape, dtype=updates.dtype).index_put(tuple(i.long().unbind(-1)), updates, accumulate=True)


CASES.add("tf.scatterND", scatter, whole([[0], [3], [0]]), normal(3, 2), shape=[4, 2])
CASES.add("tf.scatterND", scatter, whole([[0, 1], [1, 2]]), normal(2), shape=[2, 3])
CASES.add("tf.scatterND", scatter, whole([[0], [4]]), normal(2, 2), shape=[4, 2], row=6, refused=True)


def scatter_update(x, i, updates):
    return x.index_put(tuple(i.long().unbind(-1)), updates)


CASES.add("tf.tensorScatterUpdate", scatter_update, normal(4, 2), whole([[1], [3]]), normal(2, 2))
CASES.add("tf.tensorScatterUpdate", scatter_update, normal(4, 2), whole([[1], [4]]), normal(2, 2), row=6, refused=True)
CASES.add("tf.tensorScatterUpdate leaves its input", lambda x, i, u: [scatter_update(x, i, u), x], normal(4, 2),
          whole([[1], [3]]), normal(2, 2), row=17)


def segment_sum(x, ids, segments):
    rows = x.reshape(ids.numel(), *x.shape[ids.dim():])
    return torch.zeros(segments, *rows.shape[1:], dtype=x.dtype).index_add(0, ids.reshape(-1).long(), rows)


CASES.add("tf.unsortedSegmentSum", segment_sum, normal(5, 3), whole([0, 2, 0, 3, 2]), segments=4)
CASES.add("tf.unsortedSegmentSum", segment_sum, normal(2, 3, 2), integers(0, 4, 2, 3), segments=4, row=14)

CASES.add("slice", lambda x, begin, size: x[tuple(slice(b, b + s) for b, s in zip(begin, size))], normal(4, 5, 3),
          begin=[1, 0, 2], size=[2, 4, 1])
CASES.add("slice", lambda x, begin, size: x[tuple(slice(b, b + s) for b, s in zip(begin, size))],
          normal(2, 1, 2, 1, 2, 3), begin=[1, 0, 0, 0, 1, 1], size=[1, 1, 2, 1, 1, 2])
CASES.add("stridedSlice", lambda x, begin, end, steps: x[tuple(map(slice, begin, end, steps))], normal(7, 5),
          begin=[1, 0], end=[7, 5], steps=[2, 3], second=True)


def borders(pairs):
    return [length for pair in reversed(pairs) for length in pair]


CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), normal(2, 3), pairs=[[1, 0], [0, 2]], value=0.5)
CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), normal(1, 2, 1, 2, 2),
          pairs=[[0, 1], [0, 0], [1, 0], [0, 0], [2, 1]], value=0, row=14)
CASES.add("tf.pad", lambda x, pairs, value: F.pad(x, borders(pairs), value=value), normal(1, 2, 1, 2, 1, 2),
          pairs=[[0, 1], [0, 0], [1, 0], [0, 0], [0, 1], [1, 1]], value=0, row=14)
CASES.add("tf.pad, then linspace", lambda x, pairs: [F.pad(x, borders(pairs)), torch.linspace(0, 1, 9, dtype=x.dtype)],
          normal(1, 2, 1, 2, 2), pairs=[[0, 1], [0, 0], [1, 0], [0, 0], [2, 1]], row=15)


def mirror(x, pairs, mode):
    for axis, (before, after) in enumerate(pairs):
        skip = 1 if mode == "reflect" else 0
        head = x.narrow(axis, skip, before).flip(axis)
        tail = x.narrow(axis, x.shape[axis] - skip - after, after).flip(axis)
        x = torch.cat([head, x, tail], axis)
    return x


CASES.add("tf.mirrorPad", mirror, normal(3, 4), pairs=[[1, 2], [2, 1]], mode="reflect", row=20, second=True)
CASES.add("tf.mirrorPad", mirror, normal(3, 4), pairs=[[1, 3], [4, 0]], mode="symmetric", row=20)
for mode in ["constant", "reflect", "replicate", "circular"]:
    CASES.add("padAround", lambda x, padding, mode: F.pad(x, padding, mode=mode), normal(1, 2, 4, 3),
              padding=[1, 2, 2, 0], mode=mode)

CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), normal(2, 3), normal(4, 3), axis=0, second=True)
CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), normal(2, 1, 2), normal(2, 3, 2), axis=1)
CASES.add("concatenate", lambda a, b, axis: torch.cat([a, b], axis), normal(0, 3), normal(2, 3), axis=0)
CASES.add("stack", lambda a, b, axis: torch.stack([a, b], axis), normal(2, 3), normal(2, 3), axis=-1)
CASES.add("stack", lambda a, b, axis: torch.stack([a, b], axis), normal(), normal(), axis=0)
CASES.add("vstack", lambda a, b: torch.vstack([a, b]), normal(3), normal(2, 3))
CASES.add("unbind", lambda x, axis, place: x.unbind(axis)[place], normal(2, 3, 4), axis=1, place=2)
CASES.add("unbind", lambda x, axis, place: x.unbind(axis)[place], normal(1, 3), axis=0, place=0)
CASES.add("tf.split", lambda x, sizes, axis, place: x.split(sizes, axis)[place], normal(3, 6), sizes=[1, 3, 2], axis=1, place=1)
CASES.add("tf.split", lambda x, sizes, axis, place: x.split(sizes, axis)[place], normal(4, 2), sizes=[4], axis=0, place=0)
CASES.add("tile", lambda x, reps: x.repeat(reps), normal(2, 3), reps=[3, 2], second=True)
CASES.add("tile", lambda x, reps: x.repeat(reps), normal(1, 2, 1, 2, 2), reps=[2, 1, 3, 2, 1])
CASES.add("broadcastTo", lambda x, shape: x.broadcast_to(shape), normal(3, 1), shape=[2, 3, 4])
CASES.add("broadcastTo", lambda x, shape: x.broadcast_to(shape), normal(1, 3), shape=[0, 3])
CASES.add("broadcastTo", lambda x, shape: x.broadcast_to(shape), normal(3, 1), shape=[2, 3, 0])
CASES.add("broadcastTo", lambda x, shape: x.broadcast_to(shape), normal(1, 2, 1, 2, 1), shape=[2, 2, 3, 2, 2])
CASES.add("reverse", lambda x, axis: x.flip(axis), normal(2, 3, 4), axis=[0, 2])
CASES.add("flip", lambda x, axis: x.flip(axis), normal(3, 4), axis=[1])
CASES.add("roll", lambda x, shift, axis: x.roll(shift, axis), normal(3, 4), shift=[1, -2], axis=[0, 1])
CASES.add("roll", lambda x, shift: x.roll(shift), normal(3, 4), shift=5)
for diagonal in [-1, 0, 1]:
    CASES.add("tril", lambda x, diagonal: x.tril(diagonal), normal(3, 4), diagonal=diagonal)
    CASES.add("triu", lambda x, diagonal: x.triu(diagonal), normal(2, 4, 3), diagonal=diagonal)
CASES.add("tril", lambda x, diagonal: x.tril(diagonal), booleans(5, 5), diagonal=0)
CASES.add("triu", lambda x, diagonal: x.triu(diagonal), booleans(2, 7, 5), diagonal=1)

CASES.add("sort", lambda x, axis, descending: x.sort(axis, descending)[0], distinct(3, 5), axis=1, descending=False, second=True)
CASES.add("sort", lambda x, axis, descending: x.sort(axis, descending)[0], distinct(2, 3, 4), axis=1, descending=True)
CASES.add("argsort", lambda x, axis, descending: x.argsort(axis, descending), distinct(3, 5), axis=1, descending=True)
CASES.add("argsort", lambda x, axis, descending: x.argsort(axis, descending), distinct(4, 3), axis=0, descending=False)
for offset, axes in [(0, [0, 1]), (1, [0, 2]), (-2, [-1, 0]), (4, [0, 2]), (7, [0, 1])]:
    CASES.add("diagonal", lambda x, diagonal, axes: x.diagonal(diagonal, *axes), normal(3, 2, 5), diagonal=offset, axes=axes,
              grad=offset != 7)
CASES.add("masked fill", lambda x, mask, value: x.masked_fill(mask, value), normal(2, 3, 4), booleans(3, 4), value=-2.5)
CASES.add("sort with places", lambda x, axis: list(x.sort(axis)), distinct(4, 3), axis=0)
CASES.add("tf.topk", lambda x, k: x.topk(k)[0], distinct(3, 6), k=2)
CASES.add("tf.topk with places", lambda x, k: list(x.topk(k)), distinct(2, 5), k=3)


for k, axis, descending in [(2, -1, True), (3, 0, True), (2, 1, False), (4, 2, False)]:
    CASES.add("topk", lambda x, k, axis, descending: list(x.topk(k, axis, descending)), distinct(3, 4, 5), k=k, axis=axis,
              descending=descending)
    CASES.add("topk's values", lambda x, k, axis, descending: x.topk(k, axis, descending)[0], distinct(3, 4, 5), k=k, axis=axis,
              descending=descending, second=k == 3)
CASES.add("topk", lambda x, k, axis: list(x.topk(k, axis)), distinct(5), k=0, axis=0)
CASES.add("topk", lambda x, k, axis: list(x.topk(k, axis)), integers(-50, 50, 3, 2), k=1, axis=0)


def unique(x, axis=None):
    return list(x.unique(return_inverse=True, return_counts=True, dim=axis))


CASES.add("unique", unique, integers(-3, 4, 4, 5))
CASES.add("unique", unique, given([[2.0, -1.0, 2.0], [0.5, -1.0, -0.0], [2.0, 7.0, 0.0]]))
CASES.add("unique", unique, booleans(3, 4))
CASES.add("unique", unique, given([3.0]))
CASES.add("unique", unique, normal(0))
CASES.add("unique", unique, integers(0, 2, 9, 2), axis=0)
CASES.add("unique", unique, integers(0, 2, 2, 8, 2), axis=1)
CASES.add("unique", unique, integers(0, 2, 2, 9), axis=-1)
CASES.add("unique", unique, given([[1.0, 2.0], [0.0, 3.0], [1.0, 2.0], [-1.0, 9.0]]), axis=0)
CASES.add("tf.searchSorted", torch.searchsorted, given([0.0, 1.0, 2.0, 4.0]), given([-1.0, 1.0, 3.0, 9.0]))
ROWS = given([[0.0, 1.0, 1.0, 4.0], [-3.0, -2.0, 0.5, 0.5]])
for right in [False, True]:
    search = lambda rows, x, right: torch.searchsorted(rows, x, right=right)
    CASES.add("searchSorted", search, ROWS, given([[1.0, -1.0, 9.0], [0.5, 0.0, -2.0]]), right=right)
    CASES.add("searchSorted", search, given([0.0, 1.0, 1.0, 4.0]), given([[1.0, 0.5], [4.0, -7.0]]), right=right)
    CASES.add("searchSorted", search, whole([16777216, 16777217, 16777218]), whole([16777217, 16777219]), right=right)
    CASES.add("searchSorted", search, given([float("-inf"), 0.0, float("inf")]), given([float("-inf"), float("inf")]), right=right)
CASES.add("searchSorted", torch.searchsorted, normal(0), normal(2), grad=False)
CASES.add("bincount", lambda x: x.bincount(), integers(0, 5, 12))
CASES.add("bincount", lambda x, size: x.bincount(minlength=size), integers(0, 5, 12), size=9)
CASES.add("bincount", lambda x, size: x.bincount(minlength=size), integers(0, 5, 0), size=3)
CASES.add("bincount", lambda x, w: x.bincount(w), integers(0, 4, 7), normal(7), grad=False)
CASES.add("bincount", lambda x: x.bincount(), whole([1, -1]), refused=True)
CASES.add("diag", torch.diag, normal(4))
CASES.add("eye", lambda x: torch.eye(4, dtype=x.dtype) * x, normal(4))
CASES.add("embedding lookup", lambda w, i: w[i.long()], normal(6, 4), integers(0, 6, 2, 5), second=True)
CASES.add("arange", lambda x: x + torch.arange(3, 0, -1), normal(2, 3))
CASES.add("linspace", lambda x: x * torch.linspace(-1, 1, 5, dtype=x.dtype), normal(2, 5))
