"""The arguments of `coach outbox` and `coach versions`; like the parser it loads nothing but argparse."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from coach.domain.labels import CHANNELS

OUTBOX_WORDS: Final = (
    "list",
    "show",
    "due",
    "sent",
    "replied",
    "yes",
    "no",
    "not-now",
    "withdrawn",
    "closed",
    "later",
    "undo",
)


def add_outgoing(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add both commands; `add` makes a parser from a name, a handler and a line of help."""
    outbox = add("outbox", "outbox:outbox", "list your messages, and note what became of them; nothing is ever sent")
    outbox.add_argument(
        "what", nargs="?", choices=OUTBOX_WORDS, default="list", help="list and due show; the others note something"
    )
    outbox.add_argument("number", nargs="?", type=int, help="the number of a message in the list")
    outbox.add_argument(
        "--on", metavar="DAY", type=date.fromisoformat, help="the day it happened (YYYY-MM-DD), or until when it is put off"
    )
    outbox.add_argument("--to", metavar="NAME", help="with sent: to whom it really went")
    outbox.add_argument("--channel", choices=CHANNELS, help="with sent: how it really went out")
    outbox.add_argument("--json", action="store_true", help="print a JSON object")
    versions = add("versions", "versions:versions", "show the versions of a message, what differs, and take one again")
    versions.add_argument("number", nargs="?", type=int, help="the number of a message in coach outbox; left out, the latest")
    what = versions.add_mutually_exclusive_group()
    what.add_argument(
        "--compare", metavar=("OLD", "NEW"), type=int, nargs=2, help="mark the words that differ between two versions"
    )
    what.add_argument("--restore", metavar="VERSION", type=int, help="make this version the newest; nothing is taken away")
    versions.add_argument("--json", action="store_true", help="print a JSON object")


def outgoing_contradiction(handler: str, options: dict[str, Any]) -> str:
    """Return what is wrong with a combination of arguments, or nothing."""
    if handler != "outbox:outbox":
        return ""
    what = options["what"]
    if what not in ("list", "due") and options["number"] is None:
        return f"outbox {what}: give the number of a message; coach outbox lists them"
    if what != "sent" and (options["to"] or options["channel"]):
        return f"outbox {what}: --to and --channel go with sent"
    if what in ("list", "due", "show", "undo") and options["on"] is not None:
        return f"outbox {what} takes no --on"
    return ""
