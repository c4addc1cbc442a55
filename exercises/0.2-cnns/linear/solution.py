"""The PyTorch twin of solution.ts."""

from math import sqrt

import torch
from torch import Tensor, nn


class Linear(nn.Module):
    """x · weightᵀ + bias over the last axis."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        bound = 1 / sqrt(in_features)

        def start(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.empty(shape).uniform_(-bound, bound))  # shape

        self.weight = start(out_features, in_features)  # [out, in]
        self.bias = start(out_features) if bias else None  # [out]

    def forward(self, x: Tensor) -> Tensor:
        product = torch.einsum("...i,oi->...o", x, self.weight)  # [..., out]
        return product if self.bias is None else product + self.bias  # [..., out]

    def extra_repr(self) -> str:
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )
