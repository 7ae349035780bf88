"""A list that an interview reads out of an answer: add to it, change, remove and move its items; `/list` or plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from coach.conversation.interviewing import ask_again, current, proceed, store
from coach.conversation.work import Work
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.text import clean, one_line
from coach.domain.turn import Action
from coach.flows import Ask, FlowDef

LONGEST_ITEM: Final = 300
_NUMBER: Final = r"(?:number |item |no\.? ?|#)?(?P<at>\d{1,2})"
_PLACE: Final = r"(?:to |at |on |in )?(?:the )?(?:(?:place |position |number )?(?P<to>\d{1,2})|(?P<word>up|down|top|first|front|bottom|last|end))"
_WAYS: Final = (
    ("add", re.compile(r"add(?: to the list)?\s*:?\s+(?P<text>.+)", re.I)),
    ("remove", re.compile(rf"(?:remove|delete|drop|strike(?: out)?|cross out|take out)\s+{_NUMBER}", re.I)),
    ("edit", re.compile(rf"(?:edit|change|replace|reword)\s+{_NUMBER}\s*(?:[:,]|to\b|with\b|into\b|by\b)?\s+(?P<text>.+)", re.I)),
    ("move", re.compile(rf"(?:move|put|take)\s+{_NUMBER}\s+{_PLACE}", re.I)),
    ("move", re.compile(rf"(?P<word>up|down|top|bottom|first|last)\s+{_NUMBER}", re.I)),
)

What = Literal["show", "add", "edit", "remove", "move"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with a list. `at` is the number of an item, counted from 1, `to` the number it shall have."""

    what: What
    at: int = 0
    to: int = 0
    text: str = ""


def read_wish(text: str, count: int) -> Wish | None:
    """Return what a line asks to be done with a list of `count` items, or None where it asks nothing of the kind."""
    line = one_line(clean(text)).strip(" .")
    for what, pattern in _WAYS:
        found = pattern.fullmatch(line)
        if found is None:
            continue
        named = found.groupdict()
        at = int(named.get("at") or 0)
        to = int(named.get("to") or 0) or _place((named.get("word") or "").lower(), at, count)
        if what != "add" and not (1 <= at <= count and (what != "move" or 1 <= to <= count)):
            return None
        return Wish(what, at, to, (named.get("text") or "").strip()[:LONGEST_ITEM])  # type: ignore[arg-type]
    return None


def _place(word: str, at: int, count: int) -> int:
    if word in ("up", "down"):
        return min(max(at + (1 if word == "down" else -1), 1), count)
    return count if word in ("bottom", "last", "end") else 1


def changed(items: Sequence[str], wish: Wish) -> tuple[str, ...]:
    """Return the items after a wish. Numbers are those that `read_wish` has checked."""
    found = list(items)
    if wish.what == "add":
        found.append(wish.text)
    elif wish.what == "edit":
        found[wish.at - 1] = wish.text
    elif wish.what in ("remove", "move"):
        moved = found.pop(wish.at - 1)
        if wish.what == "move":
            found.insert(wish.to - 1, moved)
    return tuple(found)


def list_of(flow: FlowDef, run: FlowRun) -> tuple[Ask, tuple[str, ...]] | None:
    """Return the question of an interview whose answer is a list, with its items; None before there are any."""
    for ask in flow.asks():
        found = run.value(ask.items) if ask.items else None
        if isinstance(found, tuple) and found:
            return ask, tuple(str(item) for item in found)
    return None


def wished(work: Work, text: str, pending: Ask) -> bool:
    """Return whether a line changes the list that the pending question is about, instead of answering it."""
    found = list_of(work.definition(current(work)), current(work))
    return found is not None and found[0].slot in pending.depends and read_wish(text, len(found[1])) is not None


def arrange(work: Work) -> None:
    """Show the list of the interview, or change it and say how it stands; what rested on it is marked as doubtful."""
    run = current(work)
    found = list_of(work.definition(run), run)
    if found is None:
        work.say("no_list")
        _go_on(work)
        return
    ask, items = found
    line = work.command.argument.strip()
    wish = read_wish(line, len(items)) if line else Wish("show")
    after = changed(items, wish) if wish is not None else items
    if wish is None or not after:
        work.say("list", items=items, label=ask.label, what="last" if wish is not None else "unclear")
    elif wish.what == "show" or after == items:
        work.say("list", items=items, label=ask.label, what="show")
    else:
        before = run.answers[ask.slot]
        text = "\n".join(f"- {item}" for item in after)
        store(work, SlotAnswer(ask.slot, text, "given", text, before.reads))
        work.say("list", items=after, label=ask.label, what="changed")
        proceed(work, says=False)
        return
    _go_on(work)


def _go_on(work: Work) -> None:
    if work.state.asking is not None:
        ask_again(work)
    else:
        work.offer(Action("/review", "All answers"))
