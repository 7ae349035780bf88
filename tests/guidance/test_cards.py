"""Every kind of fault in a card is found, with its file, its line and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.domain.library import SECTIONS, Source
from coach.errors import ContentError
from coach.guidance.cards import parse_card, read_card
from coach.guidance.shelf import check_cards, fingerprint, load_shelf

KNOWN = {"asha": Source("asha", "Dealing with problems", "institutional"), "book": Source("book", "The Guide", "practitioner")}
LONG = "word " * 60


def _faults(path: Path) -> list[ContentError]:
    card, faults = read_card(path, KNOWN)
    assert (card is None) == bool(faults)
    return faults


def test_a_sound_card_is_read_whole(tmp_path: Path, write: Callable[..., Path]) -> None:
    card = parse_card(write(tmp_path, "stall-a"), KNOWN)
    assert (card.id, card.topic, card.flow, card.seeds, card.stance) == ("stall-a", "stall", "stall", ("S02",), "")
    assert len(card.asks) == 8
    assert [source.id for source in card.sources] == ["asha", "book"]
    assert tuple(card.sections) == SECTIONS
    assert "## Answer\nWrite once more" in card.body


FAULTS = {
    "missing key": ({"stage": ""}, "stage is missing", 1),
    "unknown key": ({"mood": "low"}, "mood is unknown", None),
    "wrong topic": ({"topic": "weather"}, "topic cannot be weather", None),
    "wrong stage": ({"stage": "later"}, "stage cannot be later", None),
    "wrong evidence": ({"evidence": "rumour"}, "evidence cannot be rumour", None),
    "wrong flow": ({"flow": "dance"}, "flow cannot be dance", None),
    "few asks": ({"asks": "\n  - one way\n  - another way"}, "only 2 asks", None),
    "an ask that is no text": ({"asks": "\n  - 7" + "".join(f"\n  - way {n}" for n in range(8))}, "not text: 7", None),
    "an ask twice": ({"asks": "\n  - Same way!" + "".join(f"\n  - way {n}" for n in range(8)) + "\n  - same way"}, "twice", None),
    "unknown source": ({"sources": "[asha, nobody]"}, "unknown nobody", None),
    "no source": ({"sources": "[]"}, "sources is empty", None),
    "bad seed": ({"seeds": "[S99]"}, "unknown S99", None),
    "bad date": ({"reviewed": "soon"}, "not a date: soon", None),
    "asks that are no list": ({"asks": "one way"}, "asks is not a list", None),
    "another topic than its folder": ({"topic": "goals"}, "lies in the folder stall", None),
    "stance alone": ({"stance": "wait"}, "go together", None),
    "id is not the file name": ({"id": "stall-b"}, "not the file name", 2),
    "id is not kebab case": ({"id": "Stall B"}, "kebab", 2),
    "a number for a title": ({"title": "7"}, "title is not text", 3),
}


@pytest.mark.parametrize(("changes", "says", "line"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_in_the_front_matter_is_named(
    tmp_path: Path, write: Callable[..., Path], changes: dict[str, str], says: str, line: int | None
) -> None:
    path = write(tmp_path, "stall-a").with_name("stall-a.md")
    text = path.read_text()
    for key, value in changes.items():
        lines = text.splitlines()
        start = next((n for n, found in enumerate(lines) if found.startswith(f"{key}:")), None)
        if start is not None:
            end = start + 1
            while lines[end].startswith("  "):
                end += 1
            lines[start:end] = [f"{key}: {value}"] if value else []
        else:
            lines.insert(1, f"{key}: {value}")
        text = "\n".join(lines)
    path.write_text(text)
    found = [fault for fault in _faults(path) if says in fault.what]
    assert found, [str(fault) for fault in _faults(path)]
    assert found[0].path == path
    assert found[0].line
    assert found[0].remedy
    if line is not None:
        assert found[0].line == line
    elif "not text: 7" not in says and "only" not in says:
        key = next(iter(changes))
        assert text.splitlines()[found[0].line - 1].strip().startswith((f"{key}:", "- "))


BODIES = {
    "headings out of order": ({"Answer": "", "Other help": "X.\n\n## Answer\nY."}, "The headings are"),
    "a heading missing": ({"Avoid": ""}, "The headings are"),
    "a section empty": ({"Why": " "}, "Why is empty"),
    "a long answer": ({"Answer": LONG}, "Answer has 60 words"),
    "a long first screen": ({"Steps": "1. " + LONG * 3}, "Answer, Steps and the first of the Words have"),
    "long words": ({"Words": "> " + LONG * 3}, "the first of the Words have"),
}


@pytest.mark.parametrize(("body", "says"), BODIES.values(), ids=BODIES.keys())
def test_a_fault_in_the_body_is_named(tmp_path: Path, write: Callable[..., Path], body: dict[str, str], says: str) -> None:
    path = write(tmp_path, "stall-a", body=body)
    found = [fault for fault in _faults(path) if says in fault.what]
    assert found, [str(fault) for fault in _faults(path)]
    assert found[0].line
    assert path.read_text().splitlines()[found[0].line - 1].startswith(("##", ""))


@pytest.mark.parametrize(
    "text", ["", "no front matter\n", "---\n- a list\n---\n", "---\nid: a: b\n---\n", "---\nid: a\nid: b\n---\n"]
)
def test_a_file_that_is_no_card_is_one_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(text)
    assert len(_faults(path)) == 1
    with pytest.raises(ContentError):
        parse_card(path, KNOWN)


def test_text_before_the_first_heading_is_named(tmp_path: Path, write: Callable[..., Path]) -> None:
    path = write(tmp_path, "stall-a")
    path.write_text(path.read_text().replace("## Answer", "A stray line.\n\n## Answer"))
    (fault,) = _faults(path)
    assert "before the first heading" in fault.what
    assert fault.line
    assert fault.remedy


def test_a_file_that_is_not_utf8_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"---\nid: \xff\n---\n")
    assert "UTF-8" in _faults(path)[0].remedy


def test_cards_must_agree_on_counterparts_asks_and_ids(knowledge: Path, write: Callable[..., Path]) -> None:
    write(knowledge, "stall-x", stance="wait", counterpart="stall-y")
    write(knowledge, "stall-y", stance="write", counterpart="stall-silent")
    write(knowledge, "stall-z", stance="write", counterpart="stall-gone")
    write(knowledge, "stall-again", asks=load_asks(knowledge / "cards/stall/stall-silent.md"))
    (knowledge / "cards/other").mkdir()
    (knowledge / "cards/other/stall-x.md").write_text((knowledge / "cards/stall/stall-x.md").read_text())
    said = " ".join(str(problem) for problem in check_cards([knowledge]))
    assert "stall-y does not name this card" in said
    assert "stall-gone does not exist" in said
    assert "has this ask too" in said
    assert "The id stall-x is also that of" in said


def load_asks(path: Path) -> str:
    """Return the asks of a card file as they stand there."""
    return "".join(f"\n{line}" for line in path.read_text().splitlines() if line.startswith("  - "))


def test_a_sound_library_has_no_problems_but_uncovered_seeds(knowledge: Path) -> None:
    assert check_cards([knowledge]) == []
    missing = check_cards([knowledge], seeds_required=True)
    assert len(missing) == 62
    assert "No card covers S01." in missing[0].what


def test_own_cards_lie_over_shipped_ones_and_a_broken_one_does_not(
    knowledge: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    own = tmp_path / "own"
    write(own, "stall-silent", title="My own view")
    write(own, "meeting-agenda", topic="meeting", flow="nonsense")
    write(own, "stall-mine", words="mine alone")
    shelf = load_shelf([own, knowledge])
    assert shelf.cards["stall-silent"].title == "My own view"
    assert shelf.cards["meeting-agenda"].title == "About agenda hour topics questions prepare"
    assert shelf.own == {"stall-silent", "stall-mine"}
    assert [problem.path.parent.parent.parent for problem in shelf.problems] == [own]


def test_the_fingerprint_follows_the_files(knowledge: Path, write: Callable[..., Path]) -> None:
    before = fingerprint([knowledge])
    assert fingerprint([knowledge]) == before
    path = write(knowledge, "stall-new", words="fresh")
    added = fingerprint([knowledge])
    assert added != before
    path.unlink()
    assert fingerprint([knowledge]) == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "list of sources by id"),
        ("a: b\n", "no entries"),
        ("a:\n  kind: research\n", "no title"),
        ("a:\n  title: T\n  kind: rumour\n", "no known kind"),
        ("a:\n  title: T\n  kind: research\n  colour: red\n", "unknown key colour"),
        ("a: [\n", "not valid YAML"),
    ],
)
def test_a_fault_in_the_sources_is_named(knowledge: Path, text: str, says: str) -> None:
    (knowledge / "sources.yaml").write_text(text)
    problems = [problem for problem in check_cards([knowledge]) if problem.path.name == "sources.yaml"]
    assert len(problems) == 1
    assert says in problems[0].what
    assert problems[0].line
