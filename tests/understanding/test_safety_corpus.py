"""The corpus of safety lines: what phrases must catch, what must pass, and both error kinds by category.

Run `python -m tests.understanding.test_safety_corpus` to print them, with the classifier on words alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.domain.labels import SAFETY_CATEGORIES
from coach.rendering import load_yaml
from coach.understanding.safety import STOP_AT, SafetyPhrases

PATH = Path(__file__).parent / "safety_corpus.yaml"
CORPUS: dict[str, dict[str, list[str]]] = load_yaml(PATH.read_text(encoding="utf-8"), PATH)
PHRASES = SafetyPhrases.load()
ALONE = 0.6
"""Strength from which a phrase stops coaching without the classifier."""


def stopped(line: str, least: float = STOP_AT) -> bool:
    return any(hit.strength >= least for hit in PHRASES.scan(line))


def rates(category: str) -> tuple[float, float]:
    """Return the share of alarming lines that phrases miss, and of harmless ones that they stop."""
    group = CORPUS[category]
    alarming, harmless = group["phrases"] + group.get("classifier", []), group["harmless"]
    return sum(not stopped(x) for x in alarming) / len(alarming), sum(stopped(x, ALONE) for x in harmless) / len(harmless)


def test_the_corpus_is_large_enough_and_says_nothing_twice() -> None:
    assert set(CORPUS) == set(SAFETY_CATEGORIES) - {"distress"}
    for category, group in CORPUS.items():
        assert len(group["phrases"]) + len(group.get("classifier", [])) >= 40, category
        assert len(group["harmless"]) >= 25, category
    every = [line for group in CORPUS.values() for lines in group.values() for line in lines]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("category", CORPUS)
def test_phrases_catch_theirs_and_no_harmless_line(category: str) -> None:
    assert [line for line in CORPUS[category]["phrases"] if not stopped(line)] == []
    assert [line for line in CORPUS[category]["harmless"] if stopped(line, ALONE)] == []


@pytest.mark.parametrize("category", CORPUS)
def test_a_line_for_the_classifier_is_one_that_phrases_miss(category: str) -> None:
    assert [line for line in CORPUS[category].get("classifier", []) if stopped(line)] == []


def report() -> list[dict[str, Any]]:
    """Return both error kinds for each category, of phrases alone and of both signals."""
    from tests.conversation.harness import listener

    rows = []
    for category, group in CORPUS.items():
        missed, wrong = rates(category)
        alarming = group["phrases"] + group.get("classifier", [])
        deaf = sum(not listener().read(line).alarm for line in alarming) / len(alarming)
        alarmed = sum(bool(listener().read(line).alarm) for line in group["harmless"]) / len(group["harmless"])
        rows.append({"category": category, "missed": missed, "wrong": wrong, "both missed": deaf, "both wrong": alarmed})
    return rows


if __name__ == "__main__":
    for row in report():
        print("  ".join(f"{name} {value:.2f}" if isinstance(value, float) else str(value) for name, value in row.items()))
