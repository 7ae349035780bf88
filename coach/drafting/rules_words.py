"""Conditions on what a message says: who writes, why to this person, what is asked, and how it sounds. They read English."""

from __future__ import annotations

import re
from typing import Final

from coach.drafting.reading import Text
from coach.drafting.rules_kit import Condition, Facts, finds, given

_YOURS: Final = re.compile(
    r"\b(?:your (?:\w+ )?(?:talk|paper|article|post|book|blog|work|research|podcast|keynote|lecture|thread|column|team|move|switch|career|path|course|workshop|panel|feedback|comment|question|interview|video|chapter|class|project|lab|exhibition|\d+ years)s?|"
    r"you (?:once |also |have |had |both |recently |first |just |really )?(?:said|wrote|written|moved|spoke|spoken|showed|shown|told|made|built|taught|explained|suggested|recommended|helped|read|gave|given|led|founded|started|ran|left|went|chose|changed|mentioned|described|published|run|lead|teach))\b",
    re.I,
)
_HOW_WE_MET: Final = ("event", "contact", "school", "programme")
_ABOUT_THEM: Final = ("why_them", *_HOW_WE_MET, "helped_with")
_REASON: Final = re.compile(
    r"\bbecause\b|\breason (?:I|why)\b|\bthat(?:['’]s| is) why\b|\bso I (?:thought|hoped|wanted) (?:of|you|to ask you)\b", re.I
)


def _share(text: Text) -> float:
    return 0.35 if text.draft.channel == "linkedin_note" else 0.6


def _specific(text: Text) -> bool:
    return any(text.holds(slot, _share(text)) for slot in _ABOUT_THEM) or bool(_YOURS.search(text.main))


def no_specific(text: Text) -> Facts | None:
    """Nothing about this very person in a first message."""
    return given(text.first and not _specific(text))


def good_specific(text: Text) -> Facts | None:
    """Something about this very person."""
    return given(_specific(text))


def why_them(text: Text) -> Facts | None:
    """It says how the two are connected, and leaves open why this person is asked. A programme's match needs no reason."""
    connected = any(text.holds(slot, _share(text)) for slot in _HOW_WE_MET)
    reason = text.holds("why_them", _share(text)) or _YOURS.search(text.main) or _REASON.search(text.main)
    matched = text.values.get("relation") in ("programme", "contact")
    return given(text.first and text.draft.channel != "linkedin_note" and connected and not reason and not matched)


_NO_STATE: Final = r"(?!\s+(?:writing|reaching|contacting|sending|asking|looking|hoping|interested|sorry|wondering|e?mailing|messaging|getting|very|really|so|not|aware|sure|glad|happy|grateful|keen|curious|trying|thinking|well|fine)\b)"
_WHO: Final = re.compile(
    rf"\b(?:I['’]?m{_NO_STATE}|I am{_NO_STATE}|I['’]ve (?:been|worked|run|taught|just|spent|got \d)|I(?: have|['’]ve) (?:\d+|been|worked|just|spent)|I was (?:an?|the|in|on|born|trained|working)|"
    r"I (?:currently |now |also |just |recently )?(?:work|study|teach|run|lead|train|manage|own|build|write|design|sell|fix|drive|graduated|trained|started|finished|switched|moved|left|joined|retrained|spent)|"
    r"as an? \w+|I (?!(?:was|am|have|had|saw|read|heard|watched|attended|listened|found|met|came|got|just|really|also|only|still|do|did|would|could|can|can['’]t|will|might|may|should|want|wanted|hope|wish|wonder|think|thought|know|like|love|care|need|write|wrote|ask|asked|keep|kept|get|enjoyed|understand|appreciate|admire|believe|feel|guess|mean|look|promise|look)\b)[a-z]{3,} |my name is|we both|We have been matched|my (?:job|degree|course|studies|apprenticeship|training|placement|(?:first|second|third|final|last) year))\b"
    r"|\b(?:student|apprentice|trainee|graduate|nurse|teacher|engineer|developer|manager|designer|researcher) (?:at|in|from|on)\b",
    re.I,
)


def who_missing(text: Text) -> Facts | None:
    """A first message that leaves open who writes."""
    told = _WHO.search(text.main) or text.holds("my_role")
    return given(text.first and text.draft.channel != "linkedin_note" and not told)


def _asks_in_full(text: Text) -> bool:
    return text.asks_expected and text.draft.channel != "linkedin_note"


def no_ask(text: Text) -> Facts | None:
    """Nothing is asked where the occasion is one for asking."""
    return given(_asks_in_full(text) and not text.asking)


def several_asks(text: Text) -> Facts | None:
    """More questions than one reply has room for."""
    return given(text.questions > text.rules.questions, questions=text.questions, most=text.rules.questions)


_FAVOURS: Final = {
    "reading something": re.compile(r"\b(?:review|look (?:at|over|through)|read|proofread|check|feedback on|comments? on)\b[^.?!]{0,30}\b(?:cv|r[ée]sum[ée]|letter|draft|essay|thesis|portfolio|statement|application|code|paper|plan|profile|proposal)\b", re.I),
    "an introduction": re.compile(r"\b(?:introduce me|an? intro(?:duction)? to|put me in touch|connect me (?:with|to)|pass (?:me|my \w+) on)\b", re.I),
    "a reference": re.compile(r"\b(?:refer me|a referral|recommend me|write (?:me )?a (?:reference|recommendation)|(?:be|act as) (?:my|a) referee|put in a (?:good )?word)\b", re.I),
    "a job": re.compile(r"\b(?:hire me|an? (?:job|internship|placement|position|vacancy)|any (?:openings|vacancies|positions))\b", re.I),
    "a talk": re.compile(r"\b(?:call|meet|coffee|chat|zoom|speak|talk)\b", re.I),
}  # fmt: skip
"""Kinds of favour and how each is asked for."""


def many_favours(text: Text) -> Facts | None:
    """Favours of different kinds in one message: a talk beside one other is a choice, more is a list."""
    asked = " ".join(text.asking)
    kinds = [kind for kind, pattern in _FAVOURS.items() if pattern.search(asked)]
    return given(len(kinds) > 2 or len([kind for kind in kinds if kind != "a talk"]) > 1, found=kinds)


def untimed(text: Text) -> Facts | None:
    """A talk of unknown length is asked for."""
    return given(_asks_in_full(text) and text.wants_time and not text.timed)


def good_ask(text: Text) -> Facts | None:
    """One request of known size."""
    sized = text.asks_expected and bool(text.asking) and text.timed
    return given(sized and text.questions <= text.rules.questions and many_favours(text) is None)


_WAY_OUT: Final = re.compile(
    r"\b(?:no in one word (?:is|would be)|no (?:is|would be) (?:fine|no trouble|completely|perfectly|a fine|all right|an answer|ok(?:ay)?)|(?:a (?:simple|short|quick|plain) )?no is|say no|say so|feel free to (?:say no|decline|ignore)|"
    r"if (?:this|that|it|now) (?:is|isn['’]?t|is not|does(?: not|n['’]?t))|no (?:reply|answer) (?:is |at all is )?(?:needed|necessary|fine|ok(?:ay)?|expected)|if your (?:other )?commitments|another (?:week|month|time) is better|(?:understand|get it) (?:completely |fully |totally )?if|no (?:hard feelings|pressure|worries|problem|obligation|rush)|"
    r"if not,? |only if (?:you|it|there)|tell me when I should ask again|if it is too much|nothing changes|leave it|too (?:much|busy)|no (?:room|time)|had enough|name (?:what|a time)|another time|should (?:come back|ask again)|rather (?:not|stop|leave|meet)|"
    r"I(?:['’]d| would|['’]ll| will)(?: completely| fully| totally)? (?:get it|understand)|(?:it['’]s|that['’]s|is) (?:totally |completely |perfectly |absolutely )?(?:fine|ok(?:ay)?|all right) (?:if|too|to|not)|don['’]?t worry if|if you (?:can['’]?t|cannot|don['’]?t have|have no|are (?:too )?busy|['’]re (?:too )?busy|would rather)|either way)",
    re.I,
)


def no_way_out(text: Text) -> Facts | None:
    """Something is asked, and a no is made no easier."""
    return given(_asks_in_full(text) and bool(text.asking) and not _WAY_OUT.search(text.main))


def good_way_out(text: Text) -> Facts | None:
    """A no is made easy."""
    return given(text.asks_expected and bool(_WAY_OUT.search(text.main)))


_SORRY: Final = re.compile(
    r"\b(?:sorry(?! (?:to hear|for your loss|about your|that you (?:are|were|had)))|apolog(?!y accepted)\w+|forgive|my fault|I feel (?:so |really )?(?:terrible|awful|bad|guilty)|embarrass(?:ed|ing)|ashamed|inexcusable|hate to (?:bother|ask)|(?:bother|disturb)(?:ing)? you|(?:wast(?:e|ing)|tak(?:e|ing up)) (?:so much of )?your (?:valuable |precious )?time)\b",
    re.I,
)
_TWICE: Final = ("other_apology", "stall_own_silence", "thanks_late")
"""Messages in which a second word of apology is no spiral."""


def apologies(text: Text) -> Facts | None:
    """More apologies than one needs."""
    found = _SORRY.findall(text.main)
    most = 2 if text.situation and text.situation.id in _TWICE else 1
    return given(len(found) > most, count=len(found))


def is_stranger(text: Text) -> bool:
    """True for a first message to somebody the writer does not know."""
    return text.first and text.values.get("relation") in ("stranger", "event", "alumni", None)


_ATTACHED: Final = re.compile(
    r"(?<!\bnot )(?<!\bnothing )(?<!['’]t )\battach(?:ed|ing)?\b(?! (?:to (?!this|the (?:e-?mail|mail|message)|my (?:e-?mail|mail|message))|anything|nothing))(?<!are attached)|(?:are|is) attached(?! to (?!this|the (?:e-?mail|mail)))|"
    r"\b(?:please (?:see|find) (?:the |my )?attach\w+|(?:in|see|open|as) (?:the|my|an) attachment|see my (?:cv|resume|résumé)|(?:find|have) enclosed|drive\.google\S*|dropbox\S*)",
    re.I,
)
_LINK: Final = re.compile(r"https?://\S+|\bwww\.\S+", re.I)
_CV: Final = re.compile(r"\b(?:cv|r[ée]sum[ée]|curriculum vitae|transcript)\b", re.I)


def attachment(text: Text) -> Facts | None:
    """Something attached, or more than one link. A professor may want a page about one's training."""
    match = _ATTACHED.search(text.main)
    academic = text.name.title.startswith("Prof") and _CV.search(text.main)
    if match is not None and not academic:
        return {"found": match[0].strip(), "links": 0}
    links = len(_LINK.findall(text.main))
    return given(links > 1, found="", links=links)


_HURRY: Final = re.compile(
    r"\b(?:asap|as soon as (?:possible|you can)|right away|immediately|by (?:tonight|tomorrow|end of (?:the )?(?:day|play)|eod))\b",
    re.I,
)
_PRESSED: Final = re.compile(
    r"\b(?:urgent(?:ly)?(?! (?:care|treatment|surgery|referrals?|cases?|and|ward|transport|response))|you (?:haven['’]?t|have not|never|still haven['’]?t) (?:replied|answered|responded|written|bothered)|why (?:haven['’]?t|have you not|did you not|didn['’]?t you)|"
    r"(?:this is|writing|asking)(?: you)?(?: now)? (?:for )?(?:the|my) (?:second|third|fourth) time|I(?:['’]m| am) still waiting|I expect (?:you|an? (?:answer|reply|response)|your|to hear)|ignor(?:ed|ing) (?:me|my)|you (?:have to|must|need to) (?:help|answer|reply|respond|meet))\b",
    re.I,
)


def pressure(text: Text) -> Facts | None:
    """Words that reproach or hurry the reader; haste counts in a request only."""
    match = _PRESSED.search(text.main) or _HURRY.search(" ".join(text.asking))
    return {"found": match[0].strip()} if match is not None else None


flattery: Final[Condition] = finds(
    r"\b(?:huge fan|big fan|biggest fan|I (?:really |so |truly )?admire|great admir(?:er|ation)|admirer of|in awe|awe-?inspiring|(?:so |truly |very |deeply )?inspir(?:ing|ational)|inspir(?:ation|ed me)|amazing|incredible|awesome|brilliant|legendary|(?:a|living|the) legend|genius|"
    r"(?:so |deeply |truly )honou?red|a (?:great |huge |real )?privilege|role model|world-?class|renowned|esteemed|outstanding(?! (?:invoices?|payments?|bills?|questions?|issues?|work|tasks?|items?|amounts?|balances?))|phenomenal|rock ?star|guru|idol)\b"
)
stock_phrase: Final[Condition] = finds(
    r"\b(?:hope this (?:e-?mail|message|note|letter|finds)|finds you well|hope you(?:['’]re| are) (?:doing |keeping )?well|pick your brains?|touch(?:ing)? base|just checking in|circl(?:e|ing) back|"
    r"(?:I(?:['’]?m| am)|wanted to|thought I(?:['’]d| would)|decided to|just) reach(?:ing)? out|at your earliest convenience|synergies|value-?add|I know you(?:['’]re| are) (?:very |super |extremely |incredibly )?busy)\b"
)
demand: Final[Condition] = finds(
    r"\b(?:calendly\S*|(?:book|pick|choose) a slot|I(?:['’]ll| will) (?:call|ring|phone|come by|drop by)(?! it)|I(?:['’]ve| have) (?:booked|scheduled|blocked|sent (?:you )?an? (?:calendar )?invit\w+)|(?:call|ring|phone) me (?:on|at|back|when|this|today|tomorrow)|"
    r"when (?:can|shall|should|could) we (?:meet|talk|speak|call)|what time works|let me know when you(?:['’]?re| are) free|are you free (?:on|this|tomorrow|next|at)|looking forward to (?:your (?:reply|response|answer)|hearing|meeting|working)|send me your (?:number|phone|calendar|availability))"
)
hole: Final[Condition] = finds(
    r"\{\{|\}\}|\{%|\[(?!sic\b)[A-Za-z][^\]\n]{1,30}\](?!\()|<(?!https?:|www\.|/?[biu]>)[A-Za-z][^>@\n]{1,30}>|\bX{3,}\b|\b(?:Dear|Hi|Hello|at|with|from|about) (?:None|undefined|null)\b|\b(?:Dear|Hi|Hello) ,(?!\S)|\bTBD\b",
    0,
)
mentor_ask: Final[Condition] = finds(
    r"\b(?:be(?:come|ing)? (?:my|a) mentor(?: (?:to|for) me)?|mentor me|you as (?:a|my) mentor|(?:as|for) my mentor|your mentee|under your wing)\b"
)
