"""Largest entries and averages of windows."""

import torch
import torch.nn.functional as F

from .case import Category, distinct, given, normal, uniform
from .convolution import first, last, same_borders

CASES = Category("pooling")


def max_pool(x, kernel, stride=None, padding=0, dilation=1, ceil=False):
    return F.max_pool2d(x, kernel, stride, padding, dilation, ceil)


def avg_pool(x, kernel, stride=None, padding=0, count=True):
    return F.avg_pool2d(x, kernel, stride, padding, count_include_pad=count)


CASES.add("maxPool2d", max_pool, distinct(2, 3, 6, 4), kernel=2, second=True, row=21)
CASES.add("maxPool2d", max_pool, distinct(1, 2, 7, 5), kernel=[3, 2], stride=[2, 1])
CASES.add("maxPool2d", max_pool, distinct(1, 2, 5, 6), kernel=3, stride=2, padding=1)
CASES.add("maxPool2d", max_pool, distinct(2, 5, 5), kernel=2)
CASES.add("maxPool2d", max_pool, uniform(-9.0, -1.0, 2, 2, 4, 6), kernel=2, row=3)
CASES.add("maxPool2d", max_pool, distinct(2, 2, 7, 6), kernel=3, stride=1, dilation=2, second=True)
CASES.add("maxPool2d", max_pool, distinct(1, 2, 7, 6), kernel=2, dilation=3)
CASES.add("maxPool2d", max_pool, distinct(1, 2, 8, 5), kernel=[3, 2], stride=[2, 1], padding=[1, 0], dilation=[2, 3])
CASES.add("maxPool2d", max_pool, distinct(2, 1, 6, 7), kernel=3, stride=2, padding=1, dilation=2, ceil=True)
CASES.add("maxPool2d", max_pool, distinct(2, 5, 5), kernel=3, stride=1, dilation=2)
CASES.add("maxPool2d", max_pool, given([[[[1.0, 1.0, 0.0], [1.0, 1.0, 2.0], [2.0, 0.0, 2.0]]]]), kernel=2, stride=1, smooth=False)
CASES.add("maxPool2d", max_pool, given([[[[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 1.0]]]]), kernel=2, stride=1, dilation=2,
          smooth=False)
CASES.add("avgPool2d", avg_pool, normal(2, 3, 6, 4), kernel=2, second=True)
CASES.add("avgPool2d", avg_pool, normal(1, 2, 7, 5), kernel=[3, 2], stride=[2, 1])
CASES.add("avgPool2d", avg_pool, normal(1, 2, 5, 6), kernel=3, stride=2, padding=1)
CASES.add("avgPool2d", avg_pool, normal(1, 2, 5, 6), kernel=3, stride=2, padding=1, count=False, row=19)


def tf_max_pool(x, kernel, stride, pad="valid"):
    y = first(x)
    if pad == "same":
        y = same_borders(y + 1000, [kernel, kernel], stride) - 1000  # zeros far below every entry
    return last(F.max_pool2d(y, kernel, stride))


def tf_avg_pool(x, kernel, stride, pad="valid"):
    y = first(x)
    if pad == "valid":
        return last(F.avg_pool2d(y, kernel, stride))
    size = [kernel, kernel]
    inside = F.avg_pool2d(same_borders(torch.ones_like(y), size, stride), kernel, stride)
    return last(F.avg_pool2d(same_borders(y, size, stride), kernel, stride) / inside)


CASES.add("tf.maxPool", tf_max_pool, uniform(-9.0, -1.0, 1, 5, 4, 2), kernel=2, stride=2, row=3)
CASES.add("tf.maxPool", tf_max_pool, distinct(2, 5, 7, 2), kernel=3, stride=2, pad="same", row=3)
CASES.add("tf.maxPool", tf_max_pool, distinct(1, 5, 5, 1), kernel=2, stride=3, pad="same")
CASES.add("tf.maxPool", tf_max_pool, distinct(1, 1, 1, 1), kernel=1, stride=1)


def tf_max_pool_with_argmax(x, kernel, stride, pad="valid", batch=1):
    """Places in the flat input, from its begin or, where batch is 0, from each image's."""
    y = first(x)
    numbers = torch.arange(x.numel()).reshape(x.shape)
    if pad == "same":
        # far below every entry, and a place that nothing has
        y = same_borders(y + 1000, [kernel, kernel], stride) - 1000
        numbers = last(same_borders(first(numbers) + 1, [kernel, kernel], stride)) - 1
    values, places = F.max_pool2d(y, kernel, stride, return_indices=True)
    places = first(numbers).flatten(2).gather(2, places.flatten(2)).reshape(places.shape)
    return [last(values), last(places) % (x.numel() if batch else x[0].numel())]


CASES.add("tf.maxPoolWithArgmax", tf_max_pool_with_argmax, distinct(2, 5, 6, 3), kernel=2, stride=2)
CASES.add("tf.maxPoolWithArgmax", tf_max_pool_with_argmax, uniform(-9.0, -1.0, 2, 5, 4, 2), kernel=3, stride=2, pad="same")
CASES.add("tf.maxPoolWithArgmax", tf_max_pool_with_argmax, distinct(2, 4, 5, 1), kernel=2, stride=1, batch=0)
CASES.add("tf.avgPool", tf_avg_pool, normal(1, 5, 6, 2), kernel=3, stride=2, pad="same", row=19)
CASES.add("tf.avgPool", tf_avg_pool, normal(2, 4, 5, 2), kernel=2, stride=1, pad="same", row=19, second=True)
CASES.add("tf.avgPool", tf_avg_pool, normal(1, 6, 5, 2), kernel=2, stride=2)


def avg_pool3d(x, kernel, stride):
    return last(F.avg_pool3d(first(x), kernel, stride))


def max_pool3d(x, kernel, stride):
    return last(F.max_pool3d(first(x), kernel, stride))


CASES.add("tf.maxPool", tf_max_pool, uniform(-9.0, -1.0, 1, 5, 4, 2), kernel=3, stride=2, pad="same", second=True)
CASES.add("tf.avgPool3d", avg_pool3d, normal(1, 4, 4, 5, 2), kernel=2, stride=2)
CASES.add("tf.maxPool3d", max_pool3d, distinct(1, 4, 4, 5, 2), kernel=2, stride=2)
