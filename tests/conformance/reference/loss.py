"""Losses."""

import torch
import torch.nn.functional as F

from .case import Category, given, integers, normal, uniform

CASES = Category("loss")

for reduction in ["mean", "sum", "none"]:
    CASES.add("crossEntropy", lambda x, y, reduction: F.cross_entropy(x, y.long(), reduction=reduction), normal(4, 5),
              integers(0, 5, 4), reduction=reduction, second=True, row=21)
    CASES.add("mseLoss", lambda x, y, reduction: F.mse_loss(x, y, reduction=reduction), normal(2, 3), normal(2, 3), reduction=reduction)
CASES.add("crossEntropy", lambda x, y, reduction: F.cross_entropy(x, y.long(), reduction=reduction),
          given([[1000.0, -1000.0, 0.0], [0.0, 1000.0, -1000.0]]), integers(0, 2, 2), reduction="mean", smooth=False)
CASES.add("crossEntropy", lambda x, y, reduction: F.cross_entropy(x, y.long(), reduction=reduction), normal(3, 1),
          integers(0, 1, 3), reduction="none")
CASES.add("binaryCrossEntropyWithLogits", lambda x, t: F.binary_cross_entropy_with_logits(x, t), normal(3, 4),
          uniform(0.0, 1.0, 3, 4), second=True, row=21)
CASES.add("binaryCrossEntropyWithLogits", lambda x, t: F.binary_cross_entropy_with_logits(x, t),
          given([1000.0, -1000.0, 0.0]), given([0.0, 1.0, 1.0]), smooth=False)
CASES.add("tf.losses.softmaxCrossEntropy", lambda y, z: -(y * z.log_softmax(-1)).sum(-1).mean(), uniform(0.0, 1.0, 3, 4),
          normal(3, 4), second=True, row=21)
CASES.add("tf.losses.huberLoss", lambda y, z: F.huber_loss(z, y), normal(4, 3), normal(4, 3))
CASES.add("tf.losses.absoluteDifference", lambda y, z: (y - z).abs().mean(), normal(4, 3), normal(4, 3))
CASES.add("tf.losses.sigmoidCrossEntropy", lambda y, z: F.binary_cross_entropy_with_logits(z, y), uniform(0.0, 1.0, 4, 3),
          normal(4, 3))
CASES.add("tf.losses.logLoss", lambda y, p: -(y * (p + 1e-7).log() + (1 - y) * (1 - p + 1e-7).log()).mean(),
          uniform(0.1, 0.9, 3, 2), uniform(0.1, 0.9, 3, 2))
CASES.add("tf.losses.hingeLoss", lambda y, z: (1 - (2 * y - 1) * z).relu().mean(), given([[0.0, 1.0], [1.0, 0.0]]), normal(2, 2))
CASES.add("smooth L1", lambda x, y: F.smooth_l1_loss(x, y), normal(4, 3), normal(4, 3))
CASES.add("kullback-leibler of logits", lambda p, q: (p.softmax(-1) * (p.log_softmax(-1) - q.log_softmax(-1))).sum(-1).mean(),
          normal(3, 4), normal(3, 4), second=True)
CASES.add("gaussian kullback-leibler", lambda m, s: (0.5 * (m * m + (2 * s).exp() - 1) - s).mean(), normal(3, 4), normal(3, 4))
CASES.add("entropy of logits", lambda x: -(x.softmax(-1) * x.log_softmax(-1)).sum(-1).mean(), normal(3, 4), second=True)
CASES.add("clipped policy ratio", lambda new, old, a: torch.minimum((new - old).exp() * a,
          (new - old).exp().clip(0.8, 1.2) * a).mean(), normal(6), normal(6), normal(6))


def contrastive(a, b):
    scores = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).mT / 0.5
    return -scores.log_softmax(-1).diagonal().mean()


CASES.add("contrastive", contrastive, normal(4, 3), normal(4, 3), second=True)
