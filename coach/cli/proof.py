"""`coach offline-proof`: a whole journey with the network blocked, and what was tried (design.md, U16)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from coach.cli.main import PROBLEM
from coach.cli.open import words
from coach.cli.parser import Wanted
from coach.domain.turn import Turn

if TYPE_CHECKING:
    from coach.bootstrap import Workplace

REST: Final = "ANSWER"
"""The line of the journey that answers or skips every question up to the end of the interview."""
MOST_QUESTIONS: Final = 60


def offline_proof(wanted: Wanted) -> int:
    """Block the network, then search, write, work out a goal, save, and print what was used; 0 when nothing tried to connect."""
    from coach.cli.offline import block_network

    guard = block_network()
    from coach.cli.open import make_ready, workplace

    with workplace(wanted, ephemeral=True) as place, TemporaryDirectory() as folder:
        make_ready(place)
        status = place.warm_up()
        turns, lacking = _journey(place, Path(folder))
        facts = {
            "status": status,
            "index": place.index_version(),
            "kernel": guard.kernel,
            "attempts": guard.attempts,
            "turns": len(turns),
            "passages": sorted({passage.card for turn in turns for passage in turn.passages[:3]}),
            "quotes": sum(len(turn.citations) for turn in turns),
            "lacking": lacking,
        }
    if wanted["show"]:
        _show(turns)
    print(words(wanted, "offline_proof", **facts))
    return PROBLEM if guard.attempts or lacking else 0


def _journey(place: Workplace, folder: Path) -> tuple[list[Turn], list[str]]:
    """Go through the scripted journey; return its turns and what it should have led to and did not."""
    from coach.rendering import load_yaml

    path = next(p for f in place.content.prompts if (p := f / "cli" / "offline_journey.yaml").is_file())
    script = load_yaml(path.read_text(encoding="utf-8"), path)
    answers = dict(script["answers"])
    talker = place.build()
    turns: list[Turn] = []
    for line in script["lines"]:
        if line != REST:
            turns.append(talker.turn(str(line).replace("FOLDER", str(folder))))
            continue
        for _ in range(MOST_QUESTIONS):
            step = turns[-1].step
            if step is None:
                break
            turns.append(talker.turn(str(answers.pop(step.id, "/skip"))))
    reached = {
        "answer": any(turn.citations for turn in turns),
        "message": any(turn.draft is not None for turn in turns),
        "sheet": any(turn.document is not None for turn in turns),
        "file": any(folder.iterdir()),
        "encoder": place.warm_up().state == "ready",
    }
    return turns, [what for what, there in reached.items() if not there]


def _show(turns: list[Turn]) -> None:
    from coach.cli.plain import turn_text

    for turn in turns:
        print(f"> {turn.text}\n\n{turn_text(turn, actions=False)}\n")
