"""Everything that must not leave, planted wherever something can: each kind, in each disguise, in each way out.

Clean texts with words that are somebody's name (grace period, in May, Mark as done) stay quiet.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.domain.drafts import Draft
from coach.drafting import Guarded, Studio, find_leaks
from coach.drafting.export import Exports, stops
from coach.drafting.export_markdown import as_markdown, from_markdown
from coach.rendering import shipped

OWNER = "Dr. Maëlle Søndergård-Pike"
FACTS = (
    Guarded(OWNER, OWNER, "name"),
    Guarded("محمد الأحمد", "محمد الأحمد", "name"),
    Guarded("שירה לוי", "שירה לוי", "name"),
    Guarded("李雷", "李雷", "name"),
    Guarded("Ana García López", "Ana García López", "name"),
    Guarded("Grace Young", "Grace Young", "name"),
    Guarded("Will Archer", "Will Archer", "name"),
    Guarded("May Lin", "May Lin", "name"),
    Guarded("Mark Best", "Mark Best", "name"),
    Guarded("Li Bo", "Li Bo", "name"),
    Guarded("Hartley Foods Ltd", OWNER, "organisation"),
    Guarded("Target", OWNER, "organisation"),
    Guarded("the hospital", "Ana García López", "organisation"),
    Guarded("She is getting divorced and wants out by spring", OWNER, "note"),
    Guarded("he read my draft twice and cried over page four", "Will Archer", "note"),
    Guarded("I'm scared of him since the ward round", "", "private"),
    Guarded("my supervisor touched me in the lab and nobody believed it", "", "private"),
)
PLANTS = [
    "Maëlle", "maelle", "MAËLLE", "Maëlle’s", "Ma\u0308elle", "Mae\u0308lle", "Dr Søndergård-Pike", "Dr. sondergard-pike", "Søndergård–Pike's",
    "Mrs Pike", "M. Søndergård-Pike", "Maëlle\nSøndergård-Pike", "maelle.sondergard-pike@hartley.example", "maellesondergardpike", "Maëlle_", "M\u00adaëlle",
    "محمد", "الأحمد", "محمد الاحمد", "ومحمد", "\u202bمحمد\u202c", "مُحَمَّد", "שירה", "לשירה", "לוי", "李雷", "谢谢李雷老师", "Ana", "Dr García", "Ms Lopez", "garcia lopez",
    "Grace Young", "with Grace", "Grace told me", "Ms Young", "Grace's team", "and Will said", "Archer", "told Will", "May thinks so", "asked May", "met Mark", "Mr Best", "with Li",
    "Hartley Foods", "HARTLEY  FOODS LTD", "hartley\u00a0foods", "Hartley Foods’", "everyone at Target",
    "she is getting divorced and wants out by spring", "You are getting divorced and wants out by spring",
    "He read my draft twice and cried over page four", "you read my draft twice and cried over page four",
    "I'm scared of him since the ward round", "im scared of you, since the ward round", "My supervisor touched me in the lab and nobody believed it",
]  # fmt: skip
CLEAN = [
    "There is a grace period of two weeks.", "I will write again, and will you?", "Could we meet in May? By May I am done, from May on I am free.", "Mark as done.", "I got the best mark.",
    "Best wishes", "the Young Vic and King's Cross", "my target is June", "We hit the target.", "I work at the hospital.", "young people", "Good Friday", "the archery club", "a banana and an analyst",
    "Li-ion cells", "she is getting better", "read my draft", "I'm scared of heights", "the lab and the ward round", "May I ask you something?", "Grace under pressure", "Will you have ten minutes?",
    "Marketing", "Maybe", "pikes and eels", "محمود", "לויתן", "Hartleyfoods of another kind", "Anagram", "lab touched by nobody",
]  # fmt: skip
VALUES = {"mentor_name": "Tomek Nowak", "topic": "moving teams", "why_them": "how he left the lab", "my_role": "analyst"}
STUDIO = Studio((shipped("prompts"),), guarded=lambda: FACTS)


def _caught(draft: Draft) -> bool:
    return "leak" in [issue.rule for issue in stops(draft)]


@pytest.mark.parametrize("plant", PLANTS)
def test_a_plant_is_caught_in_subject_body_and_hand_edit(plant: str) -> None:
    clean = STUDIO.compose("intro", VALUES)
    assert not _caught(clean)
    for spoilt in (
        replace(clean, subject=f"{clean.subject} ({plant})"),
        replace(clean, body=clean.body.replace("\n\n", f"\n\nI had it from {plant}, so there. ", 1)),
        replace(clean, body=f"{clean.body}\n\nP.S. {plant}", edited=True),
    ):
        assert _caught(STUDIO.review(spoilt, VALUES)), spoilt


@pytest.mark.parametrize("plant", PLANTS)
def test_a_plant_is_caught_in_a_file_that_comes_back(plant: str) -> None:
    """A message that went through Markdown, where it may have been edited, is held back like any other."""
    clean = STUDIO.compose("intro", VALUES)
    back = from_markdown(as_markdown(replace(clean, body=f"{clean.body}\n\nP.S. {plant}")))
    assert _caught(STUDIO.review(back, {"mentor_name": back.to}))


@pytest.mark.parametrize("clean", CLEAN)
def test_words_that_are_somebodys_name_are_left_alone(clean: str) -> None:
    assert find_leaks(f"Dear Tomek,\n\n{clean}\n\nBest wishes,\nSam", FACTS, VALUES) == ()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.kind}-{fact.text[:12]}")
def test_the_owner_may_read_what_is_theirs(fact: Guarded) -> None:
    found = find_leaks(f"Dear {fact.owner}, {fact.text}.", (fact,), {"mentor_name": fact.owner})
    assert (found == ()) is bool(fact.owner)


def test_what_was_told_of_two_mentors_in_the_same_words_is_no_leak() -> None:
    told = {**VALUES, "helped_with": "he read my draft twice and cried over page four"}
    assert find_leaks("Thank you: you read my draft twice and cried over page four.", FACTS, told) == ()


def test_what_is_held_back_is_held_back_in_every_form() -> None:
    draft = STUDIO.review(Draft("intro", "email", "warm", "Dear Tomek, Maëlle says hello.", "Hello"), VALUES)
    exports = Exports((shipped("prompts"),))
    for form in ("text", "markdown", "eml", "mailto"):
        assert form in exports.forms(draft)
        assert [issue.rule for issue in stops(draft)] == ["leak"]
