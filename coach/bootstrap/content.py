"""Everything that is made of words alone: templates, interviews, messages, phrases, help lines. Nothing here is kept open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.rendering import content_folders

if TYPE_CHECKING:
    from coach.domain.helplines import HelpLine
    from coach.drafting import Guarded, Studio
    from coach.drafting.export import Exports
    from coach.flows import FlowBook
    from coach.rendering import Renderer
    from coach.understanding.intents import IntentModel
    from coach.understanding.safety import SafetyPhrases


@dataclass(frozen=True, slots=True)
class Content:
    """The words of one data folder over the shipped ones. Each method reads its files anew and raises ContentError."""

    home: Path

    @property
    def prompts(self) -> tuple[Path, ...]:
        """The folders of interviews, replies and messages, the person's own first."""
        return content_folders("prompts", self.home)

    @property
    def knowledge(self) -> tuple[Path, ...]:
        """The folders of cards and tables, the person's own first."""
        return content_folders("knowledge", self.home)

    def renderer(self) -> Renderer:
        """Return the renderer over the folders of words."""
        from coach.rendering import Renderer

        return Renderer(self.prompts)

    def book(self) -> FlowBook:
        """Return all interviews; each shipped one is read when it is first asked for."""
        from coach.flows import open_flows

        return open_flows(self.prompts)

    def studio(
        self,
        guarded: Callable[[], Iterable[Guarded]] = tuple,
        private: Iterable[str] = (),
        today: Callable[[], date] = date.today,
    ) -> Studio:
        """Return the part that writes and reviews messages; `guarded` and `private` are what must not get into one, `today`
        dates a letter."""
        from coach.drafting import Studio

        return Studio(self.prompts, self.renderer(), guarded, private, today)

    def exports(self) -> Exports:
        """Return the part that turns messages into files and links."""
        from coach.drafting.export import Exports

        return Exports(self.prompts, self.renderer())

    def situations(self) -> tuple[str, ...]:
        """Return the ids of the messages that can be written."""
        return tuple(situation.id for situation in self.studio().situations())

    def phrases(self) -> SafetyPhrases:
        """Return the phrases that stop coaching."""
        from coach.understanding.safety import load_phrases

        return load_phrases(self.knowledge)

    def intents(self) -> IntentModel:
        """Return the model that routes free text."""
        from coach.understanding.intents import load_intents

        return load_intents(self.knowledge)

    def helplines(self) -> tuple[HelpLine, ...]:
        """Return the help lines of all countries."""
        from coach.guidance.helplines import load_helplines

        return load_helplines(self.knowledge)
