"""
The PyTorch twin of solution.ts. A tensor carries what `Strided` lists: its numbers, `shape`, `stride()` and
`storage_offset()`. So the functions here take tensors, and torch.as_strided does the walking. PyTorch has no
negative strides.
"""

from collections.abc import Sequence

import torch
from torch import Tensor


def as_strided(data: Tensor, size: Sequence[int], stride: Sequence[int], offset: int = 0) -> Tensor:
    """
    The entries of a flat tensor in shape `size`, without a copy.

    Raises RuntimeError if sizes and strides are not equally many, or an entry would lie outside of `data`.
    """
    return torch.as_strided(data, size, stride, offset)  # size


def trace(matrix: Tensor) -> Tensor:
    """The sum of the diagonal of a square matrix."""
    step = sum(matrix.stride())
    diagonal = matrix.as_strided(matrix.shape[:1], (step,), matrix.storage_offset())  # [n]
    return diagonal.sum()  # []


def mv(matrix: Tensor, vector: Tensor) -> Tensor:
    """A matrix [row, column] times a vector [column]."""
    stride = (0, *vector.stride())
    repeated = vector.as_strided(matrix.shape, stride, vector.storage_offset())  # [row, column]
    return (matrix * repeated).sum(dim=1)  # [row]


def mm(a: Tensor, b: Tensor) -> Tensor:
    """A matrix [row, inner] times a matrix [inner, column]."""
    (rows, inner), columns = a.shape, b.shape[1]
    size = (rows, columns, inner)
    left = a.as_strided(size, (a.stride(0), 0, a.stride(1)), a.storage_offset())  # [row, column, inner]
    right = b.as_strided(size, (0, b.stride(1), b.stride(0)), b.storage_offset())  # [row, column, inner]
    return (left * right).sum(dim=2)  # [row, column]
