"""Versions of one message, and what differs between two of them, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from coach.domain.drafts import Draft

_FEW: Final = 2
_WORD: Final = re.compile(r"\n+|[^\S\n]+|\w+(?:['’-]\w+)*|.", re.S)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a message. `number` counts from 1, `how` and `base` are those of the event `DraftWritten`."""

    number: int
    draft: Draft
    at: str
    how: Literal["written", "edited", "merged", "restored"] = "written"
    base: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in both versions, in the older only (`gone`) or in the newer only (`new`)."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from `old` to `new`, word by word, in reading order.

    The texts of `same` and `gone` together are `old`, those of `same` and `new` together are `new`. Raises nothing.
    Method: difflib's longest matching blocks (Ratcliff and Obershelp) over words; changes with at most two words between them
    are joined, so that a sentence put differently does not fall into crumbs.
    """
    first, second = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in _changes(first, second):
        if tag == "equal":
            pieces.append(Piece("same", "".join(first[i1:i2])))
            continue
        for kind, text in (("gone", "".join(first[i1:i2])), ("new", "".join(second[j1:j2]))):
            if text:
                pieces.append(Piece(kind, text))  # type: ignore[arg-type]
    return tuple(pieces)


def _changes(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield difflib's opcodes with changes joined where little of one line lies between them."""
    held: tuple[int, int, int, int] | None = None
    opcodes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        between = held is not None and place + 1 < len(opcodes) and _little(first[i1:i2])
        if tag == "equal" and not between:
            if held is not None:
                yield ("replace", *held)
                held = None
            yield tag, i1, i2, j1, j2
        else:
            held = (i1, i2, j1, j2) if held is None else (held[0], i2, held[2], j2)
    if held is not None:
        yield ("replace", *held)


def _little(pieces: Sequence[str]) -> bool:
    return sum(piece[0].isalnum() for piece in pieces) <= _FEW and not any("\n" in piece for piece in pieces)
