import math

import torch


def rotation_matrix(theta: float) -> torch.Tensor:
    """The rotation by theta (radians) about the y axis for row vectors: points @ R."""
    c, s = math.cos(theta), math.sin(theta)
    return torch.tensor([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])  # [3, 3]


def rotate_triangles(triangles: torch.Tensor, rotation: torch.Tensor) -> torch.Tensor:
    return triangles @ rotation  # [triangle, corner, 3]
