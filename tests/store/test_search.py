"""Finding what was said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.domain.events import Said
from coach.store import DATABASE, SqliteJournal, connect
from tests.conftest import FixedClock
from tests.store.samples import said


@pytest.fixture
def journal(home: Path, clock: FixedClock) -> Iterator[SqliteJournal]:
    found = SqliteJournal(connect(home / DATABASE), clock.now)
    found.save(
        [
            said("my supervisor cancelled the café meeting", at="2026-10-20T09:00:00+00:00"),
            Said("coach", "When did she cancel?", "2026-10-20"),
        ]
    )
    found.save([said("给李雷写一封信"), said('she said "no" AND left (twice)')])
    yield found
    found.close()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("supervisor", 1),
        ("superv", 1),
        ("CAFE meet", 1),
        ("cancel", 2),
        ("李雷", 1),
        ('said "no"', 1),
        ("AND (", 1),
        ("NEAR(", 0),
        ("elephant", 0),
        ("", 0),
        ('"', 0),
        ("*", 0),
        ("supervisor elephant", 0),
    ],
)
def test_words_are_found_and_nothing_breaks_the_search(journal: SqliteJournal, text: str, count: int) -> None:
    assert len(journal.conversations.search(text)) == count


def test_a_hit_says_who_when_and_where(journal: SqliteJournal) -> None:
    (hit,) = journal.conversations.search("cafe")
    assert (hit.who, hit.at[:10]) == ("you", "2026-10-20")
    assert "café meeting" in hit.excerpt


def test_a_line_without_words_is_not_kept_for_the_search(journal: SqliteJournal) -> None:
    journal.save([Said("you", "", "2026-11-21"), Said("you", "   ", "2026-11-21")])
    assert journal.conversations.all()[0].lines == 6
    rows = journal._connection.execute("SELECT count(*) FROM line WHERE trim(text) = ''").fetchone()
    assert rows == (0,)
