import torch


def product(size):
    def prepare():
        a, b = torch.randn(size, size), torch.randn(size, size)
        return lambda: a @ b

    return prepare


WORKLOADS = {f"matmul {size}": product(size) for size in (512, 1024)}
