"""Record and replay (U23): a scrambled session holds none of its words and still takes the same course."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.bootstrap.recordings import as_text, read_recording
from coach.bootstrap.sessions import HeldClock, Stage, recorded, scrambled
from coach.bootstrap.sessions import played as run_again
from coach.conversation.loop import HANDLERS
from coach.conversation.recorded import Recording
from coach.conversation.veiling import spoken
from coach.domain.labels import CARD_TOPICS, FLOWS, SAFETY_CATEGORIES, TOPICS
from coach.domain.scrambling import Scrambler, words_of
from coach.errors import ContentError
from coach.store import DATABASE, SqliteJournal, connect
from tests.cli.run import coach
from tests.conftest import FixedClock
from tests.conversation.harness import CARDS, ListJournal, book, talk, tools

SESSIONS = {
    "message": (
        "help me write to Dr. Helen Okonkwo at Brightwater Analytics about moving into machine learning",
        "I heard her at an event",
        "the evening on forecasting in Leeds on 12 March",
        "her talk on sensors changed how I plan my thesis",
        "I'm a maintenance technician called Priya Raghunathan",
        "half an hour on the phone",
        "actually make it 20 minutes",
        "why do you ask?",
        "skip",
        "email",
        "go back",
        "/enough",
        "make it more formal",
        "/versions",
        "/done",
    ),
    "goal": ("/goal become a supervisor by 2027-06-30", "straight to the goal", "I don't know", "/review", "/cancel", "/resume"),
    "silence": (
        "my mentor Thorsten hasn't answered in three weeks",
        "how often should we meet?",
        "get me unstuck",
        "about five weeks ago",
        "he was on holiday I think",
        "/skip",
        "no, I meant my manager Gwendolyn",
        "gwen.h@brightwater.example or 0161 496 0000",
    ),
    "harm": (
        "help me thank my supervisor Ravindra for his comments",
        "he touched my thigh under the desk again",
        "it was on tuesday",
        "what should i do now?",
        "go on",
        "yes",
        "After our first meeting",
        "/cancel",
    ),
    "scripts": ("schreib 李雷 und Ольга Петровна", "¿puedes ayudarme?", "🙂🙂", "asdkjh qwlekj", "/nonsense", "2", "1", "thanks"),
}


@pytest.fixture
def at() -> Stage:
    """The conversation on fakes, with a clock of its own."""
    return Stage(tools(), HeldClock())


def events_of(lines: tuple[str, ...], known: dict[str, str] | None = None) -> list[Any]:
    """What the records hold after these lines."""
    journal = ListJournal(facts=known or {})
    conversation = talk(journal)
    conversation.welcome()
    for line in lines:
        conversation.turn(line)
    return list(journal.events)


def own_words(recording: Recording) -> set[str]:
    """Words that are Coach's: ids of interviews, questions, choices, templates, cards, and the names of fields."""
    asks = [ask for flow in book().flows.values() for ask in flow.asks()]
    names = [*HANDLERS, *FLOWS, *TOPICS, *CARD_TOPICS, *SAFETY_CATEGORIES, *(card.id for card in CARDS)]
    names += [name for ask in asks for name in (ask.slot, ask.kind, *(c.value for c in ask.choices))]
    for turn in recording.turns:
        names += [*turn.shape.replies, *turn.shape.actions, *turn.reading.acts, *turn.shape.slots, turn.reading.feeling]
        names += [turn.shape.draft, turn.shape.document, *(one.name for one in turn.reckoned)]
        names += [name for one in turn.reckoned for name in (*one.given, *one.gave)]
    return set(words_of(name.replace("_", " ") for name in names)) | set(_keys(json.loads(as_text(recording))))


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from words_of(key.replace("_", " ") for key in data)
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(one)


@pytest.mark.parametrize("name", SESSIONS)
def test_a_scrambled_session_takes_the_same_course_and_holds_no_word(name: str, at: Stage, tmp_path: Path) -> None:
    known = {"my_name": "Priya Raghunathan"}
    original = recorded(at, events_of(SESSIONS[name], known), known)
    assert [turn.stored for turn in original.turns] == [()] * len(original.turns)
    hidden, astray = scrambled(at, original)
    assert astray == ()
    assert [turn.shape for turn in hidden.turns] == [turn.shape for turn in original.turns]
    path = tmp_path / "session.json"
    path.write_text(as_text(hidden), encoding="utf-8")
    back = read_recording(path)
    assert back == hidden
    assert run_again(at, back) == tuple(turn.shape for turn in back.turns)
    written = words_of([path.read_text(encoding="utf-8").replace("_", " ")])
    left = {word for word in spoken(original) & written if not (word.isdigit() and len(word) < 3)} - own_words(original)
    assert left == set()


def test_words_that_were_not_kept_are_not_invented(at: Stage) -> None:
    original = recorded(at, events_of(SESSIONS["harm"]), {})
    harm = original.turns[1]
    assert (harm.text, harm.withheld, harm.shape.safety) == ("…", True, "sexual_harassment")


def test_a_difference_is_seen(at: Stage) -> None:
    original = recorded(at, events_of(SESSIONS["goal"]), {})
    hidden, _ = scrambled(at, original)
    first = replace(hidden.turns[0], shape=replace(hidden.turns[0].shape, step="elsewhere"))
    other = replace(hidden, turns=(first, *hidden.turns[1:]))
    assert [one[0] for one in other.turns[0].shape.differs(run_again(at, other)[0])] == ["step"]


@given(st.text(max_size=80))
def test_scrambling_keeps_the_shape_and_no_word(text: str) -> None:
    said = words_of([text])
    new = Scrambler(b"key", said, -70).text(text)
    assert len(new) == len(text)
    assert [c.isalpha() for c in new] == [c.isalpha() for c in text]
    assert [c.isdigit() for c in new] == [c.isdigit() for c in text]
    assert Scrambler(b"key", said, -70).text(text) == new
    latin = {word for word in said if word.isascii()}
    assert not latin & words_of([new])


def test_names_and_dates_stay_consistent() -> None:
    scrambler = Scrambler(b"key", days=-7)
    first, second, _, third = scrambler.text("Helen, HELEN and helen").replace(",", "").split()
    assert first.upper() == second == third.upper()
    assert scrambler.text("on 2026-03-12").endswith("2026-03-05")
    assert scrambler.text("line\n- two: 41!")[4:7] == "\n- "


def stored(home: Path, lines: tuple[str, ...]) -> None:
    """Keep a conversation in the records of `home`."""
    home.mkdir(mode=0o700, exist_ok=True)
    journal = SqliteJournal(connect(home / DATABASE), FixedClock().now)
    journal.save(events_of(lines))
    journal.new()
    journal.close()


def test_the_commands(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored(home, SESSIONS["goal"])
    stored(home, SESSIONS["silence"])
    path = tmp_path / "mine.json"
    ran = coach(capsys, "record", "--scramble", "--conversation", "2", "--out", str(path), "--home", str(home))
    assert ran.status == 0, ran.out + ran.err
    assert str(path) in ran.out and "supervisor" not in ran.out + path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    assert coach(capsys, "replay", str(path)).status == 0
    data = json.loads(path.read_text(encoding="utf-8"))
    data["turns"][0]["shape"]["flow"] = "stall"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = coach(capsys, "replay", str(path), "--json")
    found = json.loads(ran.out)
    assert (ran.status, found["same"], found["differences"][0]["what"]) == (1, False, "flow")


def test_wrong_usage(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "no.json"
    path.write_text("{}", encoding="utf-8")
    assert coach(capsys, "replay", str(path)).status == 2
    assert coach(capsys, "replay", str(tmp_path / "none.json")).status == 2
    assert coach(capsys, "record").status == 2
    path.write_text(json.dumps({"coach_recording": 1, "turns": [{"judged": 3}]}), encoding="utf-8")
    with pytest.raises(ContentError):
        read_recording(path)


def test_what_was_never_kept_cannot_be_recorded(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = events_of(("/offrecord", "my supervisor Wilhelmina ignores me", "/goal", "learn to weld"))
    assert nothing == []
    ran = coach(capsys, "record", "--scramble", "--home", str(home))
    assert ran.status == 1
    assert "off the record" in ran.err
