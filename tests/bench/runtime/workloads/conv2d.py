import torch
import torch.nn.functional as F


def layer(image, out_channels):
    def prepare():
        x = torch.randn(*image, requires_grad=True)
        weight = torch.randn(out_channels, image[1], 3, 3, requires_grad=True)

        def step():
            F.conv2d(x, weight, padding=1).mean().backward()
            x.grad = weight.grad = None

        return step

    return prepare


WORKLOADS = {
    "conv 64x1x28x28 to 32": layer((64, 1, 28, 28), 32),
    "conv 64x32x14x14 to 64": layer((64, 32, 14, 14), 64),
}
