"""Making what a template offers fit: by leaving out whole pieces, never by cutting inside one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from coach.drafting.forms import lower

_PIECE: Final = re.compile(r"^(?P<rank>\d)\|\s*(?P<text>.*)$")
_BLANKS: Final = re.compile(r"[ \t]{2,}")
_BEFORE_STOP: Final = re.compile(r"\s+([,.;:?!])")
_TWICE: Final = re.compile(r"\b(for|of|about|with|from|to|at|by|because|the|my)(?: \1)+\b")
"""A small word that the template ends with and the answer begins with: "thank you for" and "for reading it"."""
_LONG_FORMS: Final = (
    (re.compile(r"\bI['’]m\b"), "I am"), (re.compile(r"\bI['’]ve\b"), "I have"), (re.compile(r"\bI['’]d (?=like|love|be|prefer|rather)"), "I would "),
    (re.compile(r"\bI['’]ll\b"), "I will"), (re.compile(r"\b([Yy])ou['’]re\b"), r"\1ou are"), (re.compile(r"\b([Yy])ou['’]ve\b"), r"\1ou have"),
    (re.compile(r"\b([Ww])e['’]ve\b"), r"\1e have"), (re.compile(r"\b([Ww])e['’]re\b"), r"\1e are"), (re.compile(r"\b([Ii])t['’]s (?!own)"), r"\1t is "),
    (re.compile(r"\b([Tt])hat['’]s\b"), r"\1hat is"), (re.compile(r"\b([Cc])an['’]t\b"), r"\1annot"), (re.compile(r"\b([Ww])on['’]t\b"), r"\1ill not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)n['’]t\b", re.I), r"\1 not"),
)  # fmt: skip


def fit_subject(lines: Sequence[str], most: int) -> str:
    """Return the first subject line that has at most `most` characters, or the shortest."""
    offered = [settle(line) for line in lines if line.strip()]
    if not offered:
        return ""
    return next((line for line in offered if len(line) <= most), min(offered, key=len))


def fit_note(lines: Sequence[str], most: int) -> str:
    """Put a note together from lines `2| text`: in their order, the lowest numbers first to be kept, one line for each number.

    Lines with the same number are alternatives: the shortest holds the place, a fuller one is taken while there is room.
    A piece for which there is no room is left out.
    """
    pieces = [
        (place, int(m["rank"]), settle(m["text"]))
        for place, line in enumerate(lines)
        if (m := _PIECE.match(line.strip())) and m["text"].strip()
    ]
    kept: dict[int, tuple[int, str]] = {}
    for rank in sorted({rank for _, rank, _ in pieces}):
        place, text = min(((p, t) for p, r, t in pieces if r == rank), key=lambda piece: len(piece[1]))
        if not kept or _room(kept, rank) + len(text) <= most:
            kept[rank] = (place, text)
    for place, rank, text in sorted(pieces, key=lambda piece: (piece[1], piece[0])):
        if rank in kept and len(text) > len(kept[rank][1]) and _room(kept, rank) + len(text) <= most:
            kept[rank] = (place, text)
    words = [text for _, text in sorted(kept.values())]
    return " ".join([*words[:1], *(lower(text) for text in words[1:2]), *words[2:]])


def _room(kept: Mapping[int, tuple[int, str]], rank: int) -> int:
    """How many characters the other pieces take, with a blank after each."""
    return sum(len(text) + 1 for other, (_, text) in kept.items() if other != rank)


def formal_words(text: str) -> str:
    """Write short forms out: "I'm" becomes "I am"."""
    for pattern, replacement in _LONG_FORMS:
        text = pattern.sub(replacement, text)
    return text


def settle(text: str) -> str:
    """One space between words, none before a stop, line breaks kept, no double stop, no small word twice."""
    lines = (_BEFORE_STOP.sub(r"\1", _BLANKS.sub(" ", line)).strip() for line in text.splitlines())
    joined = _TWICE.sub(r"\1", "\n".join(line for line in lines if line))
    return re.sub(r"([?!])(?:\.|\1+)|(?<!\.)\.\.(?!\.)", lambda m: m[1] or ".", joined)
