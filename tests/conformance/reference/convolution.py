"""Convolutions: PyTorch's layout for the tools, channels last for TensorFlow.js' own."""

import torch
import torch.nn.functional as F

from .case import Category, normal, uniform

CASES = Category("convolution")


def last(x):
    return x.movedim(1, -1)


def first(x):
    return x.movedim(-1, 1)


def same_borders(x, kernel, stride, dilation=1):
    """TensorFlow's "same": as many windows as ceil(length / stride), the odd zero goes after."""
    borders = []
    for length, size in zip(reversed(x.shape[2:]), reversed(kernel)):
        windows = -(-length // stride)
        total = max((windows - 1) * stride + (size - 1) * dilation + 1 - length, 0)
        borders += [total // 2, total - total // 2]
    return F.pad(x, borders)


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return F.conv2d(x, w, b, tuple(stride) if isinstance(stride, list) else stride,
                    tuple(padding) if isinstance(padding, list) else padding, dilation, groups)


def add_conv2d(*makers, **settings):
    CASES.add("conv2d", conv2d, *makers, **settings)


add_conv2d(normal(2, 3, 6, 5), normal(4, 3, 3, 2), second=True, row=21)
add_conv2d(normal(2, 3, 6, 5), normal(4, 3, 3, 2), normal(4))
add_conv2d(normal(1, 2, 7, 6), normal(3, 2, 3, 3), stride=2, padding=1)
add_conv2d(normal(1, 2, 7, 6), normal(3, 2, 3, 3), stride=[2, 3], padding=[1, 0])
add_conv2d(normal(2, 2, 8, 7), normal(3, 2, 3, 2), dilation=2)
add_conv2d(normal(2, 2, 8, 7), normal(3, 2, 3, 2), dilation=2, padding=1, second=True)
add_conv2d(normal(2, 4, 5, 5), normal(6, 2, 3, 3), groups=2)
add_conv2d(normal(2, 3, 5, 6), normal(3, 1, 2, 3), groups=3)
add_conv2d(normal(3, 5, 6), normal(2, 3, 3, 3))
add_conv2d(normal(2, 5, 3, 4), normal(3, 5, 1, 1))
add_conv2d(normal(1, 1, 1, 1), normal(1, 1, 1, 1))
add_conv2d(normal(1, 2, 8, 8), normal(2, 2, 2, 2), stride=3)
add_conv2d(normal(2, 9, 5, 5), normal(5, 9, 3, 3), padding=1)
add_conv2d(normal(0, 2, 5, 5), normal(3, 2, 3, 3), grad=False)
# From eight channels on both sides on, wasm goes Winograd's way.
add_conv2d(normal(2, 9, 7, 6), normal(11, 9, 3, 3), normal(11), padding=1)
add_conv2d(normal(1, 8, 5, 10), normal(8, 8, 3, 3), padding=2)
add_conv2d(normal(1, 8, 3, 4), normal(8, 8, 3, 3), second=True)
add_conv2d(normal(2, 4, 7, 17), normal(1, 4, 3, 3), padding=1)
# From twice as many output channels as a window has entries on, tensorflow adds up windows.
add_conv2d(normal(2, 1, 5, 6), normal(8, 1, 2, 2), stride=2, padding=1, second=True)
add_conv2d(normal(2, 1, 6, 5), normal(18, 1, 3, 3), padding=1)


def tf_conv2d(x, w, stride=1, pad="valid", dilation=1):
    y, w = first(x), w.permute(3, 2, 0, 1)
    if pad == "same":
        y = same_borders(y, w.shape[2:], stride, dilation)
    return last(F.conv2d(y, w, None, stride, 0 if pad in ("same", "valid") else pad, dilation))


def add_tf_conv2d(*makers, **settings):
    CASES.add("tf.conv2d", tf_conv2d, *makers, **settings)


add_tf_conv2d(normal(1, 7, 8, 2), normal(2, 2, 2, 3), stride=3, pad="same", row=2)
add_tf_conv2d(normal(2, 6, 7, 2), normal(1, 2, 2, 3), stride=2, pad="same", row=2)
add_tf_conv2d(normal(2, 6, 5, 3), normal(3, 3, 3, 4), pad="same")
add_tf_conv2d(normal(2, 6, 5, 3), normal(3, 2, 3, 4), stride=2, pad=1)
add_tf_conv2d(normal(1, 8, 8, 2), normal(2, 3, 2, 2), pad="same", dilation=2)
add_tf_conv2d(normal(2, 5, 6, 1), normal(3, 3, 1, 2), second=True)


def conv1d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return F.conv1d(x, w, b, stride, padding, dilation, groups)


CASES.add("conv1d", conv1d, normal(2, 3, 9), normal(4, 3, 3), second=True)
CASES.add("conv1d", conv1d, normal(2, 3, 9), normal(4, 3, 2), normal(4), stride=2, padding=1)
CASES.add("conv1d", conv1d, normal(2, 3, 9), normal(4, 3, 3), dilation=2)
CASES.add("conv1d", conv1d, normal(2, 4, 7), normal(4, 2, 3), groups=2)
CASES.add("conv1d", conv1d, normal(3, 7), normal(2, 3, 1))


def conv_transpose2d(x, w, b=None, stride=1, padding=0, extra=0):
    return F.conv_transpose2d(x, w, b, stride, padding, extra)


CASES.add("convTranspose2d", conv_transpose2d, normal(2, 3, 4, 5), normal(3, 2, 3, 2), second=True)
CASES.add("convTranspose2d", conv_transpose2d, normal(2, 3, 4, 5), normal(3, 2, 4, 4), normal(2), stride=2,
          padding=1)
CASES.add("convTranspose2d", conv_transpose2d, normal(1, 2, 3, 3), normal(2, 3, 3, 3), stride=2, padding=1,
          extra=1)
CASES.add("convTranspose2d", conv_transpose2d, normal(2, 3, 3), normal(2, 1, 2, 3), stride=3)


def depthwise(x, w, stride=1, pad="valid", dilation=1):
    # w [height, width, channel, multiplier]; output channel = channel * multiplier + number
    height, width, channels, multiplier = w.shape
    kernels = w.permute(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)
    y = first(x)
    if pad == "same":
        y = same_borders(y, (height, width), stride, dilation)
    return last(F.conv2d(y, kernels, None, stride, 0, dilation, channels))


CASES.add("tf.depthwiseConv2d", depthwise, normal(2, 5, 6, 3), normal(3, 2, 3, 2), second=True)
CASES.add("tf.depthwiseConv2d", depthwise, normal(1, 7, 6, 2), normal(3, 3, 2, 1), stride=2, pad="same")
CASES.add("tf.depthwiseConv2d", depthwise, normal(1, 7, 6, 2), normal(2, 3, 2, 2), dilation=2)


def separable(x, depth, point):
    return last(F.conv2d(first(depthwise(x, depth)), point.permute(3, 2, 0, 1)))


CASES.add("tf.separableConv2d", separable, normal(1, 5, 6, 2), normal(3, 2, 2, 2), normal(1, 1, 4, 3))


def conv3d(x, w, stride=1, pad="valid"):
    y, w = first(x), w.permute(4, 3, 0, 1, 2)
    if pad == "same":
        y = same_borders(y, w.shape[2:], stride)
    return last(F.conv3d(y, w, None, stride))


CASES.add("tf.conv3d", conv3d, normal(1, 4, 5, 3, 2), normal(2, 3, 2, 2, 3), row=4)
CASES.add("tf.conv3d", conv3d, normal(2, 4, 4, 4, 1), normal(3, 2, 3, 1, 2), stride=2, pad="same", row=4)


def conv3d_transpose(x, w, stride=1):
    return last(F.conv_transpose3d(first(x), w.permute(4, 3, 0, 1, 2), None, stride))


CASES.add("tf.conv3dTranspose", conv3d_transpose, normal(1, 2, 3, 2, 2), normal(2, 2, 3, 3, 2), row=4)
CASES.add("tf.conv3dTranspose", conv3d_transpose, normal(1, 2, 3, 2, 2), normal(2, 2, 2, 1, 2), stride=2, row=4)


def dilation2d(x, w):
    # the largest x + w over each window, channel by channel
    height, width, _ = w.shape
    windows = x.unfold(1, height, 1).unfold(2, width, 1)  # [batch, rows, columns, channel, height, width]
    return (windows + w.permute(2, 0, 1)).amax((-1, -2))


CASES.add("tf.dilation2d", dilation2d, uniform(-9.0, -4.0, 1, 4, 5, 2), uniform(-2.0, -0.5, 2, 3, 2), row=4)
CASES.add("tf.dilation2d", dilation2d, normal(1, 4, 5, 2), normal(2, 2, 2), row=4)
