"""Write docs/gallery.md again: `python -m tests.golden.gallery`, then read the messages side by side as those who get them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypedDict

import yaml

from coach.domain.drafts import Draft
from coach.drafting import Studio
from coach.rendering import shipped

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent.parent / "docs" / "gallery.md"
_HEAD: Final = """# Ten messages from ten mentees

What ten people typed, mistakes and all, and the message that came of it. Nothing in a message comes from anywhere else: a sentence is
an answer, turned so that it fits, or stands in the template of its occasion. Spelling stays as typed, and what is said too freely stays
for the writer to cut: the message is theirs.

This page is written by `python -m tests.golden.gallery` from `tests/golden/gallery.yaml`; a test keeps it fresh.
"""
_SAME: Final = """# The same occasion, four times

Four first e-mails to a stranger, all in the warm tone, from the same template. What differs is what the mentees said.
"""


class Mentee(TypedDict):
    """One entry of the file."""

    who: str
    situation: str
    channel: str
    tone: str
    answers: dict[str, str]


MENTEES: Final[dict[str, dict[str, Mentee]]] = yaml.load(
    (HERE / "gallery.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def written(mentee: Mentee) -> Draft:
    """The message of one mentee."""
    values = {**mentee["answers"], "channel": mentee["channel"], "tone": mentee["tone"]}
    return Studio((shipped("prompts"),)).compose(mentee["situation"], values)


def page() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *_entries(MENTEES["ten"].values()), _SAME, *_entries(MENTEES["same"].values())])


def _entries(mentees: Iterable[Mentee]) -> list[str]:
    """What each typed, and what came of it."""
    studio = Studio((shipped("prompts"),))
    parts = []
    for mentee in mentees:
        draft = written(mentee)
        typed = "\n".join(f"- {slot}: `{text}`" for slot, text in mentee["answers"].items())
        subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
        title = f"{studio.situation(mentee['situation']).title}, {mentee['channel'].replace('_', ' ')}, {mentee['tone']}"
        parts.append(f"## {title}\n\n{mentee['who']}\n\n{typed}\n\n```text\n{subject}{draft.body}\n```\n")
    return parts


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{sum(map(len, MENTEES.values()))} messages in {PAGE}")


if __name__ == "__main__":
    main()
