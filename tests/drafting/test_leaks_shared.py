"""The version of a sheet that a mentor would see: what belongs to somebody else or is private is named, and held back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.bootstrap.guarding import guarded_facts
from coach.conversation.loop import Conversation
from coach.domain.events import DocumentWritten, FlowFinished, FlowOpened
from coach.drafting import Studio
from coach.rendering import shipped
from tests.conversation.harness import ListJournal, tools

AT = "2026-11-21T10:00:00+00:00"
TOLD = (
    {"mentor_name": "Dr. Maëlle Pike", "organisation": "Hartley Foods", "advice": "leave before the merger is announced"},
    {"mentor_name": "Tomek Nowak", "stuck": "I cry in the car park before every shift"},
    {"obstacle": "time"},
)
PLANTS = (
    "as maelle said",
    "(PIKE's idea)",
    "a place like Hartley Foods",
    "leave, before the merger is announced",
    "I cry in the car park before every shift",
)


def _conversation(folder: Path, shared: str) -> Conversation:
    """A conversation whose goal sheet has just been written, with two mentors in the records and Tomek named last."""
    events = [
        FlowOpened("r1", "goal_interview", AT),
        FlowFinished("r1"),
        DocumentWritten("r1", "goal_interview", "Goal", "all", shared, AT),
    ]
    journal = ListJournal(events)
    journal.facts["mentor_name"] = "Tomek Nowak"
    guard = Studio((shipped("prompts"),), guarded=lambda: guarded_facts(TOLD, ("stuck", "obstacle")))
    return Conversation(replace(tools(journal, folder), studio=guard))


@pytest.mark.parametrize("plant", PLANTS)
def test_a_plant_in_the_shared_version_is_shown_and_held_back(plant: str, tmp_path: Path) -> None:
    conversation = _conversation(tmp_path, f"# Goal\n\nRun a site, {plant}.")
    assert "belongs to somebody else" in conversation.turn("/share").reply
    held = conversation.turn("/export share")
    assert "holds it back" in held.reply
    assert list(tmp_path.iterdir()) == []
    assert [choice.held for choice in conversation.export_choices(shared=True)] != [()]


@pytest.mark.parametrize("clean", ["with Tomek", "in my own time", "before the merger", "and nothing else"])
def test_a_clean_version_is_saved_after_a_yes(clean: str, tmp_path: Path) -> None:
    conversation = _conversation(tmp_path, f"# Goal\n\nRun a site {clean}.")
    assert "Before you give it" not in conversation.turn("/share").reply
    conversation.turn("/export share")
    conversation.turn("yes")
    assert [path.read_text(encoding="utf-8").strip() for path in tmp_path.iterdir()] == [f"# Goal\n\nRun a site {clean}."]


def test_who_wants_it_as_it_is_may_have_it(tmp_path: Path) -> None:
    conversation = _conversation(tmp_path, "Run a site like Pike.")
    conversation.turn("/export anyway share")
    conversation.turn("yes")
    assert len(list(tmp_path.iterdir())) == 1


def test_short_answers_and_private_facts_about_the_reader() -> None:
    facts = guarded_facts(TOLD, ("stuck", "obstacle"))
    assert {(fact.kind, fact.text) for fact in facts if fact.kind in ("note", "private")} == {
        ("note", "leave before the merger is announced"),
        ("private", "I cry in the car park before every shift"),
    }
