"""Activation functions, with their second derivatives, which stock loses in silence."""

import torch
import torch.nn.functional as F

from .case import Category, given, normal

CASES = Category("activation")
EXTREMES = given([-1000.0, -50.0, 0.0, 50.0, 1000.0])

FUNCTIONS = {
    "relu": F.relu, "relu6": F.relu6, "leakyRelu": lambda x: F.leaky_relu(x, 0.2), "elu": F.elu, "selu": F.selu,
    "sigmoid": torch.sigmoid, "tanh": torch.tanh, "softplus": F.softplus, "silu": F.silu, "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "mish": F.mish, "logSigmoid": F.logsigmoid,
    "softsign": F.softsign, "hardtanh": F.hardtanh,
}
for name, function in FUNCTIONS.items():
    CASES.add(name, function, normal(3, 5), second=name != "hardtanh", row=21)
for name in ["relu", "sigmoid", "elu", "gelu"]:
    CASES.add(name, FUNCTIONS[name], normal(1, 2, 1, 2, 1, 3, 2))
    CASES.add(name, FUNCTIONS[name], normal(0, 3), grad=False)
for name in ["sigmoid", "tanh", "softplus", "logSigmoid", "relu6", "elu"]:
    CASES.add(name, FUNCTIONS[name], EXTREMES, smooth=False)
CASES.add("relu6", F.relu6, given([-1.0, 0.0, 3.0, 6.0, 7.0]), smooth=False)
CASES.add("ELU with alpha", lambda x: F.elu(x, 0.25), normal(3, 5), second=True)
CASES.add("ELU with alpha", lambda x: F.elu(x, 0.25), given([-1.0, 0.0, 1.0]), smooth=False)
CASES.add("prelu", lambda x, a: torch.where(x > 0, x, a * x), normal(2, 3, 4), normal(4))

for op, function in {"softmax": F.softmax, "logSoftmax": F.log_softmax}.items():
    along = lambda x, axis, function=function: function(x, dim=axis)
    CASES.add(op, along, normal(3, 4), axis=-1, second=True, row=21)
    CASES.add(op, along, normal(2, 3, 4), axis=0)
    CASES.add(op, along, normal(2, 3, 4, 2), axis=1, second=True)
    CASES.add(op, along, normal(1), axis=0)
    CASES.add(op, along, given([[1000.0, 0.0, -1000.0], [-1000.0, -1000.0, -999.0]]), axis=-1, smooth=False)
    CASES.add(op, along, given([[0.5, float("-inf"), 1.0], [float("-inf"), float("-inf"), 2.0]]), axis=1, smooth=False)
    CASES.add(f"tf.{op}", along, normal(2, 3, 4), axis=1)
