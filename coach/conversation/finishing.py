"""The end of an interview: the sheet, the plan, the message, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping

from coach.conversation.work import Work
from coach.domain.drafts import Draft
from coach.domain.events import DocumentWritten, DraftWritten, FlowFinished
from coach.domain.interview import FlowRun, Value
from coach.domain.turn import Action
from coach.errors import MissingValues, RenderingError
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
        _write_draft(work, run, draft)
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


def _write_draft(work: Work, run: FlowRun, draft: Draft) -> None:
    before = work.state.draft_of(run.id)
    if before is None or (before.subject, before.body) != (draft.subject, draft.body):
        work.emit(DraftWritten(run.id, draft, work.tools.now()))


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
        work.offer(Action("/export", "Save to a file"), Action("/review", "Change an answer"), Action("/done", "Done"))


def draft_so_far(work: Work, run: FlowRun) -> Draft | None:
    """Return the message as it would read now, or None while something is missing or the interview writes none."""
    situation = next((step.draft for step in flatten(work.definition(run)) if isinstance(step, End) and step.draft), "")
    if not situation or "{" in situation:
        return None
    try:
        return work.tools.studio.compose(situation, work.values(run))
    except RenderingError:
        return None


def preview(work: Work, run: FlowRun) -> None:
    """Show the message as it would read now, when it can be written already."""
    draft = draft_so_far(work, run)
    if draft is not None:
        work.preview = draft
        work.show(work.tools.voice.reply("draft", draft=draft))
