"""Stopping the coaching when somebody may be in danger or is being wronged, and pointing to people who can help."""

from __future__ import annotations

from collections.abc import Mapping

from coach.conversation.answering import first_words
from coach.conversation.work import Work
from coach.domain.events import AnswerGiven, Offered, SafetyRaised
from coach.domain.helplines import HelpLine
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
        lines=[] if again else _lines(work, category),
        paused=work.state.top is not None and not work.state.top.done,
    )
    actions = (
        *((Action("/more", "More on this"), Action("/sources", "Sources")) if card else ()),
        Action("/goon", "Go on with Coach"),
        Action("/quit", "Stop here"),
    )
    work.emit(Offered(()))
    work.offer(*actions)


_PURPOSES: Mapping[str, tuple[str, ...]] = {
    "danger": ("emergency", "crisis", "directory"),
    "distress": ("crisis", "directory"),
    "sexual_harassment": ("sexual_assault", "emergency"),
    "harm_to_others": ("emergency",),
}
_WIDELY_USED = ("GB", "IE", "US", "CA", "AU", "IN", "EU")


def _lines(work: Work, category: str) -> list[HelpLine]:
    """Pick the lines of the configured country; of an unknown one the first of each purpose in several, and the directory."""
    wanted = _PURPOSES.get(category, ())
    fitting = [line for line in work.tools.helplines if set(line.purposes) & set(wanted)]
    own = [line for line in fitting if line.country and line.country == work.tools.country]
    if own:
        return [*own, *(line for line in fitting if not line.country)]
    first: dict[tuple[str, str], HelpLine] = {}
    for line in fitting:
        if not line.country or line.country in _WIDELY_USED:
            first.setdefault((line.country, line.purposes[0]), line)
    return list(first.values())


def go_on(work: Work) -> None:
    """Go on with what was open before the stop."""
    from coach.conversation.interviewing import proceed

    work.emit(SafetyRaised(""))
    work.say("went_on", asking=work.state.asking is not None)
    if work.state.top is not None and not work.state.top.done:
        proceed(work, says=False)
