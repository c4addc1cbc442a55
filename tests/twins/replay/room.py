"""Replays one room's recorded calls on its twin."""

import functools
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace

import torch
from compare import Comparison, Disagreement
from modules import Builder, NoTwin, call
from names import counterpart
from values import Values

ROOMS = Path(__file__).parent.parent / "rooms"
"""What only one room needs: its grader's own layers, and why some of its calls have no counterpart."""


def python_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.parent.name.replace("-", "_") + "_" + path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class RoomReplay:
    """Tells, call by call, whether twin and solution agree."""

    def __init__(self, room: str, folder: Path, twin: Path) -> None:
        self.recorded = json.loads((folder / "calls.json").read_text())
        self.room, self.twin = room, python_file(twin)
        notes = ROOMS / f"{twin.parent.name}.py"
        self.notes = python_file(notes) if notes.exists() else SimpleNamespace()
        self.builder = Builder(self.twin, getattr(self.notes, "LAYERS", {}))
        self.values = self.builder.values = Values(folder, self.builder.build)
        self.comparison = Comparison(self.values)

    def report(self) -> dict:
        replayed, disagreements, left_out = 0, [], Counter()
        for recorded in self.recorded["calls"]:
            reason = self.reason_against(recorded)
            if reason is not None:
                left_out[reason] += 1
                continue
            try:
                self.replay(recorded)
            except NoTwin as missing:
                left_out[str(missing)] += 1
                continue
            except Exception as fault:  # whatever the twin throws where the solution did not is a disagreement
                name = "" if isinstance(fault, Disagreement) else f"{type(fault).__name__}: "
                disagreements.append(f"{recorded['name']} in {recorded['case']}: {name}{fault}")
            replayed += 1
        return {
            "room": self.room,
            "replayed": replayed,
            "worst": self.comparison.worst,
            "disagreements": disagreements,
            "notReplayed": dict(left_out),
            "failures": self.recorded["failures"],
        }

    def reason_against(self, recorded: dict) -> str | None:
        if "cannot" in recorded:
            return recorded["cannot"]
        return getattr(self.notes, "reason_against", lambda _recorded: None)(recorded)

    def replay(self, recorded: dict) -> None:
        torch.manual_seed(0)
        if recorded["kind"] == "construct":
            made = call(counterpart(self.twin, recorded["name"]), recorded["args"], self.values)
            return self.comparison.modules(made, recorded["self"], recorded["name"], numbers=False)
        target, args = self.prepared(recorded)
        if "throws" in recorded["outcome"]:
            return must_raise(lambda: target(*args))
        self.compare(recorded, target(*args))
        modules = [arg for arg in (*args, target) if isinstance(arg, torch.nn.Module)]
        for module, after in zip(modules, recorded["after"], strict=True):
            numbers = recorded["name"] not in getattr(self.notes, "DRAWN", ())
            self.comparison.modules(module, after, "the module afterwards", numbers=numbers)

    def prepared(self, recorded: dict) -> tuple:
        """What to call, and with what. Built here, so that only the call itself can be taken for a refusal."""
        if recorded["kind"] == "call":
            target = self.builder.build(recorded["self"])
            return target, [self.values.python(arg) for arg in recorded["args"]]
        target = counterpart(self.twin, recorded["name"])
        convert = getattr(self.notes, "arguments", None)
        if convert is not None:
            return target, convert(recorded["name"], [self.values.python(arg) for arg in recorded["args"]])
        kept = []
        call(keeping_arguments_of(target, kept), recorded["args"], self.values)
        return target, kept

    def compare(self, recorded: dict, actual: object) -> None:
        expected = recorded["outcome"]["result"]
        if "module" in expected and recorded["name"] in getattr(self.notes, "DRAWN", ()):
            return self.comparison.modules(actual, expected, "the result", numbers=False)
        self.comparison.same(actual, expected, "the result")


def keeping_arguments_of(function, kept: list):
    """Keeps the arguments that `function` would be called with."""
    @functools.wraps(function)
    def keep(*args: object) -> None:
        kept.extend(args)

    return keep


def must_raise(attempt) -> None:
    try:
        attempt()
    except Exception:
        return
    raise Disagreement("the solution throws here, the twin does not")
