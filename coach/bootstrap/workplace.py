"""Everything that belongs together at run time, opened when first needed and closed together."""

from __future__ import annotations

import os
from threading import Thread
from typing import TYPE_CHECKING

from coach.bootstrap.content import Content
from coach.bootstrap.parts import FileExporter, ForgetfulJournal, SystemClock, routing_vectors
from coach.bootstrap.preparing import Progress, environment, run_preparation
from coach.rendering import shipped
from coach.settings import Settings
from coach.store.folder import DATABASE, private_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.bootstrap.own import OwnDocuments
    from coach.conversation.loop import Conversation
    from coach.conversation.ports import Clock, Journal
    from coach.conversation.work import Tools
    from coach.domain.library import LibraryStatus
    from coach.drafting import Guarded, Studio
    from coach.drafting.moments import Calendar
    from coach.flows import FlowBook
    from coach.guidance import GuidanceLibrary, LibraryOptions
    from coach.guidance.apart import LibraryApart
    from coach.store import SqliteJournal


class Workplace:
    """The real parts for one data folder. An `ephemeral` one opens no records and keeps nothing of a conversation.

    With `apart`, search by meaning runs in a process of its own, so that a screen stays fluid while it loads.
    """

    def __init__(self, settings: Settings, *, ephemeral: bool = False, clock: Clock | None = None, apart: bool = False) -> None:
        """Open nothing yet, but make the data folder, for its owner alone. Raises StoreError when that cannot be done."""
        self.settings = settings
        self.content = Content(settings.home)
        self._ephemeral = ephemeral
        self._clock = clock or SystemClock()
        self._apart = apart
        self._library: GuidanceLibrary | LibraryApart | None = None
        self._journal: SqliteJournal | None = None
        private_folder(settings.home)
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "TOKENIZERS_PARALLELISM", "ANONYMIZED_TELEMETRY"):
            os.environ[name] = environment(settings)[name]

    @property
    def library(self) -> GuidanceLibrary | LibraryApart:
        """The guidance library; cold until `warm_up`."""
        if self._library is None:
            from coach.guidance import GuidanceLibrary
            from coach.guidance.apart import LibraryApart

            options, today = self.library_options(), lambda: self._clock.now().date()
            library = (
                LibraryApart(options, today, environment(self.settings)) if self._apart else GuidanceLibrary(options, today=today)
            )
            self._library = library
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

    def calendar(self) -> Calendar:
        """Return the clock and the days off of the country in the settings, for letters and for the review of messages."""
        from coach.bootstrap.days_off import days_off
        from coach.drafting.moments import Calendar

        return Calendar(self._clock.now, days_off(self.settings.country))

    def exporter(self) -> FileExporter:
        """Return the part that writes files."""
        return FileExporter(self.settings.home / "exports")

    def build(self, adapt: Callable[[Tools], Tools] | None = None) -> Conversation:
        """Return a conversation with the real parts, or with those that `adapt` makes of them.

        Raises StoreError for records, ContentError for words that are broken.
        """
        from coach.bootstrap.days_off import days_off
        from coach.bootstrap.late import LateExports, LateStudio
        from coach.conversation.ears import Listener
        from coach.conversation.loop import Conversation
        from coach.conversation.voice import Voice
        from coach.conversation.work import Tools
        from coach.relationship import FUNCTIONS

        content = self.content
        book = content.book()
        journal = self._open_journal(book)
        tools = Tools(
            library=self.library,
            ears=Listener(content.intents(), routing_vectors(self.library, self.settings.library.model), content.phrases()),
            book=book,
            functions=FUNCTIONS,
            studio=LateStudio(lambda: self._studio(book)),
            voice=Voice(content.renderer()),
            clock=self._clock,
            journal=journal,
            exporter=self.exporter(),
            helplines=content.helplines(),
            country=self.settings.country,
            contacts=self.settings.contacts,
            data_folder=str(self.settings.home),
            days_off=days_off(self.settings.country),
            own=own_documents(self.settings),
            exports=LateExports(content.exports),
        )
        return Conversation(adapt(tools) if adapt is not None else tools)

    def warm_up(self) -> LibraryStatus:
        """Open what is prepared of the library; about a second. Never raises CoachError."""
        return self.library.warm_up()

    def warm_up_beside(self) -> None:
        """Begin to `warm_up` on a thread of its own; `warm_up` then waits for it. Much of it is done outside Python's lock."""
        Thread(target=self.library.warm_up, name="coach-warm-up", daemon=True).start()

    def prepare(self, progress: Progress | None = None, *, rebuild: bool = False) -> LibraryStatus:
        """Prepare the library where that has not been done, open it and return the status. Raises LibraryError."""
        status = self.warm_up() if not rebuild else None
        if status is not None and status.state == "ready":
            return status
        if status is not None and status.state == "broken":
            rebuild = True
        self.library.close()
        run_preparation(self.settings, rebuild=rebuild, progress=progress)
        return self.warm_up()

    def embed(self, progress: Progress | None = None) -> int:
        """Bring the vectors that are shipped with the cards up to date; for authors. Returns how many texts were new."""
        from coach.guidance.onnx_copy import open_encoder
        from coach.guidance.vectors import embed_missing

        encoder = open_encoder(self.settings.home / "library" / "models", "")
        tell = (lambda done, total: progress("", done, total)) if progress is not None else None
        return embed_missing(shipped("knowledge"), encoder, tell)

    def close(self) -> None:
        """Close all files."""
        if self._library is not None:
            self._library.close()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _studio(self, book: FlowBook) -> Studio:
        private = private_slots(book)
        return self.content.studio(lambda: self._others(private), private, self.calendar())

    def _others(self, private: frozenset[str]) -> tuple[Guarded, ...]:
        """Return what is known of everyone the person wrote about, and what they keep private, for the leak guard."""
        if self._journal is None:
            return ()
        from coach.bootstrap.guarding import guarded_facts

        return guarded_facts(self._journal.told(), private)

    def _open_journal(self, book: FlowBook) -> Journal:
        if self._ephemeral:
            return ForgetfulJournal()
        from coach.store import SqliteJournal, connect

        reusable = {ask.slot for flow in book.flows.values() for ask in flow.asks() if ask.reuse}
        self._journal = SqliteJournal(connect(self.settings.home / DATABASE), self._clock.now, reusable)
        return self._journal


def own_documents(settings: Settings) -> OwnDocuments:
    """Return the part that adds, lists and removes the documents of the person's own."""
    from coach.bootstrap.own import OwnDocuments

    return OwnDocuments(settings)


def private_slots(book: FlowBook) -> frozenset[str]:
    """Return the slots whose answers a mentee keeps private in some interview."""
    return frozenset(ask.slot for flow in book.flows.values() for ask in flow.asks() if ask.private)
