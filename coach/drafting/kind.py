"""What form an answer has: a thing, an activity, a wish, a statement, a question."""

from __future__ import annotations

import re
from typing import Final, Literal

from coach.drafting.verbs import is_base_verb, is_gerund, is_past, is_third_person

Kind = Literal["wish", "mine", "yours", "clause", "indirect", "asked", "to", "verb", "doing", "past", "third", "thing"]

WISH: Final = re.compile(
    r"^(?:(?:my|the|our)\s+(?:main\s+|big\s+)?(?:goal|aim|plan|dream|hope|ambition|idea)\s+is\s+(?:to\s+)?|"
    r"(?:I|we)(?:['’]d|['’]m|\s+am|\s+would)?\s+(?:really\s+|just\s+|also\s+|mainly\s+|currently\s+|still\s+)*"
    r"(?:want|wanna|hope|hoping|need|like|love|plan|planning|aim|aiming|wish|intend|trying|try|looking|thinking|interested|keen|working|considering)\s*"
    r"(?:to\s+|of\s+|about\s+|on\s+|in\s+|for\s+(?=\w)|out\s+)?)",
    re.I,
)
WISH_TO: Final = re.compile(r"(?:\bto|wanna)\s*$", re.I)
_INDIRECT: Final = re.compile(r"^(?:how|whether|what|which|when|where|why|who|if)\b", re.I)
_ASKED: Final = re.compile(
    r"^(?:(?:how|what|when|where|why|who|which\s+\w+|what\s+\w+|how\s+\w+)\s+)?(?:should|do|does|did|can|could|is|are|am|would|will|have|has|was|were)\s+(?:I|you|it|there|we|this|that|they|the|my|your|people|one|a)\b",
    re.I,
)
_CLAUSE_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|keeps?|makes?|feels?|needs?|wants?|isn['’]t|aren['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|am|said|told|suggested|recommended|thinks|thought|mentioned|introduced|got|gave|starts|started|died|passed)\b",
    re.I,
)
_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_MY_NO: Final = re.compile(
    r"^(?:can['’]?t|cannot|don['’]?t|didn['’]?t|won['’]?t|couldn['’]?t|haven['’]?t|am|was|had|have to|couldn)\b", re.I
)
LEAD_ABOUT: Final = re.compile(
    r"^(?:(?:it(?:['’]s| is)\s+)?about|on|regarding|re:?|concerning|(?:(?:some|a bit of|your)\s+)?(?:help|advice|guidance|feedback|input|tips|thoughts)\s+(?:with|on|about|for))\s+(?=\S)",
    re.I,
)
_TO: Final = re.compile(r"^to\s+(?!(?:the|a|an|my|our|your|this|that|one|some|more|all)\b)[a-z]\w+", re.I)
_SUBJECT: Final = 4
_OWN_SUBJECT: Final = 7
"""Words before the verb of a statement: "the kids were engaged"; more where it opens with "your" ("your work on X is")."""


def kind(text: str) -> Kind:
    """Return the form of `text`."""
    if WISH.match(text) and len(WISH.sub("", text, count=1).split()) > 0:
        return "wish"
    if re.match(r"^did\s+(?:the|my|a|one|this|that)\b", text, re.I) and not text.endswith("?"):
        return "past"
    if _ASKED.match(text) or (text.endswith("?") and not _INDIRECT.match(text)):
        return "asked"
    if _INDIRECT.match(text):
        return "indirect"
    if re.match(r"^you\b", text, re.I):
        return "yours"
    if re.match(r"^(?:I|we)\b", text):
        return "mine"
    if _TO.match(text):
        return "to"
    if _MY_NO.match(text):
        return "past"
    if is_gerund(text):
        return "doing"
    if is_past(text):
        return "past"
    if is_base_verb(text):
        return "verb"
    if is_third_person(text):
        return "third"
    return "clause" if _is_statement(text) else "thing"


def _is_statement(text: str) -> bool:
    """True when the words before a verb like "is" or "keeps" are a short subject and no relative clause."""
    match = _CLAUSE_VERB.search(_QUOTED.sub(lambda m: "x" * len(m[0]), text))
    if match is None or match.start() == 0:
        return False
    subject = text[: match.start()].split()
    if len(subject) > 1 and subject[-1].lower() in ("you", "i", "we", "they", "she", "he"):
        return False
    longest = _OWN_SUBJECT if re.match(r"(?:your|my)\b", text, re.I) else _SUBJECT
    return len(subject) <= longest and not re.search(
        r"\b(?:that|which|who|how|what|where|when|than|as)\b", text[: match.start()], re.I
    )
