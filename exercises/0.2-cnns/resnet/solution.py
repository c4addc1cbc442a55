"""The PyTorch twin of solution.ts."""

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor, nn


@dataclass(frozen=True)
class ResNetConfig:
    """What makes one residual network differ from another. The three lists have one entry a group."""

    in_channels: int
    stem_features: int
    n_blocks_per_group: Sequence[int]
    out_features_per_group: Sequence[int]
    first_strides_per_group: Sequence[int]
    n_classes: int


class ResidualBlock(nn.Module):
    """The residual block of the room before. Given."""

    def __init__(self, in_feats: int, out_feats: int, first_stride: int = 1) -> None:
        super().__init__()
        self.left = nn.Sequential(
            nn.Conv2d(in_feats, out_feats, 3, stride=first_stride, padding=1, bias=False),
            nn.BatchNorm2d(out_feats),
            nn.ReLU(),
            nn.Conv2d(out_feats, out_feats, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_feats),
        )
        self.right = nn.Identity()
        if first_stride == 1 and in_feats == out_feats:
            return
        project = nn.Conv2d(in_feats, out_feats, 1, stride=first_stride, bias=False)
        self.right = nn.Sequential(project, nn.BatchNorm2d(out_feats))

    def forward(self, x: Tensor) -> Tensor:
        return (self.left(x) + self.right(x)).relu()  # [batch, out, height / stride, width / stride]


class AveragePool(nn.Module):
    """The mean of each channel over the picture, so that the head does not depend on its size."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(dim=(2, 3))  # [batch, channel]


class BlockGroup(nn.Module):
    """Residual blocks in a row, of which only the first changes size and channels."""

    def __init__(self, n_blocks: int, in_feats: int, out_feats: int, first_stride: int = 1) -> None:
        super().__init__()
        first = ResidualBlock(in_feats, out_feats, first_stride)
        others = (ResidualBlock(out_feats, out_feats) for _ in range(n_blocks - 1))
        self.blocks = nn.Sequential(first, *others)

    def forward(self, x: Tensor) -> Tensor:
        return self.blocks(x)  # [batch, out, height / stride, width / stride]


class ResNet(nn.Module):
    """The residual networks of He et al. (2015) with basic blocks, such as ResNet-34. Gives logits."""

    def __init__(self, cfg: ResNetConfig) -> None:
        super().__init__()
        self.in_layers = nn.Sequential(
            nn.Conv2d(cfg.in_channels, cfg.stem_features, 7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(cfg.stem_features),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
        )
        in_feats = [cfg.stem_features, *cfg.out_features_per_group[:-1]]
        groups = zip(
            cfg.n_blocks_per_group,
            in_feats,
            cfg.out_features_per_group,
            cfg.first_strides_per_group,
            strict=True,
        )
        self.residual_layers = nn.Sequential(*(BlockGroup(*numbers) for numbers in groups))
        features = [cfg.stem_features, *cfg.out_features_per_group][-1]
        self.out_layers = nn.Sequential(AveragePool(), nn.Linear(features, cfg.n_classes))

    def forward(self, x: Tensor) -> Tensor:
        stem = self.in_layers(x)  # [batch, stem_features, height / 4, width / 4]
        features = self.residual_layers(stem)  # [batch, features, smaller height, smaller width]
        return self.out_layers(features)  # [batch, n_classes]
