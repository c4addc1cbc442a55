import torch as t
from einops import repeat
from torch import Tensor

SINGULAR = 1e-8


def wireframe(rays: Tensor, triangles: Tensor, width: float) -> Tensor:
    """Which of the rays [ray, 2, xyz] hit the edge of one of the triangles [triangle, 3, xyz]? bool [ray]."""
    corners = repeat(triangles, "triangle corner xyz -> corner ray triangle xyz", ray=len(rays))
    points = repeat(rays, "ray point xyz -> point ray triangle xyz", triangle=len(triangles))
    A, B, C = corners  # each [ray, triangle, xyz]
    O, D = points  # each [ray, triangle, xyz]
    matrices = t.stack([-D, B - A, C - A], dim=-1)  # [ray, triangle, xyz, suv]
    singular = t.linalg.det(matrices).abs() < SINGULAR  # [ray, triangle]
    matrices[singular] = t.eye(3)  # [ray, triangle, xyz, suv]
    s, u, v = t.linalg.solve(matrices, O - A).unbind(dim=-1)  # each [ray, triangle]
    nearest = t.minimum(t.minimum(u, v), 1 - u - v)  # [ray, triangle]
    return ((nearest >= 0) & (nearest <= width) & (s >= 0) & ~singular).any(dim=1)  # [ray]
