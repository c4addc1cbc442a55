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
CASES.add("inv", torch.linalg.inv, regular(0, 3, 3))
CASES.add("det", torch.linalg.det, regular(0, 3, 3))
CASES.add("solve", torch.linalg.solve, regular(0, 3, 3), normal(0, 3))
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


# Signs and turns of singular vectors and eigenvectors are free, so what is compared does not depend on them.
def symmetric(x):
    return x + x.mT


def by_eigenvalues(x):
    values, vectors = torch.linalg.eigh(symmetric(x))
    return vectors @ torch.diag_embed(torch.sin(values)) @ vectors.mT


def by_singular_values(x):
    left, values, right = torch.linalg.svd(x, full_matrices=False)
    return left @ torch.diag_embed(torch.sin(values)) @ right


def largest_entries(x):
    left, _, right = torch.linalg.svd(x, full_matrices=False)
    sign = torch.sign(left.gather(-2, left.abs().argmax(-2, keepdim=True)))
    return torch.cat([left * sign, right.mT * sign], -2)


CASES.add("eigenvalues of eigh", lambda x: torch.linalg.eigvalsh(symmetric(x)), normal(2, 4, 4), second=True)
CASES.add("eigenvalues of eigh", lambda x: torch.linalg.eigvalsh(symmetric(x)), normal(1, 1))
CASES.add("eigenvalues of eigh", lambda x: torch.linalg.eigvalsh(symmetric(x)), normal(0, 3, 3), grad=False)
CASES.add("eigenvalues of eigh", lambda x: torch.linalg.eigvalsh(symmetric(x)), normal(9, 9))
CASES.add("a function of eigh", by_eigenvalues, normal(3, 3), second=True)
CASES.add("a function of eigh", by_eigenvalues, normal(2, 5, 5))
CASES.add("eigenvalues of eigh", lambda x: torch.linalg.eigvalsh(symmetric(x)), given([[1.0, 0.0], [0.0, 1.0]]), smooth=False, grad=False)
for shape in [(4, 3), (3, 4), (2, 3, 3), (1, 5), (8, 7)]:
    CASES.add("singular values of svd", torch.linalg.svdvals, normal(*shape), second=shape == (4, 3))
    CASES.add("a function of svd", by_singular_values, normal(*shape), second=shape == (4, 3))
CASES.add("vectors of svd", largest_entries, normal(4, 3))
CASES.add("vectors of svd", largest_entries, normal(2, 2, 4))
CASES.add("singular values of svd", torch.linalg.svdvals, given([[1.0, 2.0], [2.0, 4.0], [0.0, 0.0]]), smooth=False, grad=False)
for shape in [(4, 3), (2, 3, 3), (5, 1)]:
    CASES.add("q of qr", lambda x: torch.linalg.qr(x)[0], normal(*shape), second=shape == (4, 3))
    CASES.add("r of qr", lambda x: torch.linalg.qr(x)[1], normal(*shape), second=shape == (4, 3))
CASES.add("r of qr", lambda x: torch.linalg.qr(x)[1], normal(3, 5), grad=False)
CASES.add("r of qr", lambda x: torch.linalg.qr(x)[1], given([[2.0, 1.0], [0.0, 3.0]]), grad=False)
CASES.add("pinv", torch.linalg.pinv, normal(4, 3), second=True)
CASES.add("pinv", torch.linalg.pinv, normal(2, 3, 5))
CASES.add("pinv", torch.linalg.pinv, given([[1.0, 2.0], [2.0, 4.0], [0.0, 0.0]]), smooth=False, grad=False)
CASES.add("lstsq", lambda a, b: torch.linalg.lstsq(a, b).solution, normal(6, 3), normal(6, 2), second=True)
CASES.add("lstsq", lambda a, b: torch.linalg.lstsq(a, b).solution, normal(2, 5, 2), normal(2, 5, 1))
CASES.add("lstsq", lambda a, b: torch.linalg.pinv(a) @ b, given([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]), normal(3, 1), smooth=False, grad=False)
