"""The PyTorch twin of solution.ts."""

import torch
from torch import Tensor

IntOrPair = int | tuple[int, int]
"""One number for both axes, or (height, width)."""


def windows1d(x: Tensor, k: int) -> Tensor:
    """Every run of `k` neighbours of `x`, one a row: entry [i, j] is x[i + j]."""
    return x[window_table(len(x), k, 1)]  # [start, offset]


def conv1d_minimal(x: Tensor, weights: Tensor) -> Tensor:
    """Valid cross-correlation along the last axis: stride 1, no padding, channels summed."""
    width, kernel = x.shape[-1], weights.shape[-1]
    windows = x[:, :, window_table(width, kernel, 1)]  # [batch, in, start, offset]
    return torch.einsum("bisk,oik->bos", windows, weights)  # [batch, out, start]


def pad2d(x: Tensor, left: int, right: int, top: int, bottom: int, value: float) -> Tensor:
    """`x` with `value` around its last two axes."""
    batch, channel, height, width = x.shape
    size = (batch, channel, top + height + bottom, left + width + right)
    padded = x.new_full(size, value)  # [batch, channel, high, wide]
    padded[:, :, top : top + height, left : left + width] = x  # [batch, channel, height, width]
    return padded  # [batch, channel, high, wide]


def conv2d(x: Tensor, weights: Tensor, stride: IntOrPair = 1, padding: IntOrPair = 0) -> Tensor:
    """Two-dimensional cross-correlation, as torch.nn.functional.conv2d without bias."""
    stride_h, stride_w = pair(stride)
    pad_h, pad_w = pair(padding)
    kernel_h, kernel_w = weights.shape[-2:]
    padded = pad2d(x, pad_w, pad_w, pad_h, pad_h, 0)  # [batch, in, height, width]
    rows = window_table(padded.shape[2], kernel_h, stride_h)  # [oh, kh]
    columns = window_table(padded.shape[3], kernel_w, stride_w)  # [ow, kw]
    windows = padded[:, :, rows][..., columns]  # [batch, in, oh, kh, ow, kw]
    return torch.einsum("bihkwl,oikl->bohw", windows, weights)  # [batch, out, oh, ow]


def window_table(length: int, kernel: int, stride: int) -> Tensor:
    """Where each window's entries stand in a row of `length`: entry [i, j] is i · stride + j."""
    count = (length - kernel) // stride + 1
    starts = stride * torch.arange(count)  # [start]
    return starts.unsqueeze(1) + torch.arange(kernel)  # [start, offset]


def pair(value: IntOrPair) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else value
