"""Names that are everyday words too: when they stand for a person, and when for the word."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = frozenset(
    """will may june april august march grace hope mark faith joy rose art bill sue pat dean guy rich chance drew say so an jack
    frank ray dawn eve ivy lily holly heather olive violet daisy iris ruby amber pearl jade crystal summer autumn winter
    spring christian angel miles max sandy robin jay gene grant chase chip rob nick penny charity constance prudence patience
    felicity victor sky star cliff rusty buddy hunter mason porter page baker cook young long short good best field hall hill
    green brown black white gray grey king pope price cash bond day week fox wolf bird swift sharp power powers stone wood
    woods forest brook brooks rivers lake banks bridge bridges church temple park street lane way wall gates house home love
    moody noble savage strong small little large major minor case cross change close he she you me do to in on it is as at be
    by or us we up no my van von le ha ho li ma hu yu go lee kay dee bea era earl prince ward wells ford mills reed rush bush
    berry cherry plum pepper rice bean sage basil coral gold silver steel sterling pen book reader speaker singer smith miller
    fisher gardner driver walker rider butler clerk judge law lord nurse doctor words world north south east west moon sun
    snow frost storm rain flood buyers friend child childs man mann self wise true free early late new old stark blunt keen
    savvy bright light dark cloud stack target apple shell orange visa gap next meta square stripe block boots sprint oracle
    delta virgin unity unit fig notion slack zoom ready better done work works team office school hospital clinic university
    college uni bank company firm startup council government lab shop studio agency practice nhs""".split()
)
"""Small words, months, trades, colours and things that are given or family names or employers somewhere."""
_MONTHS: Final = frozenset("april may june august march winter summer spring autumn".split())
_SAYS: Final = (
    r"(?:said|says|told|tells|thinks?|thought|suggested|suggests|asked|asks|wrote|writes|recommended|mentioned|advised|helped|showed|taught|knows|knew|"
    r"works|worked|got|gave|gives|is|was|has|had|and I|who)"
)
_TO_A_PERSON: Final = r"(?:Dear|Hi|Hello|Hey|Dr|Prof|Professor|Doctor|Mr|Mrs|Ms|Mx|Miss|Sir|Dame|Rev|Coach)\.?"
_BEFORE: Final = r"(?:with|and|told|asked|ask|tell|like|met|meet|know|knew|mentor|thanks? to|thanked|saw|called|rang)"


def is_everyday(form: str) -> bool:
    """True for a name (folded) that is a word as well, or so short that it may be part of one ("Li", "Al")."""
    return form in _WORDS or (len(form) < 3 and form.isascii())


def as_a_person(form: str, text: str) -> str | None:
    """Return how an everyday name stands in `text` (with its capitals, without accents) as a person's, or None.

    It is one after a title or a greeting, with 's, before "said", after "with" or "told", or with a capital inside a sentence
    where no other capital is beside it; a month only where a person must be meant.
    """
    name = re.escape(form.capitalize())
    shapes = [
        rf"\b{_TO_A_PERSON} {name}\b",
        rf"(?<!the ){name}['’]s\b(?! Day)",
        rf"(?:^|[(\"“:–—]|[.!?]\s+|[a-z,;] ){name},? {_SAYS}\b(?! (?:not )?a )",
    ]
    shapes.append(rf"\b{_BEFORE} {name}\b(?! [A-Z])")
    if form not in _MONTHS:
        shapes.append(rf"(?:^|\s)(?!(?:the|a|an|this|our|my|your|in) )[a-z]+,? {name}\b(?![ -][A-Z]|['’]s? [A-Z])")
    found = (re.search(shape, text, re.M) for shape in shapes)
    return next((match[0].strip() for match in found if match is not None), None)
