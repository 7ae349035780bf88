"""`coach versions`: every version of a message, two of them compared word by word, and one taken again as the newest."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.cli.open import settings_of, words
from coach.cli.parser import Wanted

if TYPE_CHECKING:
    from coach.domain.versions import Version
    from coach.store import Records

USAGE: Final = 2


def versions(wanted: Wanted) -> int:
    """List, compare or take again. Returns 1 when there is no message yet, 2 for a number that does not exist."""
    from coach.store import open_records

    with open_records(settings_of(wanted).home) as records:
        runs = [letter.id for letter in records.outbox.letters()]
        numbers = {letter.number: letter.id for letter in records.outbox.letters()}
        if not runs:
            print(words(wanted, "versions_none"), file=sys.stderr)
            return 1
        run = numbers.get(wanted["number"]) if wanted["number"] is not None else runs[-1]
        if run is None:
            print(words(wanted, "outbox_no_such", number=wanted["number"], count=len(runs)), file=sys.stderr)
            return USAGE
        found = [one.as_version() for one in records.drafts.versions(run)]
        asked = wanted["compare"] or ([wanted["restore"]] if wanted["restore"] is not None else [])
        wrong = next((number for number in asked if not 1 <= number <= len(found)), None)
        if wrong is not None:
            print(words(wanted, "versions_no_such", number=wrong, count=len(found)), file=sys.stderr)
            return USAGE
        if wanted["restore"] is not None:
            found = _restored(records, run, found, wanted["restore"])
    _print(wanted, found)
    return 0


def _restored(records: Records, run: str, found: Sequence[Version], number: int) -> list[Version]:
    from coach.bootstrap.parts import SystemClock
    from coach.domain.events import DraftWritten

    chosen, at = found[number - 1], SystemClock().now().isoformat(timespec="seconds")
    records.write_version(DraftWritten(run, chosen.draft, at, "restored", chosen.base))
    return [one.as_version() for one in records.drafts.versions(run)]


def _print(wanted: Wanted, found: Sequence[Version]) -> None:
    from coach.domain.versions import differences

    pair = [found[number - 1] for number in wanted["compare"]] if wanted["compare"] else []
    texts = [f"Subject: {one.draft.subject}\n\n{one.draft.body}" if one.draft.subject else one.draft.body for one in pair]
    pieces = differences(*texts) if pair else ()
    if wanted["json"]:
        data: dict[str, Any] = {"versions": [_encode(one) for one in found]}
        if pair:
            data["difference"] = [{"kind": piece.kind, "text": piece.text} for piece in pieces]
        print(json.dumps(data, ensure_ascii=False))
    elif pair:
        print(words(wanted, "versions_compared", old=pair[0], new=pair[1], pieces=pieces))
    else:
        print(words(wanted, "versions", versions=found, to=found[-1].draft.to, restored=wanted["restore"]))


def _encode(version: Version) -> dict[str, Any]:
    draft = version.draft
    return {
        "number": version.number,
        "how": version.how,
        "at": version.at,
        "channel": draft.channel,
        "tone": draft.tone,
        "edited": draft.edited,
        "subject": draft.subject,
        "body": draft.body,
    }
