"""Every reply renders with what it needs alone and with all it may use, and reads as written by a person."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from coach.conversation.citing import CitedLine
from coach.domain.drafts import Draft, Issue
from coach.domain.helplines import HelpLine
from coach.domain.labels import USES
from coach.domain.library import Card, Citation, Origin, Source
from coach.domain.outbox import OUTCOMES, Letter, Mark
from coach.domain.own import Fault, OwnDocument, OwnProblem, OwnReport, OwnShelf
from coach.domain.versions import Version
from coach.relationship.pacing import Due, NextPerson
from coach.relationship.rates import ReplyRate
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
    "form": "eml",
    "close": True,
    "notes": ["There is a gap left in the text."],
    "again": True, "answer": Md("Write once more."), "answers": 3, "asking": True, "body": Md("**Goal**"), "card": CARD, "cards": [CARD, CARD], "card_answer": Md("An answer."),
    "card_steps": Md("1. A step."), "card_words": Md("> Some words."), "category": "bullying", "changed": "Their name", "choices": ["Yes", "No"],
    "citations": (CITATION,), "code": "no_words", "count": 4, "default": "Ada", "done": True, "doubt": "Their name", "doubtful": ["By when", "First step"],
    "draft": Draft("intro", "email", "warm", "Dear Ada,\nthanks.", "Hello", "Ada", 200), "example": "A talk", "facts": {"low": "1", "high": "5", "limit": "4,000", "length": "9,000", "date": "2026-12-01"},
    "feeling": "hurt", "first": True, "folder": "/home/a/coach", "groups": [{"name": "start", "commands": [SimpleNamespace(name="goal", label="Work out a goal")]}],
    "hidden": ["what is hard"], "kept": 2, "kind": "greeting", "label": "Their name", "labels": ["Their name", "By when"], "lexical": True, "limit": "20,000",
    "lines": LINES, "menu": True, "near": ["goal", "draft"], "nearest": ("stall", "goals"), "off": True, "options": ("warm", "formal"), "other": CARD,
    "briefly": True, "path": "/home/a/goal.md", "paused": True, "problem": "It starts after it is due.", "question": "How often?", "remedy": "Try again.",
    "review": [Issue("length", "advice", "Make it shorter.")], "scale": Md("1 = low, 5 = high"), "sections": {k.lower().replace(" ", "_"): Md(v) for k, v in SECTIONS.items()},
    "several": True, "shared": True, "slot": "tone", "sources": CARD.sources, "status": "unknown", "text": Md("What is it?"), "title": "Work out a goal",
    "unfinished": "Work out a goal", "value": "20", "version": 2, "weak": True, "what": "The file exists.", "why": Md("It helps."), "word": "gaol", "words": Md("> Dear X"),
}  # fmt: skip
SENT = Mark("sent", "2026-11-14", "r1")
LETTER = Letter("r1", 1, "Nadia O'Brien-Khoury", "intro", "email", "Two questions", "2026-11-13", marks=(SENT,))
ANSWERED = replace(LETTER, marks=(SENT, Mark("later", "2026-11-15", until="2026-12-01"), Mark("declined", "2026-11-16")))
UNSENT = Letter("r2", 2, "", "other_news", "chat", "", "2026-11-20")
DUE = Due(
    "r1", 1, "Nadia O'Brien-Khoury", "Two questions", "email", "reminder", "2026-11-23", "2026-11-14", 1, ("St Andrew's Day",)
)
LAST = replace(DUE, step="last", passed=())
CLOSE = replace(DUE, step="close")
ROWS = [{"letter": LETTER, "due": DUE, "now": True}, {"letter": UNSENT, "due": None, "now": False}]
FEW, MANY = ReplyRate(1, 3, 0.06, 0.8, False), ReplyRate(4, 11, 0.15, 0.65, True)
ALONE, BUSY = NextPerson(1, 1, "2026-11-21"), NextPerson(3, 2, "2026-11-26")
VERSIONS = [
    Version(1, Draft("intro", "email", "warm", "Dear Ada,\nthanks.", "Hello", "Ada", None), "2026-11-14T10:00:00+00:00"),
    Version(2, Draft("intro", "linkedin_note", "formal", "Ada, thanks.", "", "Ada", 200), "2026-11-15T10:00:00+00:00", "merged"),
]
VALUES |= {
    "due": DUE, "dues": (DUE,), "letter": LETTER, "lost": ("It changed how I plan.",), "mark": SENT, "missed": 2, "new": VERSIONS[1], "newest": 3,
    "next": ALONE, "now": False, "number": 1, "old": VERSIONS[0], "on": "2026-11-20", "rate": FEW, "rows": ROWS, "same": False,
    "subject": Md("> [-Hello-]"), "taken": 1, "to": "Ada", "until": "2026-12-01", "versions": VERSIONS,
}  # fmt: skip
ORIGIN = Origin("hand_book.pdf", "2026-11-21", "/docs/hand_book.pdf", 12, ("Leave", "Days"))
MINE = replace(CARD, id="own:3", topic="", evidence="own", sections={"Passage": "Everyone has 27 days."}, origin=ORIGIN)
OWN_QUOTE = replace(CITATION, card="own:3", evidence="own", reviewed="", quote="Everyone has 27 days.", origin=ORIGIN)
CITED = [
    CitedLine((1, 2), CITATION, ""),
    CitedLine((3,), CITATION, "Wait a week."),
    CitedLine((4,), CITATION, "Write.", True),
    CitedLine((6,), CITATION, "Wait.", brief=True),
    CitedLine((7,), CITATION, "Go.", True, brief=True),
    CitedLine((5,), OWN_QUOTE, "Everyone has 27 days.", True),
]
DOCUMENTS = (
    OwnDocument(1, "/docs/hand_book.pdf", "hand_book.pdf", "pdf", "2026-11-21", 9, 12),
    OwnDocument(2, "/docs/a.md", "a.md", "markdown", "2026-11-21", 1, finished=False),
    OwnDocument(3, "/docs/b.md", "b.md", "markdown", "2026-11-21", 2),
)
SHELVES = [OwnShelf(DOCUMENTS, use, "/home/own", n, frozenset({3})) for n, use in enumerate(USES)] + [
    OwnShelf(folder="/home/own")
]
PROBLEMS = tuple(OwnProblem(Path("/docs/a.pdf"), fault, "310 MB; 300 MB") for fault in get_args(Fault))
REPORTS = [
    OwnReport(("a.md",), ("b.md",), 1, PROBLEMS, 1, 5, 5),
    OwnReport(tuple("abcdefg"), (), 2, (), 2, 1, 0, True, True),
    OwnReport((), ("b.md",), passages=1),
    OwnReport(),
]
VALUES |= {"held": False, "own": ("Aoife, 0161 496 0000",), "times": 1}
VALUES |= {
    "after": "It ends.", "before": "It begins.", "only": True, "quote": "Everyone has 27 days.", "removed": ["a.md", "b.md"],
    "report": REPORTS[0], "items": ["Ring Ana", "Read"], "goal": "Lead a round", "who": "Ada Lum", "shelf": SHELVES[0], "use": "only",
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
        "times": [0, 1, 2, 4],
        "held": [True, False],
        "card": [CARD, None],
        "lines": [HELP, []],
    },
    "replies/list.md.j2": {"what": ["show", "changed", "unclear", "last"]},
    "replies/from_records.md.j2": {
        "kind": ["waiting", "met", "meeting", "goal"],
        "who": ["Ada Lum", ""],
        "again": [True, False],
        "goal": ["Lead a round"],
        "on": ["2026-11-20"],
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
    "replies/export_ask.md.j2": {"form": ["text", "eml", "mailto", "ics", None], "shared": [True, False]},
    "replies/no_answer.md.j2": {"status": ["unknown", "declined", "skipped"]},
    "replies/left_open.md.j2": {"status": ["unknown", "declined", "skipped"]},
    "replies/welcome.md.j2": {
        "answers": [0, 1, 3],
        "unfinished": ["Work out a goal", None],
        "first": [True, False],
        "dues": [(), (DUE,), (DUE, LAST, CLOSE), (replace(DUE, step="again", to=""), LAST, CLOSE, DUE)],
    },
    "replies/edit_kept.md.j2": {"missed": [0, 1, 2], "taken": [0, 1], "lost": [(), ("It changed how I plan.",)]},
    "replies/outbox.md.j2": {"rows": [ROWS, []], "rate": [FEW, MANY], "next": [NextPerson(0, 0, "2026-11-21"), ALONE, BUSY]},
    "replies/outbox_one.md.j2": {"letter": [LETTER, ANSWERED, UNSENT], "due": [None, DUE, LAST, CLOSE], "now": [True, False]},
    "replies/outbox_noted.md.j2": {
        "mark": [Mark(what, "2026-11-14") for what in OUTCOMES],
        "due": [None, LAST],
        "next": [ALONE, BUSY],
        "letter": [LETTER, replace(UNSENT, marks=(SENT, SENT))],
    },
    "replies/outbox_refused.md.j2": {
        "code": ["future", "too_early", "too_many", "already", "not_sent", "no_move"],
        "letter": [LETTER, UNSENT],
    },
    "replies/outbox_which.md.j2": {"word": ["", "9"], "count": [0, 2]},
    "replies/no_follow_up.md.j2": {"close": [True, False], "letter": [LETTER, UNSENT]},
    "replies/cited.md.j2": {"lines": [CITED, CITED[:1]], "weak": [True, False]},
    "replies/sources.md.j2": {"citations": [(CITATION, OWN_QUOTE)]},
    "replies/own_answer.md.j2": {"card": [MINE], "weak": [True, False], "lexical": [True, False], "only": [True, False]},
    "replies/own_cited.md.j2": {"lines": [CITED[1:]]},
    "replies/own_passage.md.j2": {"card": [MINE], "before": ["It begins.", None], "after": ["It ends.", None]},
    "replies/own_reasons.md.j2": {"card": [MINE]},
    "replies/own_shorter.md.j2": {"card": [MINE]},
    "replies/own_library.md.j2": {"shelf": SHELVES},
    "replies/own_changed.md.j2": {"use": [*USES, None], "removed": [["a.md"], ["a.md", "b.md"], None]},
    "replies/own_added.md.j2": {"report": REPORTS},
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
    assert text or name.endswith(("_lines.md.j2", "_own.md.j2"))
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
