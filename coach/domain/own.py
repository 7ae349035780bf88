"""A person's own documents: what has been added, what was not and why, and how an addition went."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from coach.domain.labels import Use

Fault = Literal[
    "missing",
    "unreadable",
    "special",
    "loop",
    "empty",
    "huge",
    "encrypted",
    "binary",
    "broken",
    "lying",
    "unknown",
    "no_text",
    "duplicate",
    "inside",
]
"""Why a file was left out; prompts/cli/library_report.txt.j2 has the sentence and the remedy for each."""


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """One document. `added` is an ISO date; an unfinished one was stopped half-way and goes on when added again."""

    id: int
    path: str
    name: str
    kind: str
    added: str
    passages: int
    pages: int = 0
    finished: bool = True


@dataclass(frozen=True, slots=True)
class OwnProblem:
    """One file that was left out, why, and what else there is to say: what it really is, how big, which it repeats."""

    path: Path
    fault: Fault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OwnProgress:
    """How far an addition is: the file at hand, and the share of all work from 0 to 1, which never goes back."""

    file: str
    share: float
    passages: int


@dataclass(frozen=True, slots=True)
class OwnReport:
    """How an addition went. `embedded` counts the passages whose vectors were new, `others` the files of kinds that are not read.

    `by_words` says that the encoder was not ready, so that what was added is found by its words only.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[OwnProblem, ...] = ()
    others: int = 0
    passages: int = 0
    embedded: int = 0
    stopped: bool = False
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class OwnShelf:
    """All own documents, how they are used, where they are kept, and how many passages are found by their words only."""

    documents: tuple[OwnDocument, ...] = ()
    use: Use = "with"
    folder: str = ""
    waiting: int = 0
    gone: frozenset[int] = field(default_factory=frozenset)
