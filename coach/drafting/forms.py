"""What form an answer has (a thing, an activity, a wish, a statement, a question) and how to put it into another."""

from __future__ import annotations

import re
from typing import Final, Literal

from coach.drafting.verbs import first_word, gerund_phrase, is_base_verb, is_gerund, is_past, is_third_person, plain_form
from coach.rendering.filters import lower_first, upper_first

Kind = Literal["wish", "mine", "yours", "clause", "indirect", "asked", "to", "verb", "doing", "past", "third", "thing"]

_WISH: Final = re.compile(
    r"^(?:(?:my|the|our)\s+(?:main\s+|big\s+)?(?:goal|aim|plan|dream|hope|ambition|idea)\s+is\s+(?:to\s+)?|"
    r"(?:I|we)(?:['’]d|['’]m|\s+am|\s+would)?\s+(?:really\s+|just\s+|also\s+|mainly\s+|currently\s+|still\s+)*"
    r"(?:want|wanna|hope|hoping|need|like|love|plan|planning|aim|aiming|wish|intend|trying|try|looking|thinking|interested|keen|working|considering)\s*"
    r"(?:to\s+|of\s+|about\s+|on\s+|in\s+|for\s+(?=\w)|out\s+)?)",
    re.I,
)
_WISH_TO: Final = re.compile(r"(?:\bto|wanna)\s*$", re.I)
_INDIRECT: Final = re.compile(r"^(?:how|whether|what|which|when|where|why|who|if)\b", re.I)
_ASKED: Final = re.compile(
    r"^(?:(?:how|what|when|where|why|who|which\s+\w+|what\s+\w+|how\s+\w+)\s+)?(?:should|do|does|did|can|could|is|are|am|would|will|have|has|was|were)\s+(?:I|you|it|there|we|this|that|they|the|my|your|people|one|a)\b",
    re.I,
)
_MINE: Final = re.compile(r"^(?:(?:I|we|my \w+|our \w+)\b(?:['’](?:m|ve|d|ll|re))?)", re.I)
_CLAUSE_VERB: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|keeps?|makes?|feels?|needs?|wants?|isn['’]t|aren['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|am)\b", re.I)
_LEAD_ABOUT: Final = re.compile(
    r"^(?:(?:it(?:['’]s| is)\s+)?about|on|regarding|re:?|concerning|(?:(?:some|a bit of|your)\s+)?(?:help|advice|guidance|feedback|input|tips|thoughts)\s+(?:with|on|about|for))\s+(?=\S)", re.I
)
_NOT_MINE_THING: Final = re.compile(r"^(?:my|our)\b", re.I)


def kind(text: str) -> Kind:
    """Return the form of `text`."""
    if _WISH.match(text) and len(_WISH.sub("", text, count=1).split()) > 0:
        return "wish"
    if _ASKED.match(text) or (text.endswith("?") and not _INDIRECT.match(text)):
        return "asked"
    if _INDIRECT.match(text):
        return "indirect"
    if re.match(r"^you\b", text, re.I):
        return "yours"
    if re.match(r"^(?:I|we)\b", text):
        return "mine"
    if re.match(r"^to\s+\w", text, re.I) and is_base_verb(text[3:]):
        return "to"
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
    match = _CLAUSE_VERB.search(text)
    if match is None or match.start() == 0:
        return False
    subject = text[: match.start()].split()
    return len(subject) <= 4 and not re.search(r"\b(?:that|which|who|how|what|where|when|than|as)\b", text[: match.start()], re.I)


def lower(text: str) -> str:
    """Begin with a small letter where the first word is an everyday one; names and acronyms keep their capital."""
    word = first_word(text)
    return lower_first(text) if word in _EVERYDAY or is_gerund(text) or is_base_verb(text) or is_past(text) else text


def sentence(text: str) -> str:
    """A capital first and a stop last."""
    text = upper_first(text)
    return text if text.endswith(("?", "!", "…", ".")) else f"{text}."


def about(text: str) -> str:
    """Return the words as they stand after "about" or "on"."""
    text = _LEAD_ABOUT.sub("", text)
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


def _doing(text: str) -> str:
    match = _WISH.match(text)
    assert match is not None
    rest = text[match.end() :]
    plan = re.search(r"\b(?:goal|aim|plan|dream|hope|ambition|idea)\s+is\s*(?:to\s*)?$", match[0], re.I)
    if _WISH_TO.search(match[0]) or (plan and is_base_verb(rest)):
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
    """Return the words as they stand after "I"."""
    text = _LEAD_ABOUT.sub("", text)
    match kind(text):
        case "wish":
            return _own_wish(text)
        case "mine":
            return re.sub(r"^(?:I|we)\s+", "", text) if re.match(r"^I\s", text) else f"am in this situation: {lower(text)}"
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
            return f"am in this situation: {lower(text)}"
    return f"am working on {lower(text)}"


def _own_wish(text: str) -> str:
    if re.match(r"^(?:my|the|our|we)\b", text, re.I):
        return f"want to {to_do(text)}" if is_base_verb(_WISH.sub("", text, count=1)) else f"am hoping for {_doing(text)}"
    short = re.match(r"^I['’](m|d)\s+", text)
    if short:
        return ("am " if short[1] == "m" else "would ") + text[short.end() :]
    return text[2:].replace("wanna ", "want to ", 1)


def to_do(text: str) -> str:
    """Return the words as they stand after "to"."""
    match kind(text):
        case "wish":
            rest = _WISH.sub("", text, count=1)
            return lower(rest) if is_base_verb(rest) else f"talk about {_doing(text)}"
        case "to":
            return lower(text[3:])
        case "verb":
            return lower(text)
        case "asked" if re.match(r"^(?:can|could|would|will)\s+you\s+", text, re.I):
            return re.sub(r"^(?:can|could|would|will)\s+you\s+(?:please\s+)?", "", text, flags=re.I).rstrip("?")
    return f"talk about {about(text)}"


def because(text: str) -> str:
    """Return the words as they stand after "because"."""
    if _OWNED.match(text) and not is_past(text):
        return f"of {_yours(text)}"
    match kind(text):
        case "mine" | "clause" | "wish" | "yours":
            return text if text.startswith("I") else lower(text)
        case "indirect" | "asked":
            return f"I would like to understand {about(text)}"
        case "past":
            return f"{'I' if first_word(text) in _MY_DEEDS else 'you'} {lower(text)}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"you {plain_form(verb).lower()}{space}{rest}"
        case "verb" if first_word(text) in ("read", "saw", "heard"):
            return f"I {lower(text)}"
        case "to" | "verb":
            return f"I want to {lower(re.sub(r'^to ', '', text, flags=re.I))}"
    if _PERSON.match(text):
        return f"you are {'an' if _vowel(text) else 'a'} {lower_first(text)}"
    if _QUALITY.match(text):
        return f"you are {lower_first(text)}"
    return f"of {_yours(text)}"


def told(text: str) -> str:
    """Return the words as a sentence of their own, with a subject where a verb came first."""
    found = because(text)
    return sentence(text if found.startswith(("of ", "I would like to understand", "I want to")) else found)


_PERSON: Final = re.compile(r"^(?:(?:great|good|leading|senior|real|well-known|brilliant|fantastic|amazing)\s+)?(?:expert|specialist|leader|engineer|founder|professor|manager|teacher|mentor|designer|researcher|scientist|nurse|doctor|lawyer|writer|speaker|role model)\b", re.I)
_QUALITY: Final = re.compile(r"^(?:experienced|inspiring|known|well known|famous|respected|honest|kind|patient|good|great|brilliant|smart|clever|helpful|approachable|really|very|so)\b(?!\s+(?:talk|paper|article|post|blog|book|work|research|podcast|keynote))", re.I)
_MY_DEEDS: Final = frozenset(
    "heard read saw met watched listened attended found loved enjoyed liked followed admired noticed used tried spoke talked applied".split()
)
_OWNED: Final = re.compile(
    r"^(?:\d+\+?\s+(?:years?|yrs)|(?:talk|paper|article|post|blog|book|work(?!s)|research|podcast|keynote|lecture|thread|career|path|experience|move|switch|background|lecture|column|videos?|newsletter|essay|reputation)s?\b)",
    re.I,
)


def _yours(text: str) -> str:
    if re.match(r"^(?:your|the|this|that|a|an|our|my|what|how|all)\b", text, re.I):
        return lower(text)
    return f"your {lower_first(text)}" if _OWNED.match(text) else lower(text)


_FIELDS: Final = re.compile(
    r"^(?:QA|HR|IT|UX|PR|R&D|marketing|sales|finance|engineering|retail|teaching|nursing|policy|research|accounting|consulting|software|data|law|medicine|logistics|"
    r"hospitality|design|banking|construction|education|social work|customer (?:service|support)|product|operations|admin|catering|care|publishing|media)(?=$|[\s,]+(?:at|in|for|with|since)\b|,)",
    re.I,
)
_STATE: Final = re.compile(
    r"^(?:retired|unemployed|freelance|self-employed|redundant|new|between|in|on|at|from|out of|about to|currently|now|still|just|almost|nearly|responsible|based|back|part of|one of|head of|chief|director of|"
    r"employed|enrolled|registered|qualified|trained)\b(?!\s+(?:designer|developer|nurse|teacher|writer|journalist|engineer|manager|graduate|student|hire|joiner|starter|starting|consultant|photographer|parent|mum|dad|translator))",
    re.I,
)
_PLURAL: Final = re.compile(r"^(?:\d+|two|three|four|five|six|ten)\s*(?:years?|yrs|months?)\b", re.I)


def who_i_am(text: str) -> str:
    """Return a clause beginning with "I" that says who the person is."""
    text = re.sub(r"^(?:as|being)\s+(?=(?:an?|the)\b)", "", text, flags=re.I)
    text = re.sub(r"^(?:my name is|I['’]m called)\s+", "I'm ", text, flags=re.I)
    if re.match(r"^(?:I|my|we)\b", text):
        return text
    if re.match(r"^(?:an?|the|one of)\s", text, re.I):
        return f"I'm {lower_first(text)}"
    if is_base_verb(text) or (text.lower().startswith("study ")):
        return f"I {lower_first(text)}"
    if _FIELDS.match(text):
        return f"I work in {text if text[:2].isupper() else lower_first(text)}"
    if _PLURAL.match(text):
        return f"I have {lower_first(text)} behind me"
    if re.match(r"^just (?:started|finished|moved|left|became|joined|graduated|qualified)\b", text, re.I):
        return f"I have {lower_first(text)}"
    if is_past(text) and not _STATE.match(text):
        return f"I {lower_first(text)}"
    if _STATE.match(text) or is_gerund(text) or first_word(text) in ("studying", "working", "training", "writing"):
        return f"I'm {lower_first(text)}"
    return f"I'm {'an' if _vowel(text) else 'a'} {_role(text)}"


def _vowel(text: str) -> bool:
    word = re.split(r"[\s-]", text)[0]
    if re.match(r"[A-Z]{2}", word):
        return word[0] in "AEFHILMNORSX"
    return bool(re.match(r"(?:[aeio]|u(?!ni|s[ei]|k\b)|hour|honou?r|heir|8|11\b|18\b)", text, re.I))


def _role(text: str) -> str:
    return text if re.match(r"^(?:[A-Z]{2,}|[A-Z]\w*[A-Z]|PhD|[A-Z]\d)", text) or first_word(text) in _NAMES_OF_ROLES else lower_first(text)


_NAMES_OF_ROLES: Final = frozenset("german french english spanish british italian java python indian chinese muslim christian jewish erasmus fulbright nhs".split())


def did(text: str) -> str:
    """Return the words as they stand after "I", for something done."""
    match kind(text):
        case "mine":
            contracted = re.match(r"^I['’](ve|m|d|ll)\s+", text)
            if contracted:
                return {"ve": "have", "m": "am", "d": "had", "ll": "will"}[contracted[1]] + " " + text[contracted.end() :]
            return re.sub(r"^I\s+", "", text) if text.startswith("I ") else f"can tell you this: {lower(text)}"
        case "past":
            return lower(text)
        case "doing":
            return f"have been {lower(text)}"
        case "verb" if first_word(text) in ("read", "cut", "put", "set", "quit", "run", "become", "hit"):
            return lower(text)
        case "verb":
            return f"have decided to {lower(text)}"
        case "wish":
            return aim(text)
        case "thing":
            return f"have news: {lower(text)}"
    return f"can tell you this: {lower(text)}"


def question(text: str) -> str:
    """Return one sentence that asks what the words ask."""
    match kind(text):
        case "asked":
            return upper_first(text.rstrip("?.")) + "?"
        case "indirect" if text.endswith("?"):
            return upper_first(text)
        case "indirect":
            return f"What I would like to know is {lower(text)}."
        case "mine" | "clause" | "yours" | "wish" if text.endswith("?"):
            return upper_first(text)
    return f"My question is about {about(text)}."


_QUANTITY: Final = re.compile(r"^(?:\d+|an?|one|two|five|ten|fifteen|twenty|thirty|forty|half an?)\s+(?:and a half\s+)?(?:hours?|minutes?|mins?|short|quick|brief|call|chat|talk|meeting|coffee)\b|^half an hour\b", re.I)
_NO_REQUEST: Final = re.compile(r"^(?:nothing|none|no|nope|just (?:that (?:you|they) know|to let (?:you|them) know)|only that (?:you|they) know).{0,40}$|^that (?:you|they) (?:know|knows)\b", re.I)


def request(text: str) -> str:
    """Return one sentence that asks for it; empty when nothing is asked."""
    if _NO_REQUEST.match(text):
        return ""
    if _QUANTITY.match(text):
        return f"Would you have {lower_first(text)}?"
    match kind(text):
        case "verb":
            return f"Would you {lower(text)}?"
        case "to":
            return f"Would you {lower(text[3:])}?"
        case "wish":
            return sentence(text)
        case "thing" | "doing":
            return f"I would ask for one thing: {lower(text)}."
        case "mine" | "clause" | "yours" | "past" | "third":
            return sentence(text)
    return question(text)


def at(text: str) -> str:
    """Return an occasion with its preposition: "at PyCon", "in your webinar on data"."""
    if re.match(r"^(?:at|in|on|during|after|through|via|last|over|when)\b", text, re.I):
        return lower_first(text)
    if re.match(r"^(?:your|the|a|an)\s+(?:\w+\s+){0,3}(?:podcast|webinar|video|panel|lecture|seminar|workshop|interview|course|class)\b", text, re.I):
        return f"in {lower_first(text)}"
    return f"at {lower(text)}"


def for_which(text: str) -> str:
    """Return the words as they stand after "for": a thing, or what the reader did."""
    match kind(text):
        case "past":
            return f"how you {lower(text)}" if first_word(text) not in _MY_DEEDS else f"this: I {lower(text)}"
        case "verb" | "to":
            return gerund_phrase(lower(re.sub(r"^to ", "", text, flags=re.I)))
        case "yours":
            return f"this: {lower(text)}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"this: you {plain_form(verb).lower()}{space}{rest}"
        case "mine" | "clause" | "wish":
            return f"this: {text if text.startswith('I') else lower(text)}"
    return lower(text).rstrip("?")


def deed(text: str) -> str:
    """Return what the reader did as a clause with "you", or an empty text when the words name a thing or an activity."""
    match kind(text):
        case "past":
            return f"you {lower(text)}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"you {plain_form(verb).lower()}{space}{rest}"
        case "yours" | "mine" | "clause" | "wish":
            return text if text.startswith("I") else lower(text)
    return ""


def met(text: str) -> str:
    """Return a clause that says where the person came across the reader."""
    if deed(text):
        return because(text)
    for verb, pattern in _CAME_ACROSS:
        if pattern.match(text):
            return f"I {verb} {_yours(text)}"
    return f"I heard you {at(text)}"


_A: Final = r"^(?:(?:your|the|a|an)\s+)?(?:[\w-]+\s+){0,2}?"
_CAME_ACROSS: Final = (
    ("heard", re.compile(_A + r"(?:talk|keynote|lecture|podcast|speech|interview|presentation)\b", re.I)),
    ("read", re.compile(_A + r"(?:paper|article|post|blog|book|thread|column|essay|piece|newsletter|chapter|research|story)\b", re.I)),
    ("watched", re.compile(_A + r"videos?\b", re.I)),
)


_EVERYDAY: Final = frozenset(
    "a an the my your our this that these those how what when where why who which whether if to about on in at with for from getting is are was were it its it's there "
    "some any all both more less better one two three four five last next first being having not no as after before since during you we they he she i'd "
    "help advice feedback people someone something everything things work working going learning system career careers job jobs time finding public code salary "
    "leadership management mentoring imposter impostor confidence interviews interview product project projects data machine software research policy nursing teaching "
    "talk talks paper article post blog book keynote lecture podcast webinar panel conference workshop seminar deep big small early late long short hard easy good bad new old".split()
)
