"""People to call when a coach is not enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of help. `country` is ISO 3166, empty for the directory; `purposes` are emergency, crisis, young, …"""

    country: str
    name: str
    number: str
    how: str = ""
    hours: str = ""
    purposes: tuple[str, ...] = ()
    seen: str = ""
