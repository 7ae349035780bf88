"""Safety phrases: what must be caught, what must pass, and how denial, time and other people weigh."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.labels import SAFETY_CATEGORIES
from coach.errors import ContentError
from coach.understanding.safety import STOP_AT, SafetyPhrases

DATA = Path(__file__).parent / "data"
PHRASES = SafetyPhrases.load()


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


TRUE = [tuple(part.strip() for part in line.split("|", 1)) for line in lines("safety_true.txt")]
HARMLESS = lines("safety_harmless.txt")


@pytest.mark.parametrize(("category", "line"), TRUE)
def test_caught(category: str, line: str) -> None:
    hits = PHRASES.scan(line)
    assert any(hit.category == category and hit.strength >= STOP_AT for hit in hits), hits


@pytest.mark.parametrize("line", HARMLESS)
def test_passes(line: str) -> None:
    assert [hit for hit in PHRASES.scan(line) if hit.strength >= STOP_AT] == []


def test_corpus_is_large_enough() -> None:
    assert all(sum(category == wanted for category, _ in TRUE) >= 25 for wanted in SAFETY_CATEGORIES)
    assert len(HARMLESS) >= 80


def test_the_phrase_is_a_piece_of_the_line() -> None:
    line = "  Well…  im  NOT ok: he Screamed\nat   me again’s and “I want to   kill myself” I said"
    for hit in PHRASES.scan(line):
        assert line[hit.start : hit.end] == hit.phrase
    assert PHRASES.scan(line)[0].category == "danger"


@pytest.mark.parametrize(
    ("line", "least", "most"),
    [
        ("I'm not suicidal", 0.1, 0.49),
        ("I tried to kill myself five years ago", 0.5, 0.8),
        ("I was depressed in my last job", 0.1, 0.49),
        ("I don't think he should touch my leg, he touched my leg twice", 0.8, 1.0),
        ("not only does she scream at me, she laughs", 0.8, 1.0),
    ],
)
def test_denial_and_distance(line: str, least: float, most: float) -> None:
    strongest = max(hit.strength for hit in PHRASES.scan(line))
    assert least <= strongest <= most


def test_somebody_else() -> None:
    hit = PHRASES.scan("my flatmate says she wants to die and I don't know what to do")[0]
    assert (hit.category, hit.about) == ("danger", "other")
    assert hit.strength >= STOP_AT


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_never_raises(text: str) -> None:
    for hit in PHRASES.scan(text):
        assert text[hit.start : hit.end] == hit.phrase


def test_long_paste_is_quick() -> None:
    assert PHRASES.scan("she gave me some advice and I wrote it down, " * 450) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("categories: [a]", 1),
        ("categories:\n  nonsense:\n    - x\n", 2),
        ("categories:\n  danger:\n    - say: x\n      strenght: 1\n", 3),
        ("categories:\n  danger:\n    - '(x'\n", None),
    ],
)
def test_broken_file_is_named(tmp_path: Path, text: str, line: int | None) -> None:
    path = tmp_path / "phrases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        SafetyPhrases.load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.remedy


def test_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        SafetyPhrases.load(tmp_path / "none.yaml")
