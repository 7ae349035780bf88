"""What a message can be written for."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.labels import Channel


@dataclass(frozen=True, slots=True)
class Situation:
    """One occasion to write. `first` marks a first message to somebody, `asks` one that asks for something; `others` are the
    answers in which "she" is not the reader."""

    id: str
    title: str
    channels: tuple[Channel, ...]
    needs: tuple[str, ...]
    may: tuple[str, ...]
    first: bool = False
    asks: bool = False
    others: tuple[str, ...] = ()
