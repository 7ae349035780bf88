"""How own documents and cards compete: `python -m benchmarks.own_quality --home DIR` (a home with a prepared library).

Every eighth card leaves the library and becomes a Markdown file of the person's own. Asked are two of its asks, which the
file does not hold. Then the whole library is asked beside documents that have nothing to do with the questions.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coach.domain.labels import Use
from coach.domain.library import Card
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.onnx_copy import open_encoder
from coach.guidance.own_ingest import ingest
from coach.guidance.own_shelf import set_use
from coach.guidance.shelf import load_shelf
from coach.rendering.resources import shipped

EVERY = 8
ASKS = 2


def as_document(card: Card) -> str:
    """Write a card as a person might keep it: a heading and plain paragraphs."""
    parts = [card.sections[name] for name in ("Answer", "Steps", "Why", "Avoid") if name in card.sections]
    return f"# {card.title}\n\n" + "\n\n".join(parts)


def share(hits: Sequence[bool]) -> str:
    """Write a share as a percentage."""
    return f"{100 * sum(hits) / max(1, len(hits)):5.1f} %"


def ask(library: GuidanceLibrary, cards: Sequence[Card], mine: bool) -> tuple[list[bool], ...]:
    """Ask for each card; return whether it came first, among the first three, was quoted, and whether there was an answer."""
    first: list[bool] = []
    three: list[bool] = []
    told: list[bool] = []
    answered: list[bool] = []
    for card in cards:
        for question in card.asks[:ASKS]:
            found = library.answer(question)
            names = [f"{card.id}.md" if mine else card.id]
            got = [_name(library, passage.card) if mine else passage.card for passage in found.passages[:3]]
            first.append(got[:1] == names)
            three.append(names[0] in got)
            quoted = [_name(library, citation.card) if mine else citation.card for citation in found.citations]
            told.append(names[0] in quoted)
            answered.append(found.kind != "nothing")
    return first, three, told, answered


def _name(library: GuidanceLibrary, card_id: str) -> str:
    card = library.card(card_id)
    return card.origin.file if card is not None and card.origin is not None else card_id


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        shutil.copytree(given.home / "library" / "models", base / "home" / "library" / "models")
        knowledge = base / "knowledge"
        shutil.copytree(shipped("knowledge"), knowledge)
        shelf = load_shelf([knowledge])
        taken = list(shelf.cards.values())[::EVERY]
        documents = base / "documents"
        documents.mkdir()
        for card in taken:
            (documents / f"{card.id}.md").write_text(as_document(card), encoding="utf-8")
            shelf.paths[card.id].unlink()
        encoder = open_encoder(base / "home" / "library" / "models", "")
        ingest(base / "home", [documents], encoder)
        options = LibraryOptions(base / "home", knowledge=(knowledge,))
        print(f"{'what':56} {'first':>8} {'in 3':>8} {'quoted':>8} {'answered':>9}")
        uses: tuple[Use, ...] = ("with", "only", "without")
        for use in uses:
            set_use(base / "home", use)
            library = GuidanceLibrary(options)
            library.warm_up()
            row = [share(found) for found in ask(library, taken, mine=True)]
            print(
                f"{f'a question that a document answers, use {use}':56} {row[0]:>8} {row[1]:>8} {row[2]:>8} {row[3]:>9}",
                flush=True,
            )
            library.close()
        whole = replace(options, knowledge=(shipped("knowledge"),))
        cards = [card for n, card in enumerate(load_shelf([shipped("knowledge")]).cards.values()) if n % EVERY == 1]
        for use in ("without", "with"):
            set_use(base / "home", use)
            library = GuidanceLibrary(whole)
            library.warm_up()
            row = [share(found) for found in ask(library, cards, mine=False)]
            print(
                f"{f'a question that a card answers, use {use}':56} {row[0]:>8} {row[1]:>8} {row[2]:>8} {row[3]:>9}", flush=True
            )
            library.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
