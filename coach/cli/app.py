"""The command without a name: the terminal app."""

from __future__ import annotations

import sys
from typing import Final

from coach.cli.open import interactive, words, workplace
from coach.cli.parser import Wanted

FEW: Final = 2000
"""Passages of own documents that are embedded unasked when the encoder has become ready, or another one; more wait to be asked for."""


def app(wanted: Wanted) -> int:
    """Open the app; where there is no terminal, say what to use instead."""
    if not interactive() or not sys.stdout.isatty():
        print(words(wanted, "no_terminal"), file=sys.stderr)
        return 1
    from coach.bootstrap.own import OwnDocuments
    from coach.tui.app import run_app
    from coach.tui.options import TuiOptions
    from coach.tui.screens.owning import OwnDesk

    with workplace(wanted, apart=True) as place:
        settings = place.settings
        options = TuiOptions(
            data_folder=str(settings.home),
            network=settings.library.chroma_url or "offline",
            theme=settings.screen.theme,
            show_progress=settings.screen.progress,
            own=OwnDesk(OwnDocuments(place.settings), lambda report: words(wanted, "library_report", report=report)),
        )

        def prepare() -> None:
            place.prepare()
            own = OwnDocuments(settings)
            if 0 < own.shelf().waiting <= FEW:
                own.add([])

        return run_app(place.build, prepare=prepare, close=place.close, options=options)
