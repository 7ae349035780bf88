"""`coach draft`: a message from values on the command line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from coach.cli.contract import encode_draft
from coach.cli.main import PROBLEM
from coach.cli.open import words, workplace
from coach.cli.parser import Wanted
from coach.errors import MissingValues

if TYPE_CHECKING:
    from coach.bootstrap import Workplace
    from coach.domain.drafts import Draft
    from coach.domain.interview import Value

USAGE = 2


def draft(wanted: Wanted) -> int:
    """Write the message, or list the situations when none was named."""
    values, wrong = read_values(wanted["values"])
    if wrong:
        print(words(wanted, "draft_wrong_set", wrong=wrong), file=sys.stderr)
        return USAGE
    with workplace(wanted, ephemeral=True) as place:
        situations = place.content.situations()
        if wanted["situation"] not in situations:
            return _unknown(wanted, situations)
        for name in ("channel", "tone"):
            if wanted[name]:
                values[name] = wanted[name]
        try:
            written = place.content.studio().compose(wanted["situation"], values)
        except MissingValues as missing:
            print(words(wanted, "draft_missing", situation=wanted["situation"], names=missing.names), file=sys.stderr)
            return PROBLEM
        return _give(wanted, place, written)


def read_values(pairs: list[str]) -> tuple[dict[str, Value], str]:
    """Return the values of `KEY=VALUE` pairs, and the first pair that is none, or an empty text."""
    values: dict[str, Value] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip().isidentifier():
            return {}, pair
        values[key.strip()] = value.strip()
    return values, ""


def _unknown(wanted: Wanted, situations: tuple[str, ...]) -> int:
    if wanted["situation"] is None:
        print("\n".join(situations))
        return 0
    print(words(wanted, "draft_unknown", situation=wanted["situation"], situations=situations), file=sys.stderr)
    return USAGE


def _give(wanted: Wanted, place: Workplace, written: Draft) -> int:
    from coach.conversation.results import message_text

    message = message_text(written)
    if wanted["json"]:
        print(json.dumps(encode_draft(written), ensure_ascii=False))
    else:
        print(message)
    notes = [issue for issue in written.issues if issue.level != "good"]
    if not wanted["json"] and (notes or written.limit):
        print(f"\n{words(wanted, 'draft_review', draft=written, notes=notes)}", file=sys.stderr)
    if wanted["out"] is not None:
        path = place.exporter().write(wanted["out"], f"{message}\n")
        print(words(wanted, "written", path=str(path)), file=sys.stderr)
    return 0
