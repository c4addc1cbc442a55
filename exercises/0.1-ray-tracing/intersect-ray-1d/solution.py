import torch as t


def intersect_ray_1d(ray: t.Tensor, segment: t.Tensor) -> bool:
    """Whether the ray (origin, direction) meets the segment, in x and y. Both are [point, xyz]."""
    O, D = ray[:, :2]  # two of [xy]
    L1, L2 = segment[:, :2]  # two of [xy]
    matrix = t.stack([D, L1 - L2], dim=-1)  # [xy, unknown]
    if t.linalg.det(matrix).abs() < 1e-8:
        return False
    u, v = t.linalg.solve(matrix, L1 - O).tolist()  # [unknown]
    return u >= 0 and 0 <= v <= 1
