"""How the plain arrays of 0.2/strides become tensors."""

import torch
from torch import Tensor


def strides_of(recorded: dict) -> list:
    """All strides among the recorded arguments."""
    if recorded["name"] == "asStrided":
        return recorded["args"][2]["list"]
    return [step for arg in recorded["args"] for step in arg["record"]["stride"]["list"]]


def reason_against(recorded: dict) -> str | None:
    return "PyTorch has no negative strides" if any(step["plain"] < 0 for step in strides_of(recorded)) else None


def arguments(name: str, args: list) -> list:
    """Flat data as a tensor; for trace, mv and mm the whole `Strided` as one."""
    if name == "asStrided":
        return [torch.tensor(args[0], dtype=torch.float32), *args[1:]]
    return [strided(**arg) for arg in args]


def strided(data: list, size: list, stride: list, offset: int) -> Tensor:
    return torch.tensor(data, dtype=torch.float32).as_strided(size, stride, offset)  # size
