"""Not a number stays visible: a loss that diverged must not look finite."""

import torch
import torch.nn.functional as F

from .activation import FUNCTIONS
from .case import Category, booleans, given, normal, whole
from .reduction import FUNCTIONS as REDUCTIONS

CASES = Category("nan")
NAN, INFINITY = float("nan"), float("inf")
ODD = given([[1.0, NAN, -2.0], [INFINITY, -INFINITY, 0.0]])

CASES.add("clipByValue", lambda x, low, high: x.clip(low, high), ODD, low=-1.0, high=1.0, row=11, grad=False)
CASES.add("maximum", torch.maximum, ODD, given([1.0, 1.0, NAN]), row=11, grad=False)
CASES.add("minimum", torch.minimum, ODD, given([1.0, 1.0, NAN]), row=11, grad=False)
CASES.add("relu6", F.relu6, ODD, row=11, grad=False)
CASES.add("relu", F.relu, ODD, row=11, smooth=False)
CASES.add("max", lambda x, axis: x.amax(axis), ODD, axis=1, row=11, grad=False)
CASES.add("min", lambda x, axis: x.amin(axis), ODD, axis=1, row=11, grad=False)
CASES.add("sum", lambda x, axis: x.sum(axis), ODD, axis=1, grad=False)
CASES.add("mean", lambda x, axis: x.mean(axis), ODD, axis=0, grad=False)
INFINITE = given([[-INFINITY, -INFINITY], [INFINITY, 1.0], [-INFINITY, 2.0], [NAN, 1.0]])
CASES.add("logSumExp", lambda x, axis: x.logsumexp(axis), INFINITE, axis=1, row=11, grad=False)
CASES.add("softmax", lambda x, axis: x.softmax(axis), ODD, axis=1, grad=False)
CASES.add("leakyRelu", lambda x: F.leaky_relu(x, 0.2), ODD, grad=False)
CASES.add("elu", F.elu, ODD, grad=False)
CASES.add("where", torch.where, given([[True, False, True], [False, True, False]], torch.bool), ODD, given(0.0), grad=False)
CASES.add("matMul", torch.matmul, ODD, given([[1.0], [1.0], [0.0]]), grad=False)
CASES.add("log", torch.log, given([0.0, -1.0, INFINITY, NAN]), grad=False)
CASES.add("sqrt", torch.sqrt, given([0.0, -1.0, INFINITY, NAN]), grad=False)
CASES.add("div", torch.div, given([1.0, -1.0, 0.0]), given(0.0), grad=False)

# order: NaN is larger than every number, and the largest and the smallest of a line that has one
LINES = given([[1.0, NAN, -2.0, NAN, 3.0], [INFINITY, -INFINITY, 0.0, INFINITY, -INFINITY], [NAN, NAN, NAN, NAN, NAN]])
TIES = given([[2.0, 1.0, 2.0, -0.0, 0.0, 2.0, 1.0, -1.0, 1.0], [NAN, 5.0, NAN, 5.0, -INFINITY, 5.0, -INFINITY, 0.0, NAN]])


def top(x, k):
    """torch.topk, which leaves open which of several equal entries comes first: here the one that stands first."""
    values, places = x.sort(descending=True, stable=True)
    assert torch.equal(values[..., :k].nan_to_num(nan=99), x.topk(k)[0].nan_to_num(nan=99))
    return [values[..., :k], places[..., :k]]


for k in [1, 2, 5]:
    CASES.add("tf.topk with places", top, LINES, k=k, grad=False)
for k in [1, 3, 4, 9]:
    CASES.add("tf.topk with places", top, TIES, k=k, grad=False)
MASKED = given([[-INFINITY, 2.0, -INFINITY, -INFINITY, 2.0], [-INFINITY] * 5, [INFINITY, 0.0, INFINITY, 1.0, 1.0]])
for k in [1, 3, 5]:
    CASES.add("tf.topk with places", top, MASKED, k=k, grad=False)
CASES.add("tf.topk with places", top, given([[-INFINITY, 1.0, -INFINITY]]), k=3, grad=False)
CASES.add("tf.topk with places", top, given([NAN]), k=1, grad=False)
CASES.add("tf.topk with places", top, given([[1.0], [NAN]]), k=1, grad=False)
CASES.add("tf.topk with places", top, whole([[3, 1, 3, 2, 3]]), k=4)
CASES.add("tf.topk with places", top, normal(2, 300), k=70, grad=False)
CASES.add("tf.topk", lambda x, k: x.topk(k)[0], given([[1.0, NAN, -2.0, 0.5, 3.0]]), k=3, smooth=False)
for axis, descending in [(1, False), (1, True), (0, False)]:
    CASES.add("sort", lambda x, axis, descending: x.sort(axis, descending)[0], LINES, axis=axis, descending=descending,
              grad=False)
    for x in [LINES, TIES, MASKED]:
        CASES.add("argsort", lambda x, axis, descending: x.argsort(dim=axis, descending=descending, stable=True), x, axis=axis,
                  descending=descending, grad=False)
for axis, descending in [(1, True), (1, False), (0, True), (0, False)]:
    CASES.add("topk", lambda x, axis, descending, k: [part.narrow(axis, 0, k) for part in x.sort(dim=axis, descending=descending,
              stable=True)], LINES, k=2, axis=axis, descending=descending, grad=False)
CASES.add("argsort", lambda x, axis, descending: x.argsort(dim=axis, descending=descending, stable=True), booleans(2, 7), axis=1,
          descending=True)
for axis in [0, 1]:
    for name, reference in [("argMax", torch.argmax), ("argMin", torch.argmin)]:
        CASES.add(name, lambda x, axis, reference=reference: reference(x, axis), LINES, axis=axis, grad=False)
        CASES.add(name, lambda x, axis, reference=reference: reference(x, axis), ODD, axis=axis, grad=False)
        CASES.add(name, lambda x, axis, reference=reference: reference(x, axis), MASKED, axis=axis, grad=False)
for name, reference in [("max", torch.amax), ("min", torch.amin)]:
    CASES.add(name, lambda x, axis, reference=reference: reference(x, axis), LINES, axis=1, row=11, grad=False)
    CASES.add(name, lambda x, reference=reference: reference(x), LINES, row=11, grad=False)
    CASES.add(name, lambda x, axis, reference=reference: reference(x, axis), LINES, axis=0, row=11, grad=False)
CASES.add("cumsum", lambda x, axis: x.cumsum(axis), LINES, axis=1, grad=False)
CASES.add("prod", lambda x, axis: x.prod(axis), LINES, axis=1, grad=False)
for line in [[1.0, NAN, -2.0, NAN, 1.0], [INFINITY, -INFINITY, 0.0, INFINITY, -INFINITY]]:
    CASES.add("unique", lambda x: list(x.unique(return_inverse=True, return_counts=True)), given(line), grad=False)

# windows
WINDOWS = given([[[[1.0, 2.0, NAN, -1.0], [0.0, -3.0, -2.0, -5.0], [-INFINITY, -INFINITY, 4.0, INFINITY],
                   [-INFINITY, -INFINITY, NAN, 1.0]]]])
CASES.add("maxPool2d", lambda x, kernel: F.max_pool2d(x, kernel), WINDOWS, kernel=2, smooth=False)
CASES.add("maxPool2d", lambda x, kernel, stride, padding: F.max_pool2d(x, kernel, stride, padding), WINDOWS, kernel=3,
          stride=1, padding=1, smooth=False)
CASES.add("maxPool2d", lambda x, kernel: F.max_pool2d(x, kernel), given([[[[-INFINITY, -INFINITY, -3.0, -INFINITY]]]]), kernel=[1, 2],
          smooth=False)
CASES.add("avgPool2d", lambda x, kernel: F.avg_pool2d(x, kernel), WINDOWS, kernel=2, grad=False)
CASES.add("conv2d", F.conv2d, WINDOWS, normal(2, 1, 2, 2), grad=False)
CASES.add("conv2d", lambda x, w, padding: F.conv2d(x, w, padding=padding), WINDOWS, normal(2, 1, 3, 3), padding=1, grad=False)

# functions at the ends of what float32 holds, computed in float32
ENDS = given([NAN, INFINITY, -INFINITY, 0.0, 1.0, -1.0, 100.0, -100.0, 1e-30, -1e-30, 1e30, -1e30])


def single(function):
    return lambda *xs: function(*[x.float() for x in xs]).double()


UNARY = ["abs", "neg", "exp", "expm1", "square", "sinh", "cosh", "atan", "asinh", "erf", "log", "log1p", "sqrt", "rsqrt",
         "reciprocal", "asin", "acos", "acosh", "atanh", "floor", "ceil", "round"]
ACTIVATIONS = ["relu", "relu6", "leakyRelu", "elu", "selu", "sigmoid", "tanh", "softplus", "silu", "geluTanh", "mish", "logSigmoid",
               "softsign", "hardtanh"]
for name in UNARY:
    CASES.add(name, single(getattr(torch, name)), ENDS, grad=False)
for name in ACTIVATIONS:
    CASES.add(name, single(FUNCTIONS[name]), ENDS, grad=False)

BINARY = {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum, "minimum": torch.minimum,
          "squaredDifference": lambda a, b: (a - b).square(), "atan2": torch.atan2}
COMPARED = {"greater": torch.gt, "greaterEqual": torch.ge, "less": torch.lt, "lessEqual": torch.le, "equal": torch.eq, "notEqual": torch.ne}
PAIRS = [given([NAN, 1.0, INFINITY, -INFINITY, INFINITY, 0.0, 1.0, 1e30, -INFINITY]),
         given([1.0, NAN, 1.0, INFINITY, INFINITY, INFINITY, 0.0, 1e30, 2.0])]
for name, function in BINARY.items():
    CASES.add(name, single(function), *PAIRS, grad=False)
for name, function in COMPARED.items():
    CASES.add(name, function, *PAIRS, grad=False)
CASES.add("pow", single(torch.pow), given([NAN, NAN, 2.0, INFINITY, -INFINITY, -INFINITY, INFINITY, 0.0, 0.0, 2.0, 0.5, 0.5, 1e30]),
          given([1.0, 0.0, NAN, 1.0, 3.0, 2.0, -1.0, -1.0, INFINITY, INFINITY, INFINITY, -INFINITY, 1e30]), grad=False)

ROWS = given([[1.0, NAN, 2.0], [INFINITY, 1.0, 0.0], [-INFINITY, -INFINITY, -INFINITY], [INFINITY, -INFINITY, 1.0], [1e30, 1e30, 1e30],
              [-INFINITY, 2.0, 3.0]])
for name in ["sum", "mean", "max", "min", "prod", "logSumExp"]:
    CASES.add(name, lambda x, axis, function=REDUCTIONS[name]: function(x.float(), axis).double(), ROWS, axis=1, grad=False)
CASES.add("logSumExp", lambda x, axis: x.logsumexp(axis), given([[0.5, -INFINITY, 1.0], [-INFINITY, -INFINITY, 2.0]]), axis=1,
          smooth=False)
CASES.add("cumsum", lambda x, axis: x.cumsum(axis), given([[1.0, INFINITY, 2.0, -INFINITY, 1.0]]), axis=1, grad=False)
CASES.add("cumprod", lambda x, axis: x.cumprod(axis), given([[1.0, INFINITY, 2.0, 0.0, 1.0]]), axis=1, grad=False)
CASES.add("variance", lambda x, axis, correction: x.var(axis, correction=correction), LINES, axis=1, correction=1, grad=False)
CASES.add("logSoftmax", lambda x, axis: x.log_softmax(axis), ODD, axis=1, grad=False)
CASES.add("any", lambda x, axis: x.bool().any(axis), LINES, axis=1, grad=False)
CASES.add("all", lambda x, axis: x.bool().all(axis), LINES, axis=1, grad=False)
