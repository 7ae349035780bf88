"""Every rule of the review: a message it speaks up about, and one it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from coach.domain.drafts import Draft
from coach.domain.labels import Channel
from coach.drafting import Guarded, Studio
from coach.drafting.rules import RULES, Level
from coach.errors import ContentError
from coach.rendering import shipped

GOOD = (
    "Dear Nadia,\n\nI heard your talk on hiring without degrees in March. I'm a second-year bricklayer, and I want to run a site.\n\n"
    "Would you have 15 minutes for a call some time this month? If this is not a good time, please feel free to say no.\n\nBest wishes,\nSam"
)
NOTE = "Hi Nadia, your talk on hiring without degrees is why I'm writing. I'm a bricklayer. I'd be glad to connect."
VALUES = {
    "mentor_name": "Dr Nadia Khan",
    "relation": "stranger",
    "why_them": "her talk on hiring without degrees",
    "my_role": "second-year bricklayer",
}
WORDS = "and the wall behind the old mill has to be taken down stone by stone before the frost comes in "

FAILS: dict[str, dict[str, object]] = {
    "leak": {"body": GOOD.replace("a site", "a site like Marcus Webb")},
    "hole": {"body": GOOD.replace("Nadia,", "[name],")},
    "over_limit": {"body": NOTE + " " + NOTE, "channel": "linkedin_note"},
    "wrong_name": {"body": GOOD.replace("Nadia", "Nadja")},
    "fake_reply": {"subject": "RE: our talk"},
    "no_specific_fact": {"body": GOOD.replace("I heard your talk on hiring without degrees in March. ", "")},
    "no_ask": {"body": GOOD.replace("Would you have 15 minutes for a call some time this month?", "")},
    "several_asks": {"body": GOOD.replace("Best", "How did you begin? What came next? Who helped?\n\nBest")},
    "untimed_ask": {"body": GOOD.replace("15 minutes", "time")},
    "mentor_at_first_sight": {
        "body": GOOD.replace("Would you have 15 minutes for a call some time this month", "Would you be my mentor")
    },
    "who_i_am": {"body": GOOD.replace("I'm a second-year bricklayer, and I want to run a site.", "Sites are what I care about.")},
    "hard_to_decline": {"body": GOOD.replace(" If this is not a good time, please feel free to say no.", "")},
    "demand": {"body": GOOD.replace("Would you have", "Let me know when you're free. Would you have")},
    "attachment": {"body": GOOD.replace("a site.", "a site; my CV is attached.")},
    "apologies": {"body": GOOD.replace("a site.", "a site. Sorry to bother you. I apologise for the length.")},
    "flattery": {"body": GOOD.replace("your talk", "your amazing talk")},
    "stock_phrase": {"body": GOOD.replace("I heard", "I hope this finds you well. I heard")},
    "pressure": {"body": GOOD.replace("this month?", "as soon as possible?")},
    "no_name": {"body": GOOD.replace("Dear Nadia,", "Hello,")},
    "wrong_title": {"body": GOOD.replace("Dear Nadia", "Dear Mrs Khan")},
    "unsigned": {"body": GOOD.replace("\n\nBest wishes,\nSam", "")},
    "no_subject": {"subject": ""},
    "long_subject": {"subject": "A question about running a building site without any degree"},
    "capital_subject": {"subject": "PLEASE READ THIS"},
    "too_long": {"body": GOOD.replace("Best", "One more. " * 60 + "\n\nBest")},
    "near_limit": {"body": NOTE + " " + "x" * 70 + " and thanks for it.", "channel": "linkedin_note"},
    "hard_to_read": {"body": GOOD.replace("Would", WORDS * 3 + ". Would")},
    "unclear_day": {"body": GOOD.replace("some time this month", "next Thursday")},
    "channel_replaced": {"channel": "linkedin_message", "values": {**VALUES, "channel": "linkedin_note"}},
}
GOOD_FAILS: dict[str, dict[str, object]] = {
    "good_ask": FAILS["untimed_ask"],
    "good_specific": FAILS["no_specific_fact"],
    "good_way_out": FAILS["hard_to_decline"],
    "good_length": FAILS["too_long"],
}
FACTS = (Guarded("Marcus Webb", "Marcus Webb", "name"),)


@pytest.fixture(scope="module")
def guarded() -> Studio:
    """A studio that guards one other mentor."""
    return Studio((shipped("prompts"),), guarded=lambda: FACTS)


def _rules(studio: Studio, change: dict[str, object]) -> set[str]:
    channel: Channel = change.get("channel", "email")  # type: ignore[assignment]
    assert channel in get_args(Channel)
    body = str(change.get("body", NOTE if channel == "linkedin_note" else GOOD))
    subject = str(change.get("subject", "A question about running a site")) if channel == "email" else ""
    values: dict[str, str] = change.get("values", VALUES)  # type: ignore[assignment]
    return {issue.rule for issue in studio.review(Draft("intro", channel, "warm", body, subject), values).issues}


@pytest.mark.parametrize("rule", FAILS)
def test_the_rule_speaks_up(guarded: Studio, rule: str) -> None:
    assert rule in _rules(guarded, FAILS[rule])


@pytest.mark.parametrize("rule", FAILS)
def test_the_rule_leaves_a_good_message_alone(guarded: Studio, rule: str) -> None:
    change = {"channel": FAILS[rule]["channel"]} if "channel" in FAILS[rule] and rule != "channel_replaced" else {}
    assert rule not in _rules(guarded, change)


@pytest.mark.parametrize("rule", GOOD_FAILS)
def test_good_notes_come_and_go(guarded: Studio, rule: str) -> None:
    assert rule in _rules(guarded, {})
    assert rule not in _rules(guarded, GOOD_FAILS[rule])


def test_every_rule_has_fixtures_and_a_card_that_exists() -> None:
    assert {rule.id for rule in RULES} == {*FAILS, *GOOD_FAILS}
    table = yaml.safe_load((shipped("prompts") / "review.yaml").read_text(encoding="utf-8"))
    cards = {path.stem for path in (shipped("knowledge") / "cards").rglob("*.md")}
    assert set(table) == {rule.id for rule in RULES}
    assert {row["card"] for row in table.values()} - cards == set()
    assert {rule.level for rule in RULES} <= set(get_args(Level))


def test_a_stop_comes_first_and_notes_name_their_card(guarded: Studio) -> None:
    issues = guarded.review(Draft("intro", "email", "warm", "Dear Nadja, please call Marcus Webb asap.", ""), VALUES).issues
    assert [issue.level for issue in issues][:2] == ["stop", "stop"]
    assert all(issue.card and issue.text for issue in issues)


@pytest.mark.parametrize("relation", ["helper", "stranger"])
def test_asking_for_a_mentor_depends_on_who_is_asked(guarded: Studio, relation: str) -> None:
    found = _rules(guarded, {**FAILS["mentor_at_first_sight"], "values": {**VALUES, "relation": relation}})
    assert ("mentor_at_first_sight" in found) is (relation == "stranger")


def test_a_reply_mark_is_fine_in_a_follow_up(guarded: Studio) -> None:
    draft = Draft("followup", "email", "warm", GOOD, "Re: running a site")
    assert "fake_reply" not in {issue.rule for issue in guarded.review(draft, VALUES).issues}


def test_removing_the_fact_takes_the_good_note_and_names_the_gap(guarded: Studio) -> None:
    with_fact, without = _rules(guarded, {}), _rules(guarded, FAILS["no_specific_fact"])
    assert "good_specific" in with_fact - without
    assert "no_specific_fact" in without - with_fact


def test_a_rule_without_words_is_named(tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_text("leak: {text: hm, card: x}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="hole"):
        Studio((tmp_path, shipped("prompts")))
