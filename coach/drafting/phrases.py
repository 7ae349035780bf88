"""A person's own words in the form that a sentence needs.

Templates receive every free answer as `Words`: a text with a property for each place in a sentence where it can stand.
The words are the person's own; what changes is the form of the first verb, who is "you", capitals and the stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coach.drafting import asking, forms, reader, times
from coach.drafting.names import Name
from coach.drafting.persons import to_you
from coach.drafting.tidying import tidy, without_lead


class Form:
    """A property of `Words`: what `make` gives for the words, without the ones an answer starts rolling with."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], str]) -> None:
        """`make` puts a tidied text into another form and never raises."""
        self._make = make

    def __get__(self, words: str, owner: type[str]) -> str:
        """Return the words in this form."""
        return self._make(without_lead(str(words)))


class Words(str):
    """A free answer. `to` is the person written to, so that "her talk" can become "your talk"."""

    __slots__ = ("to",)
    to: Name | None

    about = Form(forms.about)
    """After "about" or "on": moving into ML; how you moved from nursing to policy."""
    aim = Form(forms.aim)
    """After "I": want to move into ML; am trying to work out whether I should do a PhD."""
    i_aim = Form(forms.i_aim)
    """The same with its "I": I want to move into ML; I'm trying to work out whether I should do a PhD. Empty where `aim` is."""
    because = Form(reader.because)
    """After "because": you moved from nursing to policy; of your talk at PyCon."""
    deed = Form(reader.deed)
    """A clause about what somebody did ("you read my draft"); empty when the words name a thing or an activity."""
    met = Form(reader.met)
    """Where the person came across the reader: I heard you at PyCon; I read your paper on bandits."""
    did = Form(forms.did)
    """After "I": rewrote the summary; have been practising."""
    own = Form(forms.own)
    """A clause about the writer ("I got the place"); empty when the words name a thing."""
    won = Form(forms.won)
    """Something reached, inside a sentence: I got the place; a job as a data analyst."""
    plan = Form(forms.plan)
    """After "I": will ask Priya; am mentoring a new starter."""
    for_which = Form(reader.for_which)
    """After "for": your feedback on my CV; helping me with my CV."""
    as_said = Form(reader.told)
    """A sentence of its own, with a subject where a verb came first."""
    inside = Form(forms.lower)
    """Inside a sentence: a small letter first unless it is a name."""
    titled = Form(forms.titled)
    """The name of a school or programme inside a sentence, with the capitals that quick typing leaves out."""
    to_do = Form(asking.to_do)
    """After "to": look at the first page."""
    question = Form(asking.question)
    """One sentence that asks it."""
    request = Form(asking.request)
    """One sentence that asks for it: Would you have ten minutes? Empty when nothing is asked."""
    plain = Form(times.rhythm)
    """How often and for how long, without "maybe": every six weeks, for a year."""
    long = Form(times.long)
    """A length of time: three weeks. Empty when the words name none."""
    ago = Form(times.ago)
    """The same counted back: three weeks ago."""
    at = Form(times.at)
    """A time with its preposition: on Thursday 3 December; in February."""
    by = Form(times.by)
    """A time limit: by Friday 4 December; before Christmas."""
    dated = Form(times.dated)
    """A time without a preposition: Thursday 3 December."""

    def __new__(cls, text: str, to: Name | None = None) -> Words:
        """Take `text` as typed; the value itself is the tidied text, addressed to the reader."""
        made = super().__new__(cls, cls.addressed(tidy(text), to))
        made.to = to
        return made

    @classmethod
    def addressed(cls, text: str, to: Name | None) -> str:
        """Say "you" of the reader."""
        return to_you(text, to)

    @property
    def who_i_am(self) -> str:
        """A clause beginning with "I" that says who the person is."""
        return asking.who_i_am(str(self))

    @property
    def head(self) -> Words:
        """What comes before a clause that begins anew: "moving into ML, I also did two courses" gives "moving into ML"."""
        return type(self)(_ANEW.split(self, maxsplit=1)[0], self.to)

    @property
    def first(self) -> Words:
        """The first of several statements run together: "starting a shop, I don't know what to buy" gives "starting a shop"."""
        return type(self)(_SPLICED.split(self, maxsplit=1)[0], self.to)

    @property
    def second(self) -> Words:
        """The second of them, or nothing; a third is left to a later message."""
        return type(self)(_OPENING.sub("", [*_SPLICED.split(self), ""][1]), self.to)

    @property
    def core(self) -> Words:
        """The part up to the first comma or joining word, for places with little room."""
        return type(self)(_CUT.split(self, maxsplit=1)[0], self.to)


class OthersWords(Words):
    """An answer about somebody who is not the reader: "she" stays "she"."""

    __slots__ = ()

    @classmethod
    def addressed(cls, text: str, to: Name | None) -> str:
        """Leave the words as they are."""
        return text


_ANEW: Final = re.compile(
    r"\s*[,;]\s*(?=(?:and |but |so |also |because )?(?:I|we|my|it|he|she|you|they|but|so|also|because|which)\b)|\.\s+(?=[A-Z])"
)
_SPLICED: Final = re.compile(
    r"\s*[,;]\s*(?=(?:(?:and |also ){1,2})?(?:I|we|my|our)\b(?!\s+(?:think|guess|suppose)\b))|\.\s+(?=[A-Z])"
)
_OPENING: Final = re.compile(r"^(?:(?:and|also)\s+)+", re.I)
_CUT: Final = re.compile(r"\s*[,;:(]\s+|\s+(?:and|because|but|which|so|where|while|after|before|when)\s+", re.I)
