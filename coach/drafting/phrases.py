"""A person's own words in the form that a sentence needs.

Templates receive every free answer as `Words`: a text with properties for the places in a sentence where it can stand.

    about      after "about" or "on":       moving into ML | how you moved from nursing to policy
    aim        after "I":                   want to move into ML | am trying to work out whether …
    because    after "because":             you moved from nursing to policy | of your talk at PyCon
    who_i_am   a clause of its own:         I'm a nurse on a surgical ward
    did        after "I":                   rewrote the summary | have started with …
    as_said    a sentence, I or you in it:  I heard you say that …
    question   one question, as a sentence
    to_do      after "to" or "could you":   read the first page
    request    a sentence that asks for it: Would you have ten minutes?
    deed       a clause about what the reader did, or empty
    met        I heard you at PyCon | I read your paper on bandits

The words are the person's own; what changes is the form of the first verb, who is "you", capitals and the stop.
"""

from __future__ import annotations

import re
from typing import Final

from coach.drafting import forms
from coach.drafting.names import Name
from coach.drafting.persons import to_you
from coach.drafting.tidying import tidy, without_lead


class Words(str):
    """A free answer. `to` is the person written to, so that "her talk" can become "your talk"."""

    __slots__ = ("to",)
    to: Name | None

    def __new__(cls, text: str, to: Name | None = None) -> Words:
        """Take `text` as typed; the value itself is the tidied text, addressed to the reader."""
        made = super().__new__(cls, to_you(tidy(text), to))
        made.to = to
        return made

    @property
    def about(self) -> str:
        """The words after "about": a thing, an activity, or a question in indirect form."""
        return forms.about(without_lead(self))

    @property
    def aim(self) -> str:
        """The words after "I": what the person wants or is doing."""
        return forms.aim(without_lead(self))

    @property
    def because(self) -> str:
        """The words after "because": a clause, or "of" and a thing."""
        return forms.because(without_lead(self))

    @property
    def who_i_am(self) -> str:
        """A clause that says who the person is, beginning with "I"."""
        return forms.who_i_am(self)

    @property
    def did(self) -> str:
        """The words after "I": what the person did."""
        return forms.did(without_lead(self))

    @property
    def to_do(self) -> str:
        """The words after "to" or "could you": a plain verb first."""
        return forms.to_do(without_lead(self))

    @property
    def question(self) -> str:
        """One sentence that asks it."""
        return forms.question(without_lead(self))

    @property
    def as_said(self) -> str:
        """The words as a sentence with a capital and a stop."""
        return forms.told(without_lead(self))

    @property
    def inside(self) -> str:
        """The words inside a sentence: a small letter first unless it is a name."""
        return forms.lower(without_lead(self))

    @property
    def request(self) -> str:
        """One sentence that asks for it; empty when nothing is asked."""
        return forms.request(without_lead(self))

    @property
    def for_which(self) -> str:
        """The words after "for": a thing or an activity; never a clause."""
        return forms.for_which(without_lead(self))

    @property
    def core(self) -> Words:
        """The part up to the first comma or joining word, for places with little room."""
        return Words(_CUT.split(self, maxsplit=1)[0], self.to)

    @property
    def deed(self) -> str:
        """What the reader did, as a clause with "you"; empty when the words name a thing or an activity."""
        return forms.deed(without_lead(self))

    @property
    def met(self) -> str:
        """A clause that says where the person came across the reader."""
        return forms.met(without_lead(self))


_CUT: Final = re.compile(r"\s*[,;:(]\s+|\s+(?:and|because|but|which|so|where|while|after|when)\s+", re.I)
