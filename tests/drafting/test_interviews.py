"""The four interviews about messages, walked with the engine alone: each ends in a message."""

from __future__ import annotations

from datetime import date

import pytest

from coach.domain.drafts import Draft
from coach.domain.interview import FlowRun, SlotAnswer
from coach.drafting import Studio
from coach.flows import End, active_values, advance, load_flows, parse, put
from coach.flows.kinds import Parsed
from coach.flows.model import flatten
from coach.rendering import Renderer, shipped

BOOK = load_flows((shipped("prompts"),))
WORDS = Renderer((shipped("prompts"),))
TODAY = date(2026, 11, 21)
FLOWS = ("draft_intro", "draft_followup", "draft_thanks", "draft_other")


def _walk(flow: str, answers: dict[str, str], studio: Studio) -> tuple[Draft, list[str]]:
    """Answer what is asked, skip what has no answer; return the message and the questions that were put."""
    definition, run, asked = BOOK[flow], FlowRun("run", flow), []
    while (outcome := advance(definition, run, {})).end is None:
        ask, run = outcome.ask, outcome.run
        assert ask is not None
        asked.append(ask.slot)
        assert WORDS.render_text(ask.text, active_values(definition, run, {}))
        answer = SlotAnswer(ask.slot, None, "skipped")
        if ask.slot in answers:
            result = parse(ask, answers[ask.slot], TODAY)
            assert isinstance(result, Parsed), (ask.slot, result)
            answer = SlotAnswer(ask.slot, result.value, "given", answers[ask.slot], outcome.reads)
        for stored in put(definition, run, answer):
            run = run.with_answer(stored)
    values = active_values(definition, outcome.run, {})
    situation = str(WORDS.render_text(outcome.end.draft, values))
    assert WORDS.render_text(outcome.end.closing, values)
    return studio.compose(situation, values), asked


CASES = [
    ("draft_intro", {"mentor_name": "dr nadia khan", "relation": "heard her talk", "event": "pycon", "why_them": "she showed her first model", "my_role": "qa", "topic": "moving into ML", "ask_kind": "call", "ask_minutes": "20", "channel": "linkedin", "tone": "friendly"}, "intro"),
    ("draft_intro", {"mentor_name": "Rosa", "relation": "someone we both know", "contact": "Tom", "topic": "my CV", "ask_kind": "a look at one thing", "piece": "page one", "ask_minutes": "ten minutes", "channel": "1", "tone": "2"}, "intro"),
    ("draft_intro", {"mentor_name": "Rosa", "relation": "they help me already", "helped_with": "reading my essays", "topic": "journalism", "rhythm": "monthly", "ask_minutes": "half an hour", "channel": "chat"}, "intro"),
    ("draft_followup", {"mentor_name": "Rosa", "topic": "my CV", "time_since": "three weeks", "which": "no", "question": "Is page one too long?"}, "followup"),
    ("draft_followup", {"mentor_name": "Rosa", "topic": "my CV", "which": "twice"}, "followup_last"),
    ("draft_thanks", {"mentor_name": "Rosa", "thanks_kind": "a reference", "topic": "the course in Dundee", "outcome": "I got in"}, "thanks_referee"),
    ("draft_thanks", {"mentor_name": "Rosa", "thanks_kind": "speech", "topic": "two years of Tuesdays"}, "thanks_speech"),
    ("draft_thanks", {"mentor_name": "Rosa", "topic": "the hour on Monday"}, "thanks_meeting"),
    ("draft_thanks", {"mentor_name": "Rosa", "thanks_kind": "goodbye", "topic": "her patience", "channel": "letter", "my_address": "4 Shuttle Street, Leeds"}, "thanks_end"),
    ("draft_thanks", {"mentor_name": "Rosa", "thanks_kind": "overdue", "topic": "her patience", "time_since": "two years"}, "thanks_late"),
    ("draft_other", {"mentor_name": "Rosa", "topic": "I moved to nights"}, "other_news"),
    ("draft_followup", {"mentor_name": "Rosa", "topic": "my CV", "time_since": "a week", "which": "they said yes", "when": "Monday 7 December at four"}, "followup_yes"),
    ("draft_followup", {"mentor_name": "Rosa", "topic": "my CV", "which": "said no", "question": "Is there somebody else I should ask?"}, "followup_no"),
    ("draft_followup", {"mentor_name": "Rosa", "topic": "my CV", "which": "not now", "when": "February"}, "followup_later"),
    ("draft_thanks", {"mentor_name": "Rosa", "thanks_kind": "our first talk", "stayed": "that I write the first page last", "channel": "a card", "place": "Leeds"}, "thanks_first"),
    ("draft_other", {"kind": "introduction", "mentor_name": "Rosa", "next_person": "dr khan", "topic": "policy work"}, "other_introduction"),
    ("draft_other", {"kind": "one question", "mentor_name": "Rosa", "question": "would you take it"}, "other_question"),
    ("draft_other", {"kind": "reply", "answer": "a yes", "mentor_name": "Rosa", "when": "Monday 7 December"}, "followup_yes"),
    ("draft_other", {"kind": "reply", "answer": "turned me down", "mentor_name": "Rosa"}, "followup_no"),
    ("draft_other", {"kind": "reply", "answer": "maybe later", "mentor_name": "Rosa"}, "followup_later"),
    *(("draft_other", {"kind": kind, "mentor_name": "Rosa", "topic": "the review"}, f"other_{value}") for kind, value in (
        ("agenda", "agenda"), ("what we agreed", "recap"), ("offer help", "offer"), ("congratulations", "congratulate"), ("sympathy", "condolence"),
        ("stay in touch", "touch"), ("new mentor", "handover"), ("invitation", "invite"),
    )),
    *(("draft_other", {"kind": kind, "mentor_name": "Rosa", "topic": "the review"}, f"other_{value}") for kind, value in (
        ("sorry", "apology"), ("move a meeting", "reschedule"), ("say no", "decline"), ("news", "news"), ("feedback", "feedback"),
        ("a reference", "favour"), ("what I did with their advice", "progress"), ("catch up", "catch_up"), ("boundary", "boundary"),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("flow", "answers", "situation"), CASES, ids=[f"{c[2]}-{n}" for n, c in enumerate(CASES)])
def test_an_interview_ends_in_its_message(studio: Studio, flow: str, answers: dict[str, str], situation: str) -> None:
    draft, asked = _walk(flow, answers, studio)
    assert draft.situation == situation
    assert len(asked) == len(set(asked)) <= 13


def test_what_the_first_line_told_is_not_asked(studio: Studio) -> None:
    definition, run = BOOK["draft_intro"], FlowRun("run", "draft_intro")
    for slot, value in {"mentor_name": "Dr. Nadia Khan", "topic": "ML", "ask_minutes": "20 minutes", "channel": "email"}.items():
        run = run.with_answer(SlotAnswer(slot, value))
    outcome = advance(definition, run, {})
    assert outcome.ask is not None
    assert outcome.ask.slot == "relation"


@pytest.mark.parametrize("flow", FLOWS)
def test_every_question_teaches(flow: str) -> None:
    for ask in BOOK[flow].asks():
        assert ask.why, ask.slot
        assert (ask.example and ask.easier) or ask.kind in ("choice", "choices", "yes_no", "scale"), ask.slot
        assert all(choice.means for choice in ask.choices), ask.slot


@pytest.mark.parametrize("flow", FLOWS)
def test_every_slot_that_a_message_needs_is_asked_for(studio: Studio, flow: str) -> None:
    needed = {name for one in studio.situations() if one.id.startswith(flow.removeprefix("draft_")) for name in one.needs}
    assert needed <= {ask.slot for ask in BOOK[flow].asks()}


def test_every_message_is_reached_by_an_interview(studio: Studio) -> None:
    """Each situation is what some interview ends in: by name, by a choice, or by the diagnosis of a silence."""
    reached = {situation for _, _, situation in CASES}
    named = {end for flow in BOOK.flows for end in _ends(flow)}
    assert {one.id for one in studio.situations() if not one.id.startswith("stall_")} <= reached | named


def _ends(flow: str) -> set[str]:
    return {step.draft for step in flatten(BOOK[flow]) if isinstance(step, End)}
