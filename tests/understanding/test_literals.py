"""Words that a pattern cannot do without: never one too many, and the safety patterns find the same with them as without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.rendering import load_yaml, shipped
from coach.understanding.literals import Late, is_group, needed
from coach.understanding.safety import SafetyPhrases
from coach.understanding.signals import read
from coach.understanding.slots import extract

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("kill myself", {"kill myself"}),
        ("kill(?:ing|ed)? (?:me|us)", {"kill"}),
        ("colou?r", {"colo"}),
        ("(?:a|an)? mentor", {" mentor"}),
        ("hit|kick", {"hit", "kick"}),
        ("(?:hit|kick)(?:s|ing)", {"hit", "kick"}),
        ("x{0,2}yes", {"yes"}),
        ("o{2,}ps", {"ps"}),
        ("(?!not )safe", {"safe"}),
        (r"p\.i\.", {"p.i."}),
        (r"\w+ed\b", {"ed"}),
        ("[ab]c", {"c"}),
        ("(?:hit|)", None),
        ("(?:hit)*", None),
        ("(?i)hit", None),
        (r"\w+", None),
        ("", None),
    ],
)
def test_words(pattern: str, words: set[str] | None) -> None:
    assert needed(pattern) == words


def test_named_parts_count_as_groups() -> None:
    parts = {"me": needed("(?:me|us)")}
    assert needed("hurt {me}", parts) == {"hurt "}
    assert needed("{me}", parts) == {"me", "us"}
    assert needed("{me}?", parts) is None
    assert needed("{unknown}", parts) is None
    assert [is_group(text) for text in ("(?:a|b)", "(?:a)(?:b)", "a|b", "(?:(?:a)|b)", "(?:a)?")] == [
        True,
        False,
        False,
        True,
        False,
    ]


ATOMS = st.sampled_from(["a", "b", "c", " ", r"\.", "[ab]", r"\w", "."])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        lists.map("".join),
        lists.map(lambda found: f"(?:{'|'.join(found)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "{1,2}", "??"])).map(lambda p: f"(?:{p[0]}){p[1]}"),
        inner.map(lambda found: f"(?!{found})"),
    )


@given(st.recursive(ATOMS, _grown, max_leaves=12), st.text(alphabet="abc .", max_size=12))
@settings(max_examples=400, deadline=None)
def test_a_match_always_holds_one_of_the_words(pattern: str, text: str) -> None:
    late, plain = Late(pattern, needed(pattern)), re.compile(pattern)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert (late.search(text) is None) == (plain.search(text) is None)


def said(found: object) -> Iterator[str]:
    """Yield every text in a YAML file."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for inside in found.values():
            yield from said(inside)
    elif isinstance(found, list):
        for inside in found:
            yield from said(inside)


def corpus() -> list[str]:
    """Return the lines of the tests, of conversations and of the example utterances that concern safety."""
    files = [*(TESTS / "understanding" / "data").glob("*.txt"), *(shipped("knowledge") / "utterances").glob("s*.txt")]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    for path in (TESTS / "conversations").rglob("*.yaml"):
        lines += said(load_yaml(path.read_text(encoding="utf-8"), path))
    return list(dict.fromkeys(lines))


def test_safety_finds_the_same_with_and_without_the_words() -> None:
    quick = SafetyPhrases.load(trusted=True)
    rules = tuple(
        replace(
            rule,
            say=Late(rule.say._source, None),
            unless=rule.unless and Late(rule.unless._source, None),
            needs=rule.needs and Late(rule.needs._source, None),
        )
        for rule in quick._rules
    )
    harmless = tuple(Late(pattern._source, None) for pattern in quick._harmless)
    slow = replace(quick, _rules=rules, _harmless=harmless)
    lines = corpus()
    assert len(lines) > 1000
    assert [line for line in lines if quick.scan(line) != slow.scan(line)] == []
    assert sum(bool(quick.scan(line)) for line in lines) > 300


def test_facts_and_acts_are_the_same_with_and_without_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*corpus()[::12], *(TESTS / "understanding" / "data" / "slots.txt").read_text(encoding="utf-8").splitlines()]
    quick = [(read(line), extract(line)) for line in lines]
    monkeypatch.setattr(Late, "may_match", lambda late, text: True)
    assert [(read(line), extract(line)) for line in lines] == quick
    assert sum(bool(facts) for _, facts in quick) > 60


def test_most_safety_patterns_wait_for_their_words() -> None:
    phrases = SafetyPhrases.load(trusted=True)
    assert phrases.scan("my mentor has not answered for three weeks, should I write again?") == ()
    assert sum(rule.say._compiled is None for rule in phrases._rules) > 0.8 * len(phrases._rules)
