"""Recordings as files: JSON that a person can read through before they give it away. pydantic checks what comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from coach.conversation.marking import Said
from coach.conversation.recorded import Decided, Judged, RecordedTurn, Recording
from coach.conversation.work import Command
from coach.errors import ContentError
from coach.flows.kinds import Parsed, Problem

FORMAT: Final = 1
_REMEDY: Final = "Name a file that coach record wrote."
_KINDS: Final[Mapping[str, type]] = {"command": Command, "parsed": Parsed, "problem": Problem, "said": Said}


def as_text(recording: Recording) -> str:
    """Return a recording as JSON with a final line end."""
    data = {"coach_recording": FORMAT, **_plain(recording)}
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(recording: Recording) -> dict[str, Any]:
    data = asdict(recording)
    for turn, kept in zip(recording.turns, data["turns"], strict=True):
        kept["reading"]["acts"] = sorted(turn.reading.acts)
        kept["judged"] = [_judged(one) for one in turn.judged]
    return data


def _judged(one: Judged) -> dict[str, Any]:
    name = next((name for name, kind in _KINDS.items() if isinstance(one.gave, kind)), "plain")
    gave = one.gave if name == "plain" else asdict(cast(Any, one.gave))
    return {"what": one.what, "slot": one.slot, "words": one.words, "as": name, "gave": gave}


def read_recording(path: Path) -> Recording:
    """Read a file that `as_text` made. Raises ContentError when it cannot be read or is no recording."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not JSON"
        raise ContentError(path, None, f"The recording cannot be read: {reason}.", _REMEDY) from error
    if not isinstance(data, dict) or data.get("coach_recording") != FORMAT:
        raise ContentError(path, None, "This is no recording that this Coach can read.", _REMEDY)
    return _built(path, data)


def _built(path: Path, data: dict[str, Any]) -> Recording:
    from pydantic import TypeAdapter, ValidationError

    try:
        turns = tuple(
            TypeAdapter(RecordedTurn).validate_python(
                {**turn, "judged": tuple(Judged(o["what"], o["slot"], o["words"], _gave(o)) for o in turn["judged"])}
            )
            for turn in data.pop("turns")
        )
        return TypeAdapter(Recording).validate_python(
            {**{name: value for name, value in data.items() if name != "coach_recording"}, "turns": turns}
        )
    except (ValidationError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ContentError(path, None, f"The recording is not complete ({type(error).__name__}).", _REMEDY) from error


def _gave(one: Mapping[str, Any]) -> Decided:
    """Return a decision as it was; its name says of which kind."""
    from pydantic import TypeAdapter

    gave: Any = one["gave"]
    if one["as"] == "plain":
        return tuple(gave) if isinstance(gave, list) else gave
    if one["as"] == "said" and gave["on"] is not None:
        gave = {**gave, "on": date.fromisoformat(gave["on"])}
    made: Decided = TypeAdapter(_KINDS[one["as"]]).validate_python(gave)
    return made
