"""Versions of a message: each is kept, and edits by hand stay in it when it is written afresh."""

from __future__ import annotations

from collections.abc import Mapping

from coach.conversation.edits import merge
from coach.conversation.state import State
from coach.conversation.work import Work
from coach.domain.drafts import Draft
from coach.domain.events import DraftWritten
from coach.domain.interview import FlowRun, Value
from coach.domain.versions import Version

_SHOWN = 3
"""Lines of the person's that are quoted when they could not be put in."""


def write_version(work: Work, run: FlowRun, fresh: Draft, values: Mapping[str, Value]) -> None:
    """Keep a message that was written from the answers, with the edits by hand that still fit; say which do not."""
    before, mine = work.state.draft_of(run.id), _own_wording(work.state, run.id)
    if mine is None:
        if before is None or (before.subject, before.body) != (fresh.subject, fresh.body):
            work.emit(DraftWritten(run.id, fresh, work.tools.now()))
        return
    merged = merge(_base(work.state, mine), mine.draft, fresh)
    draft = work.tools.studio.review(merged.draft, values) if merged.taken else fresh
    if before is not None and (before.subject, before.body) == (draft.subject, draft.body):
        return
    number = next(one.number for one in reversed(versions_of(work, run.id)) if one.draft.body == mine.draft.body)
    how = "merged" if merged.taken else "written"
    work.emit(DraftWritten(run.id, draft, work.tools.now(), how, (fresh.subject, fresh.body)))  # type: ignore[arg-type]
    work.say("edit_kept", version=number, missed=merged.missed, lost=merged.lost[:_SHOWN], taken=merged.taken)


def edited(work: Work, run: str, draft: Draft) -> DraftWritten:
    """Return the event of a message that the person worded themselves; it remembers from which wording they began."""
    last = next(d for d in reversed(work.state.drafts) if d.run == run)
    base = _base(work.state, last) if last.draft.edited else (last.draft.subject, last.draft.body)
    return DraftWritten(run, draft, work.tools.now(), "edited", base)


def versions_of(work: Work, run: str) -> tuple[Version, ...]:
    """Return every version of a message, the first first: what is saved, and what is not or not yet."""
    saved = list(work.tools.journal.versions(run))
    there = {(one.at, one.draft.subject, one.draft.body, one.how) for one in saved}
    for event in work.state.drafts:
        if event.run == run and (event.at, event.draft.subject, event.draft.body, event.how) not in there:
            saved.append(Version(len(saved) + 1, event.draft, event.at, event.how, event.base))
    return tuple(saved)


def shown_run(state: State) -> str:
    """Return the run whose message is meant: that of the interview on top, else the one written last; empty when there is none."""
    if state.top is not None and state.draft_of(state.top.id) is not None:
        return state.top.id
    return state.drafts[-1].run if state.drafts else ""


def _own_wording(state: State, run: str) -> DraftWritten | None:
    """Return the version with the person's last edits; a later version that merely carries them, or lost them, changes nothing."""
    for event in reversed(state.drafts):
        if event.run == run and event.how != "merged" and (event.draft.edited or event.how == "restored"):
            return event if event.draft.edited else None
    return None


def _base(state: State, event: DraftWritten) -> tuple[str, str]:
    """Return the wording from which edits began; versions from before it was kept began from the last one without edits."""
    if event.base[1]:
        return event.base
    before = [d for d in state.drafts if d.run == event.run and not d.draft.edited]
    earlier = before[-1].draft if before else event.draft
    return earlier.subject, earlier.body
