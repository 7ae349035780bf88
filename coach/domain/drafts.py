"""A message that the mentee may send, and what a review says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.domain.labels import Channel, Tone


@dataclass(frozen=True, slots=True)
class Issue:
    """One note of the review. `rule` is its id, `level` how serious, `text` what to do about it, `card` the guidance it rests on."""

    rule: str
    level: Literal["stop", "advice", "good"]
    text: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message. `subject` is empty where the channel has none; `limit` is the channel's characters, None where it has none."""

    situation: str
    channel: Channel
    tone: Tone
    body: str
    subject: str = ""
    to: str = ""
    limit: int | None = None
    issues: tuple[Issue, ...] = ()
    edited: bool = False
