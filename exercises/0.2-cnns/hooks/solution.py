"""The PyTorch twin of solution.ts."""

from collections.abc import Callable, Iterable

from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

NanFlags = dict[str, Tensor]
"""Whether each module's output had a NaN, bool [] each, in the order in which the modules were done."""

ForwardHook = Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]


def hook_check_for_nan(name: str, flags: NanFlags) -> ForwardHook:
    """A hook that notes under `name` whether the output has a NaN. It returns None: the output stays."""

    def hook(_module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        flags[name] = output.isnan().any()  # bool []

    return hook


def add_hooks(model: nn.Module, flags: NanFlags) -> list[RemovableHandle]:
    """Hangs a hook on the model and on every module within it."""
    return [
        module.register_forward_hook(hook_check_for_nan(name, flags))
        for name, module in model.named_modules()
    ]


def remove_hooks(handles: Iterable[RemovableHandle]) -> None:
    """Takes these hooks out, and no others."""
    for handle in handles:
        handle.remove()


def first_nan(model: nn.Module, x: Tensor) -> str | None:
    """The name of the first module whose output has a NaN, or None. Raises what the forward pass raises."""
    found: NanFlags = {}
    hooks = add_hooks(model, found)
    try:
        model(x)
    finally:
        remove_hooks(hooks)
    return next((name for name, flag in found.items() if flag), None)


def record_activations(model: nn.Module, x: Tensor) -> dict[str, Tensor]:
    """Every module's output by its name, in the order in which they were done."""
    activations: dict[str, Tensor] = {}

    def recorder_of(name: str) -> ForwardHook:
        def hook(_module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
            activations[name] = output.clone()  # output's shape

        return hook

    hooks = [module.register_forward_hook(recorder_of(name)) for name, module in model.named_modules()]
    try:
        model(x)
    finally:
        remove_hooks(hooks)
    return activations
