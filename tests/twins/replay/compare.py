"""Whether what the twin gave is what the solution gave."""

import dataclasses
import math

import torch
from names import snake
from values import Values

TOLERANCE = {torch.float32: 2e-4, torch.int32: 0.0, torch.bool: 0.0}
"""Allowed |twin - solution| / (1 + |solution|), by dtype. Training carries rounding through its steps."""


class Disagreement(Exception):
    """The twin gave something else."""


class Comparison:
    """Compares values and remembers the largest difference."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.worst = 0.0

    def same(self, actual: object, expected: dict, where: str) -> None:
        """Raises Disagreement at the first place where they differ."""
        match expected:
            case {"tensor": _}:
                self.tensors(actual, self.values.tensor(expected), where)
            case {"module": _}:
                self.modules(actual, expected, where)
            case {"list": items}:
                self.lists(actual, items, where)
            case {"record": fields}:
                self.fields(fields_of(actual), {snake(name): item for name, item in fields.items()}, where)
            case {"map": entries}:
                self.fields(fields_of(actual), dict(entries), where)
            case {"plain": plain}:
                self.plain(actual, plain, where)

    def plain(self, actual: object, expected: object, where: str) -> None:
        if isinstance(actual, torch.Tensor) and actual.dim() == 0:
            actual = actual.item()
        if isinstance(expected, bool) or not isinstance(expected, int | float):
            return require(actual == expected, f"{where} is {actual!r}, not {expected!r}")
        require(isinstance(actual, int | float), f"{where} is {actual!r}, not a number")
        difference = abs(actual - expected) / (1 + abs(expected))
        self.worst = max(self.worst, difference)
        require(difference <= TOLERANCE[torch.float32], f"{where} is {actual}, not {expected}")

    def lists(self, actual: object, items: list, where: str) -> None:
        if isinstance(actual, torch.Tensor):
            actual = actual.tolist()
        require(isinstance(actual, list) and len(actual) == len(items), f"{where} has another length")
        for place, (mine, item) in enumerate(zip(actual, items, strict=True)):
            self.same(mine, item, f"{where}[{place}]")

    def fields(self, actual: dict, expected: dict, where: str) -> None:
        require(list(actual) == list(expected), f"{where} has {list(actual)}, not {list(expected)}")
        for name, item in expected.items():
            self.same(actual[name], item, f"{where}.{name}")

    def modules(self, actual: object, expected: dict, where: str, *, numbers: bool = True) -> None:
        """State by name, shape and value (only shape where chance made the values), and what is frozen."""
        mine = {name: value.detach() for name, value in actual.state_dict().items() if counted(name)}
        theirs = {snake(name): value for name, value in expected["state"].items() if counted(snake(name))}
        require(mine.keys() == theirs.keys(), f"{where} has {list(mine)}, not {list(theirs)}")
        for name, value in theirs.items():
            require(list(mine[name].shape) == value["tensor"], f"{where}.{name} is {list(mine[name].shape)}")
            if numbers:
                self.tensors(mine[name], self.values.tensor(value), f"{where}.{name}")
        frozen = {name for name, parameter in actual.named_parameters() if not parameter.requires_grad}
        require(frozen == {snake(name) for name in expected["frozen"]}, f"{where} has frozen {sorted(frozen)}")
        require(actual.training == expected["training"], f"{where} has training={actual.training}")

    def tensors(self, actual: object, expected: torch.Tensor, where: str) -> None:
        require(isinstance(actual, torch.Tensor), f"{where} is {type(actual).__name__}, not a tensor")
        require(actual.shape == expected.shape, f"{where} is {list(actual.shape)}, not {list(expected.shape)}")
        kind = torch.int32 if actual.dtype == torch.int64 else actual.dtype
        require(kind == expected.dtype, f"{where} is {actual.dtype}, not {expected.dtype}")
        mine, theirs = actual.detach().double(), expected.double()  # expected's shape each
        alike = (mine == theirs) | (mine.isnan() & theirs.isnan())  # expected's shape
        gaps = torch.where(alike, 0.0, (mine - theirs).abs() / (1 + theirs.abs()))  # expected's shape
        worst = gaps.nan_to_num(math.inf, math.inf).max().item() if gaps.numel() else 0.0
        self.worst = max(self.worst, worst)
        require(worst <= TOLERANCE[expected.dtype], f"{where} differs by {worst:.2g}")


def counted(name: str) -> bool:
    """One side may keep the number of batches as a plain number."""
    return not name.endswith("num_batches_tracked")


def fields_of(value: object) -> dict:
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    require(isinstance(value, dict), f"{value!r} has no fields")
    return value


def require(holds: bool, sentence: str) -> None:
    if not holds:
        raise Disagreement(sentence)
