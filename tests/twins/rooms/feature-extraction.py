"""The network of the grader of 0.2/feature-extraction."""

from torch import Tensor, nn

DRAWN = ("withNewHead",)
"""What these give has first values drawn by chance: names, shapes and what is frozen are compared."""


class Trained(nn.Module):
    def __init__(self, in_layers: nn.Sequential, out_layers: nn.Sequential) -> None:
        super().__init__()
        self.in_layers = in_layers
        self.out_layers = out_layers

    def forward(self, x: Tensor) -> Tensor:
        return self.out_layers(self.in_layers(x))  # [batch, class]


LAYERS = {"Trained": lambda children: Trained(**children())}
