"""The PyTorch twin of solution.ts."""

from math import sqrt

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Conv2d(nn.Module):
    """Convolution with kernels of its own, without bias, and the first numbers of torch.nn.Conv2d."""

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: int, stride: int = 1, padding: int = 0
    ) -> None:
        super().__init__()
        self.stride = stride
        self.padding = padding
        bound = 1 / sqrt(in_channels * kernel_size * kernel_size)
        shape = (out_channels, in_channels, kernel_size, kernel_size)
        self.weight = nn.Parameter(torch.empty(shape).uniform_(-bound, bound))  # [out, in, kernel, kernel]

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.weight, stride=self.stride, padding=self.padding)  # [batch, out, oh, ow]
