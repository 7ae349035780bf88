"""`coach library status | prepare | rebuild`."""

from __future__ import annotations

from coach.cli.main import PROBLEM
from coach.cli.open import words, workplace
from coach.cli.parser import Wanted
from coach.cli.progress import bar


def library(wanted: Wanted) -> int:
    """Show what the library can do, or prepare it, or build it afresh; 0 when it is ready."""
    with workplace(wanted, ephemeral=True) as place:
        if wanted["what"] == "embed":
            with bar() as progress:
                print(words(wanted, "embedded", count=place.embed(progress)))
            return 0
        if wanted["what"] == "status":
            status = place.warm_up()
        else:
            with bar() as progress:
                status = place.prepare(progress, rebuild=wanted["what"] == "rebuild")
        folder = str(place.settings.home / "library")
    print(words(wanted, "library", status=status, folder=folder))
    return 0 if status.state == "ready" else PROBLEM
