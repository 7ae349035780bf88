"""Signs that coaching must stop: phrases from a data file, with their harmless doubles, negation, distance in time.

The first of two independent signals; the classifier in intents.py is the other. Nothing here decides what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from coach.domain.labels import SAFETY_CATEGORIES, SafetyCategory
from coach.errors import ContentError
from coach.rendering import load_yaml, shipped
from coach.understanding.folding import fold
from coach.understanding.literals import Late, Words, is_group, needed

_REMEDY: Final = "See the comments at the top of knowledge/safety/phrases.yaml."
_KEYS: Final = {"say", "strength", "unless", "needs", "gate"}
_PART: Final = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_END: Final = re.compile(r"[.!?;\n]+(?:\s|$)")
_USUAL: Final = 0.9
FILE: Final = Path("safety") / "phrases.yaml"
"""Where the phrases lie in a knowledge folder."""
STOP_AT: Final = 0.5
"""From this strength on a hit stops coaching."""

_NOT: Final = re.compile(
    r"\b(?:not|never|nobody|no one|no|isn't|isnt|wasn't|wasnt|aren't|weren't|doesn't|doesnt|didn't|didnt|hasn't|hasnt|haven't|havent|hadn't|don't|dont|won't|wouldn't|without|nor)\s+(?:[\w']+\s+){0,3}$"
)
_NOT_REALLY: Final = re.compile(
    r"\b(?:not|don't|dont|didn't|didnt|doesn't|never|no|isn't|wasn't|haven't)\s+(?:sure|know|think|thought|like|want|believe|understand|feel|felt|see|only|just|ok|okay|right|fine|normal|acceptable|fair|coping|safe|the\s+(?:first|only)|once|alone|mention|imagining|"
    r"joking|kidding|exaggerating|care|trust|been\s+(?:so|this|more)|one|reason|longer|doubt|matter|way|idea|clue|help|support|expect|mind|stop|stopped|stops|say|dare|realise|realize|remember|going\s+to\s+(?:let|accept)|a\s+(?:day|week|meeting|shift|session)|good|great|easy|nice|wanted|surprised)\b"
)
_LONG_PAST: Final = re.compile(
    r"\b(?:(?:many |a few |several |some |two|three|four|five|six|seven|eight|nine|ten|twenty|\d+) ?(?:years?|yrs) ago|years ago|used to|when i was (?:a |in |at |young|little|\d)|as a (?:kid|child|teenager|teen)|a decade ago|decades ago|back in (?:school|19\d\d|20\d\d|my)|in (?:19\d\d|20[01]\d)\b|"
    r"(?:my|a) (?:old|last|previous|former|first|earlier) (?:job|school|lab|mentor|supervisor|boss|workplace|company|hospital|firm|manager)|recovered from|got over|over it now|long (?:over|past|ago)|behind me now|in the past|no longer|history of|in remission|have since recovered|better now|fine now)\b"
)
_SOMEBODY_ELSE: Final = re.compile(
    r"\b(?:my|a|our|her|his|the other|another|one of (?:my|the|our)) (?:\w+ )?(?:friends?|colleagues?|coworkers?|co-workers?|classmates?|lab ?mates?|flatmate|housemate|roommate|sister|brother|cousin|mum|mom|dad|wife|husband|partner|mentees?|students?|interns?|apprentices?|teammates?|peers?|"
    r"mentor|supervisor|boss|advisor|adviser|son|daughter|neighbou?r|apprentice|postdoc)\b(?:'s|'re)?\s*(?:who\b|is\b|was\b|says?\b|said\b|has\b|wants\b|feels\b|told me|keeps\b|gets\b|might\b|[\w']+\s){0,4}[^,;.!?]*$"
)


@dataclass(frozen=True, slots=True)
class SafetyHit:
    """One alarming phrase: its category, the piece as typed, where it stands, and its strength from 0 to 1.

    Under `STOP_AT` it is a hint only (denied, long past). `about` says whose trouble it seems to be.
    """

    category: SafetyCategory
    phrase: str
    start: int
    end: int
    strength: float
    about: Literal["self", "other"] = "self"


@dataclass(frozen=True, slots=True)
class _Rule:
    category: SafetyCategory
    say: Late
    strength: float
    unless: Late | None
    needs: Late | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line made ready: small letters, single blanks, common short forms written out; `at` maps back to the original."""

    text: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SafetyPhrases:
    """The phrases of one file, ready to scan lines with."""

    _rules: tuple[_Rule, ...]
    _harmless: tuple[Late, ...]
    _spellings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None = None, *, trusted: bool = False) -> SafetyPhrases:
        """Read the phrases from `path`, or the shipped file.

        Raises ContentError with file, line and remedy when the file is absent or broken. The patterns of a `trusted`
        file are not tried out, which takes most of the time; `coach check` and the tests have tried the shipped ones.
        """
        return _Reader(path or shipped("knowledge") / FILE, trusted).read()

    def scan(self, text: str) -> tuple[SafetyHit, ...]:
        """Return the alarming phrases of a line, the strongest first, at most one for each category and sentence.

        Raises nothing. Source of method: hand-written patterns with harmless doubles; denial weighs 0.3, the long past
        0.5 (danger 0.8), somebody else's trouble 0.9.
        """
        line = _ready(text, self._spellings)
        safe: list[tuple[int, int]] | None = None
        best: dict[tuple[str, int], SafetyHit] = {}
        for rule in self._rules:
            for match in rule.say.finditer(line.text):
                if safe is None:
                    safe = [m.span() for pattern in self._harmless for m in pattern.finditer(line.text)]
                hit = _weigh(rule, match, line, safe, text)
                if hit is None:
                    continue
                key = (hit.category, _sentence(line.text, match.start())[0])
                if key not in best or hit.strength > best[key].strength:
                    best[key] = hit
        return tuple(sorted(best.values(), key=lambda hit: (-hit.strength, SAFETY_CATEGORIES.index(hit.category), hit.start)))


def _weigh(rule: _Rule, match: re.Match[str], line: _Line, safe: list[tuple[int, int]], text: str) -> SafetyHit | None:
    """Return the hit with its strength, or None when a harmless use or a condition takes it back."""
    if match.end() == match.start() or any(start < match.end() and match.start() < end for start, end in safe):
        return None
    first, last = _sentence(line.text, match.start())
    sentence, before = line.text[first:last], line.text[first : match.start()]
    if (rule.unless and rule.unless.search(sentence)) or (rule.needs and not rule.needs.search(line.text)):
        return None
    strength = rule.strength
    near = before[-60:]
    denied = _NOT.search(near)
    if (
        denied
        and not _NOT_REALLY.search(near[denied.start() :] + match.group()[:24])
        and not re.search(r"[,:]|\b(?:and|but|because|so|then|when|that)\b", denied.group())
    ):
        strength *= 0.3
    if _LONG_PAST.search(sentence) and not re.search(
        r"\b(?:still|again|now he|now she|since then|ever since|to this day)\b", sentence
    ):
        strength *= 0.8 if rule.category == "danger" else 0.5
    other = bool(_SOMEBODY_ELSE.search(before + match.group()[:12])) and not re.search(
        r"\b(?:i|me|my|i'm|i've|us)\b", match.group()
    )
    start, end = line.at[match.start()], line.at[match.end() - 1] + 1
    return SafetyHit(
        rule.category, text[start:end], start, end, round(strength * (0.9 if other else 1.0), 3), "other" if other else "self"
    )


def _sentence(text: str, position: int) -> tuple[int, int]:
    first = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() >= position:
            return first, match.start()
        first = match.end()
    return first, len(text)


def _ready(text: str, spellings: Mapping[str, str]) -> _Line:
    letters: list[str] = []
    at: list[int] = []
    for match in re.finditer(r"\n|\s+|[\w']+|.", fold(text.replace("\n", ";")), re.S):
        piece = match.group()
        if piece.isspace():
            piece = " "
        whole = spellings.get(piece, piece)
        for index, char in enumerate(whole):
            letters.append(char)
            at.append(min(match.start() + (index if whole is piece and piece != " " else 0), match.end() - 1))
        if whole is not piece:
            at[-1] = match.end() - 1
    return _Line("".join(letters), tuple(at))


def load_phrases(folders: Iterable[Path]) -> SafetyPhrases:
    """Read the phrases of the knowledge `folders`. A person's own file adds to the shipped one and takes nothing away.

    A broken file of their own is left out, so that safety never depends on it. Raises ContentError when the last folder,
    the shipped one, has no usable file.
    """
    paths = [folder / FILE for folder in folders]
    shipped_phrases = SafetyPhrases.load(paths[-1], trusted=True)
    found = [shipped_phrases]
    for path in paths[:-1]:
        with suppress(ContentError):
            found += [SafetyPhrases.load(path)] if path.is_file() else []
    return SafetyPhrases(
        tuple(rule for phrases in found for rule in phrases._rules),
        tuple(pattern for phrases in found for pattern in phrases._harmless),
        {wrong: right for phrases in found for wrong, right in phrases._spellings.items()},
    )


class _Reader:
    """Reads and checks one phrase file."""

    def __init__(self, path: Path, trusted: bool) -> None:
        self._path = path
        self._trusted = trusted
        self._parts: dict[str, str] = {}
        self._groups: dict[str, Words] = {}
        self._strengths: dict[str, float] = {}

    def read(self) -> SafetyPhrases:
        """Return the phrases of the file. Raises ContentError."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except OSError as error:
            raise ContentError(
                self._path, None, "The safety phrases cannot be read.", "Restore the file, or reinstall Coach."
            ) from error
        data = load_yaml(text, self._path)
        if not isinstance(data, dict) or not isinstance(data.get("categories"), dict):
            raise ContentError(self._path, 1, "There is no `categories` mapping.", _REMEDY)
        for name, part in (data.get("parts") or {}).items():
            self._parts[str(name)] = self._filled(str(part))
            if is_group(self._parts[str(name)]):
                self._groups[str(name)] = needed(str(part), self._groups)
        self._strengths = {str(name): float(value) for name, value in (data.get("strengths") or {}).items()}
        harmless = tuple(self._compiled(pattern) for pattern in data.get("harmless") or [])
        spellings = {str(wrong): str(right) for wrong, right in (data.get("spellings") or {}).items()}
        return SafetyPhrases(tuple(self._rules(data["categories"])), harmless, spellings)

    def _rules(self, categories: Mapping[str, Any]) -> Iterator[_Rule]:
        for name, entries in categories.items():
            if name not in SAFETY_CATEGORIES:
                raise ContentError(
                    self._path,
                    getattr(categories, "line", 1),
                    f"There is no safety category {name!r}.",
                    f"Use one of: {', '.join(SAFETY_CATEGORIES)}.",
                )
            for entry in entries:
                yield self._rule(name, entry)

    def _rule(self, category: SafetyCategory, entry: Any) -> _Rule:
        if isinstance(entry, str):
            return _Rule(category, self._compiled(entry), self._strengths.get(category, _USUAL), None, None)
        if not isinstance(entry, dict) or "say" not in entry or set(entry) - _KEYS:
            raise ContentError(self._path, getattr(entry, "line", 1), f"An entry of {category} is not a pattern.", _REMEDY)
        optional: Callable[[str], Late | None] = lambda key: self._compiled(entry[key]) if key in entry else None  # noqa: E731
        return _Rule(
            category,
            self._compiled(entry["say"]),
            float(entry.get("strength", self._strengths.get(category, _USUAL))),
            optional("unless"),
            optional("needs"),
        )

    def _compiled(self, pattern: str) -> Late:
        words = needed(self._filled(pattern, self._groups), self._groups)
        late = Late(rf"(?<![\w'])(?:{self._filled(pattern)})(?![\w])", words)
        try:
            _ = self._trusted or late.pattern
        except re.error as error:
            raise ContentError(self._path, None, f"This is not a valid pattern: {pattern[:60]} ({error}).", _REMEDY) from error
        return late

    def _filled(self, pattern: str, but: Container[str] = ()) -> str:
        """Put in the named parts, except those in `but`."""
        for _ in range(3):
            pattern = _PART.sub(lambda m: m.group() if m.group(1) in but else self._parts.get(m.group(1), m.group()), pattern)
        return pattern
