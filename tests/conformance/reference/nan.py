"""Not a number stays visible: a loss that diverged must not look finite."""

import torch
import torch.nn.functional as F

from .case import Category, given

CASES = Category("nan")
NAN, INFINITY = float("nan"), float("inf")
ODD = given([[1.0, NAN, -2.0], [INFINITY, -INFINITY, 0.0]])

CASES.add("clipByValue", lambda x, low, high: x.clip(low, high), ODD, low=-1.0, high=1.0, row=11, grad=False)
CASES.add("maximum", torch.maximum, ODD, given([1.0, 1.0, NAN]), row=11, grad=False)
CASES.add("minimum", torch.minimum, ODD, given([1.0, 1.0, NAN]), row=11, grad=False)
CASES.add("relu6", F.relu6, ODD, row=11, grad=False)
CASES.add("relu", F.relu, ODD, row=11, grad=False)
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
