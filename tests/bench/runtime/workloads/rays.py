import torch

RAYS, TRIANGLES = 10_000, 100


def nearest_hits(directions, corners):
    a, b, c = corners.unbind(1)
    shape = (RAYS, TRIANGLES, 3)
    columns = [(-directions)[:, None].expand(shape), (b - a).expand(shape), (c - a).expand(shape)]
    s, u, v = torch.linalg.solve(torch.stack(columns, -1), (-a).expand(shape)).unbind(-1)
    hit = (s >= 0) & (u >= 0) & (v >= 0) & (u + v <= 1)
    return s.where(hit, torch.inf).min(1).values


def prepare():
    directions, corners = torch.randn(RAYS, 3), torch.randn(TRIANGLES, 3, 3)
    return lambda: nearest_hits(directions, corners)


WORKLOADS = {"rays 10000 x 100": prepare}
