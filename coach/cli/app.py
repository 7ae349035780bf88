"""The command without a name: the terminal app."""

from __future__ import annotations

import sys

from coach.cli.open import interactive, words, workplace
from coach.cli.parser import Wanted


def app(wanted: Wanted) -> int:
    """Open the app; where there is no terminal, say what to use instead."""
    if not interactive() or not sys.stdout.isatty():
        print(words(wanted, "no_terminal"), file=sys.stderr)
        return 1
    from coach.tui.app import run_app
    from coach.tui.options import TuiOptions

    with workplace(wanted, apart=True) as place:
        settings = place.settings
        options = TuiOptions(
            data_folder=str(settings.home),
            network=settings.library.chroma_url or "offline",
            theme=settings.screen.theme,
            show_progress=settings.screen.progress,
        )

        def prepare() -> None:
            place.prepare()

        return run_app(place.build, prepare=prepare, close=place.close, options=options)
