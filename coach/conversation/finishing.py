"""The end of an interview: the sheet, the plan, the message, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping

from coach.conversation.keeping import write_version
from coach.conversation.work import Work
from coach.domain.events import DocumentWritten, FlowFinished
from coach.domain.interview import FlowRun, Value
from coach.domain.turn import Action
from coach.errors import MissingValues
from coach.flows import End, Outcome
from coach.flows.model import flatten


def finish(work: Work, run: FlowRun, outcome: Outcome) -> str | None:
    """Write what the interview leaves behind and return None, or return the slot that its message cannot do without."""
    end = outcome.end
    assert end is not None
    values = work.values(run)
    draft = None
    if end.draft:
        try:
            draft = work.tools.studio.compose(_text(work, end.draft, values), _signed(work, run, values))
        except MissingValues as missing:
            slot = _still_needed(work, run, missing)
            if f"needed:{slot}" not in run.eased:
                return slot
            work.say(
                "draft_needs", labels=[ask.label for name in missing.names if (ask := work.definition(run).ask(name)) is not None]
            )
    first = work.state.draft_of(run.id) is None and work.state.document_of(run.id) is None
    work.emit(FlowFinished(run.id))
    if end.document:
        _write_document(work, run, end, values)
    if draft is not None:
        write_version(work, run, draft, _signed(work, run, values))
    work.parts += work.tools.voice.says(outcome.says, values)
    show_result(work, run)
    if end.closing and first:
        work.parts.append(work.tools.voice.text(end.closing, values))
    return None


def _signed(work: Work, run: FlowRun, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the answers with the person's own name, where an earlier interview learned it and this one does not ask."""
    name = work.tools.journal.known().get("my_name") if work.definition(run).ask("my_name") is None else None
    return {**values, "my_name": name} if name is not None else values


def _text(work: Work, source: str, values: Mapping[str, Value]) -> str:
    return str(work.tools.voice.text(source, values)) if "{" in source else source


def _still_needed(work: Work, run: FlowRun, missing: MissingValues) -> str:
    flow = work.definition(run)
    slot = next((name for name in missing.names if flow.ask(name) is not None), None)
    if slot is None:
        raise missing
    return slot


def _write_document(work: Work, run: FlowRun, end: End, values: Mapping[str, Value]) -> None:
    labelled = _labelled(work, run, values)
    shared = _labelled(work, run, work.values(run, shared=True))
    title = str(work.tools.voice.text(end.title, values))
    render = work.tools.voice.document
    body = render(end.document, {**labelled, "private_view": True})
    share = render(end.document, {**shared, "private_view": False})
    before = work.state.document_of(run.id)
    if before is None or (before.body, before.shared) != (body, share):
        work.emit(DocumentWritten(run.id, run.flow, title, body, share, work.tools.now()))


def _labelled(work: Work, run: FlowRun, values: Mapping[str, Value]) -> dict[str, Value]:
    """Add to each choice and date its words as `<slot>_words`, for documents."""
    flow = work.definition(run)
    words: dict[str, Value] = {}
    for slot, value in values.items():
        ask = flow.ask(slot)
        words[f"{slot}_words"] = work.tools.voice.shown(ask, value) if ask is not None else value
    return {**words, **values}


def show_result(work: Work, run: FlowRun) -> None:
    """Show the sheet and the message of a run, with what can be done next."""
    work.show_result = True
    document, draft = work.state.document_of(run.id), work.state.draft_of(run.id)
    if document is not None:
        work.show(document.body)
    if draft is not None:
        review = [issue for issue in draft.issues if issue.level != "good"]
        work.show(work.tools.voice.reply("draft", draft=draft, review=review))
        work.offer(Action("/tone", "Another tone"), Action("/channel", "Another channel"))
    if document is not None:
        work.offer(Action("/share", "What a mentor would see"))
    if document is not None or draft is not None:
        work.offer(Action("/export", "Save to a file"), Action("/review", "Change an answer"))
        work.offer(*([Action("/sent", "I sent it")] if draft is not None else []), Action("/done", "Done"))


def message_of(work: Work, run: FlowRun) -> str:
    """Return the message that the interview writes whatever is answered, or an empty text."""
    situation = next((step.draft for step in flatten(work.definition(run)) if isinstance(step, End) and step.draft), "")
    return "" if "{" in situation else situation


def enough_said(work: Work, run: FlowRun) -> bool:
    """Return whether the message could be written already; nothing is written to find out."""
    situation = message_of(work, run)
    return bool(situation) and work.tools.studio.writable(situation, work.values(run))


def preview(work: Work, run: FlowRun) -> None:
    """Show the message as it would read now, when it can be written already."""
    if not enough_said(work, run):
        return
    work.preview = work.tools.studio.compose(message_of(work, run), work.values(run))
    work.show(work.tools.voice.reply("draft", draft=work.preview))
