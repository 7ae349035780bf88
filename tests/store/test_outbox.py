"""The log of messages in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.events import DraftWritten, Event, MarkTakenBack, MessageMarked, RemindersSwitched
from coach.domain.outbox import OUTCOMES, Mark
from coach.errors import StoreError
from coach.store import DATABASE, SqliteJournal, connect, open_records
from coach.store.migrations import MIGRATIONS
from tests.conftest import FixedClock
from tests.conversation.harness import letters_of
from tests.store.samples import AT, answered, draft


def marked(what: str, on: str = "2026-11-21", letter: str = "r2", run: str = "r2") -> MessageMarked:
    return MessageMarked(letter, Mark(what, on, run), AT, "Nadia", "email")  # type: ignore[arg-type]


@pytest.fixture
def journal(home: Path, clock: FixedClock) -> Iterator[SqliteJournal]:
    found = SqliteJournal(connect(home / DATABASE), clock.now)
    yield found
    found.close()


def test_a_message_is_one_line_with_its_log(journal: SqliteJournal) -> None:
    journal.save([draft("one"), draft("two"), draft("other", run="r7"), marked("sent"), marked("declined", "2026-11-25")])
    first, second = journal.letters()
    assert (first.number, first.id, first.status, first.written_on) == (1, "r2", "declined", "2026-11-21")
    assert (second.number, second.status, second.marks) == (2, "draft", ())


def test_a_reminder_is_part_of_its_thread_and_numbers_stay(journal: SqliteJournal) -> None:
    journal.save([draft("one"), draft("reminder", run="r3"), draft("last", run="r4"), marked("sent")])
    journal.save([marked("sent", "2026-11-30", run="r3")])
    assert [(one.number, one.id, len(one.sent_on)) for one in journal.letters()] == [(1, "r2", 2), (3, "r4", 0)]
    journal.save([MarkTakenBack("r2")])
    assert [one.number for one in journal.letters()] == [1, 2, 3]


def test_taking_back_all_marks_leaves_a_draft(journal: SqliteJournal) -> None:
    journal.save([draft("one"), marked("sent"), MarkTakenBack("r2"), MarkTakenBack("r2"), MarkTakenBack("nobody")])
    assert journal.letters()[0].status == "draft"
    journal.save([replace(marked("sent"), to="Somebody else")])
    assert journal.letters()[0].to == "Somebody else"


def test_reminders_are_on_until_switched_off(journal: SqliteJournal) -> None:
    assert not journal.reminders_off()
    journal.save([RemindersSwitched(True)])
    assert journal.reminders_off()
    journal.save([RemindersSwitched(False)])
    assert not journal.reminders_off()


def test_answers_of_a_run_are_the_last_ones(journal: SqliteJournal) -> None:
    journal.save([answered("topic", "ML"), answered("question", None, "skipped"), answered("topic", "data", run="r9")])
    journal.save([answered("topic", "ML research")])
    assert {slot: (a.value, a.status) for slot, a in journal.answers("r1").items()} == {
        "topic": ("ML research", "given"),
        "question": (None, "skipped"),
    }
    assert journal.answers("nobody") == {}


def test_a_version_remembers_how_it_came_about(journal: SqliteJournal) -> None:
    written = draft("one")
    mine = replace(written, draft=replace(written.draft, body="mine", edited=True, limit=200), how="edited", base=("s", "one"))
    journal.save([written, mine])
    assert [(one.number, one.how, one.base, one.draft.body) for one in journal.versions("r2")] == [
        (1, "written", ("", ""), "one"),
        (2, "edited", ("s", "one"), "mine"),
    ]
    assert journal.versions("r2")[1].draft == mine.draft


runs = st.sampled_from(["a", "b", "c"])
steps: st.SearchStrategy[Event] = st.one_of(
    runs.map(lambda run: draft("text", run=run)),
    st.builds(lambda letter, run, what: marked(what, letter=letter, run=run), runs, runs, st.sampled_from([*OUTCOMES, "later"])),
    runs.map(MarkTakenBack),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=12))
def test_the_database_adds_up_as_the_events_do(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, events: list[Event]
) -> None:
    journal = SqliteJournal(connect(tmp_path_factory.mktemp("log") / DATABASE), clock.now)
    journal.save(events)
    assert journal.letters() == letters_of(events)
    journal.close()


def test_a_version_from_the_command_line_is_the_newest_in_its_conversation(
    journal: SqliteJournal, home: Path, clock: FixedClock
) -> None:
    journal.save([draft("one")])
    with open_records(home) as records:
        records.write_version(replace(draft("two"), how="restored"))
        with pytest.raises(StoreError, match="no such message"):
            records.write_version(draft("lost", run="nobody"))
    again = SqliteJournal(connect(home / DATABASE), clock.now)
    assert [e.draft.body for e in again.load() if isinstance(e, DraftWritten)] == ["one", "two"]
    again.close()


def test_versions_from_before_are_kept_by_the_migration(home: Path) -> None:
    with closing(connect(home / DATABASE, MIGRATIONS[:1])) as old:
        old.execute("INSERT INTO conversation (id, started_at, updated_at) VALUES (1, ?, ?)", (AT, AT))
        row = "INSERT INTO draft (conversation, run, version, situation, channel, tone, recipient, subject, body, edited, written_at)"
        old.execute(f"{row} VALUES (1, 'r', 1, 'intro', 'email', 'warm', 'Ada', 's', 'one', 0, ?)", (AT,))
        old.execute(f"{row} VALUES (1, 'r', 2, 'intro', 'email', 'warm', 'Ada', 's', 'mine', 1, ?)", (AT,))
    with open_records(home) as records:
        assert [(one.how, one.body, one.edited) for one in records.drafts.versions("r")] == [
            ("written", "one", 0),
            ("edited", "mine", 1),
        ]
        (letter,) = records.outbox.letters()
        assert letter.status == "draft"
    with closing(sqlite3.connect(home / DATABASE)) as raw:
        assert raw.execute("SELECT count(*) FROM draft").fetchone() == (2,)
