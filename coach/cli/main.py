"""From the arguments to one handler, and from errors to exit statuses: 0 done, 1 a problem, 2 wrong usage."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from coach.cli.parser import Wanted, parse_arguments
from coach.errors import CoachError

SELDOM: Final = (50_000, 20, 20)
"""How often Python looks for garbage. With its own figures a tenth of every start goes into looking through imports."""
PROBLEM = 1
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status. Errors are said on standard error; standard output stays parseable."""
    wanted = parse_arguments(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(wanted)
    except CoachError as error:
        return complain(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our output has left; Python would complain once more while it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return complain(unforeseen(error))


def _run(wanted: Wanted) -> int:
    gc.set_threshold(*SELDOM)
    module, _, function = wanted.handler.partition(":")
    status = getattr(import_module(f"coach.cli.{module}"), function)(wanted)
    if not isinstance(status, int):
        raise TypeError(f"{wanted.handler} gave no exit status")
    sys.stdout.flush()
    return status


def unforeseen(error: Exception) -> CoachError:
    """Return an error that Coach did not foresee as one it can say; with COACH_DEBUG set it is raised as it is."""
    if os.environ.get("COACH_DEBUG"):
        raise error
    kind = type(error).__name__
    return CoachError(
        f"That did not work ({kind}: {error}).", "What was saved is still there; COACH_DEBUG=1 shows where it happened."
    )


def complain(error: CoachError) -> int:
    """Say an error on standard error and return the exit status for it."""
    from coach.domain.text import clean

    sys.stdout.flush()
    print(clean(f"{error.title}: {error}"), file=sys.stderr)
    return PROBLEM
