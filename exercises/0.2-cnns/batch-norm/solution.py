"""The PyTorch twin of solution.ts."""

import torch
from torch import Tensor, nn


class BatchNorm2d(nn.Module):
    """
    Batch normalisation of images (Ioffe and Szegedy, 2015), with the numbers of torch.nn.BatchNorm2d:
    training normalises by the batch's biased variance and keeps the unbiased one for evaluation.
    """

    running_mean: Tensor  # [channel]
    running_var: Tensor  # [channel]

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))  # [channel]
        self.bias = nn.Parameter(torch.zeros(num_features))  # [channel]
        self.register_buffer("running_mean", torch.zeros(num_features))  # [channel]
        self.register_buffer("running_var", torch.ones(num_features))  # [channel]
        self.num_batches_tracked = 0

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return self.normalise(x, self.running_mean, self.running_var)  # [batch, channel, height, width]
        mean = x.mean(dim=(0, 2, 3))  # [channel]
        variance = x.var(dim=(0, 2, 3), correction=0)  # [channel]
        self.remember(mean, variance, x.numel() // mean.numel())
        return self.normalise(x, mean, variance)  # [batch, channel, height, width]

    @torch.no_grad()
    def remember(self, mean: Tensor, variance: Tensor, n: int) -> None:
        """Moves the running statistics towards those of a batch with `n` numbers a channel."""
        unbiased = variance * n / (n - 1)  # [channel]
        self.running_mean.lerp_(mean, self.momentum)  # [channel]
        self.running_var.lerp_(unbiased, self.momentum)  # [channel]
        self.num_batches_tracked += 1

    def normalise(self, x: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
        centred = x - per_channel(mean)  # [batch, channel, height, width]
        scaled = centred / per_channel((variance + self.eps).sqrt())  # [batch, channel, height, width]
        return scaled * per_channel(self.weight) + per_channel(self.bias)  # [batch, channel, height, width]


def per_channel(values: Tensor) -> Tensor:
    """[channel] in a shape that broadcasts against [batch, channel, height, width]."""
    return values[None, :, None, None]  # [1, channel, 1, 1]
