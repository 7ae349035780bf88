"""Composing: what is missing, what a channel holds, what a tone changes, and what no message may ever hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.drafts import Draft
from coach.domain.labels import TONES
from coach.drafting import Studio
from coach.drafting.studio import says_nothing
from coach.errors import ContentError, MissingValues, RenderingError
from coach.rendering import Renderer, shipped
from tests.golden.update import CASES, FOLDER, drafts, page

STUDIO = Studio((shipped("prompts"),))
SITUATIONS = {one.id: one for one in STUDIO.situations()}
INTRO = {
    "mentor_name": "Dr. Nadia O'Brien-Khoury",
    "topic": "moving into ML",
    "my_role": "QA engineer",
    "why_them": "her talk at PyCon",
}
_HOLES = re.compile(
    r"\{\{|\}\}|\{%|\bNone\b|undefined|  |\b(?:Dear|Hi|Hello) ,|[ ]+[.,;:?!](?!\w)|\.\.(?!\.)|\n{3,}|^\s*[.,]|\bfor \.|\babout \.|: \.|\w[.?!][A-Z][a-z]+ ",
    re.M,
)


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    """Regenerate with `python -m tests.golden.update` and read the difference."""
    assert page(case) == (FOLDER / f"{case}.txt").read_text(encoding="utf-8")


def test_every_situation_has_a_golden_case() -> None:
    assert {values.get("situation", case) for case, values in CASES.items()} == set(SITUATIONS)


def test_golden_files_have_a_case_each() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_no_golden_draft_has_a_hole_or_a_stop(case: str) -> None:
    for title, draft in drafts(case):
        assert not _HOLES.search(draft.body), (title, draft.body)
        assert [issue.rule for issue in draft.issues if issue.level == "stop"] == [], title


@pytest.mark.parametrize("case", [c for c in CASES if not c.startswith("thanks_speech")])
def test_tones_differ_in_an_email(case: str) -> None:
    bodies = {title: draft.body for title, draft in drafts(case) if title.startswith("email")}
    assert len(set(bodies.values())) == 3


@pytest.mark.parametrize("situation", SITUATIONS)
def test_templates_declare_what_they_use(situation: str) -> None:
    renderer = Renderer((shipped("prompts"),))
    assert renderer.undeclared(f"messages/{situation}.txt.j2") == set()


def test_missing_values_come_in_the_order_they_matter(studio: Studio) -> None:
    with pytest.raises(MissingValues) as problem:
        studio.compose("intro", {"channel": "email"})
    assert problem.value.names == ("mentor_name", "topic")
    with pytest.raises(MissingValues) as problem:
        studio.compose("disagree", {"mentor_name": "Rosa", "my_view": "too early"})
    assert problem.value.names == ("advice",)


def test_goal_stands_in_for_topic(studio: Studio) -> None:
    assert "become a nurse" in studio.compose("intro", {"mentor_name": "Rosa", "goal": "become a nurse"}).body


def test_defaults_and_spoken_channels(studio: Studio) -> None:
    assert (studio.compose("intro", INTRO).channel, studio.compose("intro", INTRO).tone) == ("email", "warm")
    assert studio.compose("intro", {**INTRO, "channel": "Slack", "tone": "Professional"}).channel == "chat"
    assert studio.compose("intro", {**INTRO, "channel": "e-mail"}).channel == "email"


def test_unknown_situation_names_those_there_are(studio: Studio) -> None:
    with pytest.raises(RenderingError, match="intro"):
        studio.compose("poem", INTRO)


def test_a_channel_that_does_not_fit_is_replaced_and_said(studio: Studio) -> None:
    draft = studio.compose("other_boundary", {"mentor_name": "Rosa", "topic": "she reads my mail", "channel": "linkedin_note"})
    assert draft.channel == "linkedin_message"
    assert "channel_replaced" in [issue.rule for issue in draft.issues]


def test_signature_is_left_out_without_a_name(studio: Studio) -> None:
    unsigned = studio.compose("intro", INTRO)
    assert "Best wishes" not in unsigned.body
    assert "unsigned" in [issue.rule for issue in unsigned.issues]
    assert studio.compose("intro", {**INTRO, "my_name": "sam okafor"}).body.endswith("Best wishes,\nSam Okafor")


def test_no_name_gives_a_plain_greeting(studio: Studio) -> None:
    draft = studio.compose("intro", {**INTRO, "mentor_name": "my manager"})
    assert draft.body.startswith("Hello,\n")
    assert "no_name" in [issue.rule for issue in draft.issues]


def test_formal_greeting_and_full_forms(studio: Studio) -> None:
    draft = studio.compose("intro", {**INTRO, "tone": "formal", "relation": "stranger"})
    assert draft.body.startswith("Dear Dr. O'Brien-Khoury,\n")
    assert "I'm" not in draft.body


@pytest.mark.parametrize("paid", [False, True])
def test_note_leaves_out_whole_pieces(studio: Studio, paid: bool) -> None:
    long = {
        **INTRO,
        "why_them": "her talk at the conference of the regional association of maintenance engineers about bearings that fail early",
        "channel": "linkedin_note",
        "linkedin_paid": paid,
    }
    draft = studio.compose("intro", long)
    limit = 300 if paid else 200
    assert (draft.limit, len(draft.body) <= limit) == (limit, True)
    assert draft.body.endswith((".", "?"))


def test_an_email_has_a_subject_within_the_figure(studio: Studio) -> None:
    long = {**INTRO, "topic": "getting a first post in the maintenance of very large wind turbines at sea, without a degree"}
    assert 0 < len(studio.compose("intro", long).subject) <= 50


def test_a_template_of_ones_own_wins(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "intro.txt.j2").write_text(
        "{# needs: mentor_name. may: topic, name, channel, tone, my_name #}\nOla {{ name.familiar }}", encoding="utf-8"
    )
    assert Studio((tmp_path, shipped("prompts"))).compose("intro", INTRO).body == "Ola Nadia"


def test_a_broken_channel_table_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "channels.yaml").write_text("channels:\n  email: {words: [a, 9]}\n", encoding="utf-8")
    with pytest.raises(ContentError) as problem:
        Studio((tmp_path, shipped("prompts")))
    assert (problem.value.path.name, problem.value.line) == ("channels.yaml", 2)


SLOTS = sorted({slot for one in SITUATIONS.values() for slot in (*one.needs, *one.may)} - {"my_name", "mentor_name"})
NEARLY = st.sampled_from(
    [
        "moving into ML", "I want to lead a team", "how she did it", "should I stay?", "nurse", "she helped me", "got the place", "exams", "?", "...", "{{ 7*7 }}", "[bold]x", "None of it",
        "my shift was moved", "i dont know", "by Friday 4 December", "three weeks", "their team", "O'Brien-Khoury", "李雷", "  ", "yes", "Half an hour, on Monday", "that", "to", "I", "you", "A", "- a\n- b", "to be, or not",
    ]
)  # fmt: skip
ANSWER = st.one_of(
    NEARLY,
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60).filter(
        lambda t: "None" not in t and "undefined" not in t
    ),
)
CHOICES = {
    "relation": ["stranger", "event", "contact", "alumni", "internal", "programme", "helper"], "ask_kind": ["call", "question", "meet", "feedback"], "course": ["ask_why", "try_small", "adapt", "follow", "decline", "park"],
    "next_form": ["new_goal", "less", "end", "ask"], "stage": ["first", "second", "close"], "owes": ["mine", "theirs", "both", "nobody"], "plan_cause": ["busy", "drifted"], "force": ["advice", "order"],
    "ending_reason": ["reached", "programme_ends", "mentor_leaves", "i_leave", "not_working", "want_another"], "contact_after": ["often", "seldom", "none"], "last_meeting": ["talk", "message"], "due": ["no", "later", "soon"],
}  # fmt: skip
_NEVER = re.compile(r"\{\{|\}\}|\{%|undefined|  |^(?:Dear|Hi|Hello) ,|\n{3,}", re.M)


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A situation with any of its slots filled with anything."""
    situation = draw(st.sampled_from(sorted(SITUATIONS)))
    found = SITUATIONS[situation]
    wanted = [*found.needs, *draw(st.lists(st.sampled_from([slot for slot in found.may if slot not in ("name",)]), unique=True))]
    values = {slot: draw(st.sampled_from(CHOICES[slot]) if slot in CHOICES else ANSWER) for slot in wanted}
    values["channel"] = draw(st.sampled_from(found.channels))
    values["tone"] = draw(st.sampled_from(TONES))
    return situation, values


def _draft(situation: str, values: dict[str, str]) -> Draft | None:
    """The message, or None when a needed answer turned out to hold no words."""
    told = {name for name, value in values.items() if any(c.isalnum() for c in value)}
    told -= {name for name in told if name != "mentor_name" and says_nothing(values[name])}
    told |= {"topic"} if "goal" in told else set()
    empty = [name for name in SITUATIONS[situation].needs if name not in told]
    if not empty:
        return STUDIO.compose(situation, values)
    with pytest.raises(MissingValues) as problem:
        STUDIO.compose(situation, values)
    assert set(problem.value.names) == set(empty)
    return None


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers())
def test_no_message_ever_holds_a_hole(asked: tuple[str, dict[str, str]]) -> None:
    """Whatever is answered, a draft has no raw placeholder, no double space, no empty greeting, and no empty paragraph."""
    situation, values = asked
    draft = _draft(situation, values)
    if draft is None:
        return
    for text in (draft.subject, draft.body):
        assert not _NEVER.search(text), text
    assert ("None" in draft.body) <= any("None" in value for value in values.values())
    assert draft.body.strip() == draft.body


@settings(max_examples=50, deadline=None)
@given(answers())
def test_the_same_answers_give_the_same_notes(asked: tuple[str, dict[str, str]]) -> None:
    situation, values = asked
    draft = _draft(situation, values)
    assert draft is None or STUDIO.review(draft, values) == draft
