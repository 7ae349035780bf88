"""Calendar files, read back by a library that did not write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
import vobject

from coach.domain.drafts import Draft
from coach.domain.exports import ExportWish, FollowUp, Reminder
from coach.domain.outbox import Letter, Mark
from coach.drafting.export import Exports
from coach.drafting.export_calendar import as_calendar, local_zone, read_zone
from coach.errors import ExportError
from coach.relationship.pacing import PACE, touches
from coach.relationship.planning import plan
from coach.rendering import shipped

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def events(text: str) -> list[vobject.base.Component]:
    return list(vobject.readOne(text).vevent_list)


def reminder(day: date, at: time | None = time(9), title: str = "Write", notes: str = "Only once.") -> Reminder:
    return Reminder(day, title, notes, f"key {day}", at)


CHANGES = [
    ("Europe/Berlin", date(2026, 10, 23), date(2026, 10, 26)),
    ("Europe/Berlin", date(2027, 3, 26), date(2027, 3, 29)),
    ("America/New_York", date(2026, 10, 30), date(2026, 11, 2)),
    ("America/New_York", date(2027, 3, 12), date(2027, 3, 15)),
    ("Australia/Sydney", date(2026, 10, 2), date(2026, 10, 5)),
    ("Asia/Kolkata", date(2026, 10, 23), date(2026, 10, 26)),
    ("Africa/Cairo", date(2026, 10, 28), date(2026, 10, 30)),
]


@pytest.mark.parametrize(("zone", "before", "after"), CHANGES, ids=[f"{zone}-{before}" for zone, before, _ in CHANGES])
def test_nine_stays_nine_when_the_clocks_change(zone: str, before: date, after: date) -> None:
    """Read with the rules that stand in the file itself: the reader is shown no other zone of that name."""
    text = as_calendar([reminder(before), reminder(after)], zone, NOW).replace(zone, f"Somewhere/{zone}{before}")
    for event, day in zip(events(text), (before, after), strict=True):
        start = event.dtstart.value
        assert (start.date(), start.time()) == (day, time(9))
        assert start.utcoffset() == datetime.combine(day, time(9), ZoneInfo(zone)).utcoffset()


def test_a_zone_that_changes_really_has_two_offsets_here() -> None:
    text = as_calendar([reminder(date(2026, 10, 23)), reminder(date(2026, 10, 26))], "Europe/Berlin", NOW)
    assert [event.dtstart.value.utcoffset() for event in events(text)] == [timedelta(hours=2), timedelta(hours=1)]


def test_a_year_apart_in_one_file() -> None:
    """Under its own name: vobject takes rules that begin with offset zero for UTC."""
    days = [date(2026, 12, 30), date(2027, 7, 1), date(2027, 12, 1)]
    found = events(as_calendar([reminder(day) for day in days], "Europe/Lisbon", NOW))
    assert [event.dtstart.value.utcoffset() for event in found] == [timedelta(0), timedelta(hours=1), timedelta(0)]


def test_utc_needs_no_rules() -> None:
    text = as_calendar([reminder(date(2026, 11, 30))], "UTC", NOW)
    assert "DTSTART:20261130T090000Z" in text
    assert "VTIMEZONE" not in text


def test_a_whole_day_has_no_zone_and_ends_the_day_after() -> None:
    text = as_calendar([reminder(date(2026, 12, 31), None)], "Europe/Berlin", NOW)
    (event,) = events(text)
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert "VTIMEZONE" not in text
    assert event.valarm.trigger.value == timedelta(hours=9)


def test_an_entry_is_complete_and_invites_nobody() -> None:
    (event,) = events(as_calendar([reminder(date(2026, 11, 30))], "Europe/Berlin", NOW))
    assert event.dtstamp.value == NOW
    assert event.duration.value == timedelta(minutes=15)
    assert (event.valarm.action.value, event.valarm.trigger.value) == ("DISPLAY", timedelta(0))
    assert set(event.contents) == {
        "uid", "dtstamp", "dtstart", "duration", "summary", "description", "class", "transp", "valarm",
    }  # fmt: skip


def test_the_same_entry_keeps_its_id_and_others_have_their_own() -> None:
    days = [date(2026, 11, 30), date(2026, 12, 9)]
    first, again = (events(as_calendar([reminder(day) for day in days], "UTC", now)) for now in (NOW, NOW + timedelta(days=1)))
    assert [event.uid.value for event in first] == [event.uid.value for event in again]
    assert len({event.uid.value for event in first}) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Siobhán Ní Dhomhnaill",
        "محمد الأحمد",
        "שירה לוי, and Ana",
        "李雷" * 60,
        "🙂👩‍👩‍👧" * 30,
        'a, b; c \\ d: "e"\nnext\\n line',
        "x" * 500,
    ],
    ids=range(7),
)
def test_words_arrive_and_lines_are_folded(words: str) -> None:
    text = as_calendar([reminder(date(2026, 11, 30), title=words, notes=words)], "Asia/Jerusalem", NOW)
    (event,) = events(text)
    assert (event.summary.value, event.description.value) == (words, words)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("name", ["Nowhere/Here", "", "../etc/passwd", "Berlin time"])
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match="no time zone"):
        read_zone(name)


def fail() -> str:
    raise ZoneInfoNotFoundError("nowhere")


@pytest.mark.parametrize(
    ("found", "expected"),
    [(lambda: "Europe/Berlin", "Europe/Berlin"), (lambda: "UTC", "UTC"), (lambda: "local", ""), (lambda: None, ""), (fail, "")],
    ids=range(5),
)
def test_the_zone_of_the_computer(found: Callable[[], str | None], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", found)
    assert local_zone() == expected


def test_a_zone_that_cannot_be_told_gives_whole_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", fail)
    exports = Exports((shipped("prompts"),))
    draft = Draft("intro", "email", "warm", "May I ask?", "A question", "Ana")
    wish = ExportWish(NOW, steps=(FollowUp(date(2026, 11, 30), "reminder"),))
    assert "VALUE=DATE:20261130" in exports.export(draft, "ics", wish).content
    with pytest.raises(ExportError, match="cannot be told"):
        exports.export(draft, "ics", ExportWish(NOW, steps=wish.steps, at=time(8)))


def letter(*marks: Mark, asks: bool = True, earlier: int = 0) -> Letter:
    return Letter("r1", 1, "Ana Lopez", "intro", "email", "A question", asks=asks, earlier=earlier, marks=marks)


def test_the_plan_is_a_week_then_one_more_then_a_close() -> None:
    found = plan(letter(Mark("sent", "2026-11-23")))
    assert [(step.day.isoformat(), step.step) for step in found] == [
        ("2026-11-30", "reminder"), ("2026-12-09", "last"), ("2026-12-23", "close"),
    ]  # fmt: skip


@pytest.mark.parametrize("earlier", range(5))
@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 370, 13)], ids=str)
def test_the_plan_never_goes_past_the_cap_under_any_clock(day: date, earlier: int) -> None:
    thread = letter(Mark("sent", day.isoformat()), earlier=earlier)
    found = plan(thread)
    messages = [step for step in found if step.step in ("reminder", "last")]
    assert touches(thread) + len(messages) <= max(PACE.most, touches(thread))
    assert [step.day for step in found] == sorted({step.day for step in found})
    assert all(step.day.weekday() < 5 and step.day > day for step in found)
    assert found[-1].step == "close"


def test_an_answer_ends_the_plan() -> None:
    sent = Mark("sent", "2026-11-23")
    assert plan(letter(sent, Mark("replied", "2026-11-25"))) == ()
    assert plan(letter(sent, asks=False)) == ()
    assert plan(letter()) == ()
    assert [step.step for step in plan(letter(sent, Mark("not_now", "2026-11-25")))] == ["again"]


def test_the_entries_say_what_to_do_and_when_to_stop() -> None:
    exports = Exports((shipped("prompts"),))
    draft = Draft("intro", "email", "warm", "May I ask?", "A question about welds", "Dr. Siobhán Ní Dhomhnaill")
    wish = ExportWish(NOW, steps=plan(letter(Mark("sent", "2026-11-23"))), zone="Europe/Dublin")
    found = events(exports.export(draft, "ics", wish).content)
    assert [event.summary.value for event in found] == [
        "Remind Siobhán Ní Dhomhnaill, if there is no answer",
        "Last note to Siobhán Ní Dhomhnaill, if there is no answer",
        "Let it rest: Siobhán Ní Dhomhnaill",
    ]
    assert 'on "A question about welds"' in found[0].description.value
    bare = events(exports.export(Draft("intro", "chat", "warm", "May I ask?"), "ics", wish).content)
    assert [event.summary.value for event in bare] == [
        "Send a reminder, if there is no answer", "Last note, if there is no answer", "Let it rest",
    ]  # fmt: skip
    assert not any("  " in event.description.value or '""' in event.description.value for event in [*found, *bare])
