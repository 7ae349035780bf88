"""Whatever is typed, wherever: nothing is raised, something is said, nothing that was told gets lost, and a restart finds it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.conversation.loop import Conversation
from coach.domain.turn import Turn
from tests.conversation.harness import ListJournal, RememberingListener, book, talk, tools
from tests.conversation.walker import backwards, lost

EARS = RememberingListener()
PLACES = {
    "nowhere": (),
    "a text": ("/goal",),
    "a choice": ("/stuck", "three weeks"),
    "several choices": ("/stuck", "three weeks", "monthly", "theirs", "the names"),
    "a name": ("/intro",),
    "a day": ("/goal", "to run a ward", "straight", "run one", "tired", "no", "a sheet"),
    "three deep": ("/goal", "to run a ward", "/stuck", "three weeks", "/intro"),
    "a result": ("/disagree", "they say I should do a doctorate", "I need money", "3", "2", "/enough"),
    "an answer": ("/ask how often should we meet",),
    "a stop": ("/stuck", "three weeks", "cancel"),
}
PIECES = st.sampled_from(
    ["no wait, ", "she ", "I meant ", "actually ", "not ", "three weeks", "?", "what if ", "/", "/review 2", "/set ", "/resume ", "Dr ", "李雷",
     "my mentor ", "{{ x }}", "{% for %}", "[b]", "\n", "\x00", "İ", "🙂", "‮", "1", "-1", "99999999999", "ſ", "and ", "ask for their reasons", "Ada Byron"]
)  # fmt: skip
LINES = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=7).map("".join))
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stand(place: str) -> tuple[Conversation, ListJournal]:
    """A conversation that stands at a place."""
    journal = ListJournal()
    conversation = Conversation(replace(tools(journal), ears=EARS))
    for line in PLACES[place]:
        conversation.turn(line)
    return conversation, journal


def right(turn: Turn) -> None:
    """A turn that is as a turn has to be."""
    assert "failed:" not in turn.why, turn.reply
    assert turn.reply.strip(), turn.why
    assert turn.step is None or 0 <= turn.step.progress <= 1


@given(st.sampled_from(sorted(PLACES)), st.lists(LINES, min_size=1, max_size=4))
@UNHURRIED
def test_any_lines_at_any_place(place: str, lines: list[str]) -> None:
    conversation, journal = stand(place)
    for line in lines:
        before, pending = conversation.state.top, conversation.state.pending
        right(conversation.turn(line))
        after = conversation.state.top
        if before is not None and after is not None and before.id == after.id:
            assert not backwards(before, after)
        if pending is not None and after is not None:
            assert set(before.answers if before and before.id == after.id else ()) <= set(after.answers)
        if not conversation.off_record:
            assert Conversation(replace(tools(journal), ears=EARS)).state == conversation.state


EDITS = st.lists(
    st.one_of(
        st.integers(1, 14).map(lambda number: f"/review {number}"),
        st.sampled_from(["", "/back", "skip", "why?", "/example", "/repeat", "idk", "/review"]),
        st.sampled_from(["two months", "2", "1, 3", "no", "the list of names", "make it 3", "no wait, it was a year"]),
    ),
    min_size=1,
    max_size=10,
)


@given(st.sampled_from(["several choices", "a day", "a result"]), EDITS)
@UNHURRIED
def test_any_edits_lose_nothing_else(place: str, edits: list[str]) -> None:
    conversation, _ = stand(place)
    for line in edits:
        before, pending = conversation.state.top, conversation.state.pending
        right(conversation.turn(line))
        after = conversation.state.top
        if before is None or after is None or before.id != after.id:
            break
        if line in ("", "/back", "why?", "/example", "/repeat", "/review", "skip", "idk") or line.startswith("/review"):
            assert not lost(before.answers, after.answers, pending), line
        assert not backwards(before, after)


def test_a_paste_of_a_hundred_thousand_characters_fills_nothing(tmp_path: Path) -> None:
    conversation = talk(ListJournal(), tmp_path)
    for flow in sorted(book().flows):
        turn = conversation.turn(f"/open {flow}")
        slots = dict(turn.slots)
        turn = conversation.turn("Meeting on Monday with my mentor Helen. " * 2_500)
        right(turn)
        assert {slot: value for slot, value in turn.slots.items() if slot in slots} == slots
        assert "Helen" not in str(turn.slots)
        conversation.turn("/cancel")
