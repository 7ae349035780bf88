"""Every interview is walked to its end, by scripts, at random, and with nothing answered at all."""

from __future__ import annotations

import re

import pytest

from coach.domain.interview import SlotAnswer
from coach.flows import Ask, End, Say, advance, put
from coach.flows.conditions import reads
from coach.flows.model import Branch, Call, Step, flatten
from coach.relationship import FUNCTIONS, disagreement, stall
from tests.flows.walking import BOOK, PROMPTS, RENDERER, Walked, drawn, scripted, walk

FLOWS = sorted(BOOK.flows)
MINE = ("stall", "disagreement", "find_mentor", "prepare_meeting", "agreement", "action_plan", "ending", "evaluate", "give_back")
WALKS = 30
MOST_WORDS = 245
"""A page of about 230 words; some answers of the random walks are as long as answers get."""


def reached(walked: Walked) -> set[object]:
    return {*walked.asked, *(say.line for say in walked.said), f"end:{walked.end.line}"}


@pytest.fixture(scope="module")
def walks() -> dict[str, list[Walked]]:
    """Some dozens of walks through each interview, shared by the tests that look at what they left behind."""
    return {flow: [drawn(BOOK[flow], seed, skips=(0.0, 0.15, 0.5)[seed % 3]) for seed in range(WALKS)] for flow in FLOWS}


@pytest.mark.parametrize("flow", FLOWS)
def test_every_step_can_be_reached(flow: str, walks: dict[str, list[Walked]]) -> None:
    seen = set().union(
        *(reached(walked) for walked in walks[flow]),
        *(reached(scripted(one, answers)) for one, _, answers, _ in CASES if one == flow),
    )
    steps: set[object] = set()
    for step in flatten(BOOK[flow]):
        if isinstance(step, Ask):
            steps.add(step.slot)
        elif isinstance(step, Say):
            steps.add(step.line)
        elif isinstance(step, End):
            steps.add(f"end:{step.line}")
    for seed in range(WALKS, WALKS * 8):
        if not steps - seen:
            break
        seen |= reached(drawn(BOOK[flow], seed, skips=(0.0, 0.1, 0.4)[seed % 3]))
    known_before = {ask.slot for ask in BOOK[flow].asks() if ask.reuse}
    assert steps - seen - known_before == set()


@pytest.mark.parametrize("flow", FLOWS)
def test_with_nothing_answered_it_ends_and_what_it_leaves_is_whole(flow: str) -> None:
    walked = walk(BOOK[flow], lambda ask: None)
    assert len(set(walked.asked)) == len(walked.asked)
    if flow in MINE:
        check_page(walked.document())
        assert len(walked.document().split()) > 25
        assert not walked.end.draft, "a message is offered although nothing is known"


def check_page(page: str) -> None:
    assert not re.search(r"\bNone\b(?!\?)", page) and "{{" not in page.replace("{{7", ""), page
    assert not re.search(r"\b(?:because|since|and|if|when)\s*[.:;,]?\s*$", page, re.M), page
    assert not re.search(r"[.?!…](?:\d+\. |- |\*\*[A-Z])", page), page
    assert not re.search(r"^#+\s*$|^\*\*\s*\*\*|^- *$|\(\s*\)|: *\.|\.\.(?!\.)|,,| ,| \.(?!\.)", page, re.M), page
    for heading, below in zip(page.splitlines(), [*page.splitlines()[1:], "", ""], strict=False):
        if heading.startswith("#"):
            assert below.strip() or page.strip().count("\n") > 2, page


@pytest.mark.parametrize("flow", MINE)
def test_pages_are_whole_and_short_whatever_is_answered(flow: str, walks: dict[str, list[Walked]]) -> None:
    for walked in walks[flow]:
        for shared in (False, True):
            page = walked.document(shared=shared)
            assert page.strip()
            check_page(page)
            assert len(page.split()) <= MOST_WORDS, page


@pytest.mark.parametrize("flow", FLOWS)
def test_what_is_said_on_the_way_has_no_holes(flow: str, walks: dict[str, list[Walked]]) -> None:
    for walked in walks[flow]:
        for text in walked.spoken:
            assert text.strip() and not re.search(r"\bNone\b", text), (walked.flow.id, text)


@pytest.mark.parametrize("flow", MINE)
def test_private_answers_stay_out_of_the_shared_version(flow: str) -> None:
    private = [ask for ask in BOOK[flow].asks() if ask.private and ask.kind in ("text", "long_text")]

    def secret(ask: Ask) -> str | None:
        if ask.private and ask.kind in ("text", "long_text"):
            return "Zanzibar"
        return "2" if ask.kind in ("choice", "choices", "scale") else None if ask.kind == "name" else "plain words"

    walked = walk(BOOK[flow], secret)
    assert "Zanzibar" not in walked.document(shared=True)
    assert not private or any(ask.slot in walked.asked for ask in private)


@pytest.mark.parametrize("flow", ["stall", "disagreement"])
def test_reasons_are_not_shared(flow: str, walks: dict[str, list[Walked]]) -> None:
    for walked in walks[flow]:
        page = walked.document(shared=True)
        assert "embarrass" not in page and "still hot" not in page and " because " not in page, page


@pytest.mark.parametrize("flow", MINE)
def test_a_message_is_only_promised_when_its_facts_are_there(flow: str, walks: dict[str, list[Walked]]) -> None:
    for walked in walks[flow]:
        if walked.end.draft:
            needs = RENDERER.needs(f"messages/{walked.situation()}.txt.j2").needs
            assert not [name for name in needs if name not in walked.values()], (walked.situation(), walked.values())


@pytest.mark.parametrize("flow", MINE)
def test_going_back_and_changing_nothing_keeps_everything(flow: str) -> None:
    walked = drawn(BOOK[flow], 7, skips=0.1)
    run = walked.run
    for slot in walked.asked:
        before = run.answers[slot]
        for one in put(walked.flow, run, SlotAnswer(slot, before.value, before.status, before.said, before.reads)):
            run = run.with_answer(one)
    assert advance(walked.flow, run, FUNCTIONS).end == walked.end


@pytest.mark.parametrize("flow", MINE)
def test_functions_exist_and_read_what_is_asked(flow: str) -> None:
    book = BOOK[flow]
    asked = {ask.slot for ask in book.asks()} | {"goal"}  # found in free text, whether an interview asks for it or not
    given: set[str] = set()
    for step in flatten(book):
        if isinstance(step, Call):
            assert step.function in FUNCTIONS
            assert set(step.reads) <= asked | given, step
            given |= set(step.into)
    for step in flatten(book):
        condition = None if isinstance(step, Branch) else step.when
        assert reads(condition) <= asked | given, step


@pytest.mark.parametrize("flow", MINE)
def test_pages_use_only_what_the_interview_gives(flow: str) -> None:
    known = {ask.slot for ask in BOOK[flow].asks()} | {
        name for step in flatten(BOOK[flow]) if isinstance(step, Call) for name in step.into
    }
    pages = {step.document for step in flatten(BOOK[flow]) if isinstance(step, End)}
    for page in pages - {"documents/referral.md.j2"}:
        assert RENDERER.undeclared(page) == set()
        declared = RENDERER.needs(page)
        free = {"private_view", "goal", "my_role", "ask_minutes", "mentor_name"}
        assert {name.removesuffix("_words") for name in (*declared.needs, *declared.may)} <= known | free, page


@pytest.mark.parametrize("flow", MINE)
def test_questions_are_short_and_have_reasons_and_examples(flow: str) -> None:
    for ask in BOOK[flow].asks():
        assert ask.section in BOOK[flow].sections, ask.slot
        assert ask.kind in ("choice", "choices", "scale", "yes_no") or (ask.example and ask.easier), ask.slot
        plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", ask.text)
        assert len(plain.split()) <= 42 or "{%" in ask.text, ask.text
        assert "—" not in ask.text + ask.why and "!" not in ask.text + ask.why, ask.slot


def test_options_are_told_apart_by_the_words_they_mean() -> None:
    """A word that two options of a question claim would make each of them unreachable by it."""
    for flow in MINE:
        for step in _asks(BOOK[flow].steps):
            words = [word.lower() for choice in step.choices for word in {choice.value.lower(), *choice.means}]
            assert len(words) == len(set(words)), (flow, step.slot, sorted(w for w in words if words.count(w) > 1))


def _asks(steps: tuple[Step, ...]) -> list[Ask]:
    found: list[Ask] = []
    for step in steps:
        if isinstance(step, Branch):
            found += [ask for case in step.cases for ask in _asks(case.steps)]
        elif isinstance(step, Ask):
            found.append(step)
    return found


CASES: list[tuple[str, str, dict[str, str], tuple[str, ...]]] = [
    ("stall", "stall_nudge", {"time_since": "five weeks", "rhythm": "monthly", "owes": "theirs", "last_agreed": "to read my report", "changed": "her work",
      "last_contact": "rushed", "uneasy": "no", "writes": "once", "feel": "glad", "due": "no", "cause_right": "yes", "ask": "Is May too late?",
      "mentor_name": "Ada"}, ("overloaded", "To read my report", "Try another channel once")),
    ("stall", "stall_own_silence", {"time_since": "since June", "rhythm": "2", "owes": "mine", "last_agreed": "chapter two", "feel": "ashamed",
      "cause_right": "yes", "state": "Half of it is written", "mentor_name": "Prof Li"}, ("the next move is yours", "before you have anything to show")),
    ("stall", "stall_agenda", {"last_contact": "pleasant, but we had run out of things to talk about", "owes": "nobody", "feel": "glad", "cause_right": "yes",
      "topic": "the ward manager's post", "mentor_name": "Ada"}, ("Write it as a decision",)),
    ("stall", "stall_goal_reached", {"changed": "I got what I came for", "feel": "done", "cause_right": "yes", "result": "I passed", "next_form": "end",
      "mentor_name": "Ada"}, ("make it a good last meeting",)),
    ("stall", "stall_fit", {"feel": "doubtful", "last_contact": "tense", "cause_right": "yes", "what_helps": "blunt criticism", "mentor_name": "Ada"},
     ("three prepared talks",)),
    ("stall", "stall_reschedule", {"last_contact": "moved", "changed": "our hours", "cause_right": "yes", "new_format": "twenty minutes by phone",
      "mentor_name": "Ada"}, ("planned, moved, held",)),
    ("stall", "ending", {"time_since": "three months", "rhythm": "monthly", "owes": "theirs", "writes": "more", "changed": "her life", "cause_right": "yes",
      "thanks": "she read everything", "mentor_name": "Ada"}, ("closing note",)),
    ("stall", "", {"uneasy": "yes"}, ("Today", "ombudsperson")),
    ("stall", "", {"uneasy": "not sure"}, ("You don't have to be sure",)),
    ("stall", "", {"cause_right": "no", "own_cause": "something happened"}, ("Write down what was said",)),
    ("stall", "", {"time_since": "six weeks", "rhythm": "quarterly", "last_contact": "good"}, ("isn't a stall yet",)),
    ("stall", "stall_own_silence", {"owes": "theirs", "changed": "her life", "cause_right": "no", "own_cause": "hiding", "mentor_name": "Ada"},
     ("by your own reading",)),
    ("stall", "", {"due": "soon", "due_what": "the visa letter, 4 December"}, ("The date comes first: the visa letter", "second person today")),
    ("disagreement", "disagree", {"advice": "Stay two more years", "my_view": "I want to build things", "mood": "hot", "force": "advice", "know_why": "no",
      "decision": "ask", "step": "Which two things decide it?", "mentor_name": "Jo"}, ("sleep on it", "ask for their reasons", "Which two things decide it?")),
    ("disagreement", "", {"whose": "patients", "force": "boss"}, ("safety route", "theirs to decide")),
    ("disagreement", "", {"force": "criticism", "fair": "part", "depth": "weigh", "stake": "my evenings", "mind_changer": "two people who did it"},
     ("take the part that fits", "My evenings", "Find that out first")),
    ("find_mentor", "", {"goal": "pipeline welding", "mentor_name": "Ngozi", "fit_one": "1, 2, 3", "second_name": "Mr Hill", "fit_two": "4",
      "write_by": "friday"}, ("Write to next: Ngozi", "Mr Hill comes after that")),
    ("prepare_meeting", "", {"meeting_kind": "the first", "mentor_name": "Dr Asante", "mentor_role": "head of nursing", "common": "both from Leeds",
      "topic": "palliative care", "stuck": "whether two years are enough"}, ("Getting to know each other", "stays between you", "palliative care", "last 10 minutes",
      "whether two years are enough")),
    ("prepare_meeting", "", {"meeting_kind": "regular", "ask_minutes": "30 minutes", "topic": "head of year or wait", "promises": "nothing"},
     ("What you did, and what you didn't", "30 minutes")),
    ("prepare_meeting", "", {"meeting_kind": "halfway", "topic": "the paperwork"}, ("What helped most",)),
    ("prepare_meeting", "", {"meeting_kind": "last"}, ("Where you stood",)),
    ("prepare_meeting", "", {"meeting_kind": "dreading it", "topic": "she never read my plan"}, ("she never read my plan".capitalize(), "How do you see it?")),
    ("agreement", "", {"scope": "whole page", "goal": "my licence", "rhythm": "every first Monday", "notice": "24 hours", "privacy": "topics",
      "how_ends": "open"}, ("a day's notice", "never the details", "Date and names")),
    ("agreement", "", {"scope": "one rule", "rule_about": "moving", "rule_wish": "tell me a day before"}, ("Tell me a day before. This goes for both of us.",)),
    ("action_plan", "", {"advice_list": "1. Network more\n2. Publish something\n3. Sleep", "picked": "2", "first_step": "open the file", "first_step_day": "friday",
      "obstacle": "the late shift", "if_then": "ten minutes at lunch"}, ("Publish something", "Network more; Sleep", "I did:", "The late shift")),
    ("ending", "ending", {"ending_reason": "reached", "mentor_name": "Ana", "thanks": "the invoice", "last_meeting": "talk", "last_date": "11 December"},
     ("completed", "The invoice", "Friday 11 December 2026")),
    ("ending", "ending", {"ending_reason": "want another", "mentor_name": "Ana", "formal": "programme", "reason": "I teach now"}, ("before its time", "coordinator")),
    ("ending", "", {"ending_reason": "it wasn't right"}, ("without a goodbye",)),
    ("evaluate", "", {"goal": "first paper", "goal_now": "partly", "pulse_usable": "3", "pulse_honest": "4", "pulse_act": "8", "change": "ask first"},
     ("two low marks", "Ask first")),
    ("give_back", "", {"can_offer": "reading a pay slip", "to_whom": "newcomer", "form": "write", "load": "tired"}, ("Reading a pay slip", "day one")),
]  # fmt: skip


@pytest.mark.parametrize(("flow", "situation", "answers", "parts"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)])
def test_a_plain_case_leaves_the_right_page(flow: str, situation: str, answers: dict[str, str], parts: tuple[str, ...]) -> None:
    walked = scripted(flow, answers)
    page = walked.document()
    for part in parts:
        assert part in page, page
    assert walked.situation() == situation


def test_the_self_assessment_is_asked_again_only_when_it_was_made() -> None:
    assert "craft_now" not in scripted("evaluate", {"goal": "x"}).asked
    again = scripted("evaluate", {"craft_now": "4"}, {"scale_craft": 2})
    assert "2 then, 4 now (up 2)" in again.document()
    assert "then, 4 now" not in again.document(shared=True)


def test_what_is_known_is_not_asked_again() -> None:
    walked = walk(BOOK["stall"], lambda ask: None, {"time_since": "three weeks", "mentor_name": "Ada", "channel": "chat"})
    assert not {"time_since", "mentor_name", "channel"} & set(walked.asked)


def test_the_diagnosis_is_shown_with_its_reasons_before_the_question_whether_it_fits() -> None:
    walked = scripted("stall", {"owes": "mine", "feel": "ashamed"})
    text = "\n".join(walked.spoken)
    assert text.index("the next move is yours") < text.index("Does that fit?")


def test_plans_name_the_card_they_rest_on() -> None:
    cards = {path.stem: path.read_text(encoding="utf-8") for path in (PROMPTS.parent / "knowledge" / "cards").rglob("*.md")}
    for card in {*stall.CARDS.values(), *disagreement.CARDS.values(), "stall-silence-move-on"}:
        assert card in cards
        source = '{% from "documents/parts/library.md.j2" import resting_on %}{{ resting_on("' + card + '") }}'
        said = RENDERER.render_text(source, {}, markdown=False).strip("_").partition(": ")[2]
        assert card == stall.CARDS["boundary"] or (said and said in cards[card].split("asks:")[0]), (card, said)


def test_every_interview_stands_in_its_own_file() -> None:
    assert {path.stem for path in (PROMPTS / "interviews").glob("*.yaml")} == set(FLOWS)
    assert set(MINE) <= set(FLOWS)
