"""Runs blocks of Python: a JSON list of sources on stdin, on stdout a JSON list of what came of each.

Each block is a module of its own, so that none leans on the names of another. An outcome has the shape of BlockOutcome in
src/pages/blocks/run.ts.
"""

import contextlib
import io
import json
import sys
import traceback

BLOCK = "<block>"


def outcome(source: str) -> dict:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, BLOCK, "exec"), {"__name__": "__main__"})
    except Exception as error:
        return {"kind": "threw", "message": f"{type(error).__name__}: {error}", "line": line_of(error)}
    return {"kind": "printed", "text": printed.getvalue()}


def line_of(error: Exception) -> int:
    """The block's line at which it stopped, from 1; a syntax error has no frame in the block."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == BLOCK), None) or 1


print(json.dumps([outcome(source) for source in json.load(sys.stdin)]))
