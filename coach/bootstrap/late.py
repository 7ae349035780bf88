"""The writer of messages, opened when the first message is written: most questions write none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.domain.drafts import Draft
    from coach.domain.interview import Value
    from coach.drafting import Studio


class LateStudio:
    """Satisfies the conversation's `Studio`. Each method raises what `drafting.Studio` raises, ContentError included."""

    def __init__(self, build: Callable[[], Studio]) -> None:
        """`build` opens the studio; it is called once, when it is first needed."""
        self._build = build
        self._studio: Studio | None = None

    def compose(self, situation: str, values: Mapping[str, Value]) -> Draft:
        """Write the message with channel and tone from `values`. Raises MissingValues."""
        return self._open().compose(situation, values)

    def review(self, draft: Draft, values: Mapping[str, Value]) -> Draft:
        """Return the draft with its notes renewed."""
        return self._open().review(draft, values)

    def _open(self) -> Studio:
        if self._studio is None:
            self._studio = self._build()
        return self._studio
