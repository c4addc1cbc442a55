"""Replays recorded calls: `replay.py '[["0.2/relu", FOLDER, TWIN], …]'` prints one report a room as JSON."""

import json
import sys
from pathlib import Path

from room import RoomReplay


def report(room: str, folder: str, twin: str) -> dict:
    """The room's report; a twin that cannot even be imported is a failure of its own."""
    try:
        replay = RoomReplay(room, Path(folder), Path(twin))
    except ImportError as missing:
        nothing = {"replayed": 0, "worst": 0, "disagreements": [], "notReplayed": {}}
        return {"room": room, **nothing, "failures": [f"the twin does not load: {missing}"]}
    return replay.report()


print(json.dumps([report(*arguments) for arguments in json.loads(sys.argv[1])]))
