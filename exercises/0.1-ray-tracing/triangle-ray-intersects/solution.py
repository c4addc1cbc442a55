import torch as t
from torch import Tensor

SINGULAR = 1e-8


def triangle_ray_intersects(A: Tensor, B: Tensor, C: Tensor, O: Tensor, D: Tensor) -> bool:
    """Does the ray from O in direction D hit the triangle with the corners A, B and C? All points are [xyz]."""
    matrix = t.stack([-D, B - A, C - A], dim=1)  # [xyz, suv]
    if t.linalg.det(matrix).abs() < SINGULAR:  # []
        return False
    s, u, v = t.linalg.solve(matrix, O - A).tolist()  # [suv]
    return s >= 0 and u >= 0 and v >= 0 and u + v <= 1
