"""A person's own records in `coach.db`: conversations, goals, messages, facts. SQL is spoken here and nowhere above."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from coach.store.folder import DATABASE, private_folder

if TYPE_CHECKING:
    from coach.store.backups import backup, record_files, restore, wipe
    from coach.store.connection import connect
    from coach.store.conversations import ConversationInfo, ConversationRepository, SaidLine
    from coach.store.journal import SqliteJournal
    from coach.store.migrations import LATEST, version_of
    from coach.store.records import Records, open_records
    from coach.store.results import DocumentRepository, DraftRepository, FactRepository, StoredDocument, StoredDraft

__all__ = [
    "DATABASE",
    "LATEST",
    "ConversationInfo",
    "ConversationRepository",
    "DocumentRepository",
    "DraftRepository",
    "FactRepository",
    "Records",
    "SaidLine",
    "SqliteJournal",
    "StoredDocument",
    "StoredDraft",
    "backup",
    "connect",
    "open_records",
    "private_folder",
    "record_files",
    "restore",
    "version_of",
    "wipe",
]

_HOMES: Final = {
    "LATEST": "migrations",
    "ConversationInfo": "conversations",
    "ConversationRepository": "conversations",
    "DocumentRepository": "results",
    "DraftRepository": "results",
    "FactRepository": "results",
    "Records": "records",
    "SaidLine": "conversations",
    "SqliteJournal": "journal",
    "StoredDocument": "results",
    "StoredDraft": "results",
    "backup": "backups",
    "connect": "connection",
    "open_records": "records",
    "record_files": "backups",
    "restore": "backups",
    "version_of": "migrations",
    "wipe": "backups",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a question that is answered once, and the first paint, open no records."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"coach.store.{_HOMES[name]}"), name)
