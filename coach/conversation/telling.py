"""From a turn that was put together to the `Turn` that front ends show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.conversation.work import Work
from coach.domain.interview import FlowRun, Value
from coach.domain.turn import Action, Document, StepView, Turn
from coach.rendering.markdown import escape


def turn_of(work: Work, line: str) -> Turn:
    """Return what front ends show of a turn; `line` is what was typed, cleaned."""
    state, top = work.state, work.state.top
    flow, topic = _labels(work)
    document = state.document_of(top.id) if top is not None and work.show_result else None
    return Turn(
        text=line,
        reply=_joined(work.parts),
        prose=_without_choices(_joined([part for part in work.parts if part not in work.results]), work.actions),
        flow=flow,
        topic=topic,
        confidence=round(work.command.confidence, 3),
        why=work.command.why,
        step=_step(work),
        slots=_told(top, {**top.values(), **work.values(top)}) if top is not None else {},
        citations=work.citations,
        passages=work.passages,
        actions=tuple(work.actions),
        draft=work.preview or (state.draft_of(top.id) if top is not None and work.show_result else None),
        document=Document(document.document, document.title, document.body) if document is not None else None,
        safety=work.safety,
        closed=work.closed,
    )


def _labels(work: Work) -> tuple[str, str]:
    name, top = work.command.name, work.state.top
    if name in ("safety", "out_of_scope", "smalltalk", "ask", "unsure") or (work.flow and name != "open"):
        fallback = {"safety": "safety", "out_of_scope": "out_of_scope", "smalltalk": "smalltalk"}.get(name, "ask")
        return work.flow or fallback, work.topic or (fallback if fallback != "ask" else work.reading.topic)
    if top is not None:
        return top.flow, work.topic or work.tools.book[top.flow].topic
    return "smalltalk", work.topic or "smalltalk"


def _step(work: Work) -> StepView | None:
    run = work.state.asking
    if run is None:
        return None
    flow = work.definition(run)
    ask = flow.ask(work.state.pending or "")
    section = flow.sections.get(ask.section, "") if ask is not None else ""
    return StepView(work.state.pending or "", round(run.shown, 2), flow.title, section)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part.strip())


def _without_choices(text: str, actions: Sequence[Action]) -> str:
    """Leave out numbered lines that stand among the actions, for a front end that shows those as buttons."""
    labels = {escape(action.label) for action in actions}
    return "\n".join(line for line in text.splitlines() if line.partition(". ")[2].strip() not in labels).strip()


def _told(run: FlowRun, values: Mapping[str, Value]) -> dict[str, Value]:
    """Keep what the mentee said; what rules made of it is nobody's answer."""
    return {slot: value for slot, value in values.items() if slot in run.answers and run.answers[slot].status != "derived"}
