"""What a conformance case is, and the inputs it can have."""

import zlib
from dataclasses import dataclass, field
from typing import Callable

import torch

STEP = 1024  # inputs are multiples of 1/1024: exact in float32, short in JSON


@dataclass
class Case:
    """One operation on one set of inputs. `reference` is called with the inputs and the attributes."""

    category: str
    op: str
    reference: Callable
    makers: list
    attributes: dict
    second: bool = False  # also the derivative of the gradient
    row: int | None = None  # a known fault of stock TensorFlow.js that this case would show, by number
    grad: bool = True
    smooth: bool = True  # whether finite differences exist: not at ties and kinks
    refused: bool = False  # there is no right result; the operation has to throw
    inputs: list = field(default_factory=list)

    @property
    def name(self) -> str:
        shapes = " ".join(maker.text for maker in self.makers)
        settings = " ".join(f"{key}={value}" for key, value in self.attributes.items())
        return " ".join(part for part in (self.op, shapes, settings) if part).replace(", ", ",")

    def generator(self, salt: str = "") -> torch.Generator:
        """Numbers that depend on the case's name only, so that adding a case changes no other."""
        return torch.Generator().manual_seed(zlib.crc32((self.name + salt).encode()))

    def make_inputs(self) -> list:
        generator = self.generator()
        return [maker.make(generator) for maker in self.makers]

    def run(self, *inputs):
        return self.reference(*inputs, **self.attributes)


@dataclass
class Maker:
    text: str
    make: Callable


def _shaped(kind: str, shape: tuple, draw: Callable) -> Maker:
    return Maker(f"{kind}{list(shape)}".replace(", ", ","), draw)


def rounded(values: torch.Tensor) -> torch.Tensor:
    return (values.double() * STEP).round() / STEP


def normal(*shape: int) -> Maker:
    """Normal, moved away from 0 by 1/16, where many functions have a kink."""

    def draw(generator):
        x = torch.randn(shape, generator=generator, dtype=torch.float64)
        return rounded(x + torch.where(x < 0, -1.0, 1.0) / 16)

    return _shaped("", shape, draw)


def uniform(low: float, high: float, *shape: int) -> Maker:
    def draw(generator):
        return rounded(low + (high - low) * torch.rand(shape, generator=generator, dtype=torch.float64))

    return _shaped(f"{low}..{high}", shape, draw)


def distinct(*shape: int) -> Maker:
    """No two entries closer than 1/8, in random order, negative and positive: for maxima and sorting."""
    size = torch.Size(shape).numel()

    def draw(generator):
        places = torch.randperm(size, generator=generator).double()
        return ((places - size // 2) / 8 + 1 / 16).reshape(shape)

    return _shaped("distinct", shape, draw)


def integers(low: int, high: int, *shape: int) -> Maker:
    """int32 from low to high - 1."""
    return _shaped(
        f"int32 {low}..{high - 1} ",
        shape,
        lambda generator: torch.randint(low, high, shape, generator=generator, dtype=torch.int32),
    )


def booleans(*shape: int) -> Maker:
    return _shaped("bool", shape, lambda generator: torch.rand(shape, generator=generator) < 0.5)


def given(values, dtype: torch.dtype = torch.float64) -> Maker:
    tensor = torch.tensor(values, dtype=torch.float64).float().to(dtype)
    return Maker(str(values).replace(" ", ""), lambda _: tensor.clone())


def whole(values) -> Maker:
    """These numbers as int32."""
    tensor = torch.tensor(values, dtype=torch.int32)
    return Maker(f"int32 {values}".replace(", ", ","), lambda _: tensor.clone())


def large(*shape: int) -> Maker:
    """int32 beyond 2^24, which float32 rounds: odd numbers of either sign, and both ends where there is room."""
    size = torch.Size(shape).numel()
    ends = torch.tensor([16777217, -(2**31), 2**31 - 1, -16777219], dtype=torch.int32)

    def draw(generator):
        values = torch.randint(2**23, 2**30, (size,), generator=generator, dtype=torch.int32) * 2 + 1
        values *= torch.randint(0, 2, (size,), generator=generator, dtype=torch.int32) * 2 - 1
        count = min(size // 2, 4)
        places = torch.randperm(size, generator=generator)[:count]
        values[places] = ends[:count]
        return values.reshape(shape)

    return _shaped("large int32 ", shape, draw)


class Category:
    def __init__(self, name: str):
        self.name = name
        self.cases: list[Case] = []

    def add(self, op: str, reference: Callable, *makers: Maker, second=False, row=None, grad=True,
            smooth=True, refused=False, **attributes) -> None:
        self.cases.append(Case(self.name, op, reference, list(makers), attributes, second, row, grad,
                               smooth, refused))
