"""All cards together: the person's own over the shipped ones, and what they must agree on.

A broken card never stops the others. It is reported, and where it overlays a shipped card the shipped one is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.domain.library import Card, Source
from coach.errors import ContentError
from coach.guidance.calibration import FILE as CALIBRATION
from coach.guidance.cards import SEEDS, ask_key, read_card
from coach.guidance.lines import line_faults
from coach.guidance.sources import FILE, load_sources

CARDS: Final = "cards"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards by id, the ids of the person's own ones, where each lies, and the problems met while reading."""

    cards: Mapping[str, Card]
    own: frozenset[str]
    paths: Mapping[str, Path]
    problems: tuple[ContentError, ...]


def card_files(folder: Path) -> list[Path]:
    """Return the card files of one knowledge folder, in a fixed order."""
    return sorted((folder / CARDS).rglob("*.md"))


def fingerprint(folders: Sequence[Path]) -> str:
    """Return a short key of the knowledge `folders` that changes when a file is added, removed or saved again."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in [folder / FILE, folder / CALIBRATION, *card_files(folder)]:
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]


def load_shelf(folders: Sequence[Path]) -> Shelf:
    """Read all cards of the knowledge `folders`, the person's own first, the shipped one last.

    Faulty cards are left out and reported in `problems`, each with file, line and remedy.
    """
    sources, problems = load_sources(folders)
    cards: dict[str, Card] = {}
    own: set[str] = set()
    paths: dict[str, Path] = {}
    for place, folder in enumerate(folders):
        found, faults = _read_folder(folder, sources)
        problems += faults
        for card_id, (path, card) in found.items():
            if card_id not in cards:
                cards[card_id], paths[card_id] = card, path
                if place < len(folders) - 1:
                    own.add(card_id)
    shelf = Shelf(dict(sorted(cards.items())), frozenset(own), paths, ())
    problems += [*_counterparts(shelf), *_shared_asks(shelf)]
    return Shelf(shelf.cards, shelf.own, paths, tuple(problems))


def check_cards(folders: Sequence[Path], seeds_required: bool = False) -> list[ContentError]:
    """Look at every card, source and line of the knowledge `folders` and return all problems; empty when all is well.

    With `seeds_required`, a point of the seed checklist that no card covers is a problem too.
    """
    shelf = load_shelf(folders)
    problems = [*shelf.problems, *(fault for folder in folders for fault in line_faults(folder, shelf.cards))]
    if seeds_required:
        covered = {seed for card in shelf.cards.values() for seed in card.seeds}
        place = folders[-1] / CARDS if folders else Path(CARDS)
        for seed in SEEDS:
            if seed not in covered:
                problems.append(ContentError(place, None, f"No card covers {seed}.", f"Add {seed} to the seeds of one."))
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line or 0))


def _read_folder(folder: Path, sources: Mapping[str, Source]) -> tuple[dict[str, tuple[Path, Card]], list[ContentError]]:
    found: dict[str, tuple[Path, Card]] = {}
    problems: list[ContentError] = []
    for path in card_files(folder):
        card, faults = read_card(path, sources)
        problems += faults
        if card is None:
            continue
        if card.id in found:
            other = found[card.id][0].relative_to(folder)
            problems.append(ContentError(path, 2, f"The id {card.id} is also that of {other}.", "Give this card another id."))
            continue
        found[card.id] = (path, card)
    return found, problems


def _line(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((n for n, text in enumerate(lines, 1) if text.strip().startswith(start)), 1)


def _counterparts(shelf: Shelf) -> Iterable[ContentError]:
    for card in shelf.cards.values():
        if not card.counterpart:
            continue
        path, other = shelf.paths[card.id], shelf.cards.get(card.counterpart)
        line = _line(path, "counterpart:")
        if other is None:
            yield ContentError(path, line, f"The counterpart {card.counterpart} does not exist.", "Write it, or correct the id.")
        elif other.counterpart != card.id:
            remedy = f"Put `counterpart: {card.id}` into {other.id}."
            yield ContentError(path, line, f"The counterpart {other.id} does not name this card.", remedy)


def _shared_asks(shelf: Shelf) -> Iterable[ContentError]:
    seen: dict[str, str] = {}
    for card in shelf.cards.values():
        for ask in card.asks:
            first = seen.setdefault(ask_key(ask), card.id)
            if first != card.id:
                path = shelf.paths[card.id]
                line = next((n for n, text in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1) if ask in text), 1)
                yield ContentError(path, line, f"The card {first} has this ask too: {ask}", "Keep it where it fits best.")
