"""`coach replay FILE`: run a recorded session again and say, turn by turn, where it does not go the way it went."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from coach.cli.main import PROBLEM, complain
from coach.cli.open import words
from coach.cli.parser import Wanted
from coach.errors import ContentError

if TYPE_CHECKING:
    from coach.conversation.recorded import Recording, Shape

USAGE = 2


def replay(wanted: Wanted) -> int:
    """Run the recording in a folder that is deleted afterwards; 0 when every turn comes out as recorded, 1 when one does not.

    A file that is no recording is wrong usage, 2. Nothing of the person's own folder is read or written.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from coach.bootstrap.recordings import read_recording
    from coach.bootstrap.sessions import played, stage
    from coach.settings import Settings

    try:
        recording = read_recording(wanted["file"].expanduser())
    except ContentError as error:
        complain(error)
        return USAGE
    with TemporaryDirectory(prefix="coach-replay-") as folder, stage(Settings(Path(folder), recording.country)) as at:
        found = differences(recording, played(at, recording))
    if wanted["json"]:
        print(json.dumps({"file": str(wanted["file"]), "turns": len(recording.turns), "same": not found, "differences": found}))
    else:
        said = words(wanted, "replayed", turns=len(recording.turns), version=recording.version, differences=found)
        print(said, file=sys.stdout)
    return PROBLEM if found else 0


def differences(recording: Recording, now: tuple[Shape, ...]) -> list[dict[str, object]]:
    """Return where turns come out differently: the turn from 1, what of it, how it was and how it is."""
    return [
        {"turn": number, "what": name, "recorded": _plain(was), "now": _plain(is_now)}
        for number, (turn, shape) in enumerate(zip(recording.turns, now, strict=True), 1)
        for name, was, is_now in turn.shape.differs(shape)
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
