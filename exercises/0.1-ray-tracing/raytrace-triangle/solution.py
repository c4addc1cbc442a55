import torch as t
from einops import repeat
from torch import Tensor

SINGULAR = 1e-8


def raytrace_triangle(rays: Tensor, triangle: Tensor) -> Tensor:
    """Which of the rays [ray, 2, xyz] hit the triangle [3, xyz]? bool [ray]."""
    A, B, C = repeat(triangle, "corner xyz -> corner ray xyz", ray=len(rays))  # each [ray, xyz]
    O, D = rays.unbind(dim=1)  # each [ray, xyz]
    matrices = t.stack([-D, B - A, C - A], dim=-1)  # [ray, xyz, suv]
    singular = t.linalg.det(matrices).abs() < SINGULAR  # [ray]
    matrices[singular] = t.eye(3)  # [ray, xyz, suv]
    s, u, v = t.linalg.solve(matrices, O - A).unbind(dim=-1)  # each [ray]
    return (s >= 0) & (u >= 0) & (v >= 0) & (u + v <= 1) & ~singular  # [ray]
