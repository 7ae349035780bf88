"""One exchange: what was typed, what is answered, and what changed because of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.domain.drafts import Draft
from coach.domain.interview import Value
from coach.domain.library import Citation, Passage


@dataclass(frozen=True, slots=True)
class Action:
    """Something the person can do next. Typing the `id` after a slash, or choosing the label, does it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class StepView:
    """Where an interview stands. `progress` runs from 0 to 1 and never goes back within one run."""

    id: str
    progress: float
    title: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished piece that can be saved and exported: a goal sheet, a plan, talking points. `body` is Markdown."""

    kind: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a front end shows for one line. Fields follow the headless contract (docs/json.md).

    `prose` is the reply without the message and the sheet, for a front end that shows `draft` and `document` its own way.
    """

    text: str
    reply: str
    flow: str
    topic: str
    confidence: float
    why: str
    step: StepView | None = None
    slots: Mapping[str, Value] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    actions: tuple[Action, ...] = ()
    draft: Draft | None = None
    document: Document | None = None
    safety: str | None = None
    closed: bool = False
    prose: str = ""
