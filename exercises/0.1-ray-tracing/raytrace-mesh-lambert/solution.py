import torch


def raytrace_mesh_lambert(
    rays: torch.Tensor, triangles: torch.Tensor, light: torch.Tensor, ambient_intensity: float
) -> torch.Tensor:
    """The brightness of the nearest triangle of each ray by Lambert's law; 0 where the ray hits none."""
    a, b, c = triangles.unbind(1)  # each [triangle, 3]
    normals = torch.linalg.cross(b - a, c - a)  # [triangle, 3]
    normals = normals / normals.norm(dim=-1, keepdim=True)  # [triangle, 3]
    intensities = ambient_intensity + (normals @ light).clamp(min=0)  # [triangle]
    return torch.cat([shaded(distances(part, triangles), intensities) for part in rays.split(1024)])  # [ray]


def shaded(distance: torch.Tensor, intensities: torch.Tensor) -> torch.Tensor:
    smallest, nearest = distance.min(1)  # each [ray]
    return torch.where(smallest.isfinite(), intensities[nearest], 0.0)  # [ray]


def distances(rays: torch.Tensor, triangles: torch.Tensor) -> torch.Tensor:
    origin, direction = rays[:, None].unbind(2)  # each [ray, 1, 3]
    a, b, c = triangles.unbind(1)  # each [triangle, 3]
    matrices = torch.stack(torch.broadcast_tensors(-direction, b - a, c - a), dim=-1)  # [ray, triangle, 3, 3]
    singular = torch.linalg.det(matrices).abs() < 1e-8  # [ray, triangle]
    matrices[singular] = torch.eye(3)
    s, u, v = torch.linalg.solve(matrices, origin - a).unbind(-1)  # each [ray, triangle]
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (s >= 0) & ~singular  # [ray, triangle]
    return torch.where(hit, s, torch.inf)  # [ray, triangle]
