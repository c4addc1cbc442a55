"""Reductions and scans: any axes, empty tensors, accuracy, ties."""

import torch

from .case import Category, booleans, distinct, given, integers, normal, uniform

CASES = Category("reduction")


def axes_of(x, axis):
    return tuple(range(x.dim())) if axis is None else tuple(axis) if isinstance(axis, list) else (axis,)


def total(x, axis=None, keep=False):
    return x.sum(axes_of(x, axis), keepdim=keep)


def mean(x, axis=None, keep=False):
    return x.mean(axes_of(x, axis), keepdim=keep)


def largest(x, axis=None, keep=False):
    return x.amax(axes_of(x, axis), keepdim=keep)


def smallest(x, axis=None, keep=False):
    return x.amin(axes_of(x, axis), keepdim=keep)


def product(x, axis=None, keep=False):
    for place in sorted(axes_of(x, axis), reverse=True):
        x = x.prod(place, keepdim=keep)
    return x


def log_sum_exp(x, axis=None, keep=False):
    return x.logsumexp(axes_of(x, axis), keepdim=keep)


FUNCTIONS = {"sum": total, "mean": mean, "max": largest, "min": smallest, "prod": product, "logSumExp": log_sum_exp}
for name, function in FUNCTIONS.items():
    CASES.add(name, function, distinct(3, 4), second=True)
    CASES.add(name, function, distinct(2, 3, 4), axis=1, keep=True)
    CASES.add(name, function, distinct(2, 3, 2, 3), axis=[0, 2])
    CASES.add(name, function, distinct(1, 2, 1, 2, 1, 3, 2, 1), axis=[1, 5])
    CASES.add(name, function, distinct(1))
CASES.add("sum", total, normal(0, 3), axis=0, row=8)
CASES.add("sum", total, normal(0, 3), axis=1, row=8)
CASES.add("sum", total, normal(0), row=8)
CASES.add("mean", mean, normal(0), row=8, grad=False)
CASES.add("mean", mean, normal(0, 2), axis=0, row=8, grad=False)
CASES.add("prod", product, normal(0, 2), axis=0, row=8, grad=False)
CASES.add("max", largest, given([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]]), axis=1, row=23, smooth=False)
CASES.add("min", smallest, given([[1.0, 1.0, 3.0], [2.0, 2.0, 2.0]]), row=23, smooth=False)
CASES.add("prod", product, given([[1.5, 0.0, 2.0], [0.0, 0.0, 3.0]]), axis=1)
CASES.add("sum of many", lambda x, count: (x * torch.ones(count, dtype=x.dtype)).sum(), given(0.1), count=1000000, row=7,
          grad=False)
CASES.add("mean of many", lambda x, count: (x * torch.ones(count, dtype=x.dtype)).mean(), given(0.1), count=1000000,
          row=7, grad=False)

CASES.add("argMax", lambda x, axis: x.argmax(axis), distinct(4, 5), axis=1)
CASES.add("argMax", lambda x, axis: x.argmax(axis), distinct(2, 3, 4), axis=0)
CASES.add("argMax", lambda x, axis: x.argmax(axis), distinct(6), axis=0, row=16)
CASES.add("argMax", lambda x, axis: x.argmax(axis), distinct(1, 2, 1, 2, 1, 3, 2, 1), axis=5)
CASES.add("argMin", lambda x, axis: x.argmin(axis), distinct(4, 5), axis=-1)
CASES.add("any", lambda x, axis: x.any(axis), booleans(4, 3), axis=1)
CASES.add("all", lambda x, axis: x.all(axis), booleans(4, 2), axis=0)
CASES.add("any", lambda x, axis: x.any(axis), booleans(3, 0), axis=1)
CASES.add("all", lambda x, axis: x.all(axis), booleans(3, 0), axis=1)
CASES.add("any", lambda x, axis: x.bool().any(axis), integers(0, 2, 3, 2), axis=1)


def cumulative(x, axis, exclusive=False, reverse=False):
    y = x.flip(axis) if reverse else x
    y = y.cumsum(axis)
    y = y - (x.flip(axis) if reverse else x) if exclusive else y
    return y.flip(axis) if reverse else y


CASES.add("cumsum", cumulative, normal(3, 4), axis=0, second=True)
CASES.add("cumsum", cumulative, normal(2, 3, 4), axis=1)
CASES.add("cumsum", cumulative, normal(2, 5), axis=1, exclusive=True)
CASES.add("cumsum", cumulative, normal(2, 5), axis=1, reverse=True, row=12)
CASES.add("cumsum", cumulative, normal(3, 7), axis=1, reverse=True, row=12)
CASES.add("cumsum", cumulative, normal(3, 2), axis=0, exclusive=True, reverse=True, row=12)
CASES.add("cumsum", cumulative, integers(-3, 4, 2, 5), axis=1)
CASES.add("cumprod", lambda x, axis: x.cumprod(axis), uniform(0.5, 2.0, 3, 4), axis=1)
CASES.add("cumprod", lambda x, axis: x.cumprod(axis), normal(2, 3, 2), axis=1)
CASES.add("cumprod", lambda x, axis: x.cumprod(axis), given([[2.0, 0.0, 3.0, 0.0]]), axis=1)

CASES.add("variance", lambda x, axis, correction: x.var(axis, correction=correction), normal(4, 5), axis=1,
          correction=1, second=True)
CASES.add("variance", lambda x, axis, correction: x.var(axis, correction=correction), normal(2, 3, 4), axis=[0, 2],
          correction=0)
CASES.add("std", lambda x, axis, correction: x.std(axis, correction=correction), normal(4, 5), axis=0, correction=1,
          second=True)
CASES.add("std of equal numbers", lambda x: x.std(-1), given([[2.0, 2.0, 2.0], [1.0, 2.0, 3.0]]), smooth=False, grad=False)
CASES.add("tf.moments", lambda x, axis: x.var(axis, correction=0), normal(3, 4), axis=0)
CASES.add("tf.bincount", lambda x, size: x.bincount(minlength=size).double(), integers(0, 5, 12), size=6)
