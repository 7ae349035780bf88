"""The figures of each channel, from the dated table `prompts/channels.yaml` that a person can lay their own over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coach.domain.labels import CHANNELS, TONES, Channel, Tone
from coach.errors import ContentError
from coach.rendering import load_yaml

_SPOKEN: Final[Mapping[str, Channel]] = {
    "mail": "email", "e_mail": "email", "linkedin": "linkedin_message", "inmail": "linkedin_message", "linkedin_dm": "linkedin_message",
    "linkedin_request": "linkedin_note", "linkedin_invitation": "linkedin_note", "connection_note": "linkedin_note", "note": "linkedin_note",
    "slack": "chat", "teams": "chat", "whatsapp": "chat", "text": "chat", "sms": "chat", "dm": "chat", "message": "chat", "signal": "chat",
    "card": "letter", "post": "letter", "paper": "letter", "by_hand": "letter", "by_post": "letter",
}  # fmt: skip
_TONES: Final[Mapping[str, Tone]] = {"friendly": "warm", "polite": "formal", "professional": "formal", "short": "brief"}


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """What a channel holds. `limit` and `paid_limit` are characters, `warn` the figure from which to be careful, `words` the
    range that reads well, `subject` the characters of a subject line (0 where there is none)."""

    limit: int | None
    paid_limit: int | None
    warn: int | None
    words: tuple[int, int]
    subject: int
    questions: int


def as_channel(value: object) -> Channel:
    """Return the channel that `value` names, e-mail when it names none."""
    word = str(value or "").strip().lower().replace(" ", "_").replace("-", "_")
    return next((one for one in CHANNELS if one == word), _SPOKEN.get(word, "email"))


def as_tone(value: object) -> Tone:
    """Return the tone that `value` names, warm when it names none."""
    word = str(value or "").strip().lower()
    return next((one for one in TONES if one == word), _TONES.get(word, "warm"))


def read_first(folders: Sequence[Path], name: str) -> tuple[dict[str, Any], Path]:
    """Return the YAML mapping `name` from the first folder that has it. Raises ContentError when none has, or it is no mapping."""
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        raise ContentError(name, None, "This file is missing.", "Reinstall Coach.")
    data = load_yaml(path.read_text(encoding="utf-8"), path)
    if not isinstance(data, dict):
        raise ContentError(path, 1, "This file must be a mapping.", "Begin each entry with a name and a colon.")
    return data, path


def load_channels(folders: Sequence[Path]) -> dict[Channel, ChannelRules]:
    """Read the table. A person's own table need hold only the figures that differ; the rest is taken from the shipped one.

    Raises ContentError with file and line for a channel or figure that does not exist or cannot be used.
    """
    tables = [_read(folder / _FILE) for folder in folders if (folder / _FILE).is_file()]
    if not tables:
        raise ContentError(_FILE, None, "This file is missing.", "Reinstall Coach.")
    return {channel: _rules(channel, tables) for channel in CHANNELS}


_FILE: Final = "channels.yaml"
_KNOWN: Final = ("checked", "sources", "channels")
_FIGURES: Final = ("limit", "paid_limit", "warn", "words", "subject", "questions")


def _read(path: Path) -> tuple[Path, dict[str, Any]]:
    """Return the rows of one table, each looked through by itself."""
    data, _ = read_first([path.parent], path.name)
    for key in data:
        if key not in _KNOWN:
            raise ContentError(path, _line_of(path, key), f"{key!r} is not known here.", f"There are: {', '.join(_KNOWN)}.")
    rows = data.get("channels")
    if not isinstance(rows, dict):
        raise ContentError(
            path, _line_of(path, "channels"), "channels: must hold the channels.", "Write email: {words: [50, 130]} under it."
        )
    for channel, row in rows.items():
        line = getattr(row, "line", None) or _line_of(path, channel)
        if channel not in CHANNELS:
            raise ContentError(path, line, f"{channel!r} is no channel.", f"There are: {', '.join(CHANNELS)}.")
        wrong = _wrong(row) if isinstance(row, dict) else "a row"
        if wrong:
            raise ContentError(path, line, f"{wrong} of {channel!r} cannot be used.", _REMEDY)
    return path, rows


_REMEDY: Final = "Write whole numbers above nought; words: takes two, the smaller first; warn: lies below limit:."


def _wrong(row: Mapping[str, Any]) -> str:
    """Return what of a row cannot be used; an empty text for a good one."""
    for name, figure in row.items():
        figures = figure if name == "words" and isinstance(figure, list) else [figure]
        if name not in _FIGURES or not all(type(one) is int and one > 0 for one in figures):
            return name
        if name == "words" and (len(figures) != 2 or figures[0] > figures[1]):
            return name
    return "warn" if row.get("warn", 0) > row.get("limit", row.get("warn", 0)) else ""


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, text in enumerate(lines, 1) if text.strip().startswith(f"{key}:")), 1)


def _rules(channel: Channel, tables: Sequence[tuple[Path, Mapping[str, Any]]]) -> ChannelRules:
    row: dict[str, Any] = {}
    for _, rows in reversed(tables):
        row |= rows.get(channel, {})
    if "words" not in row:
        raise ContentError(tables[0][0], 1, f"The channel {channel!r} is missing.", "Add it.")
    limit, warn = row.get("limit"), row.get("warn")
    if limit is not None and warn is not None:
        warn = min(warn, limit)
    low, high = row["words"]
    return ChannelRules(limit, row.get("paid_limit"), warn, (low, high), row.get("subject", 0), row.get("questions", 3))
