"""Where words decide: every function whose result hangs on what the person wrote is called through one port.

So a session can be recorded with what was decided, and be run again with its words scrambled beyond understanding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Judge(Protocol):
    """Calls a function that reads words."""

    def __call__(self, decide: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """Return what `decide` returns for these arguments, or what it returned when the session was recorded."""
        ...


def directly(decide: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """Simply call it: the judge of every conversation that is not recorded."""
    return decide(*given, **named)
