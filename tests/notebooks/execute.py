"""Validates notebooks and executes them: `execute.py DENO NOTEBOOK …` prints one JSON object a notebook.

Each runs in a kernel of its own, in its own folder, as Jupyter would. The object says what the code cells wrote before
("said") and what they write now ("printed"), one text a cell, or why the notebook could not be run ("error").
"""

import json
import os
import queue
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

SECONDS_A_CELL = 120
# Deno's kernel may send a cell's last lines after it has said that it is idle.
SECONDS_OF_SILENCE = 0.5


def executed(path: Path) -> dict:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    manager, client = start_new_kernel(kernel_name="deno", cwd=str(path.parent))
    try:
        printed = [output_of(client, cell.source) for cell in cells]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return {"said": [said_by(cell) for cell in cells], "printed": printed}


def said_by(cell) -> str:
    """What the notebook says a cell printed; an error counts by its name, as its message may quote a path."""
    return "".join(out.get("text") or out.get("ename", "") for out in cell.outputs)


def output_of(client, source: str) -> str:
    """What a cell prints now, by the same rules."""
    request = client.execute(source)
    text, idle, end = "", False, time.monotonic() + SECONDS_A_CELL
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=SECONDS_OF_SILENCE)
        except queue.Empty:
            if idle:
                return text
            continue
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        text += content.get("ename", "") if message["msg_type"] == "error" else content.get("text", "")
        idle = idle or content.get("execution_state") == "idle"
    raise TimeoutError(f"a cell runs for longer than {SECONDS_A_CELL} s")


def use_kernel(deno: str, folder: str) -> None:
    """Deno's kernel for this process only: `deno jupyter --install` would write into the user's own settings."""
    kernel = Path(folder) / "kernels" / "deno"
    kernel.mkdir(parents=True)
    command = [deno, "jupyter", "--kernel", "--conn", "{connection_file}"]
    spec = {"argv": command, "display_name": "Deno", "language": "typescript"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    os.environ["JUPYTER_PATH"] = folder


with tempfile.TemporaryDirectory() as folder:
    use_kernel(sys.argv[1], folder)
    for name in sys.argv[2:]:
        try:
            outcome = executed(Path(name))
        except Exception as error:  # said of this notebook; the others still run
            outcome = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"notebook": name, **outcome}), flush=True)
