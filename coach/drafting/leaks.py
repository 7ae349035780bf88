"""The leak guard: nothing about one person, and nothing marked private, may stand in a message to another.

A guarded fact is found whatever its capitals, accents, spacing and kind of apostrophe, as whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from coach.domain.interview import Value
from coach.drafting.everyday import as_a_person, is_everyday
from coach.drafting.names import read_name

FactKind = Literal["name", "organisation", "note", "private"]
_NAMING_SLOTS: Final = ("contact", "referee", "introduced_by", "next_person")
"""Slots in which a person names somebody else on purpose."""
_TOO_COMMON: Final = 4
"""A single word of a note or a private answer shorter than this is not looked for."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'", "`": "'", "–": "-", "‐": "-", "‑": "-"}
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """One fact that must not leave. `owner` is the person it belongs to; empty for the mentee's own private facts."""

    text: str
    owner: str = ""
    kind: FactKind = "note"


@dataclass(frozen=True, slots=True)
class Leak:
    """A guarded fact that stands in a text; `found` is how it stands there."""

    fact: Guarded
    found: str


def find_leaks(text: str, facts: Iterable[Guarded], values: Mapping[str, Value] | None = None) -> tuple[Leak, ...]:
    """Return the guarded facts that `text` holds, in the order of `facts`.

    `values` are the answers for this message: facts about its own recipient, people named on purpose (the shared contact),
    and what was told about the recipient in the same words are no leaks. Never raises.
    """
    values = values or {}
    written, folded = _plain(text), fold(text)
    to = fold(read_name(str(values.get("mentor_name", ""))).full)
    meant = " ".join([to, *(fold(str(values.get(slot, ""))) for slot in _NAMING_SLOTS)])
    own = {fold(str(values.get("organisation", "")))} - {""}
    told = {fold(value) for value in values.values() if isinstance(value, str)}
    found: list[Leak] = []
    for fact in facts:
        if (fact.owner and to and fold(read_name(fact.owner).full) == to) or (fact.kind == "note" and fold(fact.text) in told):
            continue
        for form in _forms(fact):
            named = fact.kind in ("name", "organisation")
            if named and (form in own or _word(form).search(meant)):
                continue
            there = as_a_person(form, written) if named and is_everyday(form) else _search(form, folded, fact.kind)
            if there is not None:
                found.append(Leak(fact, fold(there)))
                break
    return tuple(found)


def fold(text: str) -> str:
    """Return `text` in small letters without accents and marks of direction, one space between words, one kind of apostrophe."""
    kept = _plain(text.casefold().translate(_LETTERS))
    return " ".join(re.sub(r"(?<=\w)'s\b", " 's", kept).split())


def _plain(text: str) -> str:
    """Take accents, vowel points, invisible characters and kinds of space out; capitals stay."""
    decomposed = unicodedata.normalize("NFKD", text)
    shown = "".join(c for c in decomposed if not unicodedata.combining(c) and (unicodedata.category(c) != "Cf"))
    return unicodedata.normalize("NFKC", shown)


def _search(form: str, folded: str, kind: FactKind) -> str | None:
    pattern = _word(form) if kind in ("name", "organisation") else _sequence(form)
    match = pattern.search(folded)
    return match[0] if match is not None else None


def _forms(fact: Guarded) -> tuple[str, ...]:
    """The texts to look for: all of a fact; for a name also its parts, joined as in an address; of an employer the bare name."""
    forms = [fold(fact.text)]
    if fact.kind == "name":
        name = read_name(fact.text)
        whole = fold(name.full)
        parts = [part for part in whole.split() if part not in _PARTICLES]
        halves = [half for part in parts if "-" in part for half in part.split("-") if len(half) >= _TOO_COMMON]
        joined = re.sub(r"[^\w]", "", whole) if len(parts) > 1 else ""
        forms += [whole, fold(name.family), fold(name.given), *parts, *halves, joined]
    elif fact.kind == "organisation":
        forms.append(re.sub(r"^(?:the|my|our)\s|,?\s(?:ltd|limited|inc|llc|plc|gmbh|ag|bv|sa|co|corp)\.?$", "", forms[0]))
    else:
        forms += [fold(line) for line in re.split(r"[.;\n]+", fact.text) if len(line.split()) > 2]
    return tuple(dict.fromkeys(form for form in forms if _worth(form, fact)))


def _worth(form: str, fact: Guarded) -> bool:
    if fact.kind == "name":
        return len(form) > 1 and any(c.isalpha() for c in form)
    if fact.kind == "organisation":
        words = re.findall(r"\w+", form)
        vague = fact.text == fact.text.lower() and all(is_everyday(word) or word in _VAGUE for word in words)
        return len(form) > 1 and not vague
    return len(form) > _TOO_COMMON and (" " in form or any(c.isdigit() for c in form) or len(form) > 2 * _TOO_COMMON)


def _word(form: str) -> re.Pattern[str]:
    """The form as a word of its own. Scripts without spaces have no such words; Arabic and Hebrew put "and" or "to" before it."""
    if not form:
        return re.compile(r"(?!)")
    escaped = re.escape(form)
    if any(low <= form[0] <= high for low, high in _UNSPACED):
        return re.compile(escaped)
    if unicodedata.bidirectional(form[0]) in ("R", "AL"):
        return re.compile(rf"(?<!\w)(?:{_PREFIXES}){{0,2}}{escaped}(?!\w)")
    return re.compile(rf"(?<![^\W_]){escaped}(?![^\W_])")


def _sequence(form: str) -> re.Pattern[str]:
    """The words of a note in their order, whatever stands between them and whoever is spoken of: "he is" or "you are"."""
    words = re.findall(r"\w+", form)
    if sum(word not in _PERSONS for word in words) < 2:
        return _word(form)
    parts = [r"(?:\w+\W+)??" if word in _PERSONS else rf"{re.escape(word)}(?:\W+|$)" for word in words]
    return re.compile(rf"(?<!\w){''.join(parts)}")


_PERSONS: Final = frozenset(
    "i me my myself you your he him his she her they them their it its we us our am is are was were be been s m re ve has have had do does did".split()
)
"""Words that change when the same is said of or to somebody else."""
_PARTICLES: Final = frozenset("van von der den de da do dos das di del della du la le el al bin ibn abu y st san ter ten".split())
_VAGUE: Final = frozenset("the a my our local big small general public private state city town central of and for in at".split())
_UNSPACED: Final = (("\u0e00", "\u0eff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""Thai and Lao, kana, Chinese characters, Hangul."""
_PREFIXES: Final = "[وفبلك]|ال|לה|[ובלמשהכ]"
