"""A person's own records in `coach.db`: conversations, goals, messages, facts. SQL is spoken here and nowhere above."""

from coach.store.backups import backup, record_files, restore, wipe
from coach.store.connection import DATABASE, connect, private_folder
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
