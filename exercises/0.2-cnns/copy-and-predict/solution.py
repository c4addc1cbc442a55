"""The PyTorch twin of solution.ts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Predictions:
    probs: Tensor
    """The largest probability of each image, float32 [batch]."""
    classes: Tensor
    """The class that has it, int64 [batch]."""


def copy_weights(mine: nn.Module, reference: Mapping[str, Tensor]) -> nn.Module:
    """
    Copies the values of somebody else's state into a module by position, since the names differ.

    Raises ValueError if the number of entries or any shape differs; nothing has been changed then.
    """
    own = mine.state_dict()
    if len(own) != len(reference):
        raise ValueError(f"There are {len(own)} tensors here and {len(reference)} in the reference.")
    for (name, tensor), (their_name, values) in zip(own.items(), reference.items(), strict=True):
        if tensor.shape != values.shape:
            raise ValueError(f"{name} is {list(tensor.shape)}, but {their_name} is {list(values.shape)}.")
    mine.load_state_dict(dict(zip(own, reference.values(), strict=True)))
    return mine


@torch.no_grad()
def predict(model: nn.Module, images: Tensor) -> Predictions:
    """
    The most probable class of each image. The model evaluates, is a constant for gradients, and is left as
    it was.
    """
    with eval_mode(model):
        logits = model(images)  # [batch, class]
    probs, classes = logits.softmax(dim=-1).max(dim=-1)  # [batch] each
    return Predictions(probs, classes)


@contextmanager
def eval_mode(model: nn.Module) -> Iterator[None]:
    """What arena/tools calls `evalMode`: evaluation within the block, and each module's own mode after it."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training
