"""What the leak guard looks for: what the person has told Coach about everyone, and what they keep to themselves."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from coach.drafting import Guarded
from coach.store.folder import DATABASE

_NAMES: Final = "mentor_name"
_EMPLOYER: Final = "organisation"
_MINE: Final = ("my_role", "my_organisation", "programme", "school")
"""Slots about the person themselves; an employer that stands in one of them is theirs too and no secret."""
_ABOUT_THEM: Final = (
    "why_them", "helped_with", "advice", "their_best", "their_part", "mentor_role", "mentor_gains", "stayed", "remember", "promises",
)  # fmt: skip
"""Slots in which something is told about the mentor of that interview."""
_TELLING: Final = 4
"""So many words make an answer that nobody writes twice by chance; shorter ones ("time management") are no secret."""


def guarded_facts(told: Iterable[Mapping[str, str]], private: Container[str] = ()) -> tuple[Guarded, ...]:
    """Return the facts that belong to one person and must not get into a message to another, and the private ones.

    `told` holds the answers of each interview by slot, `private` the slots that the person keeps to themselves. Facts about
    somebody without a name are left out.
    """
    interviews = list(told)
    mine = " ".join(answers[slot] for answers in interviews for slot in _MINE if slot in answers).casefold()
    return tuple(dict.fromkeys(fact for answers in interviews for fact in _of_one(answers, mine, private)))


def recorded_facts(home: Path, private: Container[str] = ()) -> tuple[Guarded, ...]:
    """Return what the records in `home` hold of everyone; nothing where there are no records. Raises StoreError."""
    if not (home / DATABASE).is_file():
        return ()
    from coach.store import open_records

    with open_records(home) as records:
        return guarded_facts(records.conversations.told(), private)


def _of_one(answers: Mapping[str, str], mine: str, private: Container[str]) -> Iterator[Guarded]:
    for slot, answer in answers.items():
        if slot in private and len(answer.split()) >= _TELLING:
            yield Guarded(answer.strip(), "", "private")
    owner = answers.get(_NAMES, "").strip()
    if not owner:
        return
    yield Guarded(owner, owner, "name")
    employer = answers.get(_EMPLOYER, "").strip()
    if employer and employer.casefold() not in mine:
        yield Guarded(employer, owner, "organisation")
    for slot in _ABOUT_THEM:
        answer = answers.get(slot, "").strip()
        if slot not in private and len(answer.split()) >= _TELLING:
            yield Guarded(answer, owner, "note")
