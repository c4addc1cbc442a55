"""Normalisation written with operations; the layers themselves are in layers.py."""

import torch
import torch.nn.functional as F

from .case import Category, given, normal

CASES = Category("normalization")


def batch_norm(x, weight, bias):
    return F.batch_norm(x, None, None, weight, bias, True)


def rms_norm(x, weight):
    return x / (x.square().mean(-1, keepdim=True) + 1e-5).sqrt() * weight


def local_response(x, radius):
    # [batch, height, width, channel]: x / (1 + 0.5 · sum of squares over 2 radius + 1 channels)^0.75
    squares = F.pad(x.square(), (radius, radius)).unfold(-1, 2 * radius + 1, 1).sum(-1)
    return x / (1 + 0.5 * squares) ** 0.75


CASES.add("batchNorm", batch_norm, normal(4, 3, 2, 5), normal(3), normal(3), second=True)
CASES.add("layerNorm", lambda x, w, b: F.layer_norm(x, x.shape[-1:], w, b), normal(2, 3, 5), normal(5), normal(5),
          second=True, row=21)
CASES.add("groupNorm", lambda x, w, b, groups: F.group_norm(x, groups, w, b), normal(2, 4, 3, 2), normal(4),
          normal(4), groups=2)
CASES.add("instanceNorm", lambda x: F.instance_norm(x), normal(2, 3, 4, 3))
CASES.add("rmsNorm", rms_norm, normal(2, 3, 6), normal(6))
CASES.add("tf.batchNorm", lambda x, m, v, w, b: (x - m) / (v + 1e-3).sqrt() * w + b, normal(2, 3, 2, 4),
          normal(4), given([0.5, 1.0, 2.0, 0.25]), normal(4), normal(4))
CASES.add("tf.localResponseNormalization", local_response, normal(1, 2, 3, 5), radius=2)
CASES.add("standardized", lambda x: (x - x.mean(0)) / x.std(0), normal(5, 3))
CASES.add("cosineSimilarity", lambda a, b: F.cosine_similarity(a, b, -1), normal(4, 5), normal(4, 5), second=True)
