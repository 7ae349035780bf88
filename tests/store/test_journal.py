"""The journal: whole turns, resuming, what follows from events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.events import Event, Missed
from coach.store import DATABASE, SqliteJournal, connect
from tests.conftest import FixedClock
from tests.store.samples import answered, draft, events, goal, said


@pytest.fixture
def journal(home: Path, clock: FixedClock) -> Iterator[SqliteJournal]:
    found = SqliteJournal(connect(home / DATABASE), clock.now, {"my_name", "my_role"})
    yield found
    found.close()


def again(home: Path, clock: FixedClock) -> SqliteJournal:
    return SqliteJournal(connect(home / DATABASE), clock.now, {"my_name", "my_role"})


def test_a_fresh_journal_has_nothing(journal: SqliteJournal) -> None:
    assert journal.load() == []
    assert journal.known() == {}


def test_what_was_saved_is_there_for_the_next_process(journal: SqliteJournal, home: Path, clock: FixedClock) -> None:
    journal.load()
    journal.save([said("hello"), said("Hello.", "coach")])
    journal.save([said("李雷 said {{7*7}} [bold]")])
    other = again(home, clock)
    assert other.load() == [said("hello"), said("Hello.", "coach"), said("李雷 said {{7*7}} [bold]")]
    other.close()


def test_a_turn_that_cannot_be_saved_whole_leaves_nothing(journal: SqliteJournal) -> None:
    journal.save([said("first")])
    with pytest.raises(AttributeError):
        journal.save([said("second"), "no event"])  # type: ignore[list-item]
    journal.save([said("third")])
    assert journal.load() == [said("first"), said("third")]


def test_new_puts_the_conversation_away(journal: SqliteJournal, home: Path, clock: FixedClock) -> None:
    journal.save([said("old")])
    journal.new()
    assert journal.load() == []
    journal.save([said("new")])
    assert journal.load() == [said("new")]
    assert [talk.opening for talk in journal.conversations.all()] == ["new", "old"]


def test_two_windows_on_one_conversation_lose_nothing(journal: SqliteJournal, home: Path, clock: FixedClock) -> None:
    journal.save([said("shared")])
    other = again(home, clock)
    other.load()
    journal.save([said("from the first window")])
    clock.forward(seconds=1)
    other.save([said("from the second window")])
    clock.forward(seconds=1)
    journal.save([said("first again")])
    kept = {tuple(event.text for event in journal.conversations.events(t.id)) for t in journal.conversations.all()}  # type: ignore[union-attr]
    assert kept == {("shared", "from the first window", "first again"), ("shared", "from the second window")}
    assert len(journal.conversations.search("shared")) == 1
    other.close()


def test_known_is_the_last_given_answer_of_a_reusable_slot(journal: SqliteJournal) -> None:
    journal.save([answered("my_name", "Ana"), answered("my_role", "nurse"), answered("secret", "x")])
    journal.save([answered("my_name", "Ana Lucía"), answered("my_role", None, "skipped")])
    assert journal.known() == {"my_name": "Ana Lucía", "my_role": "nurse"}


def test_goals_are_brought_up_to_date_by_run(journal: SqliteJournal) -> None:
    journal.save([goal("Lead a project"), goal("Speak up", run="r9")])
    journal.save([goal("Lead two projects", at="2026-12-01T10:00:00+00:00")])
    found = journal.documents.goals()
    assert [(g.title, g.updated_at[:10]) for g in found] == [("Lead two projects", "2026-12-01"), ("Speak up", "2026-11-21")]


def test_every_version_of_a_message_is_kept(journal: SqliteJournal) -> None:
    journal.save([draft("one"), draft("two"), draft("other", run="r7")])
    assert [(d.version, d.body) for d in journal.drafts.versions("r2")] == [(1, "one"), (2, "two")]
    assert {d.body for d in journal.drafts.latest()} == {"two", "other"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(events, max_size=4), max_size=5))
def test_any_turns_come_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, turns: list[list[Event]]
) -> None:
    folder = tmp_path_factory.mktemp("round")
    journal = SqliteJournal(connect(folder / DATABASE), clock.now)
    for turn in turns:
        journal.save(turn)
    assert list(journal.load()) == [event for turn in turns for event in turn]
    journal.close()


def test_saving_nothing_begins_nothing(journal: SqliteJournal) -> None:
    journal.save([])
    assert journal.conversations.all() == []
    journal.save([Missed(1)])
    assert len(journal.conversations.all()) == 1
