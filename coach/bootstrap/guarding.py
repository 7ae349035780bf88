"""What the leak guard looks for: the names and employers of everyone the person has told Coach about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from coach.drafting import Guarded

_NAMES: Final = "mentor_name"
_EMPLOYER: Final = "organisation"
_MINE: Final = ("my_role", "my_organisation", "programme", "school")
"""Slots about the person themselves; an employer that stands in one of them is theirs too and no secret."""


def guarded_facts(told: Iterable[Mapping[str, str]]) -> tuple[Guarded, ...]:
    """Return the facts that belong to one person and must not get into a message to another.

    `told` holds the answers of each interview by slot. Facts without a name to belong to are left out.
    """
    interviews = list(told)
    mine = " ".join(answers[slot] for answers in interviews for slot in _MINE if slot in answers).casefold()
    return tuple(dict.fromkeys(fact for answers in interviews for fact in _of_one(answers, mine)))


def _of_one(answers: Mapping[str, str], mine: str) -> Iterator[Guarded]:
    owner = answers.get(_NAMES, "").strip()
    if not owner:
        return
    yield Guarded(owner, owner, "name")
    employer = answers.get(_EMPLOYER, "").strip()
    if employer and employer.casefold() not in mine:
        yield Guarded(employer, owner, "organisation")
