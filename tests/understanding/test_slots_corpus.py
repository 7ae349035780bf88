"""Facts from free text, counted over lines as people type them: how much is found, and that nothing is made up.

`python -m tests.understanding.test_slots_corpus` prints both figures and every miss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from coach.rendering import load_yaml
from coach.understanding.slots import SLOTS, extract

_PATH = Path(__file__).parent / "slots_corpus.yaml"
_TAKEN = 0.6
"""Confidence from which the conversation takes a fact over."""
_BESIDE = ("event", "contact")
"""Slots that the lines do not label."""
_SMALL = re.compile(r"^(?:the|my|an?|about|by|on|at|to|since|for)\s+")


def corpus(part: str) -> list[tuple[str, dict[str, str]]]:
    """The lines of one part with what has to be found in them."""
    data: dict[str, Any] = load_yaml(_PATH.read_text(encoding="utf-8"), _PATH)
    return [(str(line), {slot: str(value) for slot, value in wanted.items()}) for line, wanted in data[part]]


def _bare(value: str) -> str:
    return _SMALL.sub("", value.casefold().strip(" .'"))


def same(one: str, other: str) -> bool:
    """Whether two pieces are the same but for small words at their ends."""
    a, b = _bare(one), _bare(other)
    return a == b or (min(len(a), len(b)) > 3 and (a in b or b in a))


def weigh(line: str, wanted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was missed in a line, and what was found that is not in it."""
    found = {fact.slot: fact.value for fact in extract(line) if fact.confidence >= _TAKEN}
    missed = {slot: value for slot, value in wanted.items() if slot not in found or not same(found[slot], value)}
    invented = {
        slot: value
        for slot, value in found.items()
        if slot not in _BESIDE and (slot not in wanted or not same(value, wanted[slot]))
    }
    return missed, invented


def figures(lines: Sequence[tuple[str, dict[str, str]]]) -> tuple[float, list[str], list[str]]:
    """Return recall, the misses and the inventions over `lines`."""
    pairs = [(line, *weigh(line, wanted)) for line, wanted in lines]
    total = sum(len(wanted) for _, wanted in lines)
    missed = [f"{line}: {slot}" for line, gone, _ in pairs for slot in gone]
    return (
        1 - len(missed) / total,
        missed,
        [f"{line}: {slot} {value!r}" for line, _, made in pairs for slot, value in made.items()],
    )


@pytest.mark.parametrize("part", ["worked_on", "held_back"])
def test_most_is_found_and_nothing_made_up(part: str) -> None:
    recall, missed, invented = figures(corpus(part))
    assert invented == []
    assert recall >= 0.95, missed


def test_the_corpus_is_large_and_labelled_with_literal_pieces() -> None:
    lines = corpus("worked_on") + corpus("held_back")
    assert len(lines) == len({line for line, _ in lines}) >= 120
    assert sum(not wanted for _, wanted in lines) >= 40
    for line, wanted in lines:
        assert set(wanted) <= set(SLOTS)
        assert all(value.casefold() in line.casefold() for value in wanted.values()), line
    assert {slot for _, wanted in lines for slot in wanted} >= set(SLOTS) - set(_BESIDE)


if __name__ == "__main__":
    for name in ("worked_on", "held_back"):
        share, gone, made_up = figures(corpus(name))
        print(f"{name}: recall {share:.3f}, inventions {len(made_up)}", *gone, *made_up, sep="\n  ")
