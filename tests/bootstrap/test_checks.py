"""`coach check` names file, line and remedy for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bootstrap.interview_checks import Surroundings, check_flow
from coach.flows.loader import read_flow
from coach.rendering import Renderer, shipped

HEAD = "id: stall\ntitle: T\ntopic: stall\nsections:\n  s: S\nsteps:\n"
ASK = "  - {ask: mentor_name, section: s, label: L, kind: name, text: Who?, why: W, example: E}\n"
CHOICE = "  - {ask: rhythm, section: s, label: L, kind: choice, text: How?, why: W, choices: [{value: weekly, label: W}, {value: monthly, label: M}]}\n"
END = "  - end: {draft: intro}\n"


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    needy = tmp_path / "prompts" / "documents" / "needy.md.j2"
    needy.parent.mkdir(parents=True)
    needy.write_text("{# needs: mentor_name, moon. #}\n{{ moon }}", encoding="utf-8")
    return Surroundings(Renderer([tmp_path / "prompts", shipped("prompts")]), {"diagnose"}, {"intro"})


def faults(tmp_path: Path, around: Surroundings, text: str) -> list[str]:
    path = tmp_path / "stall.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(fault).removeprefix(str(path)) for fault in check_flow(read_flow(path), around)]


def test_a_sound_interview_has_no_fault(tmp_path: Path, around: Surroundings) -> None:
    assert (
        faults(
            tmp_path,
            around,
            HEAD + ASK + CHOICE + "  - {say: 'Hello {{ mentor_name }}', when: {slot: rhythm, is: weekly}}\n" + END,
        )
        == []
    )


@pytest.mark.parametrize(
    ("steps", "place", "said"),
    [
        (ASK + "  - say: Hello {{ mentor_nam }}\n" + END, ":8:", "mentor_nam"),
        (ASK + "  - {say: x, when: {known: nowhere}}\n" + END, ":8:", "nowhere"),
        (ASK.replace("Who?", "'Who {{ of '") + END, ":7:", "broken"),
        (CHOICE + "  - {say: x, when: {slot: rhythm, is: yearly}}\n" + END, ":8:", "never yearly"),
        (CHOICE + "  - branch:\n    - {otherwise: true, steps: [{say: a}]}\n    - {when: {known: rhythm}, steps: [{say: b}]}\n" + END, ":8:", "never reached"),
        (ASK + "  - {call: divine, reads: [mentor_name], into: [cause]}\n" + END, ":8:", "divine"),
        (ASK + "  - {call: diagnose, reads: [hunch], into: [cause]}\n" + END, ":8:", "hunch"),
        (ASK + "  - end: {draft: sonnet}\n", ":8:", "sonnet"),
        (ASK + "  - end: {document: documents/none.md.j2, title: T}\n", ":8:", "documents/none.md.j2"),
        (ASK + "  - end: {document: documents/needy.md.j2, title: T}\n", ":8:", "moon"),
        (ASK.replace("section: s", "section: z") + END, ":7:", "section 'z'"),
        (ASK, ":1:", "no end"),
        (ASK + "  - branch:\n    - {when: {known: mentor_name}, steps: [{end: {draft: intro}}]}\n", ":1:", "no end"),
        (CHOICE.replace("label: W}", "label: W, means: [often]}").replace("label: M}", "label: M, means: [often]}") + END, ":7:", "often"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_line(tmp_path: Path, around: Surroundings, steps: str, place: str, said: str) -> None:
    found = faults(tmp_path, around, HEAD + steps)
    assert [one for one in found if one.startswith(place) and said in one] != [], found


def test_an_unknown_topic_or_flow_is_a_fault(tmp_path: Path, around: Surroundings) -> None:
    assert any(
        "no topic" in one for one in faults(tmp_path, around, (HEAD + ASK + END).replace("topic: stall", "topic: gardening"))
    )
