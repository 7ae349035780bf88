"""Adding and removing own documents as a program of its own: `python -m coach.guidance.own_program --home DIR add FILE`.

A parser that a broken file makes run wild, or out of memory, then takes nothing else with it, and the screen of the app
stays fluid. It prints one JSON object a line, `{"progress": {...}}`, the last with the report, and ends cleanly after the
batch at hand when its standard input is closed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from coach.domain.own import OwnProgress
from coach.errors import CoachError, WeightsError
from coach.guidance.encoder import TextEncoder
from coach.guidance.models import DEFAULT_MODEL
from coach.guidance.onnx_copy import open_encoder
from coach.guidance.own_ingest import Watch, ingest
from coach.guidance.own_shelf import remove


def main(arguments: Sequence[str] | None = None) -> int:
    """Add or remove; return 0, or 1 after a problem that the last line explains."""
    parser = argparse.ArgumentParser(prog="coach.guidance.own_program", description="Add or remove own documents.")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("what", choices=("add", "remove"))
    parser.add_argument("which", nargs="*", help="files and folders to add, or the numbers of documents to remove")
    given = parser.parse_args(arguments)
    try:
        if given.what == "remove":
            _print(left=remove(given.home, [int(number) for number in given.which], given.model))
        else:
            watch = Watch(_tell, _Asked())
            report = ingest(given.home, [Path(path) for path in given.which], _encoder(given.home, given.model), watch)
            _print(report=asdict(report))
    except CoachError as error:
        _print(error=error.what, remedy=error.remedy)
        return 1
    return 0


def _encoder(home: Path, model: str) -> TextEncoder | None:
    try:
        return open_encoder(home / "library" / "models", model)
    except WeightsError:
        return None


class _Asked:
    """True once standard input has ended."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        threading.Thread(target=self._wait, name="coach-stop", daemon=True).start()

    def __call__(self) -> bool:
        return self._ended.is_set()

    def _wait(self) -> None:
        while os.read(0, 1024):
            pass
        self._ended.set()


def _tell(progress: OwnProgress) -> None:
    _print(progress=asdict(progress))


def _print(**fields: object) -> None:
    print(json.dumps(fields, ensure_ascii=True, default=os.fsdecode), flush=True)


if __name__ == "__main__":
    sys.exit(main())
