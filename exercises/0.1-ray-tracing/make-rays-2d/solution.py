import einops
import torch as t


def make_rays_2d(num_pixels_y: int, num_pixels_z: int, y_limit: float, z_limit: float) -> t.Tensor:
    """Rays from the origin through a grid of points (1, y, z), y slow and z fast: [ray, point, xyz]."""
    y = t.linspace(-y_limit, y_limit, num_pixels_y)  # [y]
    z = t.linspace(-z_limit, z_limit, num_pixels_z)  # [z]
    rays = t.zeros((num_pixels_y * num_pixels_z, 2, 3))  # [ray, point, xyz]
    rays[:, 1, 0] = 1  # [ray]
    rays[:, 1, 1] = einops.repeat(y, "y -> (y z)", z=num_pixels_z)  # [ray]
    rays[:, 1, 2] = einops.repeat(z, "z -> (y z)", y=num_pixels_y)  # [ray]
    return rays
