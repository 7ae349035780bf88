"""Every reply renders with what it needs alone and with all it may use, and reads as written by a person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from coach.domain.drafts import Draft, Issue
from coach.domain.helplines import HelpLine
from coach.domain.library import Card, Citation, Source
from coach.rendering import Renderer, shipped
from coach.rendering.markdown import Md

RENDERER = Renderer((shipped("prompts"),))
REPLIES = [name for name in RENDERER.templates() if name.startswith("replies/")]
SECTIONS = {
    "Answer": "Write once more.",
    "Steps": "1. Write.",
    "Words": "> Dear X",
    "Why": "It helps.",
    "Avoid": "- Waiting.",
    "Other help": "HR.",
}
CARD = Card(
    "a-b",
    "How often to write",
    "stall",
    "Nobody answers",
    ("x",),
    "running",
    "practitioner",
    (Source("s", "A guide", "institutional"),),
    "ask",
    "2026-11-21",
    SECTIONS,
)
CITATION = Citation("a-b", "How often to write", "Write once more.", "A university", "research", "2026-11-21")
LINES = [
    {"slot": "mentor_name", "label": "Their name", "answer": "Ada", "doubt": False},
    {"slot": "by_when", "label": "By when", "answer": "end of May", "doubt": True},
]
OPEN = [*LINES, {"slot": "first_step", "label": "First step", "answer": "", "doubt": False}]
VALUES: dict[str, object] = {
    "again": True, "answer": Md("Write once more."), "answers": 3, "asking": True, "body": Md("**Goal**"), "card": CARD, "cards": [CARD, CARD], "card_answer": Md("An answer."),
    "card_steps": Md("1. A step."), "card_words": Md("> Some words."), "category": "bullying", "changed": "Their name", "choices": ["Yes", "No"],
    "citations": (CITATION,), "code": "no_words", "count": 4, "default": "Ada", "done": True, "doubt": "Their name", "doubtful": ["By when", "First step"],
    "draft": Draft("intro", "email", "warm", "Dear Ada,\nthanks.", "Hello", "Ada", 200), "example": "A talk", "facts": {"low": "1", "high": "5", "limit": "4,000", "length": "9,000", "date": "2026-12-01"},
    "feeling": "hurt", "first": True, "folder": "/home/a/coach", "groups": [{"name": "start", "commands": [SimpleNamespace(name="goal", label="Work out a goal")]}],
    "hidden": ["what is hard"], "kept": 2, "kind": "greeting", "label": "Their name", "labels": ["Their name", "By when"], "lexical": True, "limit": "20,000",
    "lines": LINES, "menu": True, "near": ["goal", "draft"], "nearest": ("stall", "goals"), "off": True, "options": ("warm", "formal"), "other": CARD,
    "other_answer": Md("Wait."), "path": "/home/a/goal.md", "paused": True, "problem": "It starts after it is due.", "question": "How often?", "remedy": "Try again.",
    "review": [Issue("length", "advice", "Make it shorter.")], "scale": Md("1 = low, 5 = high"), "sections": {k.lower().replace(" ", "_"): Md(v) for k, v in SECTIONS.items()},
    "several": True, "shared": True, "slot": "tone", "sources": CARD.sources, "status": "unknown", "text": Md("What is it?"), "title": "Work out a goal",
    "unfinished": "Work out a goal", "value": "20", "version": 2, "weak": True, "what": "The file exists.", "why": Md("It helps."), "word": "gaol", "words": Md("> Dear X"),
}  # fmt: skip
HELP = [
    HelpLine("GB", "Samaritans", "116 123", "call", "24 h", ("crisis",)),
    HelpLine("", "Find a Helpline", "findahelpline.com", "", "", ("directory",)),
]
SPECIAL: dict[str, dict[str, list[object]]] = {
    "replies/safety.md.j2": {
        "category": [
            "danger",
            "distress",
            "sexual_harassment",
            "discrimination",
            "bullying",
            "exploitation",
            "harm_to_others",
            "confidentiality",
            "unclear",
        ],
        "again": [True, False],
        "card": [CARD, None],
        "lines": [HELP, []],
    },
    "replies/_lines.md.j2": {"lines": [HELP, []]},
    "replies/smalltalk.md.j2": {
        "kind": [
            "greeting",
            "thanks",
            "goodbye",
            "private",
            "who_are_you",
            "real_person",
            "capabilities",
            "how_are_you",
            "other",
        ],
        "asking": [True, False],
    },
    "replies/special.md.j2": {
        "kind": ["other_language", "no_words", "emoji_only", "mash", "abuse", "machine_instructions", "i_am_the_mentor", "other"],
        "asking": [True, False],
    },
    "replies/problem.md.j2": {
        "code": [
            "no_words",
            "too_long",
            "no_name",
            "name_too_long",
            "no_choice",
            "not_a_number",
            "off_scale",
            "not_yes_no",
            "not_a_date",
            "date_past",
            "date_future",
            "not_a_span",
            "not_minutes",
            "other",
        ]
    },
    "replies/no_answer.md.j2": {"status": ["unknown", "declined", "skipped"]},
    "replies/left_open.md.j2": {"status": ["unknown", "declined", "skipped"]},
    "replies/welcome.md.j2": {"answers": [0, 1, 3], "unfinished": ["Work out a goal", None], "first": [True, False]},
    "replies/cancelled.md.j2": {"kept": [0, 1, 2], "done": [True, False]},
    "replies/doubtful.md.j2": {"doubtful": [["By when"], ["By when", "First step"]]},
    "replies/more.md.j2": {"near": [[CARD], []]},
    "replies/resumed.md.j2": {"count": [0, 1, 3, 4], "lines": [LINES, []]},
    "replies/stuck_at_question.md.j2": {"choices": [["Yes", "No"], []], "example": ["A talk", None]},
    "replies/heard.md.j2": {"feeling": ["loss", "worn", "ashamed", "hurt", "angry", "afraid", "lost", "glad"]},
    "replies/review.md.j2": {"lines": [OPEN]},
    "replies/which_answer.md.j2": {"lines": [OPEN]},
}
HOLES = re.compile(r"None|\{\{|\{%|undefined|\( ?\)|_ ?_|\*\* ?\*\*|  [a-z]| [,.;:?](?:\s|$)|\.\.(?!\.)|,\.|^[,.;:]", re.M)


def cases() -> Iterator[tuple[str, dict[str, object]]]:
    """Every template with all its values, with only what it needs, and with each of its kinds."""
    for name in REPLIES:
        declared = RENDERER.needs(name)
        full = {one: VALUES.get(one, "a word") for one in (*declared.needs, *declared.may)}
        options = SPECIAL.get(name)
        if options is None:
            yield name, full
            yield name, {one: full[one] for one in declared.needs}
            continue
        for chosen in itertools.product(*options.values()):
            yield name, {**full, **dict(zip(options, chosen, strict=True))}


ALL = list(cases())


@pytest.mark.parametrize(("name", "values"), ALL, ids=[f"{name[8:-6]}-{number}" for number, (name, _) in enumerate(ALL)])
def test_a_reply_renders_without_holes(name: str, values: dict[str, object]) -> None:
    text = RENDERER.render(name, values)
    assert text or name.endswith("_lines.md.j2")
    found = HOLES.search(text)
    assert found is None, f"{found[0]!r} in:\n{text}"
    assert "!" not in text
    assert "—" not in text


@pytest.mark.parametrize("name", REPLIES)
def test_a_template_declares_what_it_uses_and_compiles(name: str) -> None:
    RENDERER.compiles(name)
    assert RENDERER.undeclared(name) == set()


def test_there_is_a_sample_for_every_value_of_a_reply() -> None:
    declared = {one for name in REPLIES for one in (*RENDERER.needs(name).needs, *RENDERER.needs(name).may)}
    assert declared - set(VALUES) == set()


@pytest.mark.parametrize("typed", ["*x*", "[bold]", "{{7*7}}", "# x", "a_b_", "<b>"])
def test_what_was_typed_is_shown_as_typed_in_replies(typed: str) -> None:
    line = [{"slot": "mentor_name", "label": "Name", "answer": typed}]
    for name, values in (
        ("picked_up", {"lines": line}),
        ("corrected", {"lines": line}),
        ("which_answer", {"value": typed, "lines": line}),
    ):
        text = RENDERER.render(f"replies/{name}.md.j2", values)
        assert typed in re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", text)
        assert not re.search(r"(?<!\\)[\[<]|(?<![\\*])\*(?!\*)", text.replace(f"**{typed}**", ""))
