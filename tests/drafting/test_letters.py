"""Letters: what stands above the greeting, how they close, and that the review reads the letter and no address."""

from __future__ import annotations

from datetime import date

import pytest

from coach.drafting import Studio
from coach.drafting.letters import Letterhead, letterhead
from coach.drafting.names import read_name
from coach.rendering import shipped

DATED = Studio((shipped("prompts"),), today=lambda: date(2026, 11, 24))
THANKS = {
    "mentor_name": "Dr. Nadia O'Brien-Khoury",
    "topic": "her hour on Monday",
    "my_name": "Sam Okafor",
    "channel": "letter",
    "place": "Leeds",
    "my_address": "4 Shuttle Street, Leeds LS1 1AA\n0113 496 0210",
    "mentor_address": "Lumen; Harbour Road, Hull",
}


def test_a_formal_letter_has_both_addresses_place_date_and_room_for_the_signature() -> None:
    body = DATED.compose("thanks_meeting", {**THANKS, "tone": "formal"}).body
    assert body.startswith(
        "4 Shuttle Street\nLeeds LS1 1AA\n0113 496 0210\n\nLeeds, 24 November 2026\n\n"
        "Dr. Nadia O'Brien-Khoury\nLumen\nHarbour Road\nHull\n\nDear Dr. O'Brien-Khoury,\n\n"
    )
    assert body.endswith("\n\nYours sincerely,\n\nSam Okafor")


def test_a_warm_letter_has_the_own_address_and_a_brief_one_the_date_alone() -> None:
    warm = DATED.compose("thanks_meeting", {**THANKS, "tone": "warm"}).body
    brief = DATED.compose("thanks_meeting", {**THANKS, "tone": "brief"}).body
    assert warm.startswith("4 Shuttle Street\n")
    assert "Harbour Road" not in warm
    assert brief.startswith("Leeds, 24 November 2026\n\nDear Nadia,\n\n")
    assert "Hello" not in brief


def test_a_letter_without_a_name_is_left_for_the_hand() -> None:
    body = DATED.compose("thanks_end", {"mentor_name": "Rosa", "topic": "her patience", "channel": "letter"}).body
    assert body.startswith("24 November 2026\n\nDear Rosa,")
    assert body.endswith("With thanks,")


def test_a_first_letter_to_a_stranger_uses_the_whole_name() -> None:
    values = {"mentor_name": "Joanne Petrie", "topic": "signalling", "channel": "letter", "tone": "warm", "relation": "stranger"}
    assert "Dear Joanne Petrie," in DATED.compose("intro", values).body


def test_the_review_reads_the_letter_and_no_address() -> None:
    head = {"place": "", "my_address": "", "mentor_address": ""}
    long, short = (DATED.compose("thanks_meeting", {**THANKS, **more, "tone": "formal"}) for more in ({}, head))
    assert [issue.rule for issue in long.issues] == [issue.rule for issue in short.issues]
    assert {issue.rule for issue in long.issues}.isdisjoint({"wrong_name", "no_name", "hard_to_read", "no_subject", "unsigned"})


@pytest.mark.parametrize("word", ["a card", "Letter", "post"])
def test_paper_by_any_name_is_a_letter(word: str) -> None:
    assert DATED.compose("thanks_end", {**THANKS, "channel": word.removeprefix("a ")}).channel == "letter"


def test_a_message_that_is_no_letter_becomes_an_email_and_says_so() -> None:
    draft = DATED.compose("other_agenda", {"mentor_name": "Rosa", "topic": "my CV", "channel": "letter"})
    assert draft.channel == "email"
    assert "channel_replaced" in [issue.rule for issue in draft.issues]


def test_a_head_of_nothing_is_nothing() -> None:
    assert letterhead({"place": " , ", "my_address": "¶, ;"}, read_name("Rosa"), None) == Letterhead()


def test_a_date_is_given_or_todays_or_left_as_said() -> None:
    rosa = read_name("Rosa")
    assert letterhead({"letter_date": "2026-12-02"}, rosa, date(2026, 1, 1)).dated == "2 December 2026"
    assert letterhead({"letter_date": "St Andrew's Day"}, rosa, date(2026, 1, 1)).dated == "St Andrew's Day"
    assert letterhead({"place": "Leith"}, rosa, None).dated == "Leith"
