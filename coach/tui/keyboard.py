"""A repair of how Textual reads Alt and a digit."""

from __future__ import annotations

from enum import Enum

AltDigit = Enum("AltDigit", {f"ALT_{digit}": f"alt+{digit}" for digit in range(1, 10)})
"""What Textual's table of key sequences holds: members whose value is the name of a key."""


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
