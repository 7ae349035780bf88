"""English verb forms, as far as a person's own words need them to fit another sentence."""

from __future__ import annotations

import re
from typing import Final

SURE_VERBS: Final = frozenset(
    "achieve add adapt attend compare check apply arrange ask avoid be become begin break bring build buy choose come complete convince cope create deal "
    "decide decline deliver develop discuss earn enter explain figure find finish fit fix follow gain get give go grow handle have hear "
    "help hire improve increase join keep know launch lead learn leave listen make manage master meet move negotiate open organise "
    "organize overcome pass pick prepare prioritise prioritize prove publish put qualify quit read reach reconnect recover reduce "
    "rewrite retrain run say see sell send solve speak specialise specialize stay stop succeed survive switch take teach tell think "
    "transition try understand win write "
    "sit proofread edit submit invite collect borrow lend drive carry translate tidy repair mend weld bake rehearse revise redo rework reply respond "
    "register cancel wait draw measure spend save apologise apologize remind teach thank bring pay swap postpone".split()
)
"""Words that are verbs when they open an answer."""

MAYBE_VERBS: Final = frozenset(
    "advance balance change call chair coach code combine email mentor design end focus fund introduce land look mention name network open plan practise practice present progress push "
    "research return review sound start step study talk train turn use visit volunteer work "
    "hand watch shadow draft cover record list file print post sign book phone ring order test paint cook clean type sketch note sort wash feed hold count".split()
)
"""Words that are verbs when something that a verb needs comes next."""

_AFTER_VERB: Final = frozenset(
    "a an the my our their this that one somebody someone people new other others two three him her them into in on to from for at as with out up more less better one how what it".split()
)
_DOUBLED: Final = frozenset("begin cut drop fit forget get hit let plan put quit run set sit stop swap win".split())
_GERUNDS: Final = {"be": "being", "die": "dying", "lie": "lying", "see": "seeing", "agree": "agreeing", "quit": "quitting"}
_NOT_GERUND: Final = frozenset(
    "engineering nursing marketing accounting teaching training programming banking testing writing spring anything something everything "
    "nothing wellbeing being meeting building thing morning evening string king ring wing feeling string mentoring coaching funding housing "
    "planning pricing branding networking consulting publishing interviewing".split()
)
"""Words in -ing that are as often things; they fit a sentence as they stand either way."""
_IRREGULAR_PAST: Final = frozenset(
    "rewrote redid reread rang sang hid stuck caught flew threw slept lent dealt swapped became began broke brought built came chose did drew drove fell felt found fought gave got grew had heard held kept knew led left "
    "lost made met moved paid ran read rose said saw sold sent set shot sat spoke spent stood took taught thought told understood went "
    "won wrote".split()
)
_LOOKS_PAST: Final = re.compile(r"^[a-z]{2,}(?:[^e]ed|eed)$")
_NOT_PAST: Final = frozenset(
    "need feed speed seed need indeed shared advanced applied experienced qualified skilled used chartered certified licensed".split()
)


def first_word(text: str) -> str:
    """Return the first word in small letters, without punctuation."""
    match = re.match(r"[\w'’-]+", text)
    return match[0].lower().replace("’", "'") if match else ""


def is_base_verb(text: str) -> bool:
    """True when `text` opens with a verb in its plain form: "move into ML", "become a data analyst"."""
    words = [w.lower() for w in re.findall(r"[\w'’-]+", text)[:2]]
    if not words:
        return False
    return words[0] in SURE_VERBS or (words[0] in MAYBE_VERBS and len(words) > 1 and words[1] in _AFTER_VERB)


def is_gerund(text: str) -> bool:
    """True when `text` opens with a verb in -ing: "moving into ML"."""
    word = first_word(text)
    return len(word) > 4 and word.endswith("ing") and word not in _NOT_GERUND


def is_past(text: str) -> bool:
    """True when `text` opens with a verb in the past: "moved from nursing to policy"."""
    word = first_word(text)
    return word in _IRREGULAR_PAST or (bool(_LOOKS_PAST.match(word)) and word not in _NOT_PAST)


def gerund(verb: str) -> str:
    """Return the -ing form of a plain verb."""
    low = verb.lower()
    if low in _GERUNDS:
        return _GERUNDS[low]
    if low in _DOUBLED:
        return low + low[-1] + "ing"
    if low.endswith("ie"):
        return low[:-2] + "ying"
    if low.endswith("e") and not low.endswith(("ee", "oe", "ye")):
        return low[:-1] + "ing"
    return low + "ing"


def gerund_phrase(text: str) -> str:
    """Turn "move into ML and lead a team" into "moving into ML and leading a team"."""
    head, space, rest = text.partition(" ")
    rest = re.sub(r"\b(and|or) (\w+)\b", _also if is_base_verb(text) else r"\1 \2", rest)
    return gerund(head) + space + rest


def _also(match: re.Match[str]) -> str:
    return f"{match[1]} {gerund(match[2])}" if match[2].lower() in SURE_VERBS else match[0]


_THIRD: Final = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "goes": "go",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
}


def plain_form(verb: str) -> str:
    """Return the form that goes with "you" of a verb that went with "she": works → work, has → have; others stay."""
    low = verb.lower().replace("’", "'")
    if low in _THIRD:
        return _THIRD[low]
    if low.endswith(("ss", "us", "is", "always", "sometimes", "perhaps", "besides")) or not low.endswith("s") or len(low) < 4:
        return verb
    if low.endswith("ies") and len(low) > 4:
        return verb[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1]


def is_third_person(text: str) -> bool:
    """True when `text` opens with a verb that wants "she": "works at Lumen", "knows the field"."""
    word, after = first_word(text), [*text.split(), "", ""][1].lower()
    if plain_form(word) != word and plain_form(word) in MAYBE_VERBS:
        return after in _AFTER_VERB
    return word in _THIRD or (
        word.endswith("s") and plain_form(word) in SURE_VERBS | {"work", "teach", "know", "run", "lead", "use", "study"}
    )


def article(text: str) -> str:
    """Return the article that goes before `text`: "a" or "an", by the sound of its first word."""
    word = re.split(r"[\s-]", text)[0]
    if re.match(r"[A-Z]{2}", word):
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    return "an" if re.match(r"(?:[aeio]|u(?!ni|s[ei]|k\b)|hour|honou?r|heir|8|11\b|18\b)", text, re.I) else "a"
