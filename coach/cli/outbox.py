"""`coach outbox`: what was sent, what came of it, what is due. Coach notes it and sends nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from coach.cli.main import PROBLEM
from coach.cli.open import settings_of, words
from coach.cli.parser import Wanted

if TYPE_CHECKING:
    from coach.domain.events import MarkTakenBack, MessageMarked
    from coach.domain.outbox import Letter, Outcome
    from coach.relationship.pacing import DaysOff, Due
    from coach.store import Records

USAGE: Final = 2
_OUTCOMES: Final[Mapping[str, Outcome]] = {
    "sent": "sent",
    "replied": "replied",
    "yes": "accepted",
    "no": "declined",
    "not-now": "not_now",
    "withdrawn": "withdrawn",
    "closed": "closed",
}


def outbox(wanted: Wanted) -> int:
    """List the messages, show one, or note something of it. Returns 1 for what cannot be noted, 2 for an unknown number."""
    from coach.bootstrap.days_off import days_off
    from coach.bootstrap.parts import SystemClock
    from coach.store import open_records

    settings, now = settings_of(wanted), SystemClock().now()
    with open_records(settings.home) as records:
        letters = records.outbox.letters()
        number = wanted["number"]
        letter = next((one for one in letters if one.number == number), None)
        if number is not None and letter is None:
            print(words(wanted, "outbox_no_such", number=number, count=len(letters)), file=sys.stderr)
            return USAGE
        if letter is not None and wanted["what"] not in ("list", "due", "show"):
            event = _event(wanted, records, letter, now.date())
            if isinstance(event, str):
                print(words(wanted, "outbox_refused", code=event, letter=letter), file=sys.stderr)
                return PROBLEM
            records.note(event, now.isoformat(timespec="seconds"))
            letters = records.outbox.letters()
    _print(wanted, letters, now.date(), days_off(settings.country))
    return 0


def _event(wanted: Wanted, records: Records, letter: Letter, today: date) -> MessageMarked | MarkTakenBack | str:
    """Return what is to be noted, or the code of why it cannot be."""
    from coach.conversation.following import until
    from coach.conversation.marking import mark_sent, marked, why_not
    from coach.domain.events import MarkTakenBack, MessageMarked
    from coach.domain.outbox import Mark

    what = wanted["what"]
    if what == "undo":
        return MarkTakenBack(letter.id) if letter.marks else "not_sent"
    if what == "later":
        mark = Mark("later", today.isoformat(), until=until(today, wanted["on"]).isoformat())
        waits = letter.status in ("sent", "not_now")
        return MessageMarked(letter.id, mark, "", letter.to, letter.channel, letter.asks, letter.earlier) if waits else "no_move"
    outcome, on, letters = _OUTCOMES[what], wanted["on"] or today, records.outbox.letters()
    code = why_not(letter, letters, outcome, on, today)
    if code:
        return code
    if outcome != "sent" or letter.marks:
        return marked(letter, outcome, on)
    letter = replace(letter, to=wanted["to"] or letter.to, channel=wanted["channel"] or letter.channel)
    return mark_sent(letter, letters, on, records.outbox.answers(letter.id), _asks(wanted, letter))


def _asks(wanted: Wanted, letter: Letter) -> bool:
    from coach.bootstrap.content import Content
    from coach.errors import RenderingError

    try:
        return Content(settings_of(wanted).home).studio().situation(letter.situation).asks
    except RenderingError:
        return False


def _print(wanted: Wanted, letters: Sequence[Letter], today: date, off: DaysOff) -> None:
    from coach.relationship.pacing import follow_ups, next_person
    from coach.relationship.rates import reply_rate

    number, only_due = wanted["number"], wanted["what"] == "due"
    steps = {due.letter: due for due in follow_ups(letters, off=off)}
    shown = [one for one in letters if number in (None, one.number) and (not only_due or _is_due(steps.get(one.id), today))]
    if wanted["json"]:
        rate, person = reply_rate(letters, today), next_person(letters, today)
        data = {
            "messages": [_encode(one, steps.get(one.id), today) for one in shown],
            "reply_rate": {"answered": rate.answered, "sent": rate.sent, "low": round(rate.low, 3), "high": round(rate.high, 3)}
            if rate.enough
            else None,
            "next_person": {"waiting": person.waiting, "fresh": person.fresh, "on": person.on},
        }
        print(json.dumps(data, ensure_ascii=False))
        return
    rows = [{"letter": one, "due": steps.get(one.id), "now": _is_due(steps.get(one.id), today)} for one in shown]
    rate, person = reply_rate(letters, today), next_person(letters, today)
    print(words(wanted, "outbox", rows=rows, rate=rate, next=person, only_due=only_due, log=number is not None))


def _is_due(due: Due | None, today: date) -> bool:
    return due is not None and due.on <= today.isoformat()


def _encode(letter: Letter, due: Due | None, today: date) -> dict[str, Any]:
    from coach.relationship.pacing import legal_moves, touches

    step = (
        {"step": due.step, "on": due.on, "due": _is_due(due, today), "passed": list(due.passed), "card": due.card}
        if due
        else None
    )
    return {
        "number": letter.number,
        "id": letter.id,
        "to": letter.to,
        "subject": letter.subject,
        "situation": letter.situation,
        "channel": letter.channel,
        "written": letter.written_on,
        "status": letter.status,
        "asks": letter.asks,
        "messages_sent": touches(letter),
        "log": [{"what": mark.what, "on": mark.on, "until": mark.until or None} for mark in letter.marks],
        "next": step,
        "moves": list(legal_moves(letter)),
    }
