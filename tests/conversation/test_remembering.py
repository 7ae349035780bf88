"""What a person's own records add to an answer."""

from __future__ import annotations

import pytest

from coach.domain.events import Answered, FlowOpened
from coach.domain.interview import SlotAnswer
from coach.rendering.filters import day
from tests.conversation.harness import CARDS
from tests.conversation.test_outbox import INTRO, Desk

FROM = "From your own records:"
STRUCTURE, STALL = CARDS[0].id, CARDS[1].id


def prepared(desk: Desk, when: str) -> None:
    """Note a meeting that was prepared."""
    at = "2026-11-01T09:00:00+00:00"
    desk.journal.save(
        [
            FlowOpened("m1", "prepare_meeting", at),
            Answered("m1", SlotAnswer("when", when)),
            Answered("m1", SlotAnswer("mentor_name", "Ada Lum")),
        ]
    )


def test_without_records_nothing_is_added() -> None:
    turn = Desk().says(f"/card {STRUCTURE}")
    assert FROM not in turn.reply


def test_a_message_that_waits_is_named_with_its_date_and_what_is_due_is_offered() -> None:
    desk = Desk()
    desk.says(*INTRO)
    desk.says("I sent it today")
    sent = desk.letters[0].sent_on[0]
    desk.opens(days=9)
    turn = desk.says(f"/card {STALL}")
    assert f"{FROM} you wrote to Nadia O'Brien-Khoury on {day(sent)}, and no answer is noted." in turn.reply.replace("\\", "")
    assert any(action.id == "/outbox 1 follow" for action in turn.actions)


@pytest.mark.parametrize(
    ("days", "says"),
    [(-3, "you meet Ada Lum on"), (0, "you meet Ada Lum on"), (5, "you last met Ada Lum on"), (400, "")],
)
def test_the_meeting_that_was_prepared_is_named(days: int, says: str) -> None:
    desk = Desk()
    today = desk.clock.now().date()
    prepared(desk, today.fromordinal(today.toordinal() - days).isoformat())
    turn = desk.says(f"/card {STRUCTURE}")
    assert (f"{FROM} {says}" in turn.reply) if says else (FROM not in turn.reply)


def test_nothing_of_the_records_is_said_off_the_record_or_about_harm() -> None:
    desk = Desk()
    prepared(desk, desk.clock.now().date().isoformat())
    assert FROM not in desk.says("/card safety-overreacting").reply
    assert FROM in desk.says(f"/card {STRUCTURE}").reply
    assert FROM not in desk.says("/offrecord", f"/card {STRUCTURE}").reply
