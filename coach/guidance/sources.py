"""Where the guidance comes from: `knowledge/sources.yaml`, and how a source is named to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coach.domain.library import Origin, Source
from coach.errors import ContentError
from coach.rendering.strict_yaml import Located, load_yaml

FILE: Final = "sources.yaml"
KINDS: Final = ("research", "institutional", "practitioner", "vendor")
KEYS: Final = ("title", "author", "year", "kind", "url", "note")


def read_sources(path: Path) -> tuple[dict[str, Source], list[ContentError]]:
    """Read one sources file: an entry for each id, with `title` and `kind`, and where known author, year, url, note.

    Returns the sound sources by id, and a problem for each faulty entry. A file that cannot be read gives one problem.
    """
    try:
        entries = load_yaml(path.read_text(encoding="utf-8-sig"), path)
    except ContentError as error:
        return {}, [error]
    except (OSError, UnicodeDecodeError) as error:
        return {}, [ContentError(path, None, f"The file cannot be read: {error}.", "Save it as plain UTF-8 text.")]
    if not isinstance(entries, Located):
        return {}, [ContentError(path, 1, "This is not a list of sources by id.", "Write `id:` and below it title and kind.")]
    found: dict[str, Source] = {}
    problems: list[ContentError] = []
    for source_id, entry in entries.items():
        problem = _problem(path, entries, source_id, entry)
        if problem is None:
            found[source_id] = _source(source_id, entry)
        else:
            problems.append(problem)
    return found, problems


def load_sources(folders: Sequence[Path]) -> tuple[dict[str, Source], list[ContentError]]:
    """Read the sources of all knowledge `folders`, the person's own first; an id keeps its first meaning."""
    found: dict[str, Source] = {}
    problems: list[ContentError] = []
    for folder in folders:
        path = folder / FILE
        if path.is_file():
            sources, faults = read_sources(path)
            found = {**sources, **found}
            problems += faults
    return found, problems


def readable(source: Source) -> str:
    """Name a source as a reader knows it: `A. Author, Title (2019)`, without the parts that are unknown."""
    named = f"{source.author}, {source.title}" if source.author else source.title
    return f"{named} ({source.year})" if source.year else named


def readable_all(sources: Iterable[Source], most: int = 3) -> str:
    """Name the first `most` sources of a card, in its own order, joined by semicolons."""
    return "; ".join(readable(source) for source in list(sources)[:most])


def place_of(origin: Origin) -> str:
    """Name a place in an own document: `notes.pdf, p. 12, Expenses, 2026-11-21`, the last the day it was added."""
    page = (f"p. {origin.page}",) if origin.page else ()
    return ", ".join((origin.file, *page, *origin.headings[-1:], origin.added))


def _source(source_id: str, entry: Mapping[str, Any]) -> Source:
    return Source(
        id=source_id,
        title=str(entry["title"]).strip(),
        kind=str(entry["kind"]),
        year=str(entry.get("year") or ""),
        author=str(entry.get("author") or "").strip(),
        url=str(entry.get("url") or ""),
    )


def _problem(path: Path, entries: Located, source_id: str, entry: Any) -> ContentError | None:
    line = entry.line - 1 if isinstance(entry, Located) else entries.line
    if not isinstance(entry, Located):
        return ContentError(path, line, f"The source {source_id} has no entries.", "Give it at least title and kind.")
    unknown = [key for key in entry if key not in KEYS]
    if unknown:
        return ContentError(path, line, f"The source {source_id} has an unknown key {unknown[0]}.", f"Use {', '.join(KEYS)}.")
    if not str(entry.get("title") or "").strip():
        return ContentError(path, line, f"The source {source_id} has no title.", "Give it one.")
    if entry.get("kind") not in KINDS:
        return ContentError(path, line, f"The source {source_id} has no known kind.", f"Use one of {', '.join(KINDS)}.")
    return None
