import torch

COUNT = 1_000_000


def prepare():
    matrices, sides = torch.randn(COUNT, 3, 3), torch.randn(COUNT, 3)
    return lambda: torch.linalg.solve(matrices, sides)


WORKLOADS = {"solve 1000000 of 3x3": prepare}
