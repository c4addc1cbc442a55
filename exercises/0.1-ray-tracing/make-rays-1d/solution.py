import torch as t


def make_rays_1d(num_pixels: int, y_limit: float) -> t.Tensor:
    """Rays from the origin through evenly spaced points (1, y, 0): [ray, point, xyz]."""
    rays = t.zeros((num_pixels, 2, 3))  # [ray, point, xyz]
    rays[:, 1, 0] = 1  # [ray]
    rays[:, 1, 1] = t.linspace(-y_limit, y_limit, num_pixels)  # [ray]
    return rays
