"""A repair of how Textual reads Alt and a digit."""

from __future__ import annotations

from enum import Enum


class AltDigit(Enum):
    """What Textual's table of key sequences holds: members whose value is the name of a key."""

    ALT_1 = "alt+1"
    ALT_2 = "alt+2"
    ALT_3 = "alt+3"
    ALT_4 = "alt+4"
    ALT_5 = "alt+5"
    ALT_6 = "alt+6"
    ALT_7 = "alt+7"
    ALT_8 = "alt+8"
    ALT_9 = "alt+9"


def restore_alt_digits() -> None:
    """Let Alt+1 to Alt+9 arrive as such.

    Terminals send Escape and the digit. Textual 8.2.8 turns these nine into the characters that Option gives on a Mac
    (™ for Alt+2), in every terminal. Binding those characters instead would take the £ from British keyboards.
    """
    from textual import _ansi_sequences

    table = _ansi_sequences.ANSI_SEQUENCES_KEYS
    if isinstance(table, dict):
        for member in AltDigit:
            table[f"\x1b{member.value[-1]}"] = (member,)
