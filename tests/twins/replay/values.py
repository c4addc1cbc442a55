"""Recorded values as Python's, and what the twin gave as a form that can be compared."""

import dataclasses
import typing
from pathlib import Path

import torch
from names import snake
from torch.utils.data import TensorDataset

DTYPES = {"float32": torch.float32, "int32": torch.int32, "bool": torch.bool, "number": torch.float32}


class Values:
    """Reads what the recorder wrote. `module` builds a recorded module."""

    def __init__(self, folder: Path, module: typing.Callable[[dict], torch.nn.Module]) -> None:
        self.bytes = bytearray((folder / "tensors.bin").read_bytes())
        self.module = module

    def tensor(self, value: dict) -> torch.Tensor:
        """The tensor as recorded; shape and dtype are the solution's."""
        dtype, shape = DTYPES[value["dtype"]], value["tensor"]
        count = torch.Size(shape).numel()
        if count == 0:
            return torch.empty(shape, dtype=dtype)  # shape
        return torch.frombuffer(self.bytes, dtype=dtype, count=count, offset=value["at"]).reshape(shape).clone()

    def python(self, value: dict, hint: object = None) -> object:
        """The value as a caller of the twin writes it: integers are int64, records are what `hint` names."""
        match value:
            case {"plain": plain}:
                return plain
            case {"dtype": "number"}:
                return self.tensor(value).item()
            case {"tensor": _}:
                tensor = self.tensor(value)
                return tensor.long() if tensor.dtype == torch.int32 else tensor
            case {"list": items}:
                return [self.python(item) for item in items]
            case {"map": entries}:
                return {key: self.python(item) for key, item in entries}
            case {"dataset": tensors}:
                return TensorDataset(*(self.python(tensor) for tensor in tensors))
            case {"module": _}:
                return self.module(value)
            case {"record": fields}:
                return self.record(fields, hint)
        raise TypeError(f"This recorded value is of no known kind: {list(value)}.")

    def record(self, fields: dict, hint: object) -> object:
        """A dataclass if the parameter asks for one, else a dict under the names as they are."""
        if not dataclasses.is_dataclass(hint):
            return {name: self.python(item) for name, item in fields.items()}
        hints = typing.get_type_hints(hint)
        return hint(**{snake(name): self.python(item, hints[snake(name)]) for name, item in fields.items()})
