"""Steps of optimizers: the parameter after each of the given gradients, and a short training."""

import torch

from .case import Category, normal
from .layers import NETWORK, small_network

CASES = Category("optimizer")

NAMES = {"weightDecay": "weight_decay"}


def stepped(start, gradients, kind, settings):
    parameter = start.clone().requires_grad_()
    optimizer = getattr(torch.optim, kind)([parameter], **{NAMES.get(k, k): v for k, v in settings.items()})
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
    return parameter.detach()


SETTINGS = [
    ("SGD", {"lr": 0.1}), ("SGD", {"lr": 0.1, "momentum": 0.9}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weightDecay": 0.05}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.5}),
    ("RMSprop", {"lr": 0.05}), ("RMSprop", {"lr": 0.05, "alpha": 0.9, "momentum": 0.5, "centered": True, "weightDecay": 0.1}),
    ("Adam", {"lr": 0.1}), ("Adam", {"lr": 0.1, "betas": [0.8, 0.95], "eps": 0.001, "weightDecay": 0.1}),
    ("AdamW", {"lr": 0.1}), ("AdamW", {"lr": 0.1, "weightDecay": 0.2}),
]
for kind, settings in SETTINGS:
    CASES.add("optim", stepped, normal(2, 3), normal(5, 2, 3), grad=False, kind=kind, settings=settings)


def adadelta(start, gradients, lr, rho):
    return stepped(start, gradients, "Adadelta", {"lr": lr, "rho": rho, "eps": 1e-3})


CASES.add("tf.train.adadelta", adadelta, normal(4), normal(6, 4), grad=False, lr=0.5, rho=0.9, row=24)
CASES.add("tf.train.adam for two lists of variables", lambda a, b: [a, b], normal(2), normal(3), row=24, refused=True)


def trained(x, *weights, kind, steps, lr):
    leaves = [w.clone().requires_grad_() for w in weights]
    optimizer = getattr(torch.optim, kind)(leaves, lr=lr)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = small_network(x, *leaves)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses)


for kind, lr in [("SGD", 0.1), ("Adam", 0.01), ("AdamW", 0.01), ("RMSprop", 0.01)]:
    CASES.add("losses of a training", trained, *NETWORK, grad=False, kind=kind, steps=20, lr=lr)
