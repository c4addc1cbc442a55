"""The PyTorch twin of solution.ts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

Examples = TensorDataset
"""Images [n, 1, height, width] and the class of each, int64 [n]."""


@dataclass(frozen=True)
class Data:
    train: Examples
    test: Examples


@dataclass(frozen=True)
class TrainingArgs:
    batch_size: int
    epochs: int
    learning_rate: float
    seed: int
    """Determines the order of the training examples."""


@dataclass(frozen=True)
class History:
    loss_list: list[float] = field(default_factory=list)
    """One number a step: the mean loss of its batch."""
    accuracy_list: list[float] = field(default_factory=list)
    """One number an epoch: the share of the test examples that is right after it."""


@torch.no_grad()
def evaluate(model: nn.Module, examples: Examples, batch_size: int) -> float:
    """
    The share of examples whose largest logit is that of their class. The model evaluates, and is left as it
    was.
    """
    right = 0
    with eval_mode(model):
        for images, labels in DataLoader(examples, batch_size):
            predicted = model(images).argmax(dim=-1)  # [batch]
            right += int((predicted == labels).sum())
    return right / len(examples)


def train(model: nn.Module, data: Data, args: TrainingArgs) -> History:
    """Trains the model with Adam on the mean cross entropy, and evaluates it after each epoch."""
    optimizer = torch.optim.Adam(model.parameters(), lr=args.learning_rate)
    order = torch.Generator().manual_seed(args.seed)
    loader = DataLoader(data.train, args.batch_size, shuffle=True, generator=order)
    history = History()
    for _ in range(args.epochs):
        model.train()
        for images, labels in loader:
            loss = F.cross_entropy(model(images), labels)  # []
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            history.loss_list.append(loss.item())
        history.accuracy_list.append(evaluate(model, data.test, args.batch_size))
    return history


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
