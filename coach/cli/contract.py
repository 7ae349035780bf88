"""The headless contract: one turn as the JSON object that docs/json.md describes."""

from __future__ import annotations

import json
from typing import Any

from coach.domain.drafts import Draft
from coach.domain.library import Citation, Origin, Passage
from coach.domain.turn import Document, StepView, Turn


def encode_turn(turn: Turn) -> dict[str, Any]:
    """Return the fields of one turn, in the order of the contract."""
    return {
        "text": turn.text,
        "reply": turn.reply,
        "flow": turn.flow,
        "topic": turn.topic,
        "confidence": turn.confidence,
        "why": turn.why,
        "step": _step(turn.step),
        "slots": {slot: list(value) if isinstance(value, tuple) else value for slot, value in turn.slots.items()},
        "citations": [_citation(citation) for citation in turn.citations],
        "passages": [_passage(passage) for passage in turn.passages],
        "actions": [{"id": action.id, "label": action.label} for action in turn.actions],
        "draft": encode_draft(turn.draft) if turn.draft is not None else None,
        "document": _document(turn.document),
        "safety": {"category": turn.safety} if turn.safety is not None else None,
        "closed": turn.closed,
    }


def encode_draft(draft: Draft) -> dict[str, Any]:
    """Return the fields of a message with its review."""
    return {
        "subject": draft.subject,
        "body": draft.body,
        "channel": draft.channel,
        "tone": draft.tone,
        "situation": draft.situation,
        "to": draft.to,
        "limit": draft.limit,
        "edited": draft.edited,
        "issues": [{"rule": i.rule, "level": i.level, "text": i.text, "card": i.card} for i in draft.issues],
    }


def as_line(data: dict[str, Any]) -> str:
    """Return one JSON object on one line, in readable characters; lone surrogates are escaped so that UTF-8 can carry it."""
    line = json.dumps(data, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return line


def _step(step: StepView | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {"id": step.id, "progress": step.progress, "title": step.title, "section": step.section}


def _citation(c: Citation) -> dict[str, Any]:
    return {
        "card": c.card,
        "title": c.title,
        "quote": c.quote,
        "source": c.source,
        "evidence": c.evidence,
        "reviewed": c.reviewed,
        "overdue": c.overdue,
        "origin": _origin(c.origin),
    }


def _origin(o: Origin | None) -> dict[str, Any] | None:
    if o is None:
        return None
    return {"file": o.file, "page": o.page or None, "headings": list(o.headings), "added": o.added}


def _passage(p: Passage) -> dict[str, Any]:
    return {"card": p.card, "score": p.score, "title": p.title, "topic": p.topic, "flow": p.flow}


def _document(document: Document | None) -> dict[str, Any] | None:
    return {"kind": document.kind, "title": document.title, "body": document.body} if document is not None else None
