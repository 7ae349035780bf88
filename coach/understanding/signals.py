"""Dialogue acts: what a line does (agree, skip, cancel, ask why ...) rather than what it is about.

Closed phrases, matched against whole lines or whole clauses, so that `she keeps cancelling` cancels nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from coach.understanding import line_kinds
from coach.understanding.act_phrases import CLOSERS, OPENERS, WHOLE
from coach.understanding.folding import fold, squeezed
from coach.understanding.literals import Late, late

_CLAUSE: Final = re.compile(r"[^.,;:!?\n…]+")
_LONGEST: Final = 160
_EXCLUSIVE: Final = (
    "skip",
    "dont_know",
    "decline_to_say",
    "back",
    "cancel",
    "why_ask",
    "example",
    "repeat",
    "wait",
    "restart",
    "resume",
    "review",
    "private",
    "real_person",
    "who_are_you",
    "help",
    "shorter",
    "more",
    "goodbye",
    "thanks",
    "greeting",
    "no",
    "yes",
)


@dataclass(frozen=True, slots=True)
class Act:
    """One dialogue act. `start` and `end` say which part of the line it rests on."""

    kind: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signals:
    """The acts of one line, the surest first. `rest` is what follows an opening yes or no, as typed, else empty."""

    acts: tuple[Act, ...] = ()
    rest: str = ""

    @property
    def best(self) -> Act | None:
        """The surest act, or None."""
        return self.acts[0] if self.acts else None

    def has(self, kind: str, least: float = 0.5) -> bool:
        """True when the line does `kind` with at least this confidence."""
        return any(act.kind == kind and act.confidence >= least for act in self.acts)

    def confidence(self, kind: str) -> float:
        """How sure `kind` is; 0 when the line does not do it."""
        return max((act.confidence for act in self.acts if act.kind == kind), default=0.0)


def _whole(kind: str) -> Late:
    return late("(?:" + "|".join(WHOLE[kind]) + ")")


@cache
def _stripped() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"^(?:{OPENERS}\s+)+(?=\S)"), re.compile(rf"(?<=\S)(?:\s+{CLOSERS})+$")


def _forms(line: str) -> tuple[str, ...]:
    """Return a squeezed line as it is and with fillers taken off its ends."""
    opening, closing = _stripped()
    return tuple(dict.fromkeys((line, opening.sub("", line), closing.sub("", line), closing.sub("", opening.sub("", line)))))


def kind_of(line: str) -> tuple[str, ...]:
    """Return the acts that the whole of `line` is a phrase of, the most particular first."""
    plain = squeezed(line)
    if not plain and "?" in line:
        plain = "?"
    if not plain or len(plain) > _LONGEST:
        return ()
    for form in _forms(plain):
        kinds = tuple(kind for kind in _EXCLUSIVE if _whole(kind).fullmatch(form))
        if kinds:
            return kinds[:1] if kinds[0] not in ("yes", "no") else kinds
    return ()


def read(text: str) -> Signals:
    """Return the dialogue acts of one line as typed.

    A whole-line phrase has confidence 0.95, a line whose clauses are all phrases 0.85 each, an opening yes or no before
    more words 0.6. Marks of the line itself (other language, mash, instructions to a machine, abuse) are added. Raises
    nothing. Source of method: hand-written closed phrases, tested with near-misses.
    """
    acts = [Act(kind, sure, start, end) for kind, sure, start, end in line_kinds.marks(text)]
    whole = kind_of(text)
    rest = ""
    if whole:
        acts += [Act(kind, 0.95, 0, len(text)) for kind in whole]
    else:
        clauses, rest = _by_clause(text)
        acts += clauses
    if any(act.kind in ("no_words", "mash") for act in acts) and whole:
        acts = [act for act in acts if act.kind not in ("no_words", "mash")]
    return Signals(tuple(sorted(acts, key=lambda act: -act.confidence)), rest)


def _by_clause(text: str) -> tuple[list[Act], str]:
    parts = [match for match in _CLAUSE.finditer(text[: _LONGEST * 3]) if squeezed(match.group())]
    kinds = [kind_of(part.group()) for part in parts]
    if len(parts) > 1 and len(text) <= _LONGEST and all(kinds):
        return [Act(found[0], 0.85, part.start(), part.end()) for part, found in zip(parts, kinds, strict=True)], ""
    if len(parts) > 1 and kinds[0] and kinds[0][0] in ("yes", "no", "thanks", "greeting", "wait"):
        start = parts[1].start()
        rest = text[start:].strip()
        return [Act(kinds[0][0], 0.6, parts[0].start(), parts[0].end())], rest
    opening = re.match(r"\s*(yes|yeah|yep|no|nope|nah)\s+(?=\S)", fold(text))
    if (
        opening
        and len(text) > opening.end()
        and not re.match(
            r"(?:idea|clue|one\b|time\b|way\b|reply|response|answer|reason|matter|longer|more\b|word|doubt|mentor|news|luck|budget|experience)",
            fold(text)[opening.end() :],
        )
    ):
        kind = "yes" if opening.group(1).startswith("y") else "no"
        return [Act(kind, 0.55, opening.start(1), opening.end(1))], text[opening.end() :].strip()
    return [], ""
