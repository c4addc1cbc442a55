"""The PyTorch twin of solution.ts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Classifier(nn.Module):
    """A classifier whose last part ends with a linear layer. Any module with such `out_layers` will do."""

    out_layers: nn.Sequential


@dataclass(frozen=True)
class HeadTraining:
    steps: int
    learning_rate: float


def with_new_head(model: Classifier, n_classes: int) -> Classifier:
    """Freezes the model and gives it a new, trainable last layer for other classes."""
    model.requires_grad_(False)
    in_features = model.out_layers[-1].in_features
    model.out_layers[-1] = nn.Linear(in_features, n_classes)  # after freezing, so that it trains
    return model


def train_head(model: Classifier, images: Tensor, labels: Tensor, settings: HeadTraining) -> list[float]:
    """
    Trains the last layer on all images at once by SGD. Gives the loss of each step. The model is in
    evaluation mode meanwhile, since frozen norms would go on following the batches otherwise.
    """
    head = list(model.out_layers[-1].parameters())  # [class, feature] and [class]
    optimizer = torch.optim.SGD(head, lr=settings.learning_rate)
    losses: list[float] = []
    with eval_mode(model):
        for _ in range(settings.steps):
            loss = F.cross_entropy(model(images), labels)  # []
            loss.backward(inputs=head)
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
    return losses


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
