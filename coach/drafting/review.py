"""Reviewing a message by the table in `rules`: the same text always gets the same notes, each with its rule and its card.

There is no score: the notes say what stands out, and nobody can say from a text alone whether it will be answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.domain.drafts import Draft, Issue
from coach.domain.interview import Value
from coach.domain.labels import Channel
from coach.drafting.channels import ChannelRules, read_first
from coach.drafting.leaks import Guarded, find_leaks
from coach.drafting.reading import Text
from coach.drafting.rules import RULES
from coach.drafting.situations import Situation
from coach.errors import ContentError
from coach.rendering import Renderer


class Reviewer:
    """Applies every rule to a draft and puts its notes into words."""

    def __init__(self, folders: Sequence[Path], renderer: Renderer, channels: Mapping[Channel, ChannelRules]) -> None:
        """Read `review.yaml`. Raises ContentError when a rule has no words or no card there."""
        self._renderer = renderer
        self._channels = channels
        self._words, path = read_first(folders, "review.yaml")
        for rule in RULES:
            row = self._words.get(rule.id)
            if not isinstance(row, dict) or not row.get("text") or not row.get("card"):
                raise ContentError(path, None, f"The rule {rule.id!r} has no text or no card.", "Add text: and card: for it.")

    def review(
        self, draft: Draft, values: Mapping[str, Value], situation: Situation | None, facts: Sequence[Guarded] = ()
    ) -> tuple[Issue, ...]:
        """Return the notes on `draft`, the serious ones first. `facts` must not stand in it."""
        leaks = find_leaks(f"{draft.subject}\n{draft.body}", facts, values)
        text = Text(draft, values, situation, self._channels[draft.channel], leaks)
        found = ((rule, rule.check(text)) for rule in RULES)
        return tuple(
            Issue(rule.id, rule.level, self._say(rule.id, known), str(self._words[rule.id]["card"]))
            for rule, known in found
            if known is not None
        )

    def _say(self, rule: str, facts: Mapping[str, object]) -> str:
        return str(self._renderer.render_text(str(self._words[rule]["text"]), facts, markdown=False))
