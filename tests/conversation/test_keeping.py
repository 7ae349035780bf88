"""What is kept and what is not: off the record, safety, files, and records that cannot be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.conversation.loop import Conversation
from coach.domain.events import Event
from coach.errors import StoreError
from tests.conversation.harness import FolderExporter, ListJournal, talk, tools

GOAL = (
    "/goal",
    "run projects",
    "2",
    "run one meeting a month",
    "because",
    "yes",
    "six meetings",
    "end of march",
    "agendas",
    "busy",
    "book early",
    "ask Priya",
    "tomorrow",
    "one hour",
)


def finished(journal: ListJournal, folder: Path) -> Conversation:
    """A conversation with a finished goal sheet."""
    conversation = talk(journal, folder)
    for line in GOAL:
        turn = conversation.turn(line)
    assert turn.document is not None
    return conversation


def test_off_the_record_leaves_nothing() -> None:
    journal = ListJournal()
    conversation = talk(journal)
    conversation.turn("/goal")
    conversation.turn("run a ward")
    saved, before = list(journal.events), conversation.state
    for line in (
        "/offrecord",
        "xyzzy is what I never told anyone",
        "how often should we meet?",
        "skip",
        "/goal",
        "stop",
        "/new",
        "and this too",
    ):
        conversation.turn(line)
        assert conversation.state.off_record
    assert journal.events == saved or journal.events == []
    assert "xyzzy" not in repr(journal.events)
    assert before.lines == 2


def test_back_on_the_record_stands_where_it_stood_before() -> None:
    journal = ListJournal()
    conversation = talk(journal)
    conversation.turn("/stuck")
    conversation.turn("three weeks")
    before = conversation.state
    for line in ("/offrecord", "monthly", "theirs"):
        conversation.turn(line)
    conversation.turn("/onrecord")
    assert conversation.state == before
    conversation.turn("weekly")
    assert "monthly" not in repr(journal.events)
    assert "weekly" in repr(journal.events)


ALARMS = {
    "danger": "some nights i think about ending it all, qqxyz",
    "sexual_harassment": "my mentor keeps touching my leg under the table at qqxyz",
    "discrimination": "he told me women don't belong in surgery, at qqxyz",
    "bullying": "she threatened to ruin my career if I leave qqxyz",
    "exploitation": "my mentor put his own name on my paper about qqxyz and left mine off",
    "harm_to_others": "my preceptor told me to falsify the patient chart of qqxyz",
}


@pytest.mark.parametrize("inside", [False, True], ids=["outside", "inside"])
@pytest.mark.parametrize("category", ALARMS)
def test_a_safety_turn_keeps_no_words(category: str, inside: bool) -> None:
    journal = ListJournal()
    conversation = talk(journal)
    if inside:
        conversation.turn("/goal")
    turn = conversation.turn(ALARMS[category])
    assert turn.safety == category
    assert "qqxyz" not in repr(journal.events)
    assert "qqxyz" not in repr(conversation.state)
    conversation.turn("what should I do now?")
    assert "qqxyz" not in repr(journal.events)


def test_nothing_is_written_before_a_yes(tmp_path: Path) -> None:
    conversation = finished(ListJournal(), tmp_path)
    turn = conversation.turn("/export")
    assert list(tmp_path.iterdir()) == []
    assert {"yes", "no"} <= {action.id for action in turn.actions}
    conversation.turn("yes please")
    assert [path.name for path in tmp_path.iterdir()] == ["goal-interview.md"]


@pytest.mark.parametrize(
    "lines",
    [
        ("no",),
        ("never mind", "yes"),
        ("how often should we meet?", "yes"),
        ("/stuck", "yes"),
        ("yes but make it shorter first please",),
        ("thanks", "yes"),
        ("/review 3", "yes"),
    ],
    ids=repr,
)
def test_only_a_yes_to_the_file_writes_it(lines: tuple[str, ...], tmp_path: Path) -> None:
    conversation = finished(ListJournal(), tmp_path)
    conversation.turn("/export")
    for line in lines:
        conversation.turn(line)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    conversation = finished(ListJournal(), tmp_path)
    (tmp_path / "goal-interview.md").write_text("mine")
    conversation.turn("/export")
    turn = conversation.turn("yes")
    assert "not saved" in turn.reply
    assert (tmp_path / "goal-interview.md").read_text() == "mine"


def test_what_is_private_is_in_no_shared_file(tmp_path: Path) -> None:
    conversation = finished(ListJournal(), tmp_path)
    conversation.turn("/review 9")
    conversation.turn("my boss drinks")
    shared = conversation.turn("/share")
    assert "drinks" not in shared.reply
    conversation.turn("/export share")
    conversation.turn("yes")
    written = next(tmp_path.iterdir()).read_text()
    assert "drinks" not in written
    assert "meeting" in written


@dataclass
class FullDisk(ListJournal):
    """Fails from the time it is told to."""

    broken: bool = False

    def save(self, events: Sequence[Event]) -> None:
        """Fail, or append."""
        if self.broken:
            raise StoreError("The disk is full.", "Make room and try again.")
        super().save(events)


def test_a_turn_that_cannot_be_saved_changes_nothing() -> None:
    journal = FullDisk()
    conversation = Conversation(tools(journal))
    conversation.turn("/stuck")
    before = conversation.state
    journal.broken = True
    with pytest.raises(StoreError):
        conversation.turn("three weeks")
    assert conversation.state == before
    journal.broken = False
    assert conversation.turn("five weeks").slots["time_since"] == "five weeks"


LINES = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.characters(categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "So", "Sk", "Mn")), max_size=30),
    st.builds(
        lambda word, rest: f"/{word} {rest}",
        st.sampled_from(("goal", "open", "set", "review", "export", "export!", "tone", "channel", "sources", "ask", "")),
        st.text(max_size=40),
    ),
    st.sampled_from(
        (
            "no, I meant ",
            "actually make it ",
            "not ",
            "{{7*7}}",
            "{% raw %}",
            "[bold",
            "\x1b]52;c;x\x07",
            "9" * 400,
            "٣",
            "²",
            "-1",
            "½",
            "1e309",
            "NaN",
            "0",
            "//",
            "/",
            "?" * 50,
            "a" * 25_000,
        )
    ),
)
START = st.sampled_from(
    (
        (),
        ("/goal",),
        ("/stuck",),
        ("/stuck", "three weeks"),
        ("/intro",),
        ("/disagree", "a", "b"),
        ("/goal", "run projects", "1", "x", "y", "z", "1"),
        ("how often should we meet?",),
        ("/goal", "x", "2", "y", "z", "yes", "w"),
        GOAL,
        ("/followup", "Ada", "a question", "a week"),
    )
)


@settings(max_examples=150, deadline=None)
@given(START, st.lists(LINES, min_size=1, max_size=3))
def test_no_line_raises_or_leaves_the_person_without_a_word(start: tuple[str, ...], lines: list[str]) -> None:
    conversation = Conversation(tools(ListJournal(), Path("/nonexistent/never")))
    for line in start:
        conversation.turn(line)
    for line in lines:
        turn = conversation.turn(line)
        assert turn.reply.strip()
        assert "\x1b" not in turn.reply
        assert "failed:" not in turn.why, turn.reply


def test_the_exporter_of_these_tests_refuses_to_overwrite(tmp_path: Path) -> None:
    exporter = FolderExporter(tmp_path)
    assert exporter.write(exporter.suggest("a.md"), "x").read_text() == "x"
