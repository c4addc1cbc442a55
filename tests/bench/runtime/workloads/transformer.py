import math

import torch
from torch import nn

BATCH, SEQUENCE, WIDTH, HEADS, VOCABULARY = 16, 64, 128, 4, 256
HEAD = WIDTH // HEADS


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.mask = (torch.tril(torch.ones(SEQUENCE, SEQUENCE)) - 1) * 1e9

    def forward(self, x):
        parts = self.qkv(x).reshape(BATCH, SEQUENCE, 3 * HEADS, HEAD).transpose(1, 2)
        q, k, v = parts.chunk(3, 1)
        scores = q @ k.transpose(-1, -2) / math.sqrt(HEAD) + self.mask
        mixed = scores.softmax(-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(BATCH, SEQUENCE, WIDTH))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln1 = nn.LayerNorm(WIDTH)
        self.attention = Attention()
        self.ln2 = nn.LayerNorm(WIDTH)
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 4 * WIDTH), nn.ReLU(), nn.Linear(4 * WIDTH, WIDTH))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        return x + self.mlp(self.ln2(x))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Parameter(torch.randn(SEQUENCE, WIDTH) * 0.02)
        self.blocks = nn.Sequential(Block(), Block())
        self.norm = nn.LayerNorm(WIDTH)
        self.unembed = nn.Linear(WIDTH, VOCABULARY)

    def forward(self, ids):
        return self.unembed(self.norm(self.blocks(self.tokens(ids) + self.places)))


def prepare():
    model = Transformer()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    ids = torch.randint(0, VOCABULARY, (BATCH, SEQUENCE))
    following = torch.randint(0, VOCABULARY, (BATCH * SEQUENCE,))

    def step():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(ids).reshape(-1, VOCABULARY), following)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


WORKLOADS = {"transformer step": prepare}
