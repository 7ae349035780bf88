"""The dated table of help lines in `knowledge/helplines.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coach.domain.helplines import HelpLine
from coach.errors import ContentError
from coach.rendering import load_yaml


def load_helplines(folders: Sequence[Path]) -> tuple[HelpLine, ...]:
    """Return every line of the first table found, the directory for everywhere else last.

    Raises ContentError when the table is broken; an absent table gives an empty tuple.
    """
    path = next((found for folder in folders if (found := folder / "helplines.yaml").is_file()), None)
    if path is None:
        return ()
    data = load_yaml(path.read_text(encoding="utf-8"), path)
    try:
        rows = [(country, row) for country, rows in data["countries"].items() for row in rows]
        return tuple(_line(country, row) for country, row in [*rows, ("", data["elsewhere"])])
    except (KeyError, TypeError, AttributeError) as error:
        raise ContentError(
            path, None, f"A help line is not complete: {error}.", "Give name, number, how, hours and for."
        ) from error


def _line(country: str, row: Any) -> HelpLine:
    number = f"{row['number']} or {row['also']}" if row.get("also") else str(row["number"])
    how = ", ".join(row["how"])
    hours = "" if row["hours"] == "not stated" else str(row["hours"])
    if row.get("text"):
        how = f"text {row['text']}"
    return HelpLine(country, str(row["name"]), number, how, hours, tuple(row["for"]), str(row.get("seen", "")))
