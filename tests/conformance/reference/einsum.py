"""Sums over named indices."""

import torch

from .case import Category, normal

CASES = Category("einsum")

EQUATIONS = [
    ("ij,jk->ik", (2, 3), (3, 4)), ("ij->ji", (2, 3)), ("ij->", (2, 3)), ("ii->i", (3, 3)), ("ii->", (4, 4)),
    ("i,j->ij", (2,), (3,)), ("i,i->", (4,), (4,)), ("ij,j->i", (2, 3), (3,)), ("bij,bjk->bik", (2, 3, 4), (2, 4, 2)),
    ("bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)), ("bhqk,bkhd->bqhd", (2, 2, 3, 4), (2, 4, 2, 3)),
    ("bsd,hde->bshe", (2, 3, 4), (2, 4, 5)), ("bshe,hed->bsd", (2, 3, 2, 4), (2, 4, 3)),
    ("...d,de->...e", (2, 3, 4), (4, 5)), ("...ij,...jk->...ik", (2, 1, 2, 3), (4, 3, 2)), ("i...->...", (3, 2, 2)),
    ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)), ("b,bi,bj->ij", (3,), (3, 2), (3, 4)), ("ij,ij->ij", (2, 3), (2, 3)),
    ("bii->bi", (2, 3, 3)), ("iij,jk->ik", (2, 2, 3), (3, 2)), ("abcdefgh->hgfedcba", (1, 2, 1, 2, 1, 2, 1, 2)),
    ("ij,jk->ik", (0, 3), (3, 2)), ("ij,jk->ik", (2, 0), (0, 3)), ("nchw,ocij->nohwij", (1, 2, 2, 3), (2, 2, 1, 2)),
]
SECOND = {"bqhd,bkhd->bhqk", "ij,jk,kl->il", "ii->i", "ij,jk->ik"}
for equation, *shapes in EQUATIONS:
    empty = any(0 in shape for shape in shapes)
    CASES.add("einsum", lambda *xs, equation: torch.einsum(equation, *xs), *[normal(*shape) for shape in shapes],
              equation=equation, second=equation in SECOND and not empty, grad=not empty)
CASES.add("einsum", lambda a, b, equation: torch.einsum("bsd,bkd->bsk", a, b), normal(2, 3, 4), normal(2, 5, 4),
          equation="batch seq d, batch key d -> batch seq key")
for equation, *shapes in [("ij,jk->ik", (2, 3), (3, 4)), ("bqhd,bkhd->bhqk", (1, 3, 2, 4), (1, 5, 2, 4))]:
    CASES.add("tf.einsum", lambda *xs, equation: torch.einsum(equation, *xs), *[normal(*shape) for shape in shapes],
              equation=equation, second=True)
