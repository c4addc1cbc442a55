import torch


def scores(product):
    def prepare():
        queries, keys = torch.randn(16, 64, 4, 32), torch.randn(16, 64, 4, 32)
        return lambda: product(queries, keys)

    return prepare


WORKLOADS = {
    "einsum bqhd,bkhd->bhqk": scores(lambda q, k: torch.einsum("bqhd,bkhd->bhqk", q, k)),
    "the same by matMul": scores(lambda q, k: q.transpose(1, 2) @ k.permute(0, 2, 3, 1)),
}
