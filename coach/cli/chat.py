"""Talking without the app: linear text, JSON lines, and single questions."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any, Protocol

from coach.cli.contract import as_line, encode_turn
from coach.cli.main import PROBLEM, complain, unforeseen
from coach.cli.open import interactive, make_ready, workplace
from coach.cli.parser import Wanted
from coach.domain.turn import Turn
from coach.errors import CoachError

_FORM = 'Write one object a line: {"text": "..."}'


class Talker(Protocol):
    """What the linear front ends use of a conversation."""

    def welcome(self) -> Turn:
        """Return the opening."""
        ...

    def turn(self, text: str) -> Turn:
        """Take one line."""
        ...

    def edit_draft(self, subject: str, body: str) -> Turn:
        """Replace the message by the person's own wording."""
        ...


def chat(wanted: Wanted) -> int:
    """Talk until the input ends or the person leaves."""
    with workplace(wanted) as place:
        place.warm_up_beside()
        talker = place.build()
        make_ready(place)
        return talk_json(talker) if wanted["json"] else talk_plain(talker)


def talk_plain(talker: Talker) -> int:
    """Read lines, print replies as plain text; nothing is redrawn. Returns the exit status."""
    from coach.cli.plain import turn_text

    print(turn_text(talker.welcome()), flush=True)
    status = 0
    with contextlib.suppress(KeyboardInterrupt):
        for line in typed_lines():
            try:
                turn = talker.turn(line)
            except Exception as error:
                status = complain(error if isinstance(error, CoachError) else unforeseen(error))
                continue
            status = 0
            print(f"\n{turn_text(turn)}", flush=True)
            if turn.closed:
                break
    return status


def typed_lines() -> Iterator[str]:
    """Yield lines from standard input, with a prompt where a person types, until its end."""
    if not interactive():
        yield from piped_lines()
        return
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() its line editing
    while True:
        try:
            yield input("\n> ")
        except EOFError:
            print()
            return


def piped_lines() -> Iterator[str]:
    """Yield lines from standard input without their line ends; bytes that are no UTF-8 become replacement characters."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace").rstrip("\r\n")


def talk_json(talker: Talker) -> int:
    """Read one JSON object a line, answer one a line at once. Returns 1 when some line could not be answered."""
    status = 0
    for line in piped_lines():
        if not line.strip():
            continue
        try:
            turn = _json_turn(talker, line)
        except Exception as error:
            status = _refuse(line, error if isinstance(error, CoachError) else unforeseen(error))
            continue
        print(as_line(encode_turn(turn)), flush=True)
        if turn.closed:
            break
    return status


def _json_turn(talker: Talker, line: str) -> Turn:
    try:
        given: Any = json.loads(line)
    except ValueError as error:
        raise CoachError(f"This line is no JSON: {error}.", _FORM) from error
    edited = given.get("edit") if isinstance(given, dict) else None
    if isinstance(edited, dict) and isinstance(edited.get("body"), str):
        return talker.edit_draft(str(edited.get("subject", "")), edited["body"])
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise CoachError("This line has no text.", _FORM)
    return talker.turn(given["text"])


def _refuse(line: str, error: CoachError) -> int:
    """Say the problem on standard error, and answer the line with an object too, so that who waits for one goes on."""
    complain(error)
    sys.stderr.flush()
    print(as_line({"text": line, "error": str(error)}), flush=True)
    return PROBLEM


def ask(wanted: Wanted) -> int:
    """Answer one question, or each line of standard input on its own; nothing is kept."""
    from coach.cli.plain import turn_text

    text = " ".join(wanted["text"])
    with workplace(wanted, ephemeral=True) as place:
        place.warm_up_beside()
        conversation = place.build()
        make_ready(place)
        several = text == "-"
        for line in piped_lines() if several else [text]:
            turn = conversation.ask_once(line)
            if wanted["json"]:
                print(as_line(encode_turn(turn)), flush=True)
            else:
                print(turn_text(turn, actions=False), end="\n\n" if several else "\n", flush=True)
    return 0
