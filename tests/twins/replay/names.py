"""How a name of the TypeScript side is spelled in Python."""

import re
from types import ModuleType


def snake(name: str) -> str:
    """`maxPool2d` becomes `max_pool2d`; dotted paths keep their dots."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def counterpart(twin: ModuleType, name: str) -> object:
    """What the twin calls `name`: `makeRays1d` may be make_rays1d or make_rays_1d there."""
    plain = name.lower()
    for theirs in vars(twin):
        if theirs.replace("_", "").lower() == plain:
            return getattr(twin, theirs)
    raise AttributeError(f"the twin has no {snake(name)}")
