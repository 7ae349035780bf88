"""Answers from the library: a question on its own, in the middle of an interview, and what follows an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coach.conversation.citing import FIRST_SCREEN, by_template_name, fitted, numbered
from coach.conversation.interviewing import ask_again
from coach.conversation.own_answers import quote_of, show_own, show_passage
from coach.conversation.remembering import recalled
from coach.conversation.work import Work
from coach.domain.events import AnswerGiven, Missed
from coach.domain.library import Answer, Card, Citation, Passage, first_block
from coach.domain.turn import Action
from coach.rendering.markdown import Md

_FOLLOWS = re.compile(r"^(?:and|but|or|so|then|what if|what about|how about|even if|also|ok(?:ay)?,? (?:but|and|what))\b", re.I)
_POINTS_BACK = re.compile(
    r"^(?:how|when|where|why|what|is|isn't|are|should|would|can|could|do|does|doesn't) (?:\S+ ){0,5}?(?:it|that|this|those|these|them|they)\b",
    re.I,
)
_SHORT = 10
_NEAR = 3
_SAME_MATTER = 0.5
"""Weight of the last answer's topic beside routing's own guess, tried on fourteen pairs of a question and what follows it."""
_IN_SCOPE = 0.8

STARTERS: Mapping[str, str] = {
    "goal_interview": "/goal",
    "draft_intro": "/intro",
    "draft_followup": "/followup",
    "stall": "/stuck",
    "disagreement": "/disagree",
}
"""The slash word that opens each of the main interviews; the others open by their own name."""


def answer_question(work: Work) -> None:
    """Answer from the library, and put the interview's question again when there is one."""
    last = _last_card(work) if _just_answered(work) and work.tools.judge(follows, work.command.text) else None
    found = _library_answer(work, work.command.text) if last is None else _follow_up(work, last)
    if last is not None and found.card is not None and found.card.id == last.id:
        _nothing_newer(work, found, last)
    else:
        show_answer(work, found)
    if work.state.asking is not None and not work.state.safety:
        ask_again(work)


def follows(text: str) -> bool:
    """Return whether a line only makes sense after the answer before it ("and if she says no?")."""
    return len(text.split()) <= _SHORT and bool(_FOLLOWS.match(text) or _POINTS_BACK.match(text))


def _just_answered(work: Work) -> bool:
    return work.state.offered is not None and any(one.id == "/more" for one in work.state.offered.actions)


def _library_answer(work: Work, question: str, topic: str = "") -> Answer:
    """Ask the library; with `topic` half of what routing expects gives way to the matter that is being talked about."""
    prior = {"safety": 1.0} if work.state.safety else work.reading.prior()
    if topic and not work.state.safety:
        prior = {name: chance * (1 - _SAME_MATTER) for name, chance in prior.items()}
        prior[topic] = prior.get(topic, 0.0) + _SAME_MATTER
    return work.tools.library.answer(question, prior=prior)


def _follow_up(work: Work, last: Card) -> Answer:
    """Return the answer to a line that follows `last`: its own where it has one, else together with what it follows.

    "And if he is hurt" after a card on endings is no emergency.
    """
    text = work.command.text
    own = _library_answer(work, text, last.topic)
    card, same_matter = own.card, own.card is not None and own.card.topic == last.topic
    alarming = card is not None and card.topic == "safety" != last.topic
    if card is not None and card.id != last.id and not alarming and (own.kind == "answer" or same_matter):
        return own
    joined = _library_answer(work, f"{text} ({last.title})", last.topic)
    if joined.card is None:
        return own if card is not None and not alarming else joined
    return joined


def _nothing_newer(work: Work, found: Answer, last: Card) -> None:
    """The card just shown is the nearest to the question as well: give its reasons instead of the same answer, and what is near."""
    others = [c for p in found.passages if p.card != last.id and (c := work.tools.library.card(p.card)) is not None]
    near = [card for card in others if card.topic != "safety" or last.topic == "safety"][:_NEAR]
    work.emit(AnswerGiven(found.question, last.id, found.citations, found.passages), Missed(0))
    work.passages, work.citations = found.passages, found.citations
    why, asking = Md(last.sections["Why"]) if last.origin is None else None, work.state.asking is not None
    work.say("same_card", why=why, cards=near, asking=asking)
    work.offer(*(Action(f"/card {c.id}", c.title) for c in near), Action("/more", "More on this"), Action("/sources", "Sources"))


def show_answer(work: Work, found: Answer) -> None:
    """Say an answer, or that there is none, and keep it so that its sources can be shown."""
    work.passages = found.passages
    if found.card is None:
        _nothing(work, found)
        return
    work.emit(AnswerGiven(found.question, found.card.id, found.citations, found.passages), Missed(0))
    work.citations = found.citations
    if found.card.origin is not None:
        show_own(work, found, found.card)
        return
    sections, lines = numbered(found.card, found.citations)
    shown = {
        "card": found.card,
        "sections": sections,
        "words": None if found.kind == "weak" else first_words(found.card),
        "weak": found.kind == "weak",
        "lexical": found.mode == "lexical",
    }
    used, other = len(work.tools.voice.reply("answer", **shown).split()), found.other_side
    if other is not None:
        both = used + len(other.sections["Answer"].split())
        shown |= {"other": other, "briefly": both > FIRST_SCREEN}
    said = [part for part in (work.tools.voice.reply("answer", **shown), recalled(work, found.card)) if part]
    work.parts += said
    if found.citations:
        lines = fitted(lines, sum(len(part.split()) for part in said), weak=found.kind == "weak")
        work.show(work.tools.voice.reply("cited", lines=lines, weak=found.kind == "weak"))
    if found.kind == "weak":
        work.offer(*(Action(f"/card {card.id}", card.title) for card in found.related[:2]))
    elif other is not None:
        work.offer(Action(f"/card {other.id}", other.title))
    _offer_next(work, found.card)


def _nothing(work: Work, found: Answer) -> None:
    count = work.state.missed + 1
    work.emit(Missed(count))
    if found.own_only:
        work.say("own_nothing")
        return
    near, asking = _near_cards(work, found), work.state.asking is not None
    lexical = found.mode == "lexical"
    work.say("nothing", nearest=found.nearest, lexical=lexical, menu=count > 2, cards=near, asking=asking)
    if not asking:
        work.offer(*(Action(f"/card {card.id}", card.title) for card in near), *(() if near else main_jobs()))


def _near_cards(work: Work, found: Answer) -> list[Card]:
    """Return up to three cards that may be meant, when routing is sure that the line is about mentoring."""
    asking = work.state.asking is not None
    if asking or work.reading.scope < _IN_SCOPE or work.reading.flow in ("out_of_scope", "smalltalk"):
        return []
    likely = {topic for topic, _ in work.reading.topics[:2]}
    cards = [card for passage in found.passages[:12] if (card := work.tools.library.card(passage.card)) is not None]
    return sorted(cards, key=lambda card: card.topic not in likely)[:3]


def show_card(work: Work) -> None:
    """Show one card by its id, as the answer to what was asked."""
    card = work.tools.library.card(work.command.argument.strip())
    if card is None:
        work.say("no_answer_yet")
        return
    if card.origin is not None:
        quote = quote_of(card)
    else:
        quote = Citation(card.id, card.title, card.sections["Answer"], _named(card), card.evidence, card.reviewed)
    work.flow, work.topic = "ask", card.topic
    passages = (Passage(card.id, card.title, card.topic, card.flow, 1.0),)
    show_answer(work, Answer("answer", card.title, card, passages, (quote,), confidence=1.0))


def _named(card: Card) -> str:
    return "; ".join(f"{source.title} ({source.year})" if source.year else source.title for source in card.sources)


def main_jobs() -> tuple[Action, ...]:
    """The three jobs that come before everything else."""
    return (
        Action("/intro", "Write to a prospective mentor"),
        Action("/goal", "Work out a goal"),
        Action("/stuck", "Get unstuck with a mentor"),
    )


def _offer_next(work: Work, card: Card) -> None:
    work.offer(Action("/more", "More on this"), Action("/sources", "Sources"))
    flow = work.command.flow if work.command.flow in work.tools.book else card.flow
    if flow in work.tools.book and work.state.asking is None:
        work.offer(Action(STARTERS.get(flow, f"/open {flow}"), work.tools.book[flow].title))


def first_words(card: Card) -> Md:
    """Return the first block of words to adapt of a card."""
    return Md(first_block(card.sections.get("Words", "")))


def more(work: Work) -> None:
    """Show the rest of the last answer: why, what to avoid, when to get other help, what is near."""
    card = _last_card(work)
    if card is None:
        work.say("no_answer_yet")
        return
    if card.origin is not None:
        show_passage(work, card)
        return
    near = [
        c
        for p in (work.state.answer.passages if work.state.answer else ())
        if p.card != card.id and (c := work.tools.library.card(p.card))
    ]
    work.say("more", card=card, sections=by_template_name(card.sections), near=near[:3])
    work.citations = work.state.answer.citations if work.state.answer else ()
    work.offer(Action("/sources", "Sources"))


def shorter(work: Work) -> None:
    """Say the last answer in its first sentences only."""
    card = _last_card(work)
    if card is None:
        work.say("no_answer_yet")
        return
    if card.origin is not None and work.state.answer is not None:
        work.say("own_shorter", card=card, quote=work.state.answer.citations[0].quote)
    else:
        work.say("shorter", answer=Md(card.sections["Answer"]))
    work.offer(Action("/more", "More on this"))


def reasons(work: Work) -> None:
    """Say why the last answer is what it is."""
    card = _last_card(work)
    if card is None:
        work.say("no_answer_yet")
        return
    if card.origin is not None:
        work.say("own_reasons", card=card)
    else:
        work.say("reasons", why=Md(card.sections["Why"]), card=card)
    work.citations = work.state.answer.citations if work.state.answer else ()


def _last_card(work: Work) -> Card | None:
    last = work.state.answer
    return work.tools.library.card(last.card) if last is not None else None


def sources(work: Work) -> None:
    """Show the passages that the last answer rests on, or one of them in its context."""
    last = work.state.answer
    if last is None:
        work.say("no_answer_yet")
        return
    work.citations = last.citations
    wanted = work.command.argument.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(last.citations):
        card = work.tools.library.card(last.citations[int(wanted) - 1].card)
        if card is not None and card.origin is not None:
            show_passage(work, card)
            return
        if card is not None:
            work.say("passage", card=card, body=Md(card.body), sources=card.sources)
            return
    work.say("sources", citations=last.citations, question=last.question)
