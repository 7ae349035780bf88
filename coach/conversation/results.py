"""What can be done with a finished sheet or message: show, change the tone or channel, edit, share."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.conversation.asides import wishes_something
from coach.conversation.exporting import stops
from coach.conversation.finishing import show_result
from coach.conversation.interviewing import back_to_interrupted, correct, current, proceed
from coach.conversation.keeping import edited
from coach.conversation.work import Work
from coach.domain.events import Answered, FlowClosed
from coach.domain.interview import SlotAnswer
from coach.domain.labels import CHANNELS, TONES
from coach.domain.turn import Action
from coach.errors import MissingValues
from coach.flows import review
from coach.rendering.filters import lower_first
from coach.rendering.markdown import Md


def show_draft(work: Work) -> None:
    """Show the message as it stands; while the interview runs, say what it still needs."""
    run = work.state.top
    if run is None:
        work.say("no_result")
        return
    if run.done:
        show_result(work, run)
        return
    end = next((e for e in _ends(work) if e), "")
    try:
        values = work.values(run)
        draft = work.tools.studio.compose(str(work.tools.voice.text(end, values)), values) if end else None
    except MissingValues as missing:
        labels = [a.label for name in missing.names if (a := work.definition(run).ask(name)) is not None]
        work.say("draft_needs", labels=labels or list(missing.names))
        draft = None
    if draft is not None:
        work.say("draft", draft=draft, review=[issue for issue in draft.issues if issue.level != "good"])
    elif not end:
        work.say("no_result")
    proceed(work, says=False)


def _ends(work: Work) -> list[str]:
    from coach.flows.model import End, flatten

    return [step.draft for step in flatten(work.definition(current(work))) if isinstance(step, End)]


def change_form(work: Work) -> None:
    """Change tone or channel of the finished message; without a valid choice, offer the choices."""
    slot, options = ("tone", TONES) if work.command.name == "tone" else ("channel", CHANNELS)
    run = work.state.top
    if run is None or (run.done and work.state.draft_of(run.id) is None):
        work.say("no_result")
        return
    wanted = work.command.argument.strip().lower().replace(" ", "_").replace("e-mail", "email")
    if not wanted:
        work.say("choose_form", slot=slot)
        work.offer(*(Action(f"/{slot} {option}", option.replace("_", " ")) for option in options))
        return
    if work.definition(run).ask(slot) is None and wanted in options:
        work.emit(Answered(run.id, SlotAnswer(slot, wanted, "given", wanted)))
    elif not correct(work, slot, wanted):
        work.say("no_such_form", slot=slot, options=[option.replace("_", " ") for option in options])
        return
    proceed(work, says=False)


def edit_draft(work: Work, subject: str, body: str) -> None:
    """Keep the person's own wording as a new version and review it."""
    run = work.state.top
    before = work.state.draft_of(run.id) if run is not None else None
    if run is None or before is None:
        work.say("no_result")
        return
    draft = replace(before, subject=subject, body=body, edited=True)
    work.emit(edited(work, run.id, work.tools.studio.review(draft, work.values(run))))
    work.say("edited")
    show_result(work, run)


def share(work: Work) -> None:
    """Show what a mentor would see, and what was left out."""
    run = work.state.top
    document = work.state.document_of(run.id) if run is not None else None
    if run is None or document is None:
        work.say("no_result")
        return
    rows = review(work.definition(run), run, work.tools.functions)
    hidden = [lower_first(ask.label) for ask, given in rows if ask.private and given is not None and given.usable]
    notes = stops(work, shared=True)
    work.say("share", body=Md(document.shared), hidden=hidden, notes=notes)
    work.offer(Action("/export share", "Save this version to a file"))


def done(work: Work) -> None:
    """Close a finished interview and take up what it interrupted."""
    run = work.state.top
    if run is None:
        work.say("menu", asking=False)
        return
    if not run.done:
        work.say("no_result")
        proceed(work, says=False)
        return
    work.emit(FlowClosed(run.id, "completed"))
    work.say("finished", title=work.definition(run).title)
    back_to_interrupted(work)


_TONES = {
    "formal": re.compile(r"\b(?:more )?(?:formal|professional|polite)\b", re.I),
    "brief": re.compile(r"\b(?:shorter|briefer|too long|brief|cut it)\b", re.I),
    "warm": re.compile(r"\b(?:warmer|friendlier|less formal|more casual|softer|too (?:stiff|formal))\b", re.I),
}


def wished_form(text: str) -> tuple[str, str] | None:
    """Return (command, argument) when a short line about a finished message wishes another tone or channel."""
    if len(text.split()) > (14 if wishes_something(text) else 8):
        return None
    low = text.lower()
    for tone in ("warm", "brief", "formal"):
        if _TONES[tone].search(low):
            return "tone", tone
    for word, channel in (
        ("linkedin note", "linkedin_note"),
        ("linkedin", "linkedin_message"),
        ("e-mail", "email"),
        ("email", "email"),
        ("slack", "chat"),
        ("teams", "chat"),
        ("chat", "chat"),
        ("letter", "letter"),
        ("card", "letter"),
    ):
        if re.search(rf"\b(?:as|for|on|make it|to) (?:an? )?{word}\b", low):
            return "channel", channel
    return None
