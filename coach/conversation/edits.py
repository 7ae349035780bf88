"""Edits by hand put into a message that was written afresh: what can be put in is, and what cannot is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from coach.domain.drafts import Draft

_LINE: Final = re.compile(r"[^\n]+\n*")


@dataclass(frozen=True, slots=True)
class Merged:
    """A message with the edits that could be put in: `taken` of them, while `missed` could not. `lost` are lines of the missed."""

    draft: Draft
    lost: tuple[str, ...] = ()
    taken: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a message, which is mostly a paragraph, and the line ends behind it."""

    text: str
    end: str


def merge(base: tuple[str, str], edited: Draft, fresh: Draft) -> Merged:
    """Put the edits that lead from `base` (subject and body) to `edited` into `fresh`.

    A changed or deleted line is put in where `fresh` has the line that it was made from; an added one behind or before a
    neighbour that is still there, else as far from the nearer end as it was. Nothing is put in twice. Raises nothing.
    """
    if (fresh.subject, fresh.body) == base:
        return Merged(replace(fresh, subject=edited.subject, body=edited.body, edited=True), (), 1)
    subject, lost, taken, missed = fresh.subject, [], 0, 0
    if edited.subject != base[0]:
        if base[0] == fresh.subject or edited.subject == fresh.subject:
            subject, taken = edited.subject, 1
        elif edited.subject and fresh.subject:
            lost, missed = [edited.subject], 1
    body = _Body(base[1], edited.body, fresh.body)
    body.put_all()
    done = taken + body.taken
    draft = replace(fresh, subject=subject, body=body.text(), edited=bool(done))
    return Merged(draft, (*lost, *body.lost), done, missed + body.missed)


class _Body:
    """The lines of the fresh message while edits are put into them."""

    def __init__(self, base: str, edited: str, fresh: str) -> None:
        self._base = _lines(base)
        self._edited = _lines(edited)
        self._fresh = _lines(fresh)
        self._already = {line.text for line in self._fresh} - {line.text for line in self._base}
        self.lost: list[str] = []
        self.taken = 0
        self.missed = 0

    def put_all(self) -> None:
        """Put in every edit, from the end, so that places before it stay as they are."""
        old, new = [line.text for line in self._base], [line.text for line in self._edited]
        for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
            if tag == "insert":
                self._insert(i1, j1, j2)
            elif tag != "equal":
                self._replace(i1, i2, j1, j2)
        self.lost.reverse()

    def text(self) -> str:
        """The message as it reads now."""
        return "".join(line.text + (line.end or "\n\n") for line in self._fresh).strip("\n")

    def _replace(self, i1: int, i2: int, j1: int, j2: int) -> None:
        place = self._find([line.text for line in self._base[i1:i2]])
        mine = self._edited[j1:j2]
        if place is None:
            there = {line.text for line in self._fresh}
            self.lost += [line.text for line in reversed(mine) if line.text not in there]
            self.missed += 1
            return
        last = self._fresh[place + i2 - i1 - 1].end
        self._fresh[place : place + i2 - i1] = [*mine[:-1], replace(mine[-1], end=last)] if mine else []
        self.taken += 1

    def _insert(self, i1: int, j1: int, j2: int) -> None:
        mine = self._edited[j1:j2]
        before = self._find([self._base[i1 - 1].text]) if i1 else None
        after = self._find([self._base[i1].text]) if i1 < len(self._base) else None
        if before is not None:
            place = before + 1
        elif after is not None:
            place = after
        else:
            from_end = len(self._base) - i1
            place = i1 if i1 <= from_end else len(self._fresh) - from_end
        place = min(max(place, 0), len(self._fresh))
        if place:
            own, line = self._edited[j1 - 1].end if j1 else "", self._fresh[place - 1]
            if len(line.end) < len(own) or not line.end:
                self._fresh[place - 1] = replace(line, end=own)
        self._fresh[place:place] = [line for line in mine if line.text not in self._already]
        self.taken += 1

    def _find(self, texts: Sequence[str]) -> int | None:
        """Return where these lines stand in the fresh message, when they stand there once."""
        found = [
            place
            for place in range(len(self._fresh) - len(texts) + 1)
            if [line.text for line in self._fresh[place : place + len(texts)]] == list(texts)
        ]
        return found[0] if len(found) == 1 and texts else None


def _lines(text: str) -> list[_Line]:
    return [_Line(found.rstrip("\n"), found[len(found.rstrip("\n")) :]) for found in _LINE.findall(text)]
