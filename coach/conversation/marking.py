"""What a person says about a message they sent, read from a few words and turned into an entry of the log, or refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coach.domain.drafts import Draft
from coach.domain.events import MessageMarked
from coach.domain.interview import SlotAnswer
from coach.domain.labels import Channel
from coach.domain.outbox import Letter, Mark, Outcome, same_person
from coach.flows.dates import find_date
from coach.relationship.pacing import PACE, refusal

REMINDERS: Final = ("followup", "followup_last")
"""Messages that belong to a thread which waits for an answer."""
LAST: Final = "followup_last"
_BEFORE: Final[Mapping[str, int]] = {"first": 1, "second": 2, "last": 2}
"""Messages that went out before a reminder whose thread began outside Coach, by its answer to `which`."""

_WORDS: Final[tuple[tuple[str, Outcome], ...]] = (
    (r"not[ _-]?now|maybe later|later|postponed", "not_now"),
    (r"(?:said |a )?yes|accept(?:ed|s)?|agreed", "accepted"),
    (r"(?:said |a )?no|declin(?:ed|es)|refused", "declined"),
    (r"withdr[ae]wn?|withdrew|taken back", "withdrawn"),
    (r"clos(?:ed|e)|given up|let go", "closed"),
    (r"repl(?:ied|y)|answer(?:ed)?", "replied"),
    (r"sent|reminded", "sent"),
)
_CHANNELS: Final[tuple[tuple[str, Channel], ...]] = (
    (r"e-?mail|mail", "email"),
    (r"linkedin[ _]note|request to connect", "linkedin_note"),
    (r"linkedin(?:[ _]message)?|inmail", "linkedin_message"),
    (r"chat|slack|teams|whatsapp", "chat"),
    (r"letter|post", "letter"),
)
_SMALL: Final = re.compile(r"^(?:(?:and|on|by|via|as|it|to|that|they|she|he|dated|was)\b|[\s,.:;-])+|[\s,.:;-]+$", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a message. `on` is None where no date was named, `rest` what was not understood."""

    what: Outcome | None = None
    on: date | None = None
    channel: Channel | None = None
    rest: str = ""


def read_said(text: str, today: date, what: Outcome | None = None) -> Said:
    """Read "yes yesterday", "sent on LinkedIn on Friday", "not now". `what` is what the words before it said already."""
    rest, found, channel = text.strip(), what, None
    for pattern, outcome in _WORDS:
        match = re.match(rf"(?:{pattern})\b", rest, re.I)
        if match is not None:
            found, rest = (what if outcome == "replied" and what not in (None, "sent") else outcome), rest[match.end() :]
            break
    for pattern, one in _CHANNELS:
        match = re.search(rf"\b(?:(?:by|on|via|as)\s+(?:an?\s+)?)?(?:{pattern})\b", rest, re.I)
        if match is not None:
            channel, rest = one, f"{rest[: match.start()]} {rest[match.end() :]}"
            break
    rest = _SMALL.sub("", " ".join(rest.split()))
    on = day_in(rest, today)
    return Said(found, on, channel, "" if on is not None else rest)


def day_in(text: str, today: date) -> date | None:
    """Return the day that a few words name, looking back from `today`; None for none. dateparser is spared where it can be."""
    low = text.lower().strip(" .")
    near = {
        "today": 0,
        "just now": 0,
        "now": 0,
        "this morning": 0,
        "yesterday": 1,
        "last night": 1,
        "a week ago": 7,
        "last week": 7,
    }
    if low in near:
        return today - timedelta(days=near[low])
    try:
        return date.fromisoformat(low)
    except ValueError:
        return find_date(low, today, "past") if low else None


def mark_sent(
    letter: Letter, letters: Sequence[Letter], on: date, answers: Mapping[str, SlotAnswer], asks: bool
) -> MessageMarked:
    """Return the entry for a message that went out. A reminder joins the thread to the same person that waits for an answer.

    `letter` is the message, `answers` those of its interview, `asks` whether its kind asks for something.
    """
    final = letter.situation == LAST
    mark = Mark("sent", on.isoformat(), letter.id, final=final)
    thread = thread_of(letter, letters)
    if thread is not None:
        return MessageMarked(thread.id, mark, "", thread.to, thread.channel, thread.asks, thread.earlier)
    reminds = letter.situation in REMINDERS
    which = answers.get("which")
    earlier = _BEFORE.get(str(which.value), 1) if reminds and which is not None else int(reminds)
    return MessageMarked(letter.id, mark, "", letter.to, letter.channel, asks or reminds, min(earlier, PACE.most - 1))


def thread_of(letter: Letter, letters: Sequence[Letter]) -> Letter | None:
    """Return the thread that an unsent reminder belongs to: the latest to the same person that waits, or was told "not now"."""
    if letter.situation not in REMINDERS or letter.marks:
        return None
    open_ones = [one for one in letters if one.id != letter.id and one.asks and one.status in ("sent", "not_now")]
    fitting = [one for one in open_ones if same_person(one.to, letter.to)]
    return max(fitting, key=lambda one: one.sent_on[-1], default=None)


def marked(letter: Letter, what: Outcome, on: date) -> MessageMarked:
    """Return the entry for what came of a message that was sent."""
    return MessageMarked(letter.id, Mark(what, on.isoformat()), "", letter.to, letter.channel, letter.asks, letter.earlier)


def why_not(letter: Letter, letters: Sequence[Letter], what: Outcome, on: date, today: date) -> str:
    """Return why this cannot be noted, as a code of `pacing.refusal`, or nothing."""
    thread = thread_of(letter, letters) if what == "sent" else None
    return refusal(thread or letter, what, on, today)


def named(letters: Sequence[Letter], words: str) -> Letter | None:
    """Return the one message whose recipient is named in `words`, the latest of several to one person; None where it is open."""
    low = set(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", words.casefold()))
    found = [one for one in letters if low & set(re.findall(r"[^\W_]{3,}(?:['’-][^\W_]+)*", one.to.casefold()))]
    people = {one.to for one in found}
    return found[-1] if len(people) == 1 else None


def without_names(text: str, letters: Sequence[Letter]) -> str:
    """Return what was said without the words of recipients' names."""
    names = {word for one in letters for word in re.findall(r"[^\W_]{3,}(?:['’-][^\W_]+)*", one.to.casefold())}
    return " ".join(word for word in text.split() if word.casefold().strip(".,:;") not in names)


def draft_letter(run: str, draft: Draft, letters: Sequence[Letter]) -> Letter:
    """Return the message of a run as the log has it, or would have it."""
    known = next((one for one in letters if one.id == run or any(mark.run == run for mark in one.marks)), None)
    return known or Letter(run, len(letters) + 1, draft.to, draft.situation, draft.channel, draft.subject)


_WHEN: Final = (
    r"(?:,? (?P<when>just now|now|today|yesterday|this morning|last night|last week|a week ago|(?:(?:a|one|two|three|four|five|six|\d) )days? ago"
    r"|(?:on |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))?"
)
_I_SENT: Final = re.compile(
    r"(?:(?:ok(?:ay)?|so|right|done|well)[,.]? )*(?:i(?:'ve| have)?(?: just| already)? |just |already )?(?:sent|posted|e-?mailed|mailed) "
    rf"(?:it|this|that|(?:the|this|that|my) (?:message|e-?mail|mail|note|letter))(?: off| out)?(?: to (?:her|him|them))?{_WHEN}",
    re.I,
)
_THEY_ANSWERED: Final = re.compile(
    r"(?:(?:ok(?:ay)?|so|well)[,.]? )*(?:she|he|they)(?:'s|'ve| has| have)?(?: just| already)? "
    rf"(?P<what>replied|answered|wrote back|written back|said (?:yes|no|not now|maybe later)){_WHEN}",
    re.I,
)


def told_of_message(text: str) -> tuple[str, str] | None:
    """Return (command, argument) when a line after a message says just that it was sent, or what came back; None for all else."""
    line = " ".join(text.replace("’", "'").split()).rstrip(".! ")
    sent = _I_SENT.fullmatch(line)
    if sent is not None:
        return "sent", sent["when"] or ""
    came = _THEY_ANSWERED.fullmatch(line)
    if came is None:
        return None
    what = came["what"].lower()
    return "replied", f"{what.removeprefix('said ') if what.startswith('said') else ''} {came['when'] or ''}".strip()
