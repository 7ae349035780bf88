"""Everything that belongs together at run time, opened when first needed and closed together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.bootstrap.parts import FileExporter, ForgetfulJournal, SystemClock
from coach.bootstrap.preparing import Progress, environment, run_preparation
from coach.conversation.ports import Clock, Journal
from coach.domain.library import LibraryStatus
from coach.rendering import Renderer, content_folders
from coach.settings import Settings
from coach.store.connection import DATABASE, private_folder

if TYPE_CHECKING:
    from coach.conversation.ears import Listener
    from coach.conversation.loop import Conversation
    from coach.drafting import Guarded, Studio
    from coach.flows import FlowBook
    from coach.guidance import GuidanceLibrary, LibraryOptions
    from coach.store import SqliteJournal
    from coach.understanding.safety import SafetyPhrases


class Workplace:
    """The real parts for one data folder. An `ephemeral` one opens no records and keeps nothing of a conversation."""

    def __init__(self, settings: Settings, *, ephemeral: bool = False, clock: Clock | None = None) -> None:
        """Open nothing yet, but make the data folder, for its owner alone. Raises StoreError when that cannot be done."""
        self.settings = settings
        self._ephemeral = ephemeral
        self._clock = clock or SystemClock()
        self._library: GuidanceLibrary | None = None
        self._journal: SqliteJournal | None = None
        private_folder(settings.home)
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "TOKENIZERS_PARALLELISM", "ANONYMIZED_TELEMETRY"):
            os.environ[name] = environment(settings)[name]

    @property
    def library(self) -> GuidanceLibrary:
        """The guidance library; cold until `warm_up`."""
        if self._library is None:
            from coach.guidance import GuidanceLibrary

            self._library = GuidanceLibrary(self.library_options(), today=lambda: self._clock.now().date())
        return self._library

    def library_options(self) -> LibraryOptions:
        """Return where the library lies and how it is searched."""
        from coach.guidance import LibraryOptions

        chosen = self.settings.library
        return LibraryOptions(self.settings.home, chosen.model, chosen.chroma_url)

    def index_version(self) -> str:
        """Return the key of the library's content: it changes with every card. Raises ContentError."""
        from contextlib import closing

        from coach.guidance.places import open_cards

        with closing(open_cards(self.library_options())) as cards:
            return str(cards.meta["content"])

    def prompts(self) -> tuple[Path, ...]:
        """Return the folders of words, the person's own first."""
        return content_folders("prompts", self.settings.home)

    def renderer(self) -> Renderer:
        """Return the renderer over the folders of words."""
        return Renderer(self.prompts())

    def studio(self, guarded: Callable[[], Iterable[Guarded]] = tuple, private: Iterable[str] = ()) -> Studio:
        """Return the part that writes and reviews messages; `guarded` and `private` are what must not get into one."""
        from coach.drafting import Studio

        return Studio(self.prompts(), self.renderer(), guarded, private)

    def situations(self) -> tuple[str, ...]:
        """Return the ids of the messages that can be written."""
        return tuple(situation.id for situation in self.studio().situations())

    def phrases(self) -> SafetyPhrases:
        """Return the phrases that stop coaching. Raises ContentError when their file is broken."""
        from coach.understanding.safety import load_phrases

        return load_phrases(content_folders("knowledge", self.settings.home))

    def exporter(self) -> FileExporter:
        """Return the part that writes files."""
        return FileExporter(self.settings.home / "exports")

    def build(self) -> Conversation:
        """Return a conversation with the real parts. Raises StoreError for records, ContentError for words that are broken."""
        from coach.conversation.loop import Conversation
        from coach.conversation.voice import Voice
        from coach.conversation.work import Tools
        from coach.flows import load_flows
        from coach.guidance.helplines import load_helplines
        from coach.relationship import FUNCTIONS

        book = load_flows(self.prompts())
        return Conversation(
            Tools(
                library=self.library,
                ears=self._ears(),
                book=book,
                functions=FUNCTIONS,
                studio=self.studio(),
                voice=Voice(self.renderer()),
                clock=self._clock,
                journal=self._open_journal(book),
                exporter=self.exporter(),
                helplines=load_helplines(content_folders("knowledge", self.settings.home)),
                country=self.settings.country,
                data_folder=str(self.settings.home),
            )
        )

    def warm_up(self) -> LibraryStatus:
        """Open what is prepared of the library; about a second. Never raises CoachError."""
        return self.library.warm_up()

    def prepare(self, progress: Progress | None = None, *, rebuild: bool = False) -> LibraryStatus:
        """Prepare the library where that has not been done, open it and return the status. Raises LibraryError."""
        status = self.warm_up() if not rebuild else None
        if status is not None and status.state == "ready":
            return status
        if status is not None and status.state == "broken":
            rebuild = True
        self._let_go()
        run_preparation(self.settings, rebuild=rebuild, progress=progress)
        return self.warm_up()

    def close(self) -> None:
        """Close all files."""
        self._let_go()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _let_go(self) -> None:
        if self._library is not None:
            self._library.close()

    def _ears(self) -> Listener:
        from coach.conversation.ears import Listener
        from coach.understanding.intents import load_intents

        folders = content_folders("knowledge", self.settings.home)
        return Listener(load_intents(folders), self.library, self.phrases())

    def _open_journal(self, book: FlowBook) -> Journal:
        if self._ephemeral:
            return ForgetfulJournal()
        from coach.store import SqliteJournal, connect

        reusable = {ask.slot for flow in book.flows.values() for ask in flow.asks() if ask.reuse}
        self._journal = SqliteJournal(connect(self.settings.home / DATABASE), self._clock.now, reusable)
        return self._journal
