"""Reviewing a message by the table in `rules`: the same text gets the same notes at the same moment, each with its rule and its card.

There is no score: the notes say what stands out, and nobody can say from a text alone whether it will be answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from coach.domain.drafts import Draft, Issue
from coach.domain.interview import Value
from coach.domain.labels import Channel
from coach.drafting.channels import ChannelRules, read_first
from coach.drafting.leaks import Guarded, find_leaks
from coach.drafting.moments import Calendar
from coach.drafting.reading import Text
from coach.drafting.rules import RULES
from coach.drafting.situations import Situation
from coach.errors import ContentError
from coach.rendering import Renderer


class Reviewer:
    """Applies every rule to a draft and puts its notes into words."""

    def __init__(
        self,
        folders: Sequence[Path],
        renderer: Renderer,
        channels: Mapping[Channel, ChannelRules],
        clock: Callable[[], date | None] | None = None,
    ) -> None:
        """Read `review.yaml`. A `clock` that is a Calendar lets the rules for days and hours go by its moment.

        Raises ContentError when a rule has no words or no card.
        """
        self._calendar = clock if isinstance(clock, Calendar) else None
        self._renderer = renderer
        self._channels = channels
        self._words = _words(folders)

    def review(
        self, draft: Draft, values: Mapping[str, Value], situation: Situation | None, facts: Sequence[Guarded] = ()
    ) -> tuple[Issue, ...]:
        """Return the notes on `draft`, what matters most first. `facts` must not stand in it."""
        leaks = find_leaks(f"{draft.subject}\n{draft.body}", facts, values)
        moment = self._calendar.moment() if self._calendar is not None else None
        text = Text(draft, values, situation, self._channels[draft.channel], leaks, moment)
        found = ((rule, rule.check(text)) for rule in RULES)
        return tuple(
            Issue(rule.id, rule.level, self._say(rule.id, known), str(self._words[rule.id]["card"]))
            for rule, known in found
            if known is not None
        )

    def _say(self, rule: str, facts: Mapping[str, object]) -> str:
        return str(self._renderer.render_text(str(self._words[rule]["text"]), facts, markdown=False))


def _words(folders: Sequence[Path]) -> dict[str, Mapping[str, Any]]:
    """Return the words of every rule; a person's own file need hold only those that they say differently."""
    words: dict[str, Mapping[str, Any]] = {}
    path = Path(_FILE)
    for folder in reversed([one for one in folders if (one / _FILE).is_file()]):
        rows, path = read_first([folder], _FILE)
        for rule, row in rows.items():
            if not isinstance(row, dict) or not row.get("text") or not row.get("card"):
                line = getattr(row, "line", None)
                raise ContentError(path, line, f"The rule {rule!r} has no text or no card.", "Add text: and card: for it.")
        words |= rows
    for one in RULES:
        if one.id not in words:
            raise ContentError(path, None, f"The rule {one.id!r} has no text or no card.", "Add text: and card: for it.")
    return words


_FILE: Final = "review.yaml"
