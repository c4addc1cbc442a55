import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

Tracer = Callable[[Tensor, Tensor], Tensor]
"""Traces rays [ray, 2, 3] at triangles [triangle, 3, 3]: a number for each ray, [ray]."""


@dataclass
class VideoSettings:
    """How a film is made."""

    num_frames: int
    height: int
    width: int
    rays_at_once: int
    device: str = "cpu"
    on_progress: Callable[[int, int], None] | None = None


def raytrace_in_chunks(raytrace: Tracer, rays: Tensor, triangles: Tensor, rays_at_once: int) -> Tensor:
    """What `raytrace` gives for all rays, computed for at most `rays_at_once` of them at a time."""
    return torch.cat([raytrace(part, triangles) for part in rays.split(rays_at_once)])  # [ray]


def raytrace_mesh_video(
    rays: Tensor,
    triangles: Tensor,
    rotation_matrix: Callable[[float], Tensor],
    raytrace: Tracer,
    settings: VideoSettings,
) -> Tensor:
    """A film of the mesh, turned once about the y axis: [frame, height, width]."""
    rays, triangles = rays.to(settings.device), triangles.to(settings.device)
    frames = []
    for i in range(settings.num_frames):
        rotation = rotation_matrix(2 * math.pi * i / settings.num_frames).to(settings.device)  # [3, 3]
        turned = triangles @ rotation  # [triangle, corner, 3]
        frames.append(raytrace_in_chunks(raytrace, rays, turned, settings.rays_at_once).cpu())  # [ray]
        if settings.on_progress is not None:
            settings.on_progress(i + 1, settings.num_frames)
    return torch.stack(frames).reshape(-1, settings.height, settings.width)  # [frame, height, width]
