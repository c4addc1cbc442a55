"""The layers of nn, gradients by inputs, weights and biases; and what a backward pass leaves in `grad`."""

import torch
import torch.nn.functional as F

from .case import Category, distinct, integers, normal, uniform

CASES = Category("layers")


def group_norm(x, weight, bias, groups):
    return F.group_norm(x, groups, weight, bias)


CASES.add("nn.Linear", F.linear, normal(4, 3), normal(5, 3), normal(5), second=True)
CASES.add("nn.Linear", F.linear, normal(2, 3, 4), normal(1, 4), normal(1))
CASES.add("nn.Linear", F.linear, normal(4), normal(2, 4), normal(2))
CASES.add("nn.Linear", F.linear, normal(0, 3), normal(2, 3), normal(2), grad=False)
CASES.add("nn.Conv2d", lambda x, w, b, stride, padding: F.conv2d(x, w, b, stride, padding), normal(2, 3, 5, 6),
          normal(4, 3, 3, 3), normal(4), stride=2, padding=1)
CASES.add("nn.ConvTranspose2d", lambda x, w, b, stride, padding: F.conv_transpose2d(x, w, b, stride, padding), normal(2, 3, 3, 4),
          normal(3, 2, 4, 4), normal(2), stride=2, padding=1)
CASES.add("nn.BatchNorm2d", lambda x, w, b: F.batch_norm(x, None, None, w, b, True), normal(3, 2, 4, 2), normal(2), normal(2),
          second=True)


def evaluated(x, w, b, mean, variance):
    return F.batch_norm(x, mean, variance, w, b, False)


def running(x):
    layer = torch.nn.BatchNorm2d(x.shape[1], dtype=x.dtype)
    layer(x)
    layer(2 * x + 1)
    return [layer.running_mean, layer.running_var, layer.num_batches_tracked]


CASES.add("nn.BatchNorm2d in evaluation", lambda x, w, b, m, v: (x - m[:, None, None]) / (v[:, None, None] + 1e-5).sqrt()
          * w[:, None, None] + b[:, None, None], normal(2, 3, 2, 4), normal(3), normal(3), normal(3), uniform(0.5, 2.0, 3))
CASES.add("nn.BatchNorm2d running statistics", running, normal(3, 2, 4, 2))
CASES.add("nn.LayerNorm", lambda x, w, b: F.layer_norm(x, w.shape, w, b), normal(2, 3, 5), normal(5), normal(5), second=True)
CASES.add("nn.LayerNorm", lambda x, w, b: F.layer_norm(x, w.shape, w, b), normal(2, 3, 5), normal(3, 5), normal(3, 5))
# More rows than one unit of work takes, and a width that is no multiple of SIMD's lanes.
CASES.add("nn.LayerNorm", lambda x, w, b: F.layer_norm(x, w.shape, w, b), normal(3, 50, 7), normal(7), normal(7), second=True)
CASES.add("nn.LayerNorm", lambda x, w, b: F.layer_norm(x, w.shape, w, b), normal(2, 1), normal(1), normal(1))
CASES.add("nn.LayerNorm", lambda x, w, b: F.layer_norm(x, w.shape, w, b), normal(2, 0, 8), normal(8), normal(8), grad=False)
CASES.add("nn.RMSNorm", lambda x, w: F.rms_norm(x, w.shape, w, 2**-23), normal(2, 3, 5), normal(5), second=True)
CASES.add("nn.RMSNorm", lambda x, w: F.rms_norm(x, w.shape, w, 2**-23), normal(2, 3, 5), normal(3, 5))
CASES.add("nn.GroupNorm", group_norm, normal(2, 4, 3, 2), normal(4), normal(4), groups=2, second=True)
CASES.add("nn.GroupNorm", group_norm, normal(3, 6), normal(6), normal(6), groups=3)
CASES.add("nn.GroupNorm", group_norm, normal(2, 4, 5), normal(4), normal(4), groups=1)
CASES.add("nn.Conv2d in groups", lambda x, w, b, stride, padding, dilation, groups: F.conv2d(x, w, b, stride, padding, dilation, groups),
          normal(2, 4, 7, 6), normal(6, 2, 3, 2), normal(6), stride=2, padding=1, dilation=2, groups=2)
CASES.add("nn.Conv2d in groups", lambda x, w, b, stride, padding, dilation, groups: F.conv2d(x, w, b, stride, padding, dilation, groups),
          normal(2, 3, 5, 4), normal(3, 1, 2, 3), normal(3), stride=1, padding=1, dilation=1, groups=3)
CASES.add("nn.Unflatten", lambda x, axis, sizes: x.unflatten(axis, sizes), normal(3, 12), axis=-1, sizes=[2, 3, 2])
CASES.add("cosineSimilarity", lambda a, b, axis: F.cosine_similarity(a, b, axis), normal(3, 4), normal(4), axis=-1)
CASES.add("cosineSimilarity", lambda a, b, axis: F.cosine_similarity(a, b, axis), normal(3, 4, 2), normal(3, 4, 2), axis=1)
CASES.add("nn.Embedding", lambda w, i: F.embedding(i.long(), w), normal(7, 4), integers(0, 7, 2, 3))
CASES.add("nn.MaxPool2d", lambda x, kernel, stride, padding: F.max_pool2d(x, kernel, stride, padding), distinct(2, 2, 5, 7), kernel=3,
          stride=2, padding=1)
CASES.add("nn.MaxPool2d", lambda x, kernel, stride, dilation: F.max_pool2d(x, kernel, stride, 0, dilation), distinct(1, 2, 6, 7), kernel=2,
          stride=1, dilation=2)
for shape, kernel, stride, padding in [((2, 2, 6, 7), 3, 2, 0), ((1, 2, 5, 6), 2, 3, 1), ((1, 1, 5, 4), 3, 2, 1), ((2, 3, 8, 3), 3, 4, 1)]:
    CASES.add("nn.MaxPool2d rounded up", lambda x, kernel, stride, padding: F.max_pool2d(x, kernel, stride, padding, ceil_mode=True),
              distinct(*shape), kernel=kernel, stride=stride, padding=padding)
    for count in [True, False]:
        CASES.add("avgPool2d rounded up", lambda x, kernel, stride, padding, count: F.avg_pool2d(x, kernel, stride, padding, True, count),
                  normal(*shape), kernel=kernel, stride=stride, padding=padding, count=count)
CASES.add("nn.AvgPool2d", lambda x, kernel, stride, padding: F.avg_pool2d(x, kernel, stride, padding), normal(2, 2, 5, 7), kernel=3,
          stride=2, padding=1)
CASES.add("nn.Flatten", lambda x: x.flatten(1), normal(2, 3, 2, 4))
CASES.add("nn.Softmax", lambda x, axis: x.softmax(axis), normal(3, 4, 2), axis=1)
for name, function in {"GELU": F.gelu, "SiLU": F.silu, "ELU": F.elu, "Softplus": F.softplus, "LeakyReLU": F.leaky_relu}.items():
    CASES.add(f"nn.{name}", function, normal(3, 4), second=True)


def small_network(x, w1, b1, w2, b2):
    return F.cross_entropy(F.linear(F.relu(F.linear(x, w1, b1)), w2, b2), torch.arange(x.shape[0]) % w2.shape[0])


def left_in_grad(x, *weights):
    """What two backward passes add up to in each parameter."""
    leaves = [w.clone().requires_grad_() for w in weights]
    for factor in (1, 0.5):
        (small_network(x, *leaves) * factor).backward()
    return [w.grad for w in leaves]


NETWORK = [normal(5, 4), normal(6, 4), normal(6), normal(3, 6), normal(3)]
CASES.add("backward", left_in_grad, *NETWORK)


def clipped(g, h, limit):
    a, b = torch.zeros_like(g).requires_grad_(), torch.zeros_like(h).requires_grad_()
    a.grad, b.grad = g.clone(), h.clone()
    norm = torch.nn.utils.clip_grad_norm_([a, b], limit)
    return [norm, a.grad, b.grad]


CASES.add("clipGradNorm", clipped, normal(2, 3), normal(4), limit=0.5)
CASES.add("clipGradNorm", clipped, normal(2, 3), normal(4), limit=100)
