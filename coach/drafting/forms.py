"""How to put an answer of one form (see kind.py) into another: a wish after "I", an activity after "about"."""

from __future__ import annotations

import re
from typing import Final

from coach.drafting.kind import LEAD_ABOUT, WISH, WISH_TO, kind
from coach.drafting.verbs import first_word, gerund_phrase, is_base_verb, is_gerund, is_past
from coach.rendering.filters import lower_first, upper_first


def lower(text: str) -> str:
    """Begin with a small letter where the first word is an everyday one; names and acronyms keep their capital."""
    word = first_word(text)
    return lower_first(text) if word in _EVERYDAY or is_gerund(text) or is_base_verb(text) or is_past(text) else text


def sentence(text: str) -> str:
    """A capital first and a stop last."""
    text = upper_first(text)
    return text if text.endswith(("?", "!", "…", ".")) else f"{text}."


_JOINING: Final = frozenset("of and for the in at on de".split())
_LONGEST_TITLE: Final = 5


def titled(text: str) -> str:
    """Return a proper name typed in small letters with its capitals; a description ("the nursing school") stays."""
    words = text.split()
    if (
        text != text.lower()
        or len(words) > _LONGEST_TITLE
        or (words[:1] and words[0] in ("the", "a", "an", "my", "our", "both", "we"))
    ):
        return lower(text)
    return " ".join(word if word in _JOINING else upper_first(word) for word in words)


def about(text: str) -> str:
    """Return the words as they stand after "about" or "on"."""
    text = LEAD_ABOUT.sub("", text)
    match kind(text):
        case "wish":
            return _doing(text)
        case "asked":
            return _indirect(text)
        case "indirect":
            return _indirect(re.sub(r"^if\b", "whether", text, flags=re.I))
        case "to":
            return gerund_phrase(lower(text[3:]))
        case "verb":
            return gerund_phrase(lower(text))
        case "mine" | "clause" | "yours":
            return f"this: {lower(text)}"
    return lower(text).rstrip("?")


def wished(text: str) -> str:
    """Return what is wished for, without the words of wishing."""
    return WISH.sub("", text, count=1)


def _doing(text: str) -> str:
    match = WISH.match(text)
    assert match is not None
    rest = text[match.end() :]
    plan = re.search(r"\b(?:goal|aim|plan|dream|hope|ambition|idea)\s+is\s*(?:to\s*)?$", match[0], re.I)
    if WISH_TO.search(match[0]) or (plan and is_base_verb(rest)):
        return gerund_phrase(re.sub(r"^(?:\w+ly\s+)", "", rest))
    return lower(rest)


def _indirect(text: str) -> str:
    """Turn a direct question round: "should I do a PhD?" becomes "whether I should do a PhD"."""
    text = text.rstrip("? ")
    match = re.match(
        r"^(?P<wh>(?:how|what|when|where|why|who|which\s+\w+|what\s+\w+|how\s+\w+)\s+)?(?P<aux>should|do|does|did|can|could|is|are|am|would|will|have|has|was|were)\s+"
        r"(?P<who>I|you|it|there|we|this|that|they|people|one|(?:the|my|your|a)\s+\w+)\s+(?P<rest>.+)$",
        text,
        re.I,
    )
    if match is None:
        return lower(text)
    wh = (match["wh"] or "whether ").lower()
    who = "I" if match["who"] in ("i", "I") else lower(match["who"])
    aux = match["aux"].lower()
    if aux == "do" and who == "I" and wh.split()[0] in ("how", "what", "where", "when", "who", "which"):
        return f"{wh}to {match['rest']}"
    if aux in ("do", "does"):
        return f"{wh}{who} {match['rest']}"
    if aux == "did":
        return f"{wh}{who} {_past_of(match['rest'])}"
    return f"{wh}{who} {aux} {match['rest']}"


_PAST: Final = {
    "get": "got", "make": "made", "find": "found", "know": "knew", "become": "became", "begin": "began", "choose": "chose", "leave": "left", "build": "built",
    "go": "went", "take": "took", "write": "wrote", "win": "won", "come": "came", "keep": "kept", "deal": "dealt", "give": "gave", "have": "had", "tell": "told",
    "do": "did", "see": "saw", "learn": "learned", "think": "thought", "say": "said", "break": "broke", "lead": "led", "start": "started", "manage": "managed",
    "move": "moved", "decide": "decided", "switch": "switched", "handle": "handled", "cope": "coped", "change": "changed", "prepare": "prepared", "land": "landed",
    "overcome": "overcame", "grow": "grew", "run": "ran", "teach": "taught", "train": "trained", "need": "needed", "want": "wanted", "use": "used", "like": "liked",
}  # fmt: skip


def _past_of(rest: str) -> str:
    verb, space, tail = rest.partition(" ")
    low = verb.lower()
    return (_PAST.get(low) or (f"{low}d" if low.endswith("e") else f"{low}ed")) + space + tail


def aim(text: str) -> str:
    """Return the words as they stand after "I"; empty when they are a statement about something else."""
    text = LEAD_ABOUT.sub("", text)
    match kind(text):
        case "wish":
            return _own_wish(text)
        case "mine":
            return re.sub(r"^I\s+", "", text) if re.match(r"^I\s", text) else ""
        case "asked" | "indirect":
            return f"am trying to work out {about(text)}"
        case "to":
            return f"want {lower(text)}"
        case "verb":
            return f"want to {lower(text)}"
        case "doing":
            return f"am thinking about {lower(text)}"
        case "past":
            return lower(text)
        case "clause" | "yours":
            return ""
    return f"would like to talk about {lower(text)}"


def i_aim(text: str) -> str:
    """Return the aim as a clause with its "I", in the short form in which people speak; empty where there is no aim."""
    found = aim(text)
    short = {"am ": "I'm ", "would ": "I'd "}
    return next((new + found[len(old) :] for old, new in short.items() if found.startswith(old)), f"I {found}") if found else ""


def _own_wish(text: str) -> str:
    if re.match(r"^(?:my|the|our|we)\b", text, re.I):
        rest = wished(text)
        return f"want to {lower(rest)}" if is_base_verb(rest) else f"am hoping for {_doing(text)}"
    short = re.match(r"^I['’](m|d)\s+", text)
    if short:
        return ("am " if short[1] == "m" else "would ") + text[short.end() :]
    return text[2:].replace("wanna ", "want to ", 1)


def did(text: str) -> str:
    """Return the words as they stand after "I", for something done; empty when they are a thing or about somebody else."""
    match kind(text):
        case "mine":
            contracted = re.match(r"^I['’](ve|m|d|ll)\s+", text)
            if contracted:
                return {"ve": "have", "m": "am", "d": "had", "ll": "will"}[contracted[1]] + " " + text[contracted.end() :]
            return re.sub(r"^I\s+", "", text) if text.startswith("I ") else ""
        case "past":
            return lower(text)
        case "doing":
            return f"have been {lower(text)}"
        case "verb" if first_word(text) in ("read", "cut", "put", "set", "quit", "run", "become", "hit"):
            return lower(text)
        case "verb" | "to":
            return f"have decided to {lower(re.sub(r'^to ', '', text, flags=re.I))}"
        case "wish":
            return aim(text)
    return ""


def own(text: str) -> str:
    """Return what happened to the writer as a clause; empty when the words name a thing."""
    match kind(text):
        case "past" if first_word(text) in _BY_ITSELF:
            return f"it {lower(text)}"
        case "past":
            return f"I {lower(text)}"
        case "doing":
            return f"I am {lower(text)}"
        case "third":
            return f"it {lower(text)}"
        case "verb" if first_word(text) in ("read", "cut", "put", "set", "quit", "run", "become", "hit"):
            return f"I {lower(text)}"
        case "mine" | "clause" | "wish" | "yours":
            return lower(text)
    return ""


_COUNTED: Final = re.compile(
    r"^(?:new\s+|first\s+|permanent\s+)?(?:job|place|offer|contract|role|post|promotion|degree|certificate|diploma|licen[cs]e|customer|client|title|position|placement|internship)\b",
    re.I,
)


def won(text: str) -> str:
    """Return what was reached inside a sentence, with the article that quick typing leaves out."""
    return own(text) or (
        f"a{'n' if text[:1].lower() == 'o' or text[:1].lower() == 'i' else ''} {lower_first(text)}"
        if _COUNTED.match(text)
        else lower(text)
    )


_BY_ITSELF: Final = frozenset("led resulted worked helped paid went turned made took came cost saved".split())


def plan(text: str) -> str:
    """Return the words as they stand after "I", for something that is going to be done."""
    match kind(text):
        case "verb":
            return f"will {lower(text)}"
        case "to":
            return f"will {lower(text[3:])}"
        case "doing":
            return f"am {lower(text)}"
        case "mine" if is_base_verb(text[2:]) or first_word(text[2:]) in ("come", "bring", "call", "ring", "pay"):
            return f"will {lower(text[2:])}"
        case "mine" | "past":
            return did(text)
        case "wish" | "asked" | "indirect":
            return aim(text)
    return ""


_EVERYDAY: Final = frozenset(
    "a an the my your our this that these those how what when where why who which whether if to about on in at with for from getting is are was were it its it's there "
    "some any all both more less better one two three four five last next first being having not no as after before since during you we they he she i'd "
    "help advice feedback people someone something everything things work working going learning system career careers job jobs time finding public code salary "
    "leadership management mentoring imposter impostor confidence interviews interview product project projects data machine software research policy nursing teaching "
    "private his her its own ten fifteen twenty thirty half once twice many most many few several another other maybe customers nights my price prices buy stay that's tomorrow today tonight next monthly weekly talk talks paper article post blog book keynote lecture podcast webinar panel conference workshop seminar deep big small early late long short hard easy good bad new old".split()
)
