"""The values of `coach draft`: from a file, from `--set`, from `--channel` and `--tone`."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.cli.parser import Wanted
from coach.domain.text import clean
from coach.errors import ContentError

if TYPE_CHECKING:
    from coach.domain.interview import Value

_STDIN = Path("-")


def read_pairs(pairs: Iterable[str]) -> tuple[dict[str, Value], str]:
    """Return the values of `KEY=VALUE` pairs, and the first pair that is none, or an empty text."""
    values: dict[str, Value] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip().isidentifier():
            return {}, pair
        values[key.strip()] = clean(value).strip()
    return values, ""


def read_file(path: Path) -> dict[str, Value]:
    """Return the values of a JSON or YAML file, `-` for standard input. Raises ContentError with its line."""
    try:
        text = sys.stdin.read() if path == _STDIN else path.expanduser().read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ContentError(path, None, f"The values cannot be read: {reason}.", "Name a JSON or YAML file.") from error
    data = _parse(text, path)
    if not isinstance(data, Mapping):
        raise ContentError(path, 1, "The values must be a mapping.", 'Write {"mentor_name": "..."} or mentor_name: ...')
    return {str(key): _value(value) for key, value in data.items() if value is not None}


def gather(wanted: Wanted) -> tuple[dict[str, Value], str]:
    """Return all values, those of the command line over those of the file, and the first pair that is none."""
    pairs, wrong = read_pairs(wanted["values"])
    values = {**(read_file(wanted["values_file"]) if wanted["values_file"] is not None else {}), **pairs}
    return values | {name: wanted[name] for name in ("channel", "tone") if wanted[name]}, wrong


def misspelt(given: Iterable[str], known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the names that no message uses, each with the nearest one that some message does, or an empty text."""
    names = sorted(known)
    return tuple((one, next(iter(difflib.get_close_matches(one, names, 1)), "")) for one in given if one not in names)


def _parse(text: str, path: Path) -> Any:
    if path.suffix.lower() == ".json":
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            raise ContentError(path, error.lineno, f"This is not valid JSON: {error.msg}.", "Mend this line.") from error
    from coach.rendering import load_yaml

    return load_yaml(text, path)


def _value(value: Any) -> Value:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(clean(str(one)).strip() for one in value)
    return clean(str(value)).strip()
