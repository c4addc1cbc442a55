"""The PyTorch twin of solution.ts."""

from torch import Tensor, nn


class ResidualBlock(nn.Module):
    """
    The block of He et al., "Deep residual learning for image recognition" (2015), for networks of up to 34
    layers: relu(left(x) + right(x)). The right path is the identity where shapes allow it and a 1 × 1
    projection elsewhere.
    """

    def __init__(self, in_feats: int, out_feats: int, first_stride: int = 1) -> None:
        super().__init__()
        self.left = nn.Sequential(
            nn.Conv2d(in_feats, out_feats, 3, stride=first_stride, padding=1, bias=False),
            nn.BatchNorm2d(out_feats),
            nn.ReLU(),
            nn.Conv2d(out_feats, out_feats, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_feats),
        )
        same_shape = in_feats == out_feats and first_stride == 1
        self.right = nn.Identity() if same_shape else projection(in_feats, out_feats, first_stride)

    def forward(self, x: Tensor) -> Tensor:
        change = self.left(x)  # [batch, out, height / stride, width / stride]
        return (change + self.right(x)).relu()  # [batch, out, height / stride, width / stride]


def projection(in_feats: int, out_feats: int, stride: int) -> nn.Sequential:
    """Brings an input to the left path's shape, pixel by pixel."""
    return nn.Sequential(
        nn.Conv2d(in_feats, out_feats, 1, stride=stride, bias=False),
        nn.BatchNorm2d(out_feats),
    )
