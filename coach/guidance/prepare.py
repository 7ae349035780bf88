"""Preparing the library once, and building it afresh: `python -m coach.guidance.prepare --home DIR`.

As a program it prints one JSON object a line, `{"step": "...", "done": 1, "total": 6}`, the last with the status, so
that a front end can run it beside itself and stay fluid. Everything is built beside its place and renamed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from coach.domain.library import LibraryStatus
from coach.errors import CoachError, LibraryError, WeightsError
from coach.guidance.encoder import SentenceTransformersEncoder, TextEncoder
from coach.guidance.models import DEFAULT_KEY, DEFAULT_MODEL, DEFAULT_SHA256, ModelFiles, is_default, locate
from coach.guidance.onnx_copy import copy_folder, export, mark_uncopied, open_encoder
from coach.guidance.places import LibraryOptions, locked, open_cards
from coach.guidance.semantic import open_semantic

STEPS: Final = (
    "Reading the cards",
    "Checking the encoder's weights",
    "Loading the encoder",
    "Copying the encoder for everyday use",
    "Comparing the copy with the encoder",
    "Filling the index",
)

Progress = Callable[[str, int, int], None]


def prepare(options: LibraryOptions, progress: Progress | None = None) -> LibraryStatus:
    """Prepare what is missing in `options.root` and return the status; a second call finds everything done.

    `progress` gets the step in words, how many steps are done, and their number. The first run takes about 25 s on
    two cores, nearly all of it for the encoder's copy; the shipped vectors spare embedding. Raises WeightsError,
    LibraryMismatch or another LibraryError; answers by words work in any case.
    """
    tell = progress or (lambda step, done, total: None)
    if options.root is None:
        raise LibraryError("There is no folder to prepare the library in.", "Give one with --home.")
    with locked(options.root):
        return _prepare(options, options.root, tell)


def rebuild(options: LibraryOptions, progress: Progress | None = None) -> LibraryStatus:
    """Build the library afresh and put it in the place of the old one, which stays in use until then.

    Raises what `prepare` raises; the old library is then still there.
    """
    tell = progress or (lambda step, done, total: None)
    if options.root is None:
        raise LibraryError("There is no folder to build the library in.", "Give one with --home.")
    root = options.root
    with locked(root):
        new, old = root.with_name(f"{root.name}.new"), root.with_name(f"{root.name}.old")
        shutil.rmtree(new, ignore_errors=True)
        try:
            status = _prepare(options.at(new), new, tell)
            shutil.rmtree(old, ignore_errors=True)
            if root.exists():
                root.rename(old)
            new.rename(root)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    return status


def _prepare(options: LibraryOptions, root: Path, tell: Progress) -> LibraryStatus:
    tell(STEPS[0], 0, len(STEPS))
    cards = open_cards(options)
    try:
        encoder = _encoder(options, root / "models", tell)
        tell(STEPS[5], 5, len(STEPS))
        semantic = open_semantic(options, cards, encoder, lambda done, total: tell(STEPS[5], 5, len(STEPS)))
        count = semantic.count()
        semantic.close()
        tell(STEPS[5], 6, len(STEPS))
        return LibraryStatus("ready", len(cards.topics), count, encoder.info.name, semantic.note, semantic.remedy)
    finally:
        cards.close()


def _encoder(options: LibraryOptions, models: Path, tell: Progress) -> TextEncoder:
    tell(STEPS[1], 1, len(STEPS))
    if copy_folder(models, options.model) is not None:
        return open_encoder(models, options.model)
    files = locate(options.model, fetch=not is_default(options.model))
    tell(STEPS[2], 2, len(STEPS))
    encoder = _load(files)
    tell(STEPS[3], 3, len(STEPS))
    if is_default(options.model):
        _leave_older_tunings(models)
    try:
        return export(encoder, models / files.key, lambda done: tell(STEPS[min(2 + done, 4)], 2 + done, len(STEPS)))
    except WeightsError:
        if is_default(options.model):
            raise
        mark_uncopied(models, encoder)
        return encoder


def _leave_older_tunings(models: Path) -> None:
    """Remove what a Coach with an earlier tuning of the default model has left: its copies, and the index in its vectors."""
    older = [folder for folder in models.glob(f"{DEFAULT_MODEL}-{DEFAULT_SHA256[:8]}*") if folder.name != DEFAULT_KEY]
    for folder in older:
        shutil.rmtree(folder, ignore_errors=True)
    if older:
        shutil.rmtree(models.with_name("chroma"), ignore_errors=True)


def _load(files: ModelFiles) -> SentenceTransformersEncoder:
    try:
        return SentenceTransformersEncoder(files)
    except ImportError as error:
        what = "The encoder cannot be prepared, because sentence-transformers is not installed."
        raise WeightsError(what, "Run: pip install sentence-transformers") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare or rebuild from the command line; return 0, or 1 after a problem that the last line explains."""
    parser = argparse.ArgumentParser(prog="coach.guidance.prepare", description="Prepare the guidance library.")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--chroma-url", default=os.environ.get("COACH_CHROMA_URL", ""))
    parser.add_argument("--rebuild", action="store_true")
    given = parser.parse_args(arguments)
    options = LibraryOptions(given.home, given.model, given.chroma_url)
    try:
        status = (rebuild if given.rebuild else prepare)(
            options, lambda step, done, total: _print(step=step, done=done, total=total)
        )
    except CoachError as error:
        _print(error=error.what, remedy=error.remedy)
        return 1
    _print(status=asdict(status))
    return 0


def _print(**fields: object) -> None:
    print(json.dumps(fields, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
