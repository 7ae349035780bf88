"""What was sent and what came of it, told in the conversation; the reminder that asks nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.conversation.loop import Conversation
from coach.conversation.marking import read_said, told_of_message
from coach.domain.outbox import Letter
from coach.domain.turn import Turn
from tests.conftest import FixedClock
from tests.conversation.harness import ListJournal, tools

INTRO = (
    "/intro",
    "Dr. Nadia O'Brien-Khoury",
    "never met",
    "her paper on notes",
    "junior tester",
    "getting into data work",
    "a call",
    "20 min",
    "skip",
    "email",
    "Sam",
)
SECOND = ("/intro", "Tom Becker", "never met", "his talk in Leeds", *INTRO[4:6], "a call", "15 min", *INTRO[8:])


class Desk:
    """One person over several days: the records stay, each `opens` is a new start of Coach."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.journal = ListJournal()
        self.conversation = self._start()

    def _start(self) -> Conversation:
        return Conversation(replace(tools(self.journal), clock=self.clock))

    def says(self, *lines: str) -> Turn:
        """Type lines and return the last turn."""
        turn = self.conversation.welcome()
        for line in lines:
            turn = self.conversation.turn(line)
        return turn

    def opens(self, **later: float) -> Turn:
        """Come back after a while and return the welcome."""
        self.clock.forward(**later)
        self.conversation = self._start()
        return self.conversation.welcome()

    @property
    def letters(self) -> list[Letter]:
        """The log."""
        return list(self.journal.letters())


@pytest.fixture
def desk() -> Desk:
    """Somebody who has just written a first message."""
    found = Desk()
    assert found.says(*INTRO).draft is not None
    return found


def log(letter: Letter) -> list[tuple[str, str]]:
    return [(mark.what, mark.on) for mark in letter.marks]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("/sent", "2026-11-21"),
        ("/sent yesterday", "2026-11-20"),
        ("/sent 2026-11-18", "2026-11-18"),
        ("/sent on Friday", "2026-11-20"),
        ("I sent it yesterday", "2026-11-20"),
        ("sent it", "2026-11-21"),
        ("ok, I've just sent the e-mail off to her.", "2026-11-21"),
        ("/outbox 1 sent 3 days ago", "2026-11-18"),
    ],
)
def test_a_message_is_noted_as_sent(desk: Desk, line: str, day: str) -> None:
    turn = desk.says(line)
    (letter,) = desk.letters
    assert log(letter) == [("sent", day)]
    assert (letter.to, letter.channel, letter.asks) == ("Nadia O'Brien-Khoury", "email", True)
    assert "I send nothing" in turn.reply


@pytest.mark.parametrize(
    "line",
    [
        "I sent my CV too",
        "I sent it to the wrong person last time and it went badly",
        "should I send it today?",
        "she said yes and we meet on friday",
    ],
)
def test_what_says_more_is_not_taken_for_a_note(desk: Desk, line: str) -> None:
    assert told_of_message(line) is None
    desk.says(line)
    assert log(desk.letters[0]) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("/replied", "replied"),
        ("/replied yes", "accepted"),
        ("/replied no", "declined"),
        ("/replied not now", "not_now"),
        ("/outbox 1 withdrawn", "withdrawn"),
        ("/outbox nadia closed", "closed"),
        ("she replied", "replied"),
        ("They said not now yesterday", "not_now"),
        ("he said no", "declined"),
    ],
)
def test_what_came_of_it_is_noted(desk: Desk, line: str, what: str) -> None:
    desk.says("/sent 14 November", line)
    assert [mark.what for mark in desk.letters[0].marks] == ["sent", what]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("/replied yes",), "First tell me that it was sent"),
        (("/sent", "/sent"), "noted as sent already"),
        (("/sent 2027-01-01",), "has not come yet"),
        (("/sent", "/replied 2026-11-01"), "before something"),
        (("/sent", "/outbox 1 bananas"), "couldn't read"),
        (("/sent", "/outbox 9"), "no message 9"),
        (("/sent", "/outbox 1 closed", "/sent yesterday"), "noted as sent already"),
    ],
)
def test_only_legal_moves_are_noted(desk: Desk, lines: tuple[str, ...], words: str) -> None:
    desk.says(*lines[:-1])
    before = log(desk.letters[0])
    assert words in desk.says(lines[-1]).reply
    assert log(desk.letters[0]) == before


def test_undo_takes_back_the_last_note(desk: Desk) -> None:
    desk.says("/sent", "/replied no", "/outbox 1 undo")
    assert log(desk.letters[0]) == [("sent", "2026-11-21")]
    desk.says("/outbox 1 undo")
    assert desk.letters[0].status == "draft"


def test_a_week_later_the_reminder_is_offered_with_everything_known(desk: Desk) -> None:
    desk.says("/sent", "/done")
    assert "reminder" not in desk.opens(days=5).reply
    welcome = desk.opens(days=4)
    assert "Nadia O'Brien-Khoury: a reminder is due" in welcome.reply
    assert welcome.actions[0].id == "/outbox 1 follow"
    turn = desk.says("1")
    assert turn.step is not None
    assert turn.step.id == "news"
    assert turn.slots["mentor_name"] == "Nadia O'Brien-Khoury"
    assert turn.slots["topic"] == "getting into data work"
    draft = desk.says("skip").draft
    assert draft is not None
    assert draft.situation == "followup"
    assert "Dr. O'Brien-Khoury" in draft.body
    assert "nine days ago" in draft.body


def test_a_reminder_joins_its_thread_and_the_thread_ends(desk: Desk) -> None:
    desk.says("/sent", "/done")
    desk.opens(days=9)
    desk.says("1", "skip", "/sent", "/done")
    (letter,) = desk.letters
    assert [what for what, _ in log(letter)] == ["sent", "sent"]
    assert "one last note is due" in desk.opens(days=10).reply
    last = desk.says("1", "skip").draft
    assert last is not None
    assert last.situation == "followup_last"
    desk.says("I sent it", "/done")
    assert "sent" not in [m for m, _ in desk.conversation.outbox()[0].moves]
    assert "can be closed" in desk.opens(days=30).reply
    desk.says("1")
    assert desk.letters[0].status == "closed"
    assert "Nadia" not in desk.opens(days=400).reply
    assert "no reminder to write" in desk.says("/outbox 1 follow").reply


def test_what_is_due_can_be_put_off_and_switched_off(desk: Desk) -> None:
    desk.says("/sent", "/done")
    assert "due" in desk.opens(days=9).reply
    desk.says("/later")
    assert "due" not in desk.opens(days=3).reply
    assert "due" in desk.opens(days=5).reply
    desk.says("/reminders off")
    assert "due" not in desk.opens(days=1).reply
    assert "a reminder is due" in desk.says("/outbox").reply
    desk.says("/reminders on")
    assert "due" in desk.opens(days=1).reply


def test_an_unfinished_reminder_is_not_offered_twice(desk: Desk) -> None:
    desk.says("/sent", "/done")
    desk.opens(days=9)
    desk.says("1")
    welcome = desk.opens(days=1)
    assert welcome.actions[0].id == "/resume"
    assert "/outbox 1 follow" not in [action.id for action in welcome.actions]


@pytest.mark.parametrize(("line", "situation"), [("yes", "followup_yes"), ("no", "followup_no"), ("not now", "followup_later")])
def test_an_answer_gets_a_line_back(desk: Desk, line: str, situation: str) -> None:
    turn = desk.says("/sent", f"/replied {line}")
    back = next(action for action in turn.actions if action.id.endswith("answer"))
    turn = desk.says(back.id)
    for _ in range(4):
        if turn.draft is None:
            turn = desk.says("skip")
    assert turn.draft is not None
    assert turn.draft.situation == situation
    assert len(desk.letters) == 2


def test_two_people_are_kept_apart_and_named(desk: Desk) -> None:
    desk.says("/sent", "/done", *SECOND, "/sent", "/done")
    turn = desk.says("/replied yes")
    assert "Which message" in turn.reply
    assert [action.id for action in turn.actions] == ["/outbox 2 replied yes", "/outbox 1 replied yes"]
    desk.says("/replied Tom yes")
    assert {letter.to: letter.status for letter in desk.letters} == {"Tom Becker": "accepted", "Nadia O'Brien-Khoury": "sent"}


def test_off_the_record_nothing_is_noted(desk: Desk) -> None:
    desk.says("/offrecord")
    for line in ("/sent", "/replied yes", "/outbox 1 sent", "/reminders off", "I sent it"):
        assert "off the record" in desk.says(line).reply
    assert log(desk.letters[0]) == []
    assert not desk.journal.reminders_off()


def test_a_question_that_waits_is_put_again(desk: Desk) -> None:
    desk.says("/done", "/goal")
    turn = desk.says("/outbox")
    assert turn.step is not None
    assert turn.reply.rstrip().endswith("**") or turn.step.id


def test_few_letters_give_no_rate(desk: Desk) -> None:
    desk.says("/sent")
    reply = desk.says("/outbox").reply
    assert "too early to tell" in reply
    assert "%" not in reply


@pytest.mark.parametrize(
    "text", ["", "yes", "not now until october", "\x00", "9" * 400, "sent by linkedin yesterday", "ja 李雷 /"]
)
def test_reading_never_fails(text: str) -> None:
    read_said(text, FixedClock().now().date())
