"""The layers of the grader of 0.2/hooks."""

from torch import Tensor, nn


class Log(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.log()  # x's shape


class Mend(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.nan_to_num(0)  # x's shape


class Double(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * 2  # x's shape


class Broken(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        raise RuntimeError("this layer is broken")


class Tidy(nn.Module):
    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x) + 1  # x's shape


LAYERS = {
    "Log": lambda children: Log(),
    "Mend": lambda children: Mend(),
    "Double": lambda children: Double(),
    "Broken": lambda children: Broken(),
    "Tidy": lambda children: Tidy(**children()),
    "Thrifty": lambda children: Tidy(**children()),  # the same numbers; only TypeScript frees by hand
}
