"""The review as a table: one row for each rule, with its level and its condition. Words and cards stand in `prompts/review.yaml`.

A condition looks at a `Text` and gives None when the rule has nothing to say, or the facts that its sentence needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from coach.drafting.leaks import fold
from coach.drafting.names import TITLES, known_title
from coach.drafting.reading import Text

Facts = Mapping[str, object]
Level = Literal["stop", "advice", "good"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `check` returns the facts for its sentence, or None."""

    id: str
    level: Level
    check: Callable[[Text], Facts | None]


def _if(condition: bool, **facts: object) -> Facts | None:
    return facts if condition else None


def _finds(pattern: str, where: str = "body", flags: int = re.I) -> Callable[[Text], Facts | None]:
    """A condition that holds when `pattern` stands in the body or the subject; gives what was found."""
    compiled = re.compile(pattern, flags)

    def check(text: Text) -> Facts | None:
        match = compiled.search(text.draft.subject if where == "subject" else text.draft.body)
        return {"found": match[0].strip()} if match is not None else None

    return check


def _only(when: Callable[[Text], bool], check: Callable[[Text], Facts | None]) -> Callable[[Text], Facts | None]:
    return lambda text: check(text) if when(text) else None


def _leak(text: Text) -> Facts | None:
    return _if(bool(text.leaks), found=[leak.found for leak in text.leaks])


def _over_limit(text: Text) -> Facts | None:
    limit, length = text.draft.limit or text.rules.limit, len(text.draft.body)
    return _if(
        limit is not None and length > limit, limit=limit, length=length, over=length - (limit or 0), paid=text.rules.paid_limit
    )


def _near_limit(text: Text) -> Facts | None:
    limit, warn, length = text.draft.limit or text.rules.limit, text.rules.warn, len(text.draft.body)
    return _if(
        limit is not None and warn is not None and warn < length <= limit, limit=limit, length=length, paid=text.rules.paid_limit
    )


def _too_long(text: Text) -> Facts | None:
    return _if(text.words > text.rules.words[1], words=text.words, most=text.rules.words[1])


def _no_ask(text: Text) -> Facts | None:
    return _if(text.asks_expected and text.draft.channel != "linkedin_note" and not text.asking)


def _several_asks(text: Text) -> Facts | None:
    return _if(text.questions > text.rules.questions, questions=text.questions, most=text.rules.questions)


def _untimed(text: Text) -> Facts | None:
    return _if(text.wants_time and not text.timed and text.asks_expected and text.draft.channel != "linkedin_note")


_YOURS: Final = re.compile(
    r"\b(?:your (?:talk|paper|article|post|book|blog|work|research|podcast|keynote|lecture|thread|column|team|move|switch|career|path|course|workshop|panel|feedback|comment|question|\d+ years)|"
    r"you (?:said|wrote|moved|spoke|showed|told|made|built|taught|explained|suggested|recommended|helped|read|gave|led|founded|work|run|lead|teach))\b",
    re.I,
)
_ABOUT_THEM: Final = ("why_them", "event", "contact", "school", "programme", "helped_with")


def _specific(text: Text) -> bool:
    share = 0.35 if text.draft.channel == "linkedin_note" else 0.6
    return any(text.holds(slot, share) for slot in _ABOUT_THEM) or bool(_YOURS.search(text.main))


def _no_specific(text: Text) -> Facts | None:
    return _if(bool(text.situation and text.situation.first) and not _specific(text))


_WHO: Final = re.compile(
    r"\b(?:I['’]?m|I am|I work|I study|I teach|I run|I have \d+|I lead|my name is|I started|I have just|we both|We have been matched)\b",
    re.I,
)


def _who_missing(text: Text) -> Facts | None:
    told = _WHO.search(text.main) or (text.holds("my_role") if "my_role" in text.values else False)
    return _if(text.first and text.draft.channel != "linkedin_note" and not told)


_WAY_OUT: Final = re.compile(
    r"\b(?:no in one word (?:is|would be)|no (?:is|would be) (?:fine|no trouble|completely|perfectly|a fine|all right|an answer)|(?:a (?:simple|short|quick) )?no is|say no|say so|feel free to (?:say no|decline|ignore)|if (?:this|that|it|now) (?:is|isn['’]t|is not|does(?: not|n['’]t))|"
    r"no reply is needed|if your (?:other )?commitments|another (?:week|month|time) is better|understand (?:completely )?if|no hard feelings|if not, |only if you have|tell me when I should ask again|if it is too much|nothing changes|leave it|too much|no room|had enough|name (?:what|a time)|another time|should (?:come back|ask again)|rather (?:not|stop|leave|meet)|I(?:'d| would) understand)\b",
    re.I,
)


def _no_way_out(text: Text) -> Facts | None:
    return _if(
        text.asks_expected and text.draft.channel != "linkedin_note" and bool(text.asking) and not _WAY_OUT.search(text.main)
    )


_SORRY: Final = re.compile(
    r"\b(?:sorry|apolog\w+|forgive|my fault|I feel (?:terrible|awful|bad|guilty)|embarrass\w+|ashamed|inexcusable|hate to (?:bother|ask)|bother you|waste your time)\b",
    re.I,
)


def _apologies(text: Text) -> Facts | None:
    found = _SORRY.findall(text.main)
    most = 2 if text.situation and text.situation.id in ("other_apology", "stall_own_silence", "thanks_late") else 1
    return _if(len(found) > most, count=len(found))


_TITLE_WORD: Final = re.compile(rf"^(?P<title>{'|'.join(TITLES)})\b\.?\s*", re.I)


def _wrong_name(text: Text) -> Facts | None:
    greeted = fold(_TITLE_WORD.sub("", text.greeting))
    if not greeted or not text.name.full or greeted in ("all", "there", "team", "both", "everyone"):
        return None
    known = set(re.findall(r"[\w'-]+", fold(text.name.full)))
    return _if(not set(re.findall(r"[\w'-]+", greeted)) <= known, greeted=text.greeting, name=text.name.full)


def _no_name(text: Text) -> Facts | None:
    greeted = fold(text.greeting)
    if text.situation and text.situation.id == "thanks_speech":
        return None
    return _if(
        not greeted or greeted in ("there", "sir", "madam", "sir or madam", "sir/madam", "mentor", "to whom it may concern"),
        name=text.name.full,
    )


def _wrong_title(text: Text) -> Facts | None:
    match, record = _TITLE_WORD.match(text.greeting), text.name.title
    if match is None:
        return None
    greeted = known_title(match["title"])
    same = fold(greeted).rstrip(".") == fold(known_title(record.rstrip(".")) or record).rstrip(".")
    return _if(not same, greeted=match["title"], record=record)


def _hard_to_read(text: Text) -> Facts | None:
    longest = max((len(one.split()) for one in text.sentences), default=0)
    average = sum(len(one.split()) for one in text.sentences) / max(len(text.sentences), 1)
    return _if(
        longest > 40 or (average > 24 and text.words > 40) or (text.reading_ease < 30 and text.words > 50), longest=longest
    )


def _no_subject(text: Text) -> Facts | None:
    return _if(text.draft.channel == "email" and not text.draft.subject.strip())


def _long_subject(text: Text) -> Facts | None:
    most = text.rules.subject
    return _if(bool(most) and len(text.draft.subject) > most, length=len(text.draft.subject), most=most)


def _capital_subject(text: Text) -> Facts | None:
    words = re.findall(r"[^\W\d_]{3,}", text.draft.subject)
    return _if(
        sum(len(w) > 3 and w.isupper() for w in words) > 1 or (bool(words) and all(w.isupper() for w in words) and len(words) > 1)
    )


def _not_thread(text: Text) -> bool:
    return not (text.situation and text.situation.id in ("followup", "followup_last"))


def _dateless(text: Text) -> Facts | None:
    match = re.search(r"\b(?:next|this|on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![^.?!\n]{0,20}\b\d)", text.main, re.I)
    return {"found": match[0]} if match is not None else None


def _unsigned(text: Text) -> Facts | None:
    spoken = text.situation is not None and text.situation.id == "thanks_speech"
    return _if(text.draft.channel == "email" and not spoken and bool(re.search(r"[.?!]\s*$", text.draft.body)))


def _good_ask(text: Text) -> Facts | None:
    return _if(text.asks_expected and bool(text.asking) and text.timed and text.questions <= text.rules.questions)


def _good_specific(text: Text) -> Facts | None:
    return _if(_specific(text))


def _good_way_out(text: Text) -> Facts | None:
    return _if(text.asks_expected and bool(_WAY_OUT.search(text.main)))


def _good_length(text: Text) -> Facts | None:
    low, high = text.rules.words
    return _if(low <= text.words <= high, words=text.words)


def _replaced(text: Text) -> Facts | None:
    wanted = str(text.values.get("channel", ""))
    return _if(
        bool(text.situation) and wanted in ("linkedin_note", "letter") and text.draft.channel != wanted,
        wanted=wanted,
        channel=text.draft.channel,
    )


def _is_first(text: Text) -> bool:
    return text.first


def _is_stranger(text: Text) -> bool:
    return text.first and text.values.get("relation") in ("stranger", "event", "alumni", None)


_FLATTERY: Final = (
    r"\b(?:huge fan|big fan|biggest fan|admir(?:e|er|ation)|in awe|awe-?inspiring|inspir(?:ing|ation|ed me)|amazing|incredible|awesome|brilliant|legend(?:ary)?|genius|"
    r"honou?red|privilege|role model|world-?class|renowned|esteemed|outstanding|phenomenal|rock ?star|guru|idol)\b"
)
_STOCK: Final = (
    r"\b(?:hope this (?:e-?mail|message|note|finds)|finds you well|hope you(?:['’]re| are) (?:doing )?well|pick your brain|touch(?:ing)? base|just checking in|circle back|reach(?:ing)? out|at your earliest convenience|"
    r"synerg\w+|to whom it may concern|dear sir)\b"
)
_ATTACHED: Final = r"\b(?:attach(?:ed|ment|ing)?|enclosed|see my (?:cv|resume|résumé)|drive\.google|dropbox)\b|https?://\S+"
_DEMAND: Final = (
    r"\b(?:calendly\S*|book a slot|I(?:['’]ll| will) (?:call|ring|phone|come by|drop by)|when can we (?:meet|talk|speak)|what time works|let me know when you(?:['’]re| are) free|are you free (?:on|this|tomorrow)|"
    r"looking forward to (?:your (?:reply|response|answer)|hearing|meeting)|send me your number)\b"
)
_PRESSURE: Final = (
    r"\b(?:asap|as soon as possible|urgent(?:ly)?|you (?:haven['’]t|have not|never|still haven['’]t) (?:replied|answered|responded|written)|why (?:haven['’]t|have you not)|third time|"
    r"I(?:['’]m| am) still waiting|I expect|ignor(?:ed|ing) (?:me|my))\b"
)
_HOLE: Final = r"\{\{|\}\}|\{%|\[[A-Za-z][^\]\n]{1,30}\]|<[A-Za-z][^>\n]{1,30}>|\bXX+\b|\bNone\b|\bundefined\b|\bDear ,|\bHi ,|\bHello ,(?!\S)|\bTBD\b|\?\?\?"
_MENTOR_ASK: Final = r"\b(?:be(?:come)? my mentor|mentor me|you as (?:a|my) mentor)\b"
_FAKE_RE: Final = r"^\s*(?:re|fwd?|aw|sv)\s*:"

RULES: Final[tuple[Rule, ...]] = (
    Rule("leak", "stop", _leak),
    Rule("hole", "stop", _finds(_HOLE, flags=0)),
    Rule("over_limit", "stop", _over_limit),
    Rule("wrong_name", "stop", _wrong_name),
    Rule("fake_reply", "stop", _only(_not_thread, _finds(_FAKE_RE, "subject"))),
    Rule("no_specific_fact", "advice", _no_specific),
    Rule("no_ask", "advice", _no_ask),
    Rule("several_asks", "advice", _several_asks),
    Rule("untimed_ask", "advice", _untimed),
    Rule("mentor_at_first_sight", "advice", _only(_is_stranger, _finds(_MENTOR_ASK))),
    Rule("who_i_am", "advice", _who_missing),
    Rule("hard_to_decline", "advice", _no_way_out),
    Rule("demand", "advice", _only(_is_first, _finds(_DEMAND))),
    Rule("attachment", "advice", _only(_is_first, _finds(_ATTACHED))),
    Rule("apologies", "advice", _apologies),
    Rule("flattery", "advice", _finds(_FLATTERY)),
    Rule("stock_phrase", "advice", _finds(_STOCK)),
    Rule("pressure", "advice", _finds(_PRESSURE)),
    Rule("no_name", "advice", _no_name),
    Rule("wrong_title", "advice", _wrong_title),
    Rule("unsigned", "advice", _unsigned),
    Rule("no_subject", "advice", _no_subject),
    Rule("long_subject", "advice", _long_subject),
    Rule("capital_subject", "advice", _capital_subject),
    Rule("too_long", "advice", _too_long),
    Rule("near_limit", "advice", _near_limit),
    Rule("hard_to_read", "advice", _hard_to_read),
    Rule("unclear_day", "advice", _dateless),
    Rule("channel_replaced", "advice", _replaced),
    Rule("good_ask", "good", _good_ask),
    Rule("good_specific", "good", _good_specific),
    Rule("good_way_out", "good", _good_way_out),
    Rule("good_length", "good", _good_length),
)
