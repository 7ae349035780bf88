"""Stopping the coaching when somebody may be in danger or is being wronged, and pointing to people who can help."""

from __future__ import annotations

from collections.abc import Mapping

from coach.conversation.answering import first_words
from coach.conversation.work import Work
from coach.domain.events import AnswerGiven, Offered, SafetyRaised
from coach.domain.helplines import HelpLine
from coach.domain.library import Card
from coach.domain.turn import Action
from coach.rendering.markdown import Md


def stop_and_help(work: Work) -> None:
    """Stop what is going on, say what Coach is not, and give the next hour, the next days, and people.

    In danger nothing is searched, drafted or diagnosed: only people and lines. The same words are not said twice in a row: each
    further stop for the same reason is shorter. A line that was merely held back (`held`) is answered in the same way.
    """
    state, category = work.state, _category(work)
    times = state.stops + 1 if state.safety == category else 0
    work.safety = category
    work.emit(SafetyRaised(category, times))
    card = None if category in ("danger", "distress") else _card(work, fresh=times > 0)
    work.say(
        "safety",
        category=category,
        times=times,
        held=work.command.argument == "held",
        before=bool(state.safety),
        card=card,
        card_answer=Md(card.sections["Answer"]) if card else None,
        card_steps=Md(card.sections["Steps"]) if card else None,
        card_words=first_words(card) if card else None,
        own=work.tools.contacts,
        lines=_lines(work, category)[: _FEW if times else None] if not times or category == "danger" else [],
        paused=state.top is not None and not state.top.done,
    )
    work.emit(Offered(()))
    work.offer(
        *((Action("/more", "More on this"), Action("/sources", "Sources")) if card else ()),
        Action("/goon", "Go on with Coach"),
        Action("/quit", "Stop here"),
    )


def _category(work: Work) -> str:
    """Return what the stop is for. After danger every further sign counts as danger, and a vague one changes nothing."""
    now, alarm = work.state.safety, work.reading.alarm
    stays = now and (now == "danger" or work.command.argument == "held" or alarm in ("", "unclear"))
    return now if stays else alarm or "unclear"


def _card(work: Work, *, fresh: bool) -> Card | None:
    """Find the card for what was told; of `fresh` ones only another than was shown last, and none for a line held back."""
    if work.command.argument == "held":
        return None
    found = work.tools.library.answer(work.command.text, prior={"safety": 1.0})
    card = found.card if found.card is not None and found.card.topic == "safety" else None
    work.passages = found.passages
    if card is None or (fresh and work.state.answer is not None and work.state.answer.card == card.id):
        return None
    work.citations = tuple(c for c in found.citations if c.card == card.id)
    work.emit(AnswerGiven("", card.id, work.citations, found.passages))
    return card


_FEW = 3
"""Lines of help that are repeated; the whole list stands above."""

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


def ask_first(work: Work) -> None:
    """Ask whom a message is for before it is begun or gone on with, because harm was named in this conversation."""
    flow = work.command.flow
    if work.command.argument == "go_on":
        work.emit(SafetyRaised(""))
    work.say("harm_first", title=work.tools.book[flow].title)
    wanted = f"/open! {flow}" if work.command.argument == "open" else "/goon!"
    work.offer(Action(wanted, "Yes, write it"), Action("/ask who can I tell what happened", "Who can I talk to?"))
    work.offer(Action("/help", "Something else"))


def go_on(work: Work) -> None:
    """Go on with what was open before the stop."""
    from coach.conversation.interviewing import proceed

    work.emit(SafetyRaised(""))
    work.say("went_on", asking=work.state.asking is not None)
    if work.state.top is not None and not work.state.top.done:
        proceed(work, says=False)
