"""Every version is kept, edits by hand survive where they can, and nothing of them is lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.conversation.edits import merge
from coach.conversation.loop import Conversation
from coach.domain.drafts import Draft
from coach.domain.versions import differences
from tests.conversation.harness import ListJournal, talk
from tests.conversation.test_outbox import INTRO

BASE = "Dear Nadia,\n\nI read your paper.\n\nWould 20 minutes be possible?\n\nBest wishes,\nSam"


def draft(body: str, subject: str = "Notes") -> Draft:
    return Draft("intro", "email", "warm", body, subject)


def merged(edited: str, fresh: str) -> tuple[str, tuple[str, ...], int]:
    found = merge(("Notes", BASE), draft(edited), draft(fresh))
    return found.draft.body, found.lost, found.missed


def test_a_change_is_put_in_where_its_line_is_the_same() -> None:
    body, lost, missed = merged(BASE.replace("your paper", "all your papers"), BASE.replace("Best", "Kind"))
    assert body == BASE.replace("your paper", "all your papers").replace("Best", "Kind")
    assert (lost, missed) == ((), 0)


def test_a_change_whose_line_is_different_now_is_named() -> None:
    body, lost, missed = merged(BASE.replace("possible?", "possible in May?"), BASE.replace("Would", "Could"))
    assert body == BASE.replace("Would", "Could")
    assert (lost, missed) == (("Would 20 minutes be possible in May?",), 1)


def test_an_added_line_goes_where_its_neighbour_is() -> None:
    formal = "Dear Dr. Khoury,\n\nI have read your paper.\n\nWould you have time?\n\nYours sincerely,\nSam"
    assert merged(f"{BASE}\n\nPS: evenings suit me", formal)[0] == f"{formal}\n\nPS: evenings suit me"
    assert merged(f"{BASE}\nPS: evenings", formal)[0] == f"{formal}\nPS: evenings"
    inside = BASE.replace("paper.\n\n", "paper.\n\nIt changed how I plan.\n\n")
    assert merged(inside, formal)[0] == formal.replace("paper.\n\n", "paper.\n\nIt changed how I plan.\n\n")


def test_a_line_taken_out_stays_out_while_it_is_the_same() -> None:
    without = BASE.replace("I read your paper.\n\n", "")
    assert merged(without, BASE.replace("Best", "Kind"))[0] == without.replace("Best", "Kind")
    assert merged(without, BASE.replace("I read", "I have read"))[2] == 1


def test_a_subject_changed_by_hand_stays_or_is_named() -> None:
    mine = draft(BASE, "My own")
    assert merge(("Notes", BASE), mine, draft(BASE, "Notes")).draft.subject == "My own"
    other = merge(("Notes", BASE), mine, draft(BASE, "Another"))
    assert (other.draft.subject, other.lost) == ("Another", ("My own",))
    assert merge(("Notes", BASE), mine, draft(BASE, "")).lost == ()


lines = st.lists(st.sampled_from(["Dear Ada,", "One.", "Two two.", "Three, three.", "Best,", "Sam", "Édition 李"]), max_size=7)
texts = lines.map("\n\n".join)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_what_the_person_wrote_comes_back_when_the_message_does(base: str, edited: str) -> None:
    found = merge(("s", base), draft(edited, "s"), draft(base, "s"))
    assert (found.draft.body, found.missed) == (edited, 0)


@settings(max_examples=300, deadline=None)
@given(texts, texts, texts)
def test_every_line_of_the_person_is_there_or_named(base: str, edited: str, fresh: str) -> None:
    found = merge(("s", base), draft(edited, "s"), draft(fresh, "s"))
    theirs = set(edited.splitlines()) - set(base.splitlines()) - {""}
    assert theirs <= set(found.draft.body.splitlines()) | set(found.lost)
    assert "\n\n\n" not in found.draft.body


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_hold_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
    assert old != new or {piece.kind for piece in pieces} <= {"same"}


def test_differences_are_in_words() -> None:
    pieces = [(p.kind, p.text) for p in differences("Would 20 minutes be possible?", "Would 15 minutes be possible?")]
    assert pieces == [("same", "Would "), ("gone", "20"), ("new", "15"), ("same", " minutes be possible?")]


@pytest.fixture
def edited() -> Conversation:
    """A message with a PS and a changed line of the person's own."""
    conversation = talk(ListJournal())
    for line in INTRO:
        turn = conversation.turn(line)
    assert turn.draft is not None
    body = turn.draft.body.replace("in the next few weeks", "in December")
    assert body != turn.draft.body
    conversation.edit_draft(turn.draft.subject, f"{body}\n\nPS: evenings suit me")
    return conversation


def test_a_change_of_tone_keeps_what_fits_and_names_the_rest(edited: Conversation) -> None:
    turn = edited.turn("/tone formal")
    assert turn.draft is not None
    assert (turn.draft.tone, turn.draft.edited) == ("formal", True)
    assert turn.draft.body.endswith("PS: evenings suit me")
    assert "in December" in turn.reply
    assert "/restore 2" in turn.reply
    assert [one.how for one in edited.versions()] == ["written", "edited", "merged"]


def test_back_in_the_first_tone_everything_is_back(edited: Conversation) -> None:
    mine = edited.versions()[1].draft
    edited.turn("/tone formal")
    back = edited.turn("/tone warm").draft
    assert back is not None
    assert back.body == mine.body


def test_a_changed_answer_keeps_the_edits_too(edited: Conversation) -> None:
    edited.turn("/review 1")
    turn = edited.turn("Dr. Ada Lovelace")
    assert turn.draft is not None
    assert "Lovelace" in turn.draft.body
    assert turn.draft.body.endswith("PS: evenings suit me")
    assert "in December" in turn.draft.body


def test_any_version_becomes_the_newest_again(edited: Conversation) -> None:
    first = edited.versions()[0].draft
    edited.turn("/tone formal")
    turn = edited.turn("/restore 1")
    assert turn.draft is not None
    assert (turn.draft.body, turn.draft.edited) == (first.body, False)
    assert [one.how for one in edited.versions()] == ["written", "edited", "merged", "restored"]
    assert "PS:" not in str(edited.turn("/tone brief").draft)
    restored = edited.turn("/restore 2").draft
    assert restored is not None
    assert restored.body.endswith("PS: evenings suit me")
    formal = edited.turn("/tone formal").draft
    assert formal is not None
    assert formal.body.endswith("PS: evenings suit me")


def test_any_two_are_compared(edited: Conversation) -> None:
    edited.turn("/tone formal")
    assert "**3**" in edited.turn("/versions").reply
    assert "\\[+December+\\]" in edited.turn("/versions 1 2").reply
    assert "the same, word for word" in edited.turn("/versions 3 3").reply
    assert "1 to 3" in edited.turn("/versions 1 9").reply
    assert "1 to 3" in edited.turn("/restore x").reply


def test_without_a_message_there_are_no_versions() -> None:
    conversation = talk(ListJournal())
    assert conversation.versions() == ()
    for line in ("/versions", "/restore 1"):
        assert "nothing finished" in conversation.turn(line).reply


def test_versions_off_the_record_are_seen_and_not_kept(edited: Conversation) -> None:
    edited.turn("/offrecord")
    edited.turn("/tone brief")
    assert len(edited.versions()) == 3
    edited.turn("/onrecord")
    assert len(edited.versions()) == 2
