"""The PyTorch twin of solution.ts."""

from torch import Tensor
from torch.nn import functional as F

IntOrPair = int | tuple[int, int]
"""One number for both axes, or (height, width)."""


def max_pool2d(
    x: Tensor, kernel_size: IntOrPair, stride: IntOrPair | None = None, padding: IntOrPair = 0
) -> Tensor:
    """The largest entry of each window; `stride` is the kernel size unless given."""
    kernel_h, kernel_w = pair(kernel_size)
    stride_h, stride_w = pair(kernel_size if stride is None else stride)
    pad_h, pad_w = pair(padding)
    padded = F.pad(x, (pad_w, pad_w, pad_h, pad_h), value=float("-inf"))  # [batch, channel, height, width]
    strips = padded.unfold(2, kernel_h, stride_h)  # [batch, channel, oh, width, kh]
    windows = strips.unfold(3, kernel_w, stride_w)  # [batch, channel, oh, ow, kh, kw]
    return windows.amax(dim=(-2, -1))  # [batch, channel, oh, ow]


def pair(value: IntOrPair) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else value
