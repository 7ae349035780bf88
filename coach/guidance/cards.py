"""Reads one card file: front matter and body, each fault with its file, line and remedy.

What several cards must agree on (ids, counterparts, asks, seeds) is looked at in `shelf`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from coach.domain.labels import CARD_TOPICS, EVIDENCE, FLOWS, STAGES, Evidence
from coach.domain.library import SECTIONS, Card, Source, first_block
from coach.errors import ContentError
from coach.rendering.strict_yaml import Located, load_yaml

TEXT_KEYS: Final = ("id", "title", "topic", "situation", "stage", "evidence", "flow", "reviewed")
REQUIRED: Final = (*TEXT_KEYS, "asks", "sources")
OPTIONAL: Final = ("stance", "counterpart", "seeds")
CHOICES: Final[Mapping[str, Sequence[str]]] = {"topic": CARD_TOPICS, "stage": STAGES, "evidence": EVIDENCE, "flow": FLOWS}
SEEDS: Final = tuple(f"S{number:02d}" for number in range(1, 64))
FEWEST_ASKS: Final = 8
LONGEST_ANSWER: Final = 48
LONGEST_FIRST_SCREEN: Final = 140

_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_HEADING = re.compile(r"^## +(.+?)[ \t]*$", re.M)
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass
class _Sheet:
    """A card file taken apart, and the faults found in it so far."""

    path: Path
    lines: list[str]
    front: Mapping[str, Any]
    body: str
    body_line: int
    faults: list[ContentError] = field(default_factory=list)

    def fault(self, line: int | None, what: str, remedy: str) -> None:
        """Note one fault."""
        self.faults.append(ContentError(self.path, line, what, remedy))

    def line(self, key: str, item: int = -1) -> int:
        """Return the line of a front-matter key, or of the item of its list when the list has one item a line."""
        start = next((n for n, text in enumerate(self.lines, 1) if text.startswith(f"{key}:")), 1)
        if item < 0:
            return start
        items = [n for n, text in enumerate(self.lines[start:], start + 1) if text.lstrip().startswith("- ")]
        return items[item] if item < len(items) and items[0] == start + 1 else start

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; anything else in it is a fault."""
        found = self.front.get(key)
        if found is None and key not in REQUIRED:
            return ()
        if not isinstance(found, list):
            self.fault(self.line(key), f"{key} is not a list.", "Write one item a line, each after a dash.")
            return ()
        for n, item in enumerate(found):
            if not isinstance(item, str) or not item.strip():
                self.fault(self.line(key, n), f"This item of {key} is not text: {item!r}.", "Put it in quotes.")
        return tuple(item.strip() for item in found if isinstance(item, str) and item.strip())


def read_card(path: Path, sources: Mapping[str, Source]) -> tuple[Card | None, list[ContentError]]:
    """Read the card file at `path`, whose sources stand in `sources`.

    Returns the card and no faults, or None and every fault that was found in the file.
    """
    sheet, fault = _open(path)
    if sheet is None:
        return None, [fault] if fault else []
    _check_keys(sheet)
    asks, source_ids, seeds = sheet.texts("asks"), sheet.texts("sources"), sheet.texts("seeds")
    _check_asks(sheet, asks)
    _check_known(sheet, "sources", source_ids, sources, "Add it to knowledge/sources.yaml or correct the id.")
    _check_known(sheet, "seeds", seeds, SEEDS, "Use S01 to S63.")
    sections = _sections(sheet)
    _check_first_screen(sheet, sections)
    if sheet.faults:
        return None, sheet.faults
    return _card(sheet.front, asks, tuple(sources[i] for i in source_ids), seeds, sections), []


def parse_card(path: Path, sources: Mapping[str, Source]) -> Card:
    """Read the card file at `path`. Raises its first ContentError when it has a fault."""
    card, faults = read_card(path, sources)
    if card is None:
        raise faults[0]
    return card


def _open(path: Path) -> tuple[_Sheet | None, ContentError | None]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return None, ContentError(path, None, f"The card cannot be read: {error}.", "Save it as plain UTF-8 text.")
    found = _FRONT.match(text)
    if found is None:
        return None, ContentError(path, 1, "The card has no front matter.", "Begin it with --- and end the keys with ---.")
    try:
        front = load_yaml(found["front"], path, first_line=2)
    except ContentError as error:
        return None, error
    if not isinstance(front, Located):
        return None, ContentError(path, 2, "The front matter holds no keys.", "Write `key: value` lines.")
    return _Sheet(path, text.splitlines(), front, text[found.end() :], text[: found.end()].count("\n") + 1), None


def _check_keys(sheet: _Sheet) -> None:
    for key in sheet.front:
        if key not in REQUIRED and key not in OPTIONAL:
            sheet.fault(sheet.line(key), f"The key {key} is unknown.", f"Use only {', '.join((*REQUIRED, *OPTIONAL))}.")
    for key in REQUIRED:
        if key not in sheet.front:
            sheet.fault(1, f"The key {key} is missing.", "Add it; docs/writing-cards.md says what goes in.")
    for key in (*TEXT_KEYS, "stance", "counterpart"):
        value = sheet.front.get(key, "-")
        if not isinstance(value, str) or not value.strip():
            sheet.fault(sheet.line(key), f"{key} is not text: {value!r}.", "Write words; put them in quotes if need be.")
        elif key in CHOICES and key in sheet.front and value not in CHOICES[key]:
            sheet.fault(sheet.line(key), f"{key} cannot be {value}.", f"Use one of {', '.join(CHOICES[key])}.")
    _check_place(sheet)
    _check_date(sheet)
    if ("stance" in sheet.front) != ("counterpart" in sheet.front):
        key = "stance" if "stance" in sheet.front else "counterpart"
        sheet.fault(sheet.line(key), "stance and counterpart go together.", "Give both or neither.")


def _check_place(sheet: _Sheet) -> None:
    card_id, folder = sheet.front.get("id"), sheet.path.parent.name
    if not isinstance(card_id, str):
        return
    if not _ID.fullmatch(card_id):
        sheet.fault(sheet.line("id"), f"The id {card_id} is not in kebab case.", "Use small letters, digits and hyphens.")
    if card_id != sheet.path.stem:
        sheet.fault(sheet.line("id"), f"The id {card_id} is not the file name.", f"Call one of them {sheet.path.stem}.")
    if folder in CARD_TOPICS and sheet.front.get("topic") in CARD_TOPICS and folder != sheet.front["topic"]:
        sheet.fault(sheet.line("topic"), f"The card lies in the folder {folder}.", f"Move it to {sheet.front['topic']}/.")


def _check_date(sheet: _Sheet) -> None:
    reviewed = sheet.front.get("reviewed")
    if isinstance(reviewed, str):
        try:
            date.fromisoformat(reviewed)
        except ValueError:
            sheet.fault(sheet.line("reviewed"), f"reviewed is not a date: {reviewed}.", "Write it as 2026-11-21.")


def _check_asks(sheet: _Sheet, asks: Sequence[str]) -> None:
    if "asks" in sheet.front and len(asks) < FEWEST_ASKS:
        sheet.fault(sheet.line("asks"), f"There are only {len(asks)} asks.", f"Give {FEWEST_ASKS} or more ways to put it.")
    seen: set[str] = set()
    for n, ask in enumerate(asks):
        if ask_key(ask) in seen:
            sheet.fault(sheet.line("asks", n), f"This ask stands twice in the card: {ask}", "Take one away.")
        seen.add(ask_key(ask))


def ask_key(ask: str) -> str:
    """Return an ask without case and punctuation, so that two cards with the same ask are noticed."""
    return " ".join(re.findall(r"\w+", ask.casefold()))


def _check_known(sheet: _Sheet, key: str, found: Sequence[str], known: Container[str], remedy: str) -> None:
    if key in REQUIRED and key in sheet.front and not found:
        sheet.fault(sheet.line(key), f"{key} is empty.", "Name at least one.")
    for n, item in enumerate(found):
        if item not in known:
            sheet.fault(sheet.line(key, n), f"{key} names the unknown {item}.", remedy)


def _sections(sheet: _Sheet) -> dict[str, str]:
    found = list(_HEADING.finditer(sheet.body))
    names = [match[1] for match in found]

    def line(match: re.Match[str]) -> int:
        return sheet.body_line + sheet.body.count("\n", 0, match.start())

    if names != list(SECTIONS):
        wrong = next((n for n, name in enumerate(names) if n >= len(SECTIONS) or name != SECTIONS[n]), None)
        place = sheet.body_line if wrong is None else line(found[wrong])
        sheet.fault(place, f"The headings are {', '.join(names) or 'missing'}.", f"Use, in order: {', '.join(SECTIONS)}.")
        return {}
    if sheet.body[: found[0].start()].strip():
        sheet.fault(sheet.body_line, "There is text before the first heading.", "Move it under a heading.")
    ends = [match.start() for match in found[1:]] + [len(sheet.body)]
    sections = {match[1]: sheet.body[match.end() : end].strip() for match, end in zip(found, ends, strict=True)}
    for match in found:
        if not sections[match[1]]:
            sheet.fault(line(match), f"The section {match[1]} is empty.", "Write it.")
    return sections


def _check_first_screen(sheet: _Sheet, sections: Mapping[str, str]) -> None:
    if not sections:
        return
    shown = [len(text.split()) for text in (sections["Answer"], sections["Steps"], first_block(sections["Words"]))]
    line = next((n for n, text in enumerate(sheet.lines, 1) if text.startswith("## Answer")), sheet.body_line)
    if shown[0] > LONGEST_ANSWER:
        sheet.fault(line, f"Answer has {shown[0]} words.", f"Keep it to {LONGEST_ANSWER}.")
    if sum(shown) > LONGEST_FIRST_SCREEN:
        what = f"Answer, Steps and the first of the Words have {sum(shown)} words."
        sheet.fault(line, what, f"Keep them to {LONGEST_FIRST_SCREEN} together: they are the first screen.")


def _card(
    front: Mapping[str, Any],
    asks: tuple[str, ...],
    sources: tuple[Source, ...],
    seeds: tuple[str, ...],
    sections: Mapping[str, str],
) -> Card:
    return Card(
        id=front["id"],
        title=front["title"].strip(),
        topic=front["topic"],
        situation=front["situation"].strip(),
        asks=asks,
        stage=front["stage"],
        evidence=cast(Evidence, front["evidence"]),
        sources=sources,
        flow=front["flow"],
        reviewed=front["reviewed"],
        sections=MappingProxyType(dict(sections)),
        stance=front.get("stance", "").strip(),
        counterpart=front.get("counterpart", "").strip(),
        seeds=seeds,
    )
