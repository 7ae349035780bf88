"""The messages of `review_fixtures.yaml`, and the review that they get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from coach.domain.drafts import Draft, Issue
from coach.drafting import Guarded, Studio
from coach.drafting.moments import Calendar, weekends
from coach.rendering import load_yaml, shipped

_PATH: Final = Path(__file__).with_name("review_fixtures.yaml")
TABLE: Final[Mapping[str, Any]] = load_yaml(_PATH.read_text(encoding="utf-8"), _PATH)
FACTS: Final = (
    Guarded("Marcus Webb", "Marcus Webb", "name"),
    Guarded("Hartley Foods", "Marcus Webb", "organisation"),
)
_HOLIDAYS: Final = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"}


def off(day: date) -> str | None:
    """The days off of one winter in England."""
    return _HOLIDAYS.get(day) or weekends(day)


@dataclass(frozen=True)
class Fixture:
    """One message as it stands in the table, with the answers behind it and the moment of writing."""

    draft: Draft
    values: Mapping[str, Any]
    now: datetime | None = None

    def review(self) -> tuple[Issue, ...]:
        """The notes on it."""
        clock = Calendar(lambda: self.now or datetime(2026, 11, 23, 10), off) if self.now else lambda: None
        return Studio((shipped("prompts"),), guarded=lambda: FACTS, today=clock).review(self.draft, self.values).issues

    def rules(self) -> set[str]:
        """The rules that speak up."""
        return {issue.rule for issue in self.review()}


def fixture(row: Mapping[str, Any]) -> Fixture:
    """One row of the table. Words that `put` would change must stand in the message."""
    base = TABLE["messages"][row["of"]]
    body, values = base["body"], dict(base["values"])
    for old, new in row.get("put", {}).items():
        assert old in body, f"{old!r} does not stand in {row['of']!r}"
        body = body.replace(old, new)
    values = {slot: value for slot, value in {**values, **row.get("values", {})}.items() if value is not None}
    subject = row.get("subject", base["subject"])
    draft = Draft(base["situation"], base["channel"], base["tone"], body, subject, limit=row.get("limit"))
    return Fixture(draft, values, datetime.fromisoformat(row["now"]) if "now" in row else None)


def rows(kind: str) -> list[tuple[str, int]]:
    """Each rule with the place of each of its fixtures of one kind."""
    return [(rule, place) for rule, found in TABLE["rules"].items() for place in range(len(found[kind]))]
