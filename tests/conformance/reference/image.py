"""Resizing and mirroring images, [batch, height, width, channel]."""

import torch.nn.functional as F

from .case import Category, normal
from .convolution import first, last

CASES = Category("image")


def bilinear(x, size, align=False, half=False):
    if align or half:
        return last(F.interpolate(first(x), size, mode="bilinear", align_corners=align))
    for axis, length in zip((1, 2), size):
        x = stretched(x, axis, length)
    return x


def stretched(x, axis, length):
    """Neither corners nor half pixels: entry i lies at i · old / new."""
    import torch

    old = x.shape[axis]
    places = torch.arange(length, dtype=torch.float64) * old / length
    below = places.floor().long()
    above = (below + 1).clip(max=old - 1)
    share = (places - below).reshape(-1, *[1] * (x.dim() - axis - 1))
    return x.index_select(axis, below) * (1 - share) + x.index_select(axis, above) * share


CASES.add("tf.image.resizeBilinear", bilinear, normal(1, 3, 4, 2), size=[5, 7], align=True)
CASES.add("tf.image.resizeBilinear", bilinear, normal(1, 3, 4, 2), size=[5, 7], half=True, row=22)
CASES.add("tf.image.resizeBilinear", bilinear, normal(2, 4, 6, 1), size=[2, 3], half=True, row=22)
CASES.add("tf.image.resizeBilinear", bilinear, normal(1, 3, 4, 2), size=[6, 5])
CASES.add("tf.image.resizeNearestNeighbor", lambda x, size: last(F.interpolate(first(x), size, mode="nearest")), normal(1, 3, 4, 2),
          size=[6, 8])
CASES.add("tf.image.flipLeftRight", lambda x: x.flip(2), normal(2, 3, 4, 2))
CASES.add("tf.depthToSpace", lambda x, block: last(F.pixel_shuffle(first(
    x.reshape(*x.shape[:3], block, block, -1).movedim(-1, 3).flatten(3)), block)), normal(1, 2, 3, 8), block=2)
