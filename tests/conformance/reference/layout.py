"""Transpositions to rank 8, reshapes, and einops' rearrange, reduce, repeat."""

import torch

from .case import Category, distinct, normal

CASES = Category("layout")

for shape, axes in [((2, 3), [1, 0]), ((2, 3, 4), [2, 0, 1]), ((2, 3, 2, 4), [0, 2, 1, 3]), ((2, 1, 3, 2, 2), [4, 2, 0, 1, 3]),
                    ((1, 2, 3, 2, 1, 2), [5, 3, 1, 0, 2, 4]), ((2, 1, 2, 3, 1, 2, 2), [6, 0, 5, 1, 4, 2, 3]),
                    ((1, 2, 2, 3, 1, 2, 2, 2), [7, 5, 3, 1, 6, 4, 2, 0]), ((0, 3), [1, 0]), ((1,), [0])]:
    CASES.add("transpose", lambda x, axes: x.permute(axes), normal(*shape), axes=axes, grad=0 not in shape, second=shape == (2, 3))
CASES.add("reshape", lambda x, shape: x.reshape(shape), normal(2, 6), shape=[3, -1], second=True)
CASES.add("squeeze", lambda x: x.squeeze(), normal(1, 3, 1, 2))
CASES.add("unsqueeze", lambda x, axis: x.unsqueeze(axis), normal(3, 2), axis=-1)

REARRANGED = [
    ((2, 3, 4, 5), "b h w c -> b c h w", {}, lambda x: x.permute(0, 3, 1, 2)),
    ((2, 3, 4, 5), "b h w c -> (b h) (w c)", {}, lambda x: x.reshape(6, 20)),
    ((2, 12, 3), "b (head d) s -> b head s d", {"head": 3}, lambda x: x.reshape(2, 3, 4, 3).transpose(2, 3)),
    ((1, 4, 6, 3), "b (h p) (w q) c -> b h w (p q c)", {"p": 2, "q": 3},
     lambda x: x.reshape(1, 2, 2, 2, 3, 3).permute(0, 1, 3, 2, 4, 5).reshape(1, 2, 2, 18)),
    ((2, 3, 4), "... d -> d ...", {}, lambda x: x.permute(2, 0, 1)),
    ((3, 1, 4), "a 1 b -> (b a)", {}, lambda x: x.squeeze(1).T.reshape(12)),
    ((8, 4, 4, 2), "(b1 b2) h w c -> (b1 h) (b2 w) c", {"b1": 2},
     lambda x: x.reshape(2, 4, 4, 4, 2).permute(0, 2, 1, 3, 4).reshape(8, 16, 2)),
    ((1, 4, 4, 2, 2, 2), "b (h i) (w j) x y c -> (b h w) (i x) (j y) c", {"i": 2, "j": 2},
     lambda x: x.reshape(1, 2, 2, 2, 2, 2, 2, 2).permute(0, 1, 3, 2, 5, 4, 6, 7).reshape(4, 4, 4, 2)),
]
for shape, pattern, lengths, function in REARRANGED:
    CASES.add("rearrange", lambda x, pattern, lengths, function=function: function(x), normal(*shape), pattern=pattern,
              lengths=lengths)

REDUCED = [
    ((2, 3, 4, 5), "b c h w -> b c", "mean", {}, lambda x: x.mean((2, 3))),
    ((2, 3, 4, 6), "b c (h p) (w q) -> b c h w", "max", {"p": 2, "q": 3}, lambda x: x.reshape(2, 3, 2, 2, 2, 3).amax((3, 5))),
    ((2, 3, 4), "... d -> ...", "sum", {}, lambda x: x.sum(-1)),
    ((2, 3, 4), "a b c -> c a", "min", {}, lambda x: x.amin(1).T),
    ((3, 4), "a b -> a 1", "prod", {}, lambda x: x.prod(1, keepdim=True)),
    ((3, 4), "a b ->", "mean", {}, lambda x: x.mean()),
]
for shape, pattern, reduction, lengths, function in REDUCED:
    CASES.add("reduce", lambda x, pattern, reduction, lengths, function=function: function(x), distinct(*shape),
              pattern=pattern, reduction=reduction, lengths=lengths)

REPEATED = [
    ((3, 2), "h w -> h w c", {"c": 3}, lambda x: x.unsqueeze(-1).repeat(1, 1, 3)),
    ((3, 2), "h w -> (2 h) (w k)", {"k": 2}, lambda x: x.repeat(2, 1).repeat_interleave(2, 1)),
    ((4,), "d -> b d", {"b": 5}, lambda x: x.repeat(5, 1)),
    ((2, 3, 2), "b ... -> (b r) ...", {"r": 2}, lambda x: x.repeat_interleave(2, 0)),
]
for shape, pattern, lengths, function in REPEATED:
    CASES.add("repeat", lambda x, pattern, lengths, function=function: function(x), normal(*shape), pattern=pattern,
              lengths=lengths)
