"""What no message may ever hold, whatever was answered: every situation, channel and tone, with answers as messy as they come.

A fault counts only where the answers do not hold it themselves: who types two full stops may have them.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.drafts import Draft
from coach.domain.labels import TONES
from coach.drafting import Guarded, Studio
from coach.drafting.export import stops
from coach.drafting.studio import says_nothing
from coach.errors import MissingValues
from coach.rendering import shipped

TOKEN = "Zyxgarth Plimmerton"
"""Another mentor, whom nobody else is called like."""
STUDIO = Studio(
    (shipped("prompts"),), guarded=lambda: (Guarded(TOKEN, TOKEN, "name"), Guarded("Qorvexium", TOKEN, "organisation"))
)
SITUATIONS = {one.id: one for one in STUDIO.situations()}
FORMS = [(one.id, channel, tone) for one in SITUATIONS.values() for channel, tone in product(one.channels, TONES)]

NOTHING = [
    "",
    "   ",
    "\n",
    "-",
    "?",
    "...",
    "…",
    "!",
    "no idea",
    "nothing",
    "n/a",
    "none",
    "not really",
    "nobody",
    "{{ }}",
    "**",
    "\u200b",
]
NAMES = [
    "Dr. Nadia O'Brien-Khoury", "Siobhán Ní Dhomhnaill", "محمد الأحمد", "שירה לוי", "李雷", "prof tomás herrera", "O’Neill", "my manager",
    "Ana\nMaria  Lopez", "Jean-Luc d’Ormesson", "{{ name }}", "Ms \"Bea\" Adeyemi", "Nadia,", "von der Leyen, Ursula", "X Æ", "**Bold** Smith",
    "nadia okafor (she/her)", "Coach Ferreira", "M.", "Sr Ángela de la Cruz y Muñoz", "mentor", "3Jane", "Nadia.", " Rosa ",
]  # fmt: skip
WORDS = [
    "moving into ML", "i want to lead a team", "how she moved from nursing to policy", "should i do a phd or stay?", "nurse, 6 years", "he read my draft twice.",
    "got the place!", "exams", "i dont know what to do next", "by Friday 4 December", "3 weeks", "their team; my team", "she said \"rest\", so i did", "it's {{ 7 * 7 }}%} odd",
    "**the** _first_ [page](x)", "# heading\n- a point\n- another", "20", "1,500.50", "half an hour", "to be honest, i'm not sure...", "learn Rust (the language)",
    "über die Brücke gehen", "الانتقال إلى البحث", "לעבור למחקר", "搬到东京", "🙂 good vibes", "that", "because of the move", "about my thesis", "for my team", "the shift,",
    "Priya from the design team", "the Women in Construction scheme", "i was ill. and then i moved. sorry", "ok?", "yes", "you were right about the title", "what's next",
    "my landlord\nraised\nthe rent", "A very long story " * 30, "x" * 400, "O'Brien & Sons <info>", "50% of it", "e.g. the summary, i.e. page 1", "never mind", "I",
]  # fmt: skip
CHOICES = {
    "relation": ["stranger", "event", "contact", "alumni", "internal", "programme", "helper"], "ask_kind": ["call", "question", "meet", "feedback"],
    "course": ["ask_why", "try_small", "adapt", "follow", "decline", "park"], "next_form": ["new_goal", "less", "end", "ask"], "stage": ["first", "second", "close"],
    "owes": ["mine", "theirs", "both", "nobody"], "plan_cause": ["busy", "drifted"], "force": ["advice", "order"], "contact_after": ["often", "seldom", "none"],
    "ending_reason": ["reached", "programme_ends", "mentor_leaves", "i_leave", "not_working", "want_another"], "last_meeting": ["talk", "message"], "due": ["no", "later", "soon"],
}  # fmt: skip

HOLES = {
    "a raw placeholder": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|¶|\bundefined\b|\bUndefined\b"),
    "a value that is none": re.compile(r"\bNone\b|\bnull\b|\bFalse\b|\bTrue\b"),
    "a double space": re.compile(r"\S {2,}\S"),
    "a greeting without a name": re.compile(r"^(?:Dear|Hi|Hello) ,|^(?:Dear|Hi),", re.M),
    "a doubled stop": re.compile(r"(?<!\.)\.\.(?!\.)|[?!,;:]\.|\.[,;:]|,,|[?!]{2}"),
    "a space before a stop": re.compile(r"\w [,.;:?!](?:\s|$)"),
    "a line that begins with a stop": re.compile(r"^[,.;:?!]", re.M),
    "a word that leads nowhere": re.compile(
        r"(?<![\w/])(?:about|for|of|with|from|into|through|because|the|a|an|my|your|and|or|whether)(?=[.,;:?!])", re.I
    ),
    "a doubled word": re.compile(r"\b(the|to|about|for|of|with|an?|my|your|is|and|in|on|at|from|we|have)[ \n]\1\b"),
    "an empty pair": re.compile(r"\(\s*\)|\"\s*\"|“\s*”"),
    "an empty paragraph": re.compile(r"\n{3,}|\A\s|\s\Z"),
}
"""A fault and what it looks like."""


SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((shipped("prompts") / "messages").glob("*.j2")))


def _meant(text: str, match: re.Match[str]) -> bool:
    """True for words that stand in a template as they stand here, such as "what I came for."."""
    before = text[: match.start()].split()[-1:]
    return bool(before) and f"{before[0]} {match[0]}" in SOURCES


def faults(text: str, typed: str) -> list[str]:
    """Return what is wrong with a text, less what the answers hold themselves."""
    always = ("a raw placeholder", "an empty paragraph")
    return [
        f"{name}: {match[0]!r} in {text[max(0, match.start() - 40) : match.end() + 20]!r}"
        for name, pattern in HOLES.items()
        for match in pattern.finditer(text)
        if name in always or not (pattern.search(typed) or _meant(text, match))
    ]


def answer(slot: str) -> st.SearchStrategy[str]:
    """Anything that somebody may type for this slot."""
    if slot in CHOICES:
        return st.sampled_from(CHOICES[slot])
    if slot in ("mentor_name", "my_name", "next_person", "contact", "referee"):
        return st.sampled_from([*NAMES, *NOTHING[:4]])
    return st.one_of(st.sampled_from(WORDS), st.sampled_from(NOTHING))


@st.composite
def told(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A situation, its channel and tone, what it needs, and some of what it may use."""
    situation, channel, tone = draw(st.sampled_from(FORMS))
    found = SITUATIONS[situation]
    may = [slot for slot in found.may if slot not in ("name", "letter")]
    slots = [*found.needs, *draw(st.lists(st.sampled_from(may), unique=True, max_size=len(may)))]
    return situation, {**{slot: draw(answer(slot)) for slot in slots}, "channel": channel, "tone": tone}


def written(situation: str, values: dict[str, str]) -> Draft | None:
    """The message, or None where it rightly asks for what was left empty."""
    missing: tuple[str, ...] = ()
    try:
        return STUDIO.compose(situation, values)
    except MissingValues as problem:
        missing = problem.names
    assert set(missing) <= set(SITUATIONS[situation].needs)
    assert all(says_nothing(values.get(name, "")) for name in missing)
    return None


BOUNDED = settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""The same examples in every run, so that a change of one template never fails another's tests by chance."""


@BOUNDED
@given(told())
def test_no_message_has_a_hole(asked: tuple[str, dict[str, str]]) -> None:
    situation, values = asked
    draft = written(situation, values)
    if draft is not None:
        typed = "\n".join(values.values())
        assert faults(draft.body, typed) + faults(draft.subject, typed) == []


@pytest.mark.parametrize(("situation", "channel", "tone"), FORMS, ids=["-".join(form) for form in FORMS])
def test_the_least_and_the_most_that_can_be_told(situation: str, channel: str, tone: str) -> None:
    """Every situation, channel and tone once with nothing but its needs, and once with every answer there is."""
    found = SITUATIONS[situation]
    least = dict.fromkeys(found.needs, "learning to weld") | {"mentor_name": "Ana", "channel": channel, "tone": tone}
    most = {slot: CHOICES[slot][-1] if slot in CHOICES else "her talk on welds" for slot in found.may} | least
    for values in (least, most):
        draft = STUDIO.compose(situation, values)
        assert faults(draft.body, "") + faults(draft.subject, "") == []
        assert (draft.channel, draft.tone) == (channel, tone)
        assert bool(draft.subject) == (channel == "email")


@BOUNDED
@given(told(), st.sampled_from([TOKEN, "Plimmerton", "ZYXGARTH", "zyxgarth  plimmerton", "Zyxgarth’s", "Qorvexium"]), st.data())
def test_another_mentor_never_gets_out_unseen(asked: tuple[str, dict[str, str]], token: str, data: st.DataObject) -> None:
    """Whoever types another mentor's name into an answer has it held back wherever it reaches the message."""
    situation, values = asked
    naming = ("mentor_name", "contact", "referee", "introduced_by", "next_person", "organisation", "channel", "tone", *CHOICES)
    slots = [slot for slot in values if slot not in naming]
    if slots:
        slot = data.draw(st.sampled_from(slots))
        values = {**values, slot: f"{values[slot]} as {token} said".strip()}
    draft = written(situation, values)
    if draft is not None:
        there = re.search("zyxgarth|plimmerton|qorvexium", f"{draft.subject}\n{draft.body}", re.I) is not None
        assert there == ("leak" in [issue.rule for issue in stops(draft)])


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nobody_else_is_in_a_message_that_does_not_name_them(situation: str) -> None:
    values = dict.fromkeys(SITUATIONS[situation].needs, "learning to weld") | {"mentor_name": "Ana"}
    assert [issue.rule for issue in stops(STUDIO.compose(situation, values))] == []
