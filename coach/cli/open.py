"""What most commands begin with: the settings, the real parts, and the words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.parser import Wanted
from coach.settings import Settings, load_settings

if TYPE_CHECKING:
    from coach.bootstrap import Workplace


def settings_of(wanted: Wanted) -> Settings:
    """Return the settings for the home that was named. Raises SettingsError."""
    return load_settings(wanted.home)


@contextmanager
def workplace(wanted: Wanted, *, ephemeral: bool = False, apart: bool = False) -> Iterator[Workplace]:
    """Open the real parts and close them afterwards."""
    from coach.bootstrap import Workplace

    place = Workplace(settings_of(wanted), ephemeral=ephemeral, apart=apart)
    try:
        yield place
    finally:
        place.close()


def words(wanted: Wanted, name: str, **values: object) -> str:
    """Render `cli/<name>.txt.j2`, what a command says."""
    from coach.rendering import Renderer, content_folders

    return Renderer(content_folders("prompts", settings_of(wanted).home)).render(f"cli/{name}.txt.j2", values)


def make_ready(place: Workplace) -> None:
    """Open the library, preparing it first when it never was; the first time that takes about half a minute.

    When it cannot be prepared the reason is said on standard error, and answers rest on words alone.
    """
    from coach.cli.progress import bar
    from coach.errors import CoachError

    if place.warm_up().state == "ready":
        return
    try:
        with bar() as progress:
            place.prepare(progress)
    except CoachError as error:
        from coach.cli.main import complain

        complain(error)


def interactive() -> bool:
    """True when a person types at the other end of standard input."""
    return sys.stdin.isatty()
