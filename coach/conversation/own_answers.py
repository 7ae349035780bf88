"""Answers from a person's own documents, always said to be that; and `/library`, which lists, adds, removes and restricts them."""

from __future__ import annotations

from coach.conversation.citing import CitedLine
from coach.conversation.work import Work
from coach.domain.events import AnswerGiven, Missed
from coach.domain.labels import USES
from coach.domain.library import Answer, Card, Citation
from coach.domain.turn import Action


def answers(work: Work) -> bool:
    """Answer a line that is outside Coach's own subject from own documents, where one clearly does; say whether it did."""
    if work.tools.own is None:
        return False
    found = work.tools.library.answer(work.command.text)
    if found.card is None or found.card.origin is None or found.kind != "answer":
        return False
    work.emit(AnswerGiven(found.question, found.card.id, found.citations, found.passages), Missed(0))
    work.citations, work.passages = found.citations, found.passages
    show_own(work, found, found.card)
    return True


def show_own(work: Work, found: Answer, card: Card) -> None:
    """Say an answer that stands in an own document: the passage itself, where it comes from, and what else came near."""
    lines = tuple(
        CitedLine((number,), citation, citation.quote, citation.card != card.id)
        for number, citation in enumerate(found.citations, 1)
    )
    weak, lexical = found.kind == "weak", found.mode == "lexical"
    work.say("own_answer", card=card, weak=weak, lexical=lexical, only=found.own_only)
    if lines:
        work.show(work.tools.voice.reply("own_cited", lines=lines))
    work.offer(Action("/more", "More on this"), Action("/sources", "Sources"))
    nearest = next((other for other in found.related if other.origin is None), None)
    if nearest is not None:
        work.offer(Action(f"/card {nearest.id}", nearest.title))


def show_passage(work: Work, card: Card) -> None:
    """Show an own passage with what stands before and after it."""
    work.say("own_passage", card=card, before=card.sections.get("Before"), after=card.sections.get("After"))


def quote_of(card: Card) -> Citation:
    """Return a citation of an own passage by its first paragraph."""
    quote = card.body.partition("\n")[0]
    return Citation(card.id, card.title, quote, "", card.evidence, card.reviewed, origin=card.origin)


def library(work: Work) -> None:
    """List own documents; with a word after it, add, update, remove, or say how far answers use them."""
    own = work.tools.own
    if own is None:
        work.say("error", title="Your own documents", what="They cannot be reached from here.", remedy="Run: coach library")
        return
    word, _, rest = work.command.argument.strip().partition(" ")
    use = next((use for use in USES if use == word), None)
    if use is not None:
        own.use(use)
        work.say("own_changed", use=use)
    elif word == "remove":
        wanted = {int(number) for number in rest.replace(",", " ").split() if number.isdecimal()}
        chosen = [document for document in own.shelf().documents if document.id in wanted]
        if chosen:
            own.remove([document.id for document in chosen])
        work.say("own_changed", removed=[document.name for document in chosen])
    elif word == "update" or (word == "add" and rest.strip()):
        work.say("own_added", report=own.add([rest.strip().strip("\"'")] if word == "add" else []))
    else:
        work.say("own_library", shelf=own.shelf())
