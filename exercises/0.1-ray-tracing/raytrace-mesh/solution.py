import torch


def raytrace_mesh(rays: torch.Tensor, triangles: torch.Tensor, rays_at_once: int = 1024) -> torch.Tensor:
    """For each ray the distance along x to the nearest triangle in front of it; infinity where it hits none."""
    return torch.cat([nearest(part, triangles) for part in rays.split(rays_at_once)])  # [ray]


def nearest(rays: torch.Tensor, triangles: torch.Tensor) -> torch.Tensor:
    origin, direction = rays[:, None].unbind(2)  # each [ray, 1, 3]
    a, b, c = triangles.unbind(1)  # each [triangle, 3]
    columns = torch.broadcast_tensors(-direction, b - a, c - a)  # each [ray, triangle, 3]
    matrices = torch.stack(columns, dim=-1)  # [ray, triangle, 3, 3]
    singular = torch.linalg.det(matrices).abs() < 1e-8  # [ray, triangle]
    matrices[singular] = torch.eye(3)
    s, u, v = torch.linalg.solve(matrices, origin - a).unbind(-1)  # each [ray, triangle]
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (s >= 0) & ~singular  # [ray, triangle]
    along_x = s * direction[..., 0]  # [ray, triangle]
    return torch.where(hit, along_x, torch.inf).amin(1)  # [ray]
