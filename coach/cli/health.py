"""`coach doctor` and `coach check`."""

from __future__ import annotations

import sys

from coach.cli.main import PROBLEM
from coach.cli.open import words, workplace
from coach.cli.parser import Wanted


def doctor(wanted: Wanted) -> int:
    """Print what works and what does not; 1 when there is a problem."""
    from coach.bootstrap.diagnosis import diagnose

    with workplace(wanted, ephemeral=True) as place:
        findings = diagnose(place)
    print(words(wanted, "doctor", findings=findings))
    return PROBLEM if any(finding.state == "problem" for finding in findings) else 0


def check(wanted: Wanted) -> int:
    """Print every fault of cards, interviews, templates, sources and shipped vectors; 1 when there is one."""
    from coach.bootstrap.checks import check_content

    with workplace(wanted, ephemeral=True) as place:
        problems = check_content(place)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(words(wanted, "check", count=len(problems)))
    return PROBLEM if problems else 0
