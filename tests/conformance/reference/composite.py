"""Whole computations of the course, with their gradients."""

import math

import torch
import torch.nn.functional as F

from .case import Category, given, integers, normal, uniform

CASES = Category("composite")


def attention(q, k, v, causal=False):
    # q, k, v [batch, head, position, width]
    scores = q @ k.mT / math.sqrt(q.shape[-1])
    if causal:
        scores = scores.masked_fill(torch.ones(scores.shape[-2:]).triu(1).bool(), float("-inf"))
    return scores.softmax(-1) @ v


CASES.add("attention", attention, normal(2, 2, 3, 4), normal(2, 2, 5, 4), normal(2, 2, 5, 3), second=True, row=21)
CASES.add("attention", attention, normal(1, 2, 4, 3), normal(1, 2, 4, 3), normal(1, 2, 4, 3), causal=True, second=True)


def rotary(x):
    # x [batch, position, width]: halves turned by position · 10000^(-2i/width)
    half = x.shape[-1] // 2
    rates = 10000.0 ** (-torch.arange(half, dtype=torch.float64) / half)
    angles = torch.arange(x.shape[1], dtype=torch.float64)[:, None] * rates
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * angles.cos() - b * angles.sin(), b * angles.cos() + a * angles.sin()], -1)


CASES.add("rotary positions", rotary, normal(2, 5, 6))


def mlp(x, w, b, u):
    return (torch.tanh(x @ w + b) @ u).square().mean()


CASES.add("perceptron", mlp, normal(4, 3), normal(3, 5), normal(5), normal(5, 2), second=True, row=21)


def gradient_penalty(x, w, u):
    # WGAN-GP: the critic is u · silu(x w); its gradient by x is held to length 1
    leaf = x if x.requires_grad else x.clone().requires_grad_()
    score = (F.silu(leaf @ w) @ u).sum()
    (slope,) = torch.autograd.grad(score, leaf, create_graph=True)
    return ((slope.square().sum(-1) + 1e-6).sqrt() - 1).square().mean()


CASES.add("gradient penalty", gradient_penalty, normal(4, 3), normal(3, 5), normal(5, 1))


def block(x, w1, w2):
    y = F.layer_norm(x, x.shape[-1:])
    return x + F.gelu(y @ w1) @ w2


CASES.add("transformer block", block, normal(2, 3, 4), normal(4, 6), normal(6, 4), second=True)
CASES.add("values of actions", lambda q, a: q.gather(1, a.long()[:, None]).squeeze(1), normal(6, 3), integers(0, 3, 6), row=5)
CASES.add("temporal difference", lambda q, nxt, a, r, done: (q.gather(1, a.long()[:, None]).squeeze(1)
          - (r + 0.9 * (1 - done) * nxt.detach().amax(1))).square().mean(), normal(4, 3), normal(4, 3), integers(0, 3, 4),
          normal(4), given([0.0, 1.0, 0.0, 0.0]), smooth=False)


def advantages(rewards, values, dones):
    # generalised advantage estimation, backwards in time
    result, running = [], torch.zeros((), dtype=rewards.dtype)
    for t in reversed(range(rewards.shape[0])):
        following = values[t + 1] * (1 - dones[t])
        running = rewards[t] + 0.9 * following - values[t] + 0.9 * 0.95 * (1 - dones[t]) * running
        result.insert(0, running)
    return torch.stack(result)


CASES.add("advantages", advantages, normal(5), normal(6), given([0.0, 0.0, 1.0, 0.0, 0.0]))


def intersect(origins, directions, triangle):
    # o + s d = a + u (b - a) + v (c - a), by rays: [ray, (s, u, v)]
    a, b, c = triangle
    matrix = torch.stack([-directions, (b - a).expand_as(directions), (c - a).expand_as(directions)], -1)
    return torch.linalg.solve(matrix, (origins - a).unsqueeze(-1)).squeeze(-1)


CASES.add("rays and a triangle", intersect, normal(4, 3), uniform(1.0, 2.0, 4, 3),
          given([[1.0, 0.0, 0.0], [0.0, 1.0, 0.25], [-0.5, 0.0, 1.0]]))
CASES.add("gumbel softmax", lambda x, u: ((x - (-u.log()).log()) / 0.5).softmax(-1), normal(3, 4), uniform(0.1, 0.9, 3, 4),
          second=True)


def induced(x, w):
    # a convolution as a product with windows
    windows = x.unfold(1, 3, 1)  # [batch, place, 3]
    return torch.einsum("bpk,ok->bop", windows, w)


CASES.add("convolution by windows", induced, normal(2, 7), normal(4, 3), second=True)
CASES.add("spectrum by matrices", lambda x: torch.fft.fft(x).abs().square(), normal(3, 6), smooth=False)
