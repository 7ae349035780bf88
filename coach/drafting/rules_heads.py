"""Conditions on what stands around a message: greeting, name, title, subject line, signature."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from coach.drafting.leaks import fold
from coach.drafting.names import TITLES, known_title
from coach.drafting.reading import Text
from coach.drafting.rules_kit import Facts, given

_TITLE_WORD: Final = re.compile(rf"^(?P<title>{'|'.join(TITLES)})\b\.?\s*", re.I)
_GROUPS: Final = ("all", "there", "team", "both", "everyone", "folks", "everybody", "committee")
_NOBODY: Final = ("", "there", "sir", "madam", "sir or madam", "sir/madam", "mentor", "to whom it may concern")
_WITH_FAMILY_NAME: Final = ("Dr", "Professor", "Mr", "Mrs", "Ms", "Mx", "Miss")
"""Titles that stand before a family name in most places."""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text)


def wrong_name(text: Text) -> Facts | None:
    """The greeting names somebody else. Several names, or words of another language, are fine beside the recipient's."""
    greeted = fold(_TITLE_WORD.sub("", text.greeting))
    if not greeted or not text.name.full or greeted in (*_GROUPS, *_NOBODY):
        return None
    known, there = set(_words(fold(text.name.full))), set(_words(greeted))
    together = bool(known & there) and (not text.english or re.search(r"\band\b|&|,", greeted) is not None)
    return given(not there <= known and not together, greeted=text.greeting, name=text.name.full)


def name_spelling(text: Text) -> Facts | None:
    """The greeting has the right name without its accents, or all in small letters."""
    if wrong_name(text) is not None or fold(text.greeting) in (*_GROUPS, *_NOBODY):
        return None
    for word in _words(unicodedata.normalize("NFC", _TITLE_WORD.sub("", text.greeting).replace("’", "'"))):
        record = next((one for one in _words(_composed(text.name.full)) if fold(one) == fold(word)), word)
        if record != word:
            return {"greeted": word, "record": record}
    return None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("’", "'"))


def no_name(text: Text) -> Facts | None:
    """The greeting is for nobody in particular."""
    spoken = text.situation is not None and text.situation.id == "thanks_speech"
    return given(not spoken and fold(text.greeting) in _NOBODY, name=text.name.full)


def wrong_title(text: Text) -> Facts | None:
    """The greeting has a title that the record has not."""
    match, record = _TITLE_WORD.match(text.greeting), text.name.title
    if match is None:
        return None
    greeted = known_title(match["title"])
    return given(_title(greeted) != _title(record), greeted=match["title"], record=record)


def _title(word: str) -> str:
    return fold(known_title(word.rstrip(".")) or word).rstrip(".")


def greeting_tone(text: Text) -> Facts | None:
    """ "Hi" or a first name alone in a formal message; "Hey" to somebody new."""
    word = text.greeting_word.lower()
    if word == "hey" and text.first and text.draft.channel != "chat":
        return {"found": text.greeting_word, "why": "hey"}
    if text.draft.tone != "formal":
        return None
    if word in ("hi", "hey"):
        return {"found": text.greeting_word, "why": "word"}
    name, greeted = text.name, fold(text.greeting)
    first_name = bool(name.family and name.given) and greeted == fold(name.given)
    return given(first_name, found=text.greeting, why="name", better=name.formal)


def title_with_given(text: Text) -> Facts | None:
    """A title before a first name, where a family name is known: "Dr Nadia"."""
    match, name = _TITLE_WORD.match(text.greeting), text.name
    if match is None or known_title(match["title"]).rstrip(".") not in _WITH_FAMILY_NAME or not (name.given and name.family):
        return None
    alone = fold(_TITLE_WORD.sub("", text.greeting)) == fold(name.given)
    return given(alone, found=text.greeting, better=f"{match['title']} {name.family}")


def unsigned(text: Text) -> Facts | None:
    """A mail that ends with a sentence."""
    spoken = text.situation is not None and text.situation.id == "thanks_speech"
    return given(text.draft.channel == "email" and not spoken and bool(re.search(r"[.?!]\s*$", text.draft.body)))


def no_subject(text: Text) -> Facts | None:
    """A mail without a subject."""
    return given(text.draft.channel == "email" and not text.draft.subject.strip())


def long_subject(text: Text) -> Facts | None:
    """A subject that is cut off on a phone."""
    most = text.rules.subject
    return given(bool(most) and len(text.draft.subject) > most, length=len(text.draft.subject), most=most)


def capital_subject(text: Text) -> Facts | None:
    """A subject in capitals; one word in capitals may be an abbreviation."""
    words = re.findall(r"[^\W\d_]{3,}", text.draft.subject)
    loud = sum(len(word) > 3 and word.isupper() for word in words) > 1
    return given(loud or (len(words) > 1 and all(word.isupper() for word in words)))


_FAKE_REPLY: Final = re.compile(r"^\s*(?:re|fwd?|aw|sv|rv|tr)\s*(?:\[\d+\])?\s*:", re.I)
_VAGUE: Final = re.compile(
    r"^(?:(?:a |one )?(?:quick |small |short )?(?:question|request|favou?r|hello|hi|hey|help|advice|chat|intro(?:duction)?|email|message|note|mentor(?:ship|ing)?(?: request)?|"
    r"request for (?:mentor(?:ship|ing)|help|advice)|following up|touching base|important|please read|networking|opportunity))\s*[.!?…]*$|\burgent(?:ly)?\b(?!\s+care)|\basap\b",
    re.I,
)


def fake_reply(text: Text) -> Facts | None:
    """A reply mark on a first message, which answers nothing."""
    match = _FAKE_REPLY.match(text.draft.subject)
    first = text.situation is None or text.situation.first
    return {"found": match[0].strip()} if match is not None and first else None


def vague_subject(text: Text) -> Facts | None:
    """A subject that hurries, or that could come from anyone in a first message; somebody one knows may get "One question"."""
    match = _VAGUE.search(text.draft.subject.strip())
    if match is None:
        return None
    hurry = bool(re.match(r"urgent|asap", match[0], re.I))
    return given(hurry or text.first, found=match[0].strip(), hurry=hurry)
