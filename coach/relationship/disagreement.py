"""Which way a disagreement leans, as far as the mentee's answers tell. The mentee decides; this only shows a starting point.

Method: the cards disagreement-weigh-both-options, disagreement-understand-their-reasoning, disagreement-angry-right-now,
disagreement-harsh-but-fair and disagreement-mentor-versus-manager, put as a table of points. The points are our own
judgement and nobody has measured them, so the mentee sees the reasons and picks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from coach.domain.interview import Value
from coach.relationship.scoring import Row, facts_of, weigh

Leaning = Literal["try_small", "adapt", "ask_why", "park", "decline", "follow"]
LEANINGS: Final[tuple[Leaning, ...]] = get_args(Leaning)

TABLE: Final[tuple[Row, ...]] = (
    ("know_why:no", "ask_why", 6),
    ("know_why:partly", "ask_why", 3),
    ("force:order", "ask_why", 2),
    ("undo:hardly", "ask_why", 1),
    ("undo:easy", "try_small", 4),
    ("how_soon:weeks", "try_small", 1),
    ("how_soon:open", "try_small", 1),
    ("know_why:yes", "try_small", 1),
    ("undo:hardly", "try_small", -4),
    ("how_soon:now", "try_small", -1),
    ("force:order", "try_small", -2),
    ("fair:part", "adapt", 5),
    ("whose:both", "adapt", 3),
    ("force:pressure", "adapt", 2),
    ("undo:costly", "adapt", 2),
    ("mood:hot", "park", 3),
    ("how_soon:open", "park", 2),
    ("undo:hardly", "park", 1),
    ("how_soon:now", "park", -6),
    ("whose:mine", "decline", 2),
    ("know_why:yes", "decline", 2),
    ("undo:hardly", "decline", 3),
    ("whose:others", "decline", 3),
    ("fair:none", "decline", 2),
    ("force:order", "decline", -4),
    ("undo:easy", "decline", -2),
    ("fair:most", "decline", -4),
    ("fair:most", "follow", 6),
    ("whose:theirs", "follow", 4),
    ("force:order", "follow", 3),
    ("undo:easy", "follow", 1),
    ("whose:mine", "follow", -1),
    ("whose:others", "follow", -6),
)
"""Which answer speaks for which way of going on, and how much."""

_ORDER: Final = ("ask_why", "adapt", "try_small", "follow", "decline", "park")
_SLOTS: Final = ("force", "whose", "undo", "how_soon", "know_why", "mood", "fair")
_CLEAR: Final = 2
_MOST_REASONS: Final = 3
CARDS: Final[Mapping[str, str]] = {
    "try_small": "action-small-experiment",
    "adapt": "action-change-the-method",
    "ask_why": "disagreement-understand-their-reasoning",
    "park": "disagreement-weigh-both-options",
    "decline": "disagreement-advice-not-right-for-me",
    "follow": "disagreement-pick-your-ground",
}
"""The card that each way of going on rests on."""
_REVIEW_DAYS: Final[Mapping[str, int]] = {"try_small": 28, "adapt": 42, "ask_why": 14, "park": 7, "decline": 90, "follow": 42}


def weigh_disagreement(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say which way a disagreement leans.

    In: `force` (advice, pressure, order, correction), `whose`, `undo`, `how_soon`, `know_why`, `mood`, `fair`, all optional.
    Out: `leaning`; `because` (the facts that point to it, strongest first, at most three, such as `undo:easy`); `second`,
    the runner-up where there is one; `sure` (clear, close, or guess when nothing was told). Raises nothing.
    """
    verdict = weigh(facts_of(values, _SLOTS), TABLE, _ORDER)
    leaning = verdict.first or "ask_why"
    found: dict[str, Value] = {"leaning": leaning, "because": verdict.reasons[leaning][:_MOST_REASONS]}
    found["sure"] = "guess" if verdict.first is None else "clear" if verdict.lead >= _CLEAR else "close"
    return {**found, "second": verdict.second} if verdict.second else found


def choose_course(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return `course`, the mentee's own `decision` or else the `leaning`, `review_days` until it is looked at again, `plan_card`."""
    course = str(values.get("decision") or values.get("leaning") or "ask_why")
    return {"course": course, "review_days": _REVIEW_DAYS.get(course, 28), "plan_card": CARDS.get(course, CARDS["ask_why"])}
