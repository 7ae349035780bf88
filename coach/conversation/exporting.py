"""A finished sheet or message as a file: in which form, where, and only after a yes to just that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coach.conversation.facade import ExportChoice
from coach.conversation.work import Work
from coach.domain.drafts import Draft
from coach.domain.events import ExportAsked
from coach.domain.exports import ENDINGS, ExportWish, FollowUp, form_of, message_text
from coach.domain.interview import FlowRun, Value
from coach.domain.labels import EXPORT_FORMS, ExportForm
from coach.domain.outbox import Letter, Mark
from coach.domain.turn import Action
from coach.errors import ExportError, RenderingError
from coach.relationship.planning import plan

_EARLIER: Final[Mapping[str, int]] = {"followup": 1}
"""Messages that went out in the thread before a message of this kind, where the outbox does not know."""
_SPOKEN: Final[Mapping[str, ExportForm]] = {
    "txt": "text", "md": "markdown", "mail": "eml", "email": "eml", "link": "mailto", "calendar": "ics", "reminders": "ics",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands after `/export`: the version for a mentor, a form, a path, whether the review's stops were seen, and a yes."""

    shared: bool = False
    form: ExportForm | None = None
    path: str = ""
    anyway: bool = False
    confirmed: bool = False


def read_wanted(argument: str) -> Wanted:
    """Read `share`, `eml ~/draft.eml`, `anyway text`, `!ics /tmp/a.ics`. The ending of a path stands for its form."""
    rest = argument.strip()
    wanted = Wanted(confirmed=rest.startswith("!"))
    rest = rest.removeprefix("!").strip()
    while rest:
        word, _, after = rest.partition(" ")
        form = _form(word.lower())
        if word == "share" and not wanted.shared:
            wanted = replace(wanted, shared=True)
        elif word == "anyway" and not wanted.anyway:
            wanted = replace(wanted, anyway=True)
        elif form is not None and wanted.form is None:
            wanted = replace(wanted, form=form)
        else:
            break
        rest = after.strip()
    return replace(wanted, path=rest, form=wanted.form or (form_of(rest) if rest else None))


def _form(word: str) -> ExportForm | None:
    return next((form for form in EXPORT_FORMS if form == word), _SPOKEN.get(word))


def export(work: Work) -> None:
    """Propose where to save; `/export! PATH` or a yes writes it. What the review holds back is saved only with `anyway`."""
    wanted = read_wanted(work.command.argument)
    try:
        name, text = content(work, wanted)
    except ExportError as error:
        work.say("export_failed", what=error.what, remedy=error.remedy)
        return
    if not text:
        work.say("no_result")
        return
    path = Path(wanted.path).expanduser() if wanted.path else work.tools.exporter.suggest(name)
    if path.is_dir():
        path = path / name
    kind = f"share {path}" if wanted.shared else f"{wanted.form or form_of(name) or 'markdown'} {path}"
    held = () if wanted.anyway else stops(work, shared=wanted.shared)
    if held:
        work.say("export_held", notes=held)
        work.offer(Action(f"/export anyway {kind}", "Save it all the same"), Action("/draft", "Show the message"))
    elif wanted.confirmed:
        _write(work, path, text)
    else:
        work.emit(ExportAsked(f"anyway {kind}" if wanted.anyway else kind))
        work.say("export_ask", path=str(path), shared=wanted.shared, form=wanted.form)
        work.offer(Action("yes", "Save it"), Action("no", "Not now"))


def export_confirmed(work: Work) -> None:
    """Write the file that was proposed."""
    wanted = read_wanted(work.state.export)
    try:
        text = content(work, wanted)[1]
    except ExportError as error:
        work.emit(ExportAsked(""))
        work.say("export_failed", what=error.what, remedy=error.remedy)
        return
    _write(work, Path(wanted.path), text)


def export_declined(work: Work) -> None:
    """Leave the file unwritten."""
    work.emit(ExportAsked(""))
    work.say("export_declined")


def content(work: Work, wanted: Wanted) -> tuple[str, str]:
    """Return the name for a file and what stands in it; two empty texts when there is no result.

    Raises ExportError where the form does not fit it. A sheet is Markdown; a message can have every form.
    """
    run = work.state.top
    if run is None:
        return "", ""
    document, draft = work.state.document_of(run.id), work.state.draft_of(run.id)
    form = wanted.form or _usual(work, run)
    stem = f"{run.flow.replace('_', '-')}{'-shared' if wanted.shared else ''}"
    if wanted.shared or draft is None or (document is not None and form == "markdown"):
        if draft is None and form not in ("markdown", "text") and document is not None:
            raise ExportError("There is no message here that could be written like that.", "A sheet is saved as Markdown.")
        parts = [document.shared if wanted.shared else document.body] if document is not None else []
        if draft is not None and not wanted.shared:
            parts.append(message_text(draft))
        return (stem + ENDINGS["markdown"], "\n\n---\n\n".join(parts) + "\n") if parts else ("", "")
    if work.tools.exports is None:
        raise ExportError("This form cannot be made here.", "Choose Markdown.")
    wish = ExportWish(work.tools.clock.now(), steps=_steps(work, run, draft) if form == "ics" else ())
    return stem + ENDINGS[form], work.tools.exports.export(draft, form, wish).content


def _usual(work: Work, run: FlowRun) -> ExportForm:
    """Return the form that is proposed: a message alone as text, ready to be pasted, everything else as Markdown."""
    alone = work.state.document_of(run.id) is None and work.state.draft_of(run.id) is not None
    return "text" if alone else "markdown"


def stops(work: Work, *, shared: bool = False) -> tuple[str, ...]:
    """Return the notes for which the message on the table, or the version for a mentor, is held back, as a mentee reads them."""
    run = work.state.top
    if run is None:
        return ()
    if shared:
        document = work.state.document_of(run.id)
        return leaks(work, document.shared, work.values(run, shared=True)) if document is not None else ()
    draft = work.state.draft_of(run.id)
    return tuple(issue.text for issue in draft.issues if issue.level == "stop") if draft is not None else ()


def leaks(work: Work, text: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return what the leak guard says of a text for the mentor of `values`, or for the one last named where they name none."""
    known = work.tools.journal.known().get("mentor_name", "")
    reviewed = work.tools.studio.review(Draft("", "chat", "warm", text), {"mentor_name": known, **values})
    return tuple(issue.text for issue in reviewed.issues if issue.rule == "leak")


def choices(work: Work, *, shared: bool = False) -> tuple[ExportChoice, ...]:
    """Return every form that the result can have, with the file it would go to; a form that does not fit is left out."""
    run = work.state.top
    draft = work.state.draft_of(run.id) if run is not None else None
    found: list[ExportChoice] = []
    forms: tuple[ExportForm, ...] = ("markdown",)
    if run is not None and draft is not None and not shared and work.tools.exports is not None:
        forms = tuple(sorted(work.tools.exports.forms(draft), key=lambda form: form != _usual(work, run)))
    for form in forms:
        try:
            name, text = content(work, Wanted(shared=shared, form=form))
        except ExportError:
            continue
        if text:
            link = text.strip() if form == "mailto" else ""
            path = str(work.tools.exporter.suggest(name))
            found.append(ExportChoice(form, path, stops(work, shared=shared), link))
    return tuple(found)


def _steps(work: Work, run: FlowRun, draft: Draft) -> tuple[FollowUp, ...]:
    """The plan by what the outbox knows; as if it went out today where it was not sent yet."""
    letters = work.tools.journal.letters()
    known = next((one for one in letters if one.sent_on and (one.id == run.id or any(m.run == run.id for m in one.marks))), None)
    try:
        asks = work.tools.studio.situation(draft.situation).asks
    except RenderingError:
        asks = False
    today = work.tools.today().isoformat()
    letter = known or Letter(
        run.id,
        len(letters) + 1,
        draft.to,
        draft.situation,
        draft.channel,
        draft.subject,
        asks=asks,
        earlier=_EARLIER.get(draft.situation, 0),
        marks=(Mark("sent", today),),
    )
    steps = plan(letter, [one for one in letters if one.id != letter.id], off=work.tools.days_off)
    return tuple(step for step in steps if step.day.isoformat() >= today)


def _write(work: Work, path: Path, text: str) -> None:
    work.emit(ExportAsked(""))
    try:
        written = work.tools.exporter.write(path, text)
    except ExportError as error:
        work.say("export_failed", what=error.what, remedy=error.remedy)
        return
    work.say("exported", path=str(written))
    work.offer(Action("/done", "Done"))
