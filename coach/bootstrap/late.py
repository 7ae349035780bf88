"""The writer of messages and what makes files of them, opened when they are first needed: most questions write none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.domain.drafts import Draft
    from coach.domain.exports import Exported, ExportWish
    from coach.domain.interview import Value
    from coach.domain.labels import ExportForm
    from coach.drafting import Studio
    from coach.drafting.export import Exports
    from coach.drafting.situations import Situation


class LateStudio:
    """Satisfies the conversation's `Studio`. Each method raises what `drafting.Studio` raises, ContentError included."""

    def __init__(self, build: Callable[[], Studio]) -> None:
        """`build` opens the studio; it is called once, when it is first needed."""
        self._build = build
        self._studio: Studio | None = None

    def situation(self, situation: str) -> Situation:
        """Return one kind of message. Raises RenderingError when there is none of that name."""
        return self._open().situation(situation)

    def writable(self, situation: str, values: Mapping[str, Value]) -> bool:
        """Return whether the message could be written now. Raises RenderingError for an unknown situation."""
        return self._open().writable(situation, values)

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


class LateExports:
    """Satisfies the conversation's `Exports`. Each method raises what `drafting.export.Exports` raises, ContentError included."""

    def __init__(self, build: Callable[[], Exports]) -> None:
        """`build` opens the part; it is called once, when it is first needed."""
        self._build = build
        self._exports: Exports | None = None

    def forms(self, draft: Draft) -> tuple[ExportForm, ...]:
        """Return the forms that make sense for this message."""
        return self._open().forms(draft)

    def export(self, draft: Draft, form: ExportForm, wish: ExportWish) -> Exported:
        """Return the message in a form. Raises ExportError where it does not fit."""
        return self._open().export(draft, form, wish)

    def _open(self) -> Exports:
        if self._exports is None:
            self._exports = self._build()
        return self._exports
