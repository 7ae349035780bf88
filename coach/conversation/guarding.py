"""Stopping the coaching when somebody may be in danger or is being wronged, and pointing to people who can help."""

from __future__ import annotations

from coach.conversation.answering import first_words
from coach.conversation.work import Work
from coach.domain.events import AnswerGiven, Offered, SafetyRaised
from coach.domain.turn import Action
from coach.rendering.markdown import Md


def stop_and_help(work: Work) -> None:
    """Stop what is going on, say what Coach is not, and give the next hour, the next days, and people.

    In danger nothing is searched, drafted or diagnosed: only people and lines. The same words are not said twice in a row.
    """
    category = work.reading.alarm or work.state.safety or "unclear"
    again = work.state.safety == category
    work.safety = category
    work.emit(SafetyRaised(category))
    card = None
    if category != "danger":
        found = work.tools.library.answer(work.command.text, prior={"safety": 1.0})
        card = found.card if found.card is not None and found.card.topic == "safety" else None
        work.passages = found.passages
        if card is not None:
            work.citations = tuple(c for c in found.citations if c.card == card.id)
            work.emit(AnswerGiven("", card.id, work.citations, found.passages))
    work.say(
        "safety",
        category=category,
        again=again,
        card=card,
        card_answer=Md(card.sections["Answer"]) if card else None,
        card_steps=Md(card.sections["Steps"]) if card else None,
        card_words=first_words(card) if card else None,
        lines=[line for line in work.tools.helplines if _fits(line["for"], category)],
        paused=work.state.top is not None and not work.state.top.done,
    )
    actions = (*((Action("/more", "More on this"), Action("/sources", "Sources")) if card else ()), Action("/goon", "Go on with Coach"), Action("/quit", "Stop here"))
    work.emit(Offered(()))
    work.offer(*actions)


def _fits(purpose: str, category: str) -> bool:
    if category == "sexual_harassment":
        return purpose in ("emergency", "sexual_assault", "crisis")
    return category in ("danger", "distress", "unclear") and purpose in ("emergency", "crisis", "young")


def go_on(work: Work) -> None:
    """Go on with what was open before the stop."""
    from coach.conversation.interviewing import proceed

    work.emit(SafetyRaised(""))
    work.say("went_on", asking=work.state.asking is not None)
    if work.state.top is not None and not work.state.top.done:
        proceed(work, says=False)
