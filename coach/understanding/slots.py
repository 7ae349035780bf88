"""Facts from free text. Every value is a literal piece of what was typed; making dates and numbers of it is another's work."""

from __future__ import annotations

from coach.understanding import people, roles, subjects, times
from coach.understanding.folding import LONGEST
from coach.understanding.found import Found, best_each
from coach.understanding.given_names import GIVEN_NAMES

__all__ = ["SLOTS", "Found", "candidates", "extract"]

SLOTS = (
    "mentor_name",
    "mentor_title",
    "mentor_role",
    "organisation",
    "my_role",
    "topic",
    "goal",
    "channel",
    "time_since",
    "ask_minutes",
    "when",
    "hours_per_week",
    "event",
    "contact",
)
"""The slots that can be found."""
_FLOOR = 0.5
"""Facts less sure than this are guesses and are not given."""


def candidates(text: str) -> tuple[Found, ...]:
    """Return every fact that some frame claims, also several for one slot, in no fixed order."""
    head = text[:LONGEST]
    named = people.mentor_facts(head)
    name = next(((fact.start, fact.end) for fact in named if fact.slot == "mentor_name" and fact.confidence >= _FLOOR), None)
    own = roles.own_role(head)
    taken = [*own, *(fact for fact in named if fact.slot == "mentor_title")]
    role = [
        fact for fact in roles.role_facts(head, name) if not _is_name(fact) and not any(_overlap(fact, other) for other in taken)
    ]
    spans = ([name] if name else []) + [(fact.start, fact.end) for fact in role]
    found = [*named, *role, *own, *people.contacts(head), *roles.organisation(head, spans)]
    for finder in (
        subjects.topics,
        subjects.goals,
        subjects.channels,
        subjects.events,
        times.silences,
        times.asked_time,
        times.dates,
        times.weekly_hours,
    ):
        found.extend(finder(head))
    return tuple(found)


def extract(text: str) -> tuple[Found, ...]:
    """Return the facts of `text`, one for each slot at most, in the order of the text.

    In: a line as typed, of any length (facts are looked for in its first 6,000 characters). Out: literal pieces with
    confidences of one half or more; under about 0.75 they should be shown back before use. Raises nothing.
    Source of method: hand-written frames (this package), tried on texts of our own; no statistics.
    """
    return _consistent([fact for fact in best_each(candidates(text)) if fact.confidence >= _FLOOR])


def _consistent(found: list[Found]) -> tuple[Found, ...]:
    """Drop a topic that is only the mentor's name or role, or a date inside another fact."""
    people_spans = [fact for fact in found if fact.slot in ("mentor_name", "mentor_role", "contact")]
    kept: list[Found] = []
    for fact in found:
        inside = any(other.start <= fact.start and fact.end <= other.end for other in people_spans)
        if fact.slot in ("topic", "event", "goal", "organisation") and inside:
            continue
        if fact.slot == "when" and any(
            o.slot in ("time_since", "hours_per_week") and o.start < fact.end and fact.start < o.end for o in found
        ):
            continue
        kept.append(fact)
    return tuple(kept)


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _is_name(fact: Found) -> bool:
    return fact.value[:1].isupper() and fact.value.lower() in GIVEN_NAMES
