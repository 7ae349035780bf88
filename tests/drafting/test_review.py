"""Every rule of the review: messages it speaks up about and messages it leaves alone (`review_fixtures.yaml`), and its promises."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.drafts import Draft, Issue
from coach.domain.labels import CHANNELS, TONES
from coach.drafting import Studio
from coach.drafting.moments import Calendar, Moment, weekends
from coach.drafting.rules import RULES, Level
from coach.errors import ContentError
from coach.rendering import Renderer, shipped
from tests.drafting.reviewed import FACTS, TABLE, Fixture, fixture, off, rows

RENDERER = Renderer((shipped("prompts"),))
WORDS = yaml.safe_load((shipped("prompts") / "review.yaml").read_text(encoding="utf-8"))
SPEAKS: dict[str, str] = {
    "leak": r"what each tells you confidential", "hole": r"re-read|re-?read|read the greeting last", "over_limit": r"200 characters", "wrong_name": r"another person's name",
    "fake_reply": r"\"Re:\" on a first mail", "channel_replaced": r"under 200 characters", "other_language": r"language tutor", "wrong_weekday": r"two concrete new dates",
    "no_specific_fact": r"one specific thing they did", "no_ask": r"one matter|single short talk", "mentor_at_first_sight": r"proposal on a first date", "demand": r"as though they had agreed",
    "pressure": r"no reproach", "wrong_title": r"title and surname", "name_spelling": r"correct title and name", "many_favours": r"If there are two, choose",
    "several_asks": r"If there are two, choose", "untimed_ask": r"how long it takes|one question or fifteen minutes", "who_i_am": r"who you are", "why_them": r"reason for choosing this person",
    "hard_to_decline": r"easy way to say no", "attachment": r"Attach nothing to a first message", "apologies": r"then has to comfort", "no_name": r"first name or title|title and surname",
    "title_with_given": r"title and surname", "greeting_tone": r"Begin formal", "unclear_date": r"with both zones", "no_zone": r"a time without a zone", "unclear_day": r"two concrete new dates",
    "no_subject": r"Never leave it blank", "vague_subject": r"Quick question", "capital_subject": r"[Pp]lain words", "long_subject": r"[Rr]ead it on a phone", "too_long": r"75 to 150 words",
    "hard_to_read": r"Read aloud", "flattery": r"amazing", "stock_phrase": r"could not say a sentence aloud", "unsigned": r"re-read", "near_limit": r"Limits on length",
    "sending_time": r"Evenings and weekends", "good_ask": r"one small, specific request", "good_specific": r"one specific thing they did", "good_way_out": r"easy way to say no", "good_length": r"75 to 150 words",
}  # fmt: skip
"""What the card of each rule must say for the rule to rest on it."""


def _fixture(kind: str, rule: str, place: int) -> Fixture:
    return fixture(TABLE["rules"][rule][kind][place])


@pytest.mark.parametrize(("rule", "place"), rows("fails"))
def test_the_rule_speaks_up(rule: str, place: int) -> None:
    assert rule in _fixture("fails", rule, place).rules()


@pytest.mark.parametrize(("rule", "place"), rows("passes"))
def test_the_rule_leaves_it_alone(rule: str, place: int) -> None:
    assert rule not in _fixture("passes", rule, place).rules()


def test_every_rule_has_words_a_card_and_two_fixtures_of_each_kind() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert set(WORDS) == set(TABLE["rules"]) == set(SPEAKS) == set(ids)
    assert {rule for rule, found in TABLE["rules"].items() if min(len(found["fails"]), len(found["passes"])) < 2} == set()
    assert {rule.level for rule in RULES} <= set(get_args(Level))


@pytest.mark.parametrize("rule", SPEAKS)
def test_the_card_of_a_rule_speaks_of_it(rule: str) -> None:
    [card] = (shipped("knowledge") / "cards").rglob(f"{WORDS[rule]['card']}.md")
    assert re.search(SPEAKS[rule], " ".join(card.read_text(encoding="utf-8").split("---", 2)[2].split()))


@pytest.mark.parametrize("message", TABLE["messages"])
def test_a_decent_message_gets_no_more_than_one_note(message: str) -> None:
    """The messages that the fixtures spoil are what people send; a review that nags them is not read."""
    assert len([issue for issue in fixture({"of": message}).review() if issue.level != "good"]) <= 1


def test_every_rule_stands_in_the_order_of_its_weight() -> None:
    levels = [rule.level for rule in RULES]
    assert levels == sorted(levels, key=("stop", "advice", "good").index)


def test_no_note_promises_an_answer_or_counts_points() -> None:
    said = " ".join(re.sub(r"\{%.*?%\}", " ", str(row["text"])) for row in WORDS.values())
    assert (
        re.search(
            r"\bscores?\b|\bpoints?\b|\d+ ?%|per cent|out of (?:10|100)|chances?\b|will (?:get|receive) (?:a|an) (?:reply|answer)|!",
            said,
            re.I,
        )
        is None
    )


def test_a_stop_comes_first_and_notes_name_their_card() -> None:
    studio = Studio((shipped("prompts"),), guarded=lambda: FACTS)
    draft = Draft("intro", "email", "warm", "Dear Nadja, please call Marcus Webb asap.", "")
    issues = studio.review(draft, {"mentor_name": "Nadia Khan"}).issues
    assert [issue.level for issue in issues][:3] == ["stop", "stop", "advice"]
    assert all(issue.card and issue.text for issue in issues)


@pytest.mark.parametrize("relation", ["helper", "stranger"])
def test_asking_for_a_mentor_depends_on_who_is_asked(relation: str) -> None:
    found = fixture({**TABLE["rules"]["mentor_at_first_sight"]["fails"][0], "values": {"relation": relation}}).rules()
    assert ("mentor_at_first_sight" in found) is (relation == "stranger")


def test_removing_the_fact_takes_the_good_note_and_names_the_gap() -> None:
    with_fact, without = fixture({"of": "sam"}).rules(), _fixture("fails", "no_specific_fact", 0).rules()
    assert "good_specific" in with_fact
    assert "no_specific_fact" in without - with_fact


def test_an_edit_by_hand_is_reviewed_like_any_message(studio: Studio) -> None:
    values = {
        "mentor_name": "Dr Nadia Khan",
        "topic": "running a site",
        "why_them": "her talk on hiring",
        "my_role": "bricklayer",
    }
    written = studio.compose("intro", values)
    spoilt = replace(written, body=written.body.replace("Khan", "Kahn") + " Please reply asap?")
    by_hand = studio.review(replace(spoilt, edited=True), values)
    assert by_hand.issues == studio.review(spoilt, values).issues
    assert {"wrong_name", "pressure"} <= {issue.rule for issue in by_hand.issues}


_MESSY = st.one_of(
    st.text(max_size=200),
    st.sampled_from([message["body"] for message in TABLE["messages"].values()]),
    st.lists(st.sampled_from("Dear Nadia, | hi | 03/04/2027 | next friday | at 9:30 | Sunday 31 February | RE: | sorry | ??? | [name] | {{ x }} | محمد | 🙂 | \n\n | would you | asap".split("|"))).map("".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    _MESSY,
    _MESSY,
    st.sampled_from(CHANNELS),
    st.sampled_from(TONES),
    st.sampled_from(["intro", "thanks_meeting", "followup", "nothing"]),
)
def test_the_same_text_always_gets_the_same_notes(body: str, subject: str, channel: str, tone: str, situation: str) -> None:
    clock = Calendar(lambda: datetime(2026, 11, 22, 23, 30))
    draft = Draft(situation, channel, tone, body, subject)  # type: ignore[arg-type]
    values = {"mentor_name": "Dr Nadia Khan", "why_them": "her talk", "my_role": subject[:40]}
    first, again = (Studio((shipped("prompts"),), RENDERER, guarded=lambda: FACTS, today=clock) for _ in range(2))
    noted = first.review(draft, values)
    assert noted.issues == first.review(noted, values).issues == again.review(draft, values).issues
    order = [rule.id for rule in RULES]
    assert [issue.rule for issue in noted.issues] == sorted((issue.rule for issue in noted.issues), key=order.index)
    assert all(issue.text.strip() for issue in noted.issues)


@pytest.mark.parametrize(
    ("at", "reason", "better"),
    [
        (datetime(2026, 11, 23, 9), None, date(2026, 11, 24)),
        (datetime(2026, 11, 23, 20, 59), None, date(2026, 11, 24)),
        (datetime(2026, 11, 23, 21), "night", date(2026, 11, 24)),
        (datetime(2026, 11, 24, 3), "night", date(2026, 11, 24)),
        (datetime(2026, 11, 21, 3), "weekend", date(2026, 11, 23)),
        (datetime(2026, 12, 24, 11), None, date(2026, 12, 29)),
        (datetime(2026, 12, 24, 12), "eve", date(2026, 12, 29)),
        (datetime(2026, 12, 25, 12), "holiday", date(2026, 12, 29)),
        (datetime(2026, 12, 27, 12), "weekend", date(2026, 12, 29)),
    ],
)
def test_a_moment_and_a_better_day(at: datetime, reason: str | None, better: date) -> None:
    moment = Moment(at, off)
    assert (moment.reason, moment.better) == (reason, better)


@pytest.mark.parametrize(
    ("now", "clock"),
    [
        ("2026-11-22 10:00", "It is Sunday 22 November."),
        ("2026-11-23 23:40", "It is 23:40 on your clock."),
        ("2026-12-24 15:00", "Tomorrow is Christmas Day where you are."),
        ("2026-12-25 11:00", "Today is Christmas Day where you are."),
    ],
)
def test_the_hour_is_a_calm_note_and_never_holds_a_message_back(now: str, clock: str) -> None:
    issue = next(one for one in fixture({"of": "sam", "now": now}).review() if one.rule == "sending_time")
    assert issue.level == "advice"
    assert issue.text.startswith(clock)


def test_a_plain_date_knows_no_hour() -> None:
    studio = Studio((shipped("prompts"),), today=lambda: date(2026, 11, 22))
    found = fixture({"of": "sam"})
    assert "sending_time" not in {issue.rule for issue in studio.review(found.draft, found.values).issues}
    assert weekends(date(2026, 11, 22)) == ""


def test_own_words_lie_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_text("no_ask: {text: Ask for something., card: outreach-too-long}\n", encoding="utf-8")
    studio = Studio((tmp_path, shipped("prompts")))
    found = _fixture("fails", "no_ask", 0)
    said = {issue.rule: issue.text for issue in studio.review(found.draft, found.values).issues}
    assert said["no_ask"] == "Ask for something."


@pytest.mark.parametrize(
    ("text", "rule", "line"), [("leak: {text: hm}\n", "leak", 1), ("leak: {text: a, card: b}\nhole: {card: b}\n", "hole", 2)]
)
def test_a_rule_without_words_is_named(tmp_path: Path, text: str, rule: str, line: int) -> None:
    (tmp_path / "review.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=rule) as raised:
        Studio((tmp_path, shipped("prompts")))
    assert raised.value.line == line


def test_a_table_that_lacks_a_rule_is_named(tmp_path: Path) -> None:
    for name in ("review.yaml", "channels.yaml", "messages/situations.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            (shipped("prompts") / name).read_text(encoding="utf-8").replace("hole:", "hall:"), encoding="utf-8"
        )
    with pytest.raises(ContentError, match="hole"):
        Studio((tmp_path,))


@pytest.mark.parametrize(("stops", "first"), [(0, 3), (2, 3), (4, 4)])
def test_three_notes_come_first_and_no_stop_after_them(stops: int, first: int) -> None:
    issues = [Issue(f"r{n}", "stop" if n < stops else "advice", f"Note {n}.", "card") for n in range(6)]
    draft = Draft("intro", "email", "warm", "Dear Rosa, hello.", "Hello")
    for name, slot in (("replies/draft.md.j2", "review"), ("cli/draft_review.txt.j2", "notes")):
        said = str(RENDERER.render(name, {"draft": draft, slot: issues}))
        before, after = said.split("Smaller things, if you like:")
        assert before.count("Note ") == first
        assert after.count("Note ") == 6 - first
