"""Weekends and public holidays of the country in the settings, from the package `holidays`, which has them without a network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from coach.relationship.pacing import DaysOff, ordinary

_LANGUAGES: Final = ("en_GB", "en_US")


def days_off(country: str) -> DaysOff:
    """Return what names the days off in a country (two letters); weekends alone where none is set or none is known.

    The package takes 0.2 s to import, so it is loaded for the first day that is asked about.
    """
    if not country:
        return ordinary
    known: list[Callable[[date], str | None]] = []

    def off(day: date) -> str | None:
        if not known:
            known.append(_calendar(country))
        return known[0](day)

    return off


def _calendar(country: str) -> DaysOff:
    import holidays

    supported = holidays.list_supported_countries()
    if country not in supported:
        return ordinary
    languages = holidays.list_localized_countries().get(country, [])
    language = next((one for one in _LANGUAGES if one in languages), None)
    table: Any = holidays.country_holidays(country, language=language)

    def off(day: date) -> str | None:
        name = str(table.get(day) or "").partition(";")[0].removesuffix(" (observed)")
        return name or ("" if day.weekday() in table.weekend else None)

    return off
