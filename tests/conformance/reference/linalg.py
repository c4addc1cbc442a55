"""Linear algebra over batches of small matrices."""

import torch

from .case import Category, Maker, given, normal, rounded

CASES = Category("linalg")


def regular(*shape: int) -> Maker:
    """Far from singular: twice the identity and a little more."""

    def draw(generator):
        x = torch.rand(shape, generator=generator, dtype=torch.float64) - 0.5
        return rounded(x + 2 * torch.eye(shape[-1], dtype=torch.float64))

    return Maker(f"regular{list(shape)}".replace(", ", ","), draw)


CASES.add("solve", torch.linalg.solve, regular(3, 3), normal(3, 2), second=True)
CASES.add("solve", torch.linalg.solve, regular(2, 3, 3), normal(2, 3), second=True)
CASES.add("solve", torch.linalg.solve, regular(2, 4, 4), normal(2, 4, 3))
CASES.add("solve", torch.linalg.solve, regular(8, 8), normal(8))
CASES.add("solve", torch.linalg.solve, regular(2, 1, 2, 2), normal(2, 1, 2, 1))
CASES.add("solve with a pivot", torch.linalg.solve, given([[0.0, 2.0], [1.0, 3.0]]), normal(2))
CASES.add("inv", torch.linalg.inv, regular(2, 3, 3), second=True)
CASES.add("inv", torch.linalg.inv, regular(5, 5))
CASES.add("inv", torch.linalg.inv, regular(1, 1))
CASES.add("det", torch.linalg.det, regular(2, 3, 3), second=True)
CASES.add("det", torch.linalg.det, regular(4, 4))
CASES.add("det", torch.linalg.det, normal(2, 2))
CASES.add("cross", lambda a, b, axis: torch.linalg.cross(a, b, dim=axis), normal(4, 3), normal(4, 3), axis=-1, second=True)
CASES.add("cross", lambda a, b, axis: torch.linalg.cross(a, b, dim=axis), normal(2, 3, 2), normal(1, 3, 2), axis=1)
INFINITY = {"Infinity": float("inf"), "-Infinity": float("-inf")}


def norm(x, axis=None, order=2):
    return torch.linalg.vector_norm(x, INFINITY.get(order, order), axis)


for order in [2, 1, 3, "Infinity"]:
    CASES.add("norm", norm, normal(3, 4), axis=1, order=order, second=order == 2)
CASES.add("norm", norm, normal(2, 3))
CASES.add("norm", norm, given([[0.0, 0.0], [3.0, 4.0]]), axis=1, smooth=False)


def gram_schmidt(x):
    rows = []
    for row in x:
        for other in rows:
            row = row - (row @ other) * other
        rows.append(row / row.norm())
    return torch.stack(rows)


CASES.add("tf.linalg.gramSchmidt", gram_schmidt, regular(3, 3))
CASES.add("projections of qr", lambda x: torch.linalg.qr(x)[0] @ torch.linalg.qr(x)[0].mT, normal(4, 2), smooth=False, grad=False)
CASES.add("bandPart", lambda x, lower, upper: x.tril(upper).triu(-lower), normal(4, 4), lower=1, upper=0)
