import einops
import torch as t


def intersect_rays_1d(rays: t.Tensor, segments: t.Tensor) -> t.Tensor:
    """For each ray whether it meets any of the segments, in x and y: bool [ray]."""
    n_rays, n_segments = len(rays), len(segments)
    O, D = einops.repeat(rays[..., :2], "ray p d -> p ray seg d", seg=n_segments)  # two of [ray, segment, xy]
    L1, L2 = einops.repeat(segments[..., :2], "seg p d -> p ray seg d", ray=n_rays)  # two of [ray, segment, xy]

    matrices = t.stack([D, L1 - L2], dim=-1)  # [ray, segment, xy, unknown]
    singular = t.linalg.det(matrices).abs() < 1e-8  # [ray, segment]
    matrices[singular] = t.eye(2)  # [ray, segment, xy, unknown]
    u, v = t.linalg.solve(matrices, L1 - O).unbind(-1)  # two of [ray, segment]

    hits = (u >= 0) & (v >= 0) & (v <= 1) & ~singular  # [ray, segment]
    return hits.any(dim=1)  # [ray]
