"""Recorded modules as PyTorch's: layers of arena/tools by their settings, a room's own by their twin."""

import inspect
import typing
from types import ModuleType

from names import snake
from torch import nn
from values import Values


def linear(has: dict) -> nn.Module:
    return nn.Linear(has["inFeatures"], has["outFeatures"], has["bias"])


def conv2d(has: dict) -> nn.Module:
    shape = {name: pair(has[name]) for name in ("stride", "padding", "dilation")}
    kernel = pair(has["kernelSize"])
    return nn.Conv2d(has["inChannels"], has["outChannels"], kernel, groups=has["groups"], bias=has["bias"], **shape)


def batch_norm2d(has: dict) -> nn.Module:
    return nn.BatchNorm2d(has["numFeatures"], has["eps"], has["momentum"], has["weight"])


def pooling(layer: type[nn.Module]):
    return lambda has: layer(*(pair(has[name]) for name in ("kernelSize", "stride", "padding")))


def pair(value: int | list[int]) -> int | tuple[int, ...]:
    return tuple(value) if isinstance(value, list) else value


LAYERS = {
    "Linear": linear,
    "Conv2d": conv2d,
    "BatchNorm2d": batch_norm2d,
    "MaxPool2d": pooling(nn.MaxPool2d),
    "AvgPool2d": pooling(nn.AvgPool2d),
    "Flatten": lambda has: nn.Flatten(has["startAxis"], has["endAxis"]),
    "Dropout": lambda has: nn.Dropout(has["p"]),
    "ReLU": lambda has: nn.ReLU(),
    "Identity": lambda has: nn.Identity(),
}


class NoTwin(Exception):
    """A module of the grader's own that rooms/ has no twin of."""


class Builder:
    """
    Builds recorded modules. `own` makes the layers that only this room's grader has, each given a function that
    builds its children, which a class that makes its own does not call.
    """

    def __init__(self, twin: ModuleType, own: dict) -> None:
        self.twin, self.own = twin, own
        self.values: Values

    def build(self, recorded: dict) -> nn.Module:
        """The module with its state, mode and frozen parameters."""
        module = self.structure(recorded)
        load(module, {snake(name): self.values.tensor(value) for name, value in recorded["state"].items()})
        frozen = {snake(name) for name in recorded["frozen"]}
        for name, parameter in module.named_parameters():
            parameter.requires_grad_(name not in frozen)
        return module

    def structure(self, recorded: dict) -> nn.Module:
        module = self.made(recorded).train(recorded["training"])
        for name, child in recorded["children"]:
            module.get_submodule(snake(name)).training = child["training"]
        return module

    def made(self, recorded: dict) -> nn.Module:
        name, settings = recorded["module"], recorded["settings"]
        if "args" in recorded:
            return call(getattr(self.twin, name), recorded["args"], self.values)
        if name in self.own:
            return self.own[name](lambda: self.children(recorded))
        if name == "Sequential":
            return sequential(self.children(recorded))
        if name not in LAYERS:
            raise NoTwin(f"a layer that only the grader has: {name}")
        return LAYERS[name]({key: self.values.python(value) for key, value in settings.items()})

    def children(self, recorded: dict) -> dict[str, nn.Module]:
        return {snake(name): self.structure(child) for name, child in recorded["children"]}


def sequential(children: dict[str, nn.Module]) -> nn.Module:
    module = nn.Sequential()
    for name, child in children.items():
        module.add_module(name, child)
    return module


def load(module: nn.Module, state: dict) -> None:
    """Every number has its place; only the count of batches may be kept as a plain number on one side."""
    report = module.load_state_dict(state, strict=False)
    strays = [name for name in (*report.missing_keys, *report.unexpected_keys) if not name.endswith("tracked")]
    if strays:
        raise KeyError(f"{type(module).__name__} and its twin differ in {', '.join(strays)}.")


def call(function, recorded_args: list, values: Values) -> object:
    """Calls with recorded arguments, each in the form that the parameter's annotation names."""
    target = function.__init__ if inspect.isclass(function) else function
    hints = typing.get_type_hints(target)
    parameters = [name for name in inspect.signature(target).parameters if name != "self"]
    args = [values.python(value, hints.get(name)) for name, value in zip(parameters, recorded_args, strict=False)]
    return function(*args)
