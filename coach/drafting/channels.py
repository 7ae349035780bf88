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
    """Read the table. Raises ContentError with file and line when a channel is missing or a figure is no number."""
    data, path = read_first(folders, "channels.yaml")
    rules: dict[Channel, ChannelRules] = {}
    for channel in CHANNELS:
        row = data.get("channels", {}).get(channel)
        if not isinstance(row, dict):
            raise ContentError(path, 1, f"The channel {channel!r} is missing.", "Add it.")
        try:
            low, high = (int(one) for one in row["words"])
            rules[channel] = ChannelRules(
                row.get("limit"),
                row.get("paid_limit"),
                row.get("warn"),
                (low, high),
                int(row.get("subject", 0)),
                int(row.get("questions", 3)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(
                path, getattr(row, "line", None), f"A figure of {channel!r} cannot be used.", "Write whole numbers."
            ) from error
    return rules
