"""Linear probes: what scikit-learn's LogisticRegression(C=c) minimises, in float64 by L-BFGS."""

import torch
import torch.nn.functional as F

from .case import Category, booleans, given, integers, normal, uniform

CASES = Category("statistics")


def logistic_regression(features, labels, c=1.0, intercept=True):
    features, labels = features.double(), labels.double()
    weight = torch.zeros(features.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    parameters = [weight, bias] if intercept else [weight]

    def objective():
        logits = features @ weight + bias
        return weight.square().sum() / 2 + c * F.binary_cross_entropy_with_logits(logits, labels, reduction="sum")

    def closure():
        gradients = torch.autograd.grad(objective(), parameters)
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient
        return objective()

    optimizer = torch.optim.LBFGS(parameters, max_iter=20000, max_eval=40000, tolerance_grad=1e-11, tolerance_change=1e-16,
                                  history_size=50, line_search_fn="strong_wolfe")
    for _ in range(5):
        optimizer.step(closure)
    steepest = max(gradient.abs().max().item() for gradient in torch.autograd.grad(objective(), parameters))
    if steepest > 1e-6 * max(1, c):
        raise SystemExit(f"logistic regression: a gradient of {steepest} is left")
    return [weight.detach(), bias.detach()]


def add(*makers, **settings):
    CASES.add("logisticRegression", logistic_regression, *makers, **settings)


add(normal(40, 3), booleans(40))
add(normal(40, 3), integers(0, 2, 40), c=0.1, intercept=False)
add(normal(30, 8), booleans(30), c=100.0)
add(given([[-2.0], [-1.0], [1.0], [3.0]]), given([0.0, 0.0, 1.0, 1.0]))  # a plane separates them
add(given([[-2.0], [-1.0], [1.0], [3.0]]), given([0.0, 0.0, 1.0, 1.0]), c=10000.0)
add(given([[-2.0, 0.5], [-1.0, 1.0], [1.0, 0.25], [3.0, 2.0], [4.0, 0.0]]), given([0.0, 0.0, 1.0, 1.0, 1.0]), c=1000.0,
    intercept=False)
add(given([[-3.0, 0.5], [-1.0, 1.0], [-2.0, -1.0], [3.0, 2.0], [4.0, 0.0], [2.0, -2.0]]), given([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]),
    c=100000000.0)  # where the wrong labels' probabilities are too small to be told from 1
add(given([[-300.0, 40.0], [-10.0, 90.0], [-200.0, -80.0], [300.0, 20.0], [40.0, 0.0], [200.0, -20.0]]),
    given([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), c=10000.0)
add(uniform(49.0, 51.0, 50, 2), booleans(50))  # far from 0
add(uniform(-900.0, 1000.0, 30, 2), booleans(30))  # on another scale
add(normal(12, 40), booleans(12))  # more features than samples
add(normal(9, 2), given([0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]), c=10.0)  # nearly one class
add(given([[0.0, 1.0], [0.0, 2.0], [0.0, 4.0]]), given([1.0, 0.0, 1.0]))  # a feature that is always the same
add(integers(0, 3, 20, 2), booleans(20))
