"""What a rule of the review is, and the two shapes that most conditions have.

A condition looks at a `Text` and gives None when the rule has nothing to say, or the facts that its sentence needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from coach.drafting.reading import Text

Facts = Mapping[str, object]
Condition = Callable[[Text], Facts | None]
Level = Literal["stop", "advice", "good"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `check` returns the facts for its sentence, or None."""

    id: str
    level: Level
    check: Condition


def given(condition: bool, **facts: object) -> Facts | None:
    """Return the facts where the condition holds."""
    return facts if condition else None


def finds(pattern: str, flags: int = re.I) -> Condition:
    """A condition that holds when `pattern` stands in the body; gives what was found."""
    compiled = re.compile(pattern, flags)

    def check(text: Text) -> Facts | None:
        match = compiled.search(text.draft.body)
        return {"found": match[0].strip()} if match is not None else None

    return check


def only(when: Callable[[Text], bool], check: Condition) -> Condition:
    """A condition that is looked at only where `when` holds."""
    return lambda text: check(text) if when(text) else None


def not_one_of(*situations: str) -> Callable[[Text], bool]:
    """True for a message of any kind but these."""
    return lambda text: text.situation is None or text.situation.id not in situations


def is_first(text: Text) -> bool:
    """True for a first message to somebody who does not know the writer."""
    return text.first


def in_english(text: Text) -> bool:
    """True where the rules that look for English words have something to go by."""
    return text.english
