"""Matrix products: batches, broadcasting on both sides, transposed operands, empty sums."""

import torch

from .case import Category, normal

CASES = Category("matMul")


def product(a, b, ta=False, tb=False):
    return torch.matmul(a.mT if ta else a, b.mT if tb else b)


def add(*makers, **settings):
    CASES.add("matMul", product, *makers, **settings)


add(normal(2, 3), normal(3, 4), second=True)
add(normal(3, 2), normal(3, 4), ta=True)
add(normal(2, 3), normal(4, 3), tb=True)
add(normal(3, 2), normal(4, 3), ta=True, tb=True, second=True)
add(normal(2, 3, 4), normal(2, 4, 5), second=True)
add(normal(2, 3, 4), normal(4, 5))
add(normal(3, 4), normal(2, 4, 5))
add(normal(2, 1, 3, 4), normal(5, 4, 2), row=18)
add(normal(2, 1, 2, 3), normal(3, 3, 2), row=18)
add(normal(2, 2, 4, 3), normal(2, 1, 4, 2), ta=True, row=18)
add(normal(2, 2, 3, 2), normal(2, 2, 5, 2), tb=True)
add(normal(1, 2, 1, 2, 3), normal(2, 1, 2, 3, 1))
add(normal(1, 1), normal(1, 1))
add(normal(1, 7), normal(7, 1))
add(normal(17, 9), normal(9, 13))
add(normal(2, 0), normal(0, 3), row=14)
add(normal(0, 2), normal(2, 3))
add(normal(2, 2, 0), normal(2, 0, 3), row=14)
CASES.add("matMul under two shapes", lambda a, b: [a @ b, torch.ones(1, 3, dtype=b.dtype) @ b.reshape(3, 2)],
          normal(1, 2), normal(2, 3), row=1)
CASES.add("dot", torch.dot, normal(5), normal(5), second=True)
CASES.add("outer", torch.outer, normal(3), normal(4))
CASES.add("matrix times vector", torch.mv, normal(3, 4), normal(4))
