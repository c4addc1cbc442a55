"""The PyTorch twin of solution.ts."""

from torch import Tensor, nn


class SimpleMlp(nn.Module):
    """Flatten, linear, ReLU, linear: logits for a batch of images."""

    def __init__(self, in_features: int = 28 * 28, hidden: int = 100, n_classes: int = 10) -> None:
        super().__init__()
        self.linear1 = nn.Linear(in_features, hidden)  # in to hidden
        self.relu = nn.ReLU()
        self.linear2 = nn.Linear(hidden, n_classes)  # hidden to class

    def forward(self, x: Tensor) -> Tensor:
        rows = x.flatten(start_dim=1)  # [batch, in]
        hidden = self.relu(self.linear1(rows))  # [batch, hidden]
        return self.linear2(hidden)  # [batch, class]
