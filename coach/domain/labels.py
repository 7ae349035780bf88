"""The closed sets of labels that the headless contract promises."""

from __future__ import annotations

from typing import Final, Literal, get_args

Flow = Literal[
    "goal_interview",
    "find_mentor",
    "draft_intro",
    "draft_followup",
    "draft_thanks",
    "draft_other",
    "prepare_meeting",
    "agreement",
    "action_plan",
    "disagreement",
    "stall",
    "ending",
    "evaluate",
    "give_back",
    "ask",
    "safety",
    "out_of_scope",
    "smalltalk",
]
Topic = Literal[
    "goals",
    "finding",
    "outreach",
    "structure",
    "meeting",
    "listening",
    "action",
    "disagreement",
    "stall",
    "ending",
    "appreciation",
    "reciprocity",
    "give_back",
    "evaluation",
    "conduct",
    "safety",
    "out_of_scope",
    "smalltalk",
]
Stage = Literal["searching", "starting", "running", "troubled", "ending", "after"]
Evidence = Literal["research", "institutional", "practitioner", "contested", "own"]
Channel = Literal["email", "linkedin_note", "linkedin_message", "chat", "letter"]
Tone = Literal["warm", "formal", "brief"]
SafetyCategory = Literal[
    "danger",
    "sexual_harassment",
    "discrimination",
    "bullying",
    "exploitation",
    "harm_to_others",
    "confidentiality",
    "distress",
]

FLOWS: Final[tuple[Flow, ...]] = get_args(Flow)
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
CARD_TOPICS: Final[tuple[Topic, ...]] = TOPICS[:16]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
EVIDENCE: Final[tuple[Evidence, ...]] = get_args(Evidence)[:4]
"""How well founded a card can be; `own` marks a person's own document, which nobody has reviewed."""
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
TONES: Final[tuple[Tone, ...]] = get_args(Tone)
SAFETY_CATEGORIES: Final[tuple[SafetyCategory, ...]] = get_args(SafetyCategory)

ExportForm = Literal["text", "markdown", "eml", "mailto", "ics", "json"]
EXPORT_FORMS: Final[tuple[ExportForm, ...]] = get_args(ExportForm)

Use = Literal["with", "only", "without"]
"""Whether answers draw on own documents beside the cards, on them alone, or not at all."""
USES: Final[tuple[Use, ...]] = get_args(Use)
