"""Every error that Coach raises on purpose, as one tree.

    CoachError
    ├── SettingsError        a setting is unknown or has a value that cannot be used
    ├── ContentError         a shipped or user-written file is broken (path, line, remedy)
    ├── RenderingError       a template could not be rendered
    │   └── MissingValues    ... because these values are not known yet
    ├── FlowError            an interview was asked to do something it does not define
    ├── LibraryError         the guidance library cannot answer
    │   ├── WeightsError     the encoder's weights are absent or are not the ones expected
    │   └── LibraryMismatch  the index was built with another model, dimension or metric
    ├── StoreError           the person's own records cannot be read or written
    │   └── NewerStore       ... because a newer Coach wrote them
    └── ExportError          a result could not be written where it was asked to go

Each carries a title, what happened and what to do next, so that every front end can show all three.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class CoachError(Exception):
    """A problem that Coach can name. `title` says what it is about, `what` what happened, `remedy` what to do."""

    title = "Coach ran into a problem"

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class SettingsError(CoachError):
    """A setting is unknown or its value cannot be used."""

    title = "A setting cannot be used"


class ContentError(CoachError):
    """A file of words (card, interview, template) is broken at a known place."""

    title = "A content file is broken"

    def __init__(self, path: Path | str, line: int | None, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.path = Path(path)
        self.line = line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.what} {self.remedy}".strip()


class RenderingError(CoachError):
    """A template could not be rendered."""

    title = "A text could not be put together"


class MissingValues(RenderingError):
    """A template needs values that are not known; `names` lists them in the order of the template."""

    def __init__(self, template: str, names: Iterable[str]) -> None:
        self.template = template
        self.names = tuple(names)
        super().__init__(f"{template} still needs: {', '.join(self.names)}.", "Give these and try again.")


class FlowError(CoachError):
    """An interview was asked to do something that it does not define."""

    title = "An interview cannot go on"


class LibraryError(CoachError):
    """The guidance library cannot answer."""

    title = "The guidance library is not usable"


class WeightsError(LibraryError):
    """The encoder's weights are absent or are not the ones expected."""

    title = "The encoder's weights cannot be used"


class LibraryMismatch(LibraryError):
    """The index was built with another model, dimension or metric."""

    title = "The library was built with another model"


class StoreError(CoachError):
    """The person's own records cannot be read or written."""

    title = "Your records cannot be opened"


class NewerStore(StoreError):
    """The records were written by a newer Coach; they stay untouched."""

    title = "Your records come from a newer Coach"


class ExportError(CoachError):
    """A result could not be written where it was asked to go."""

    title = "The export did not work"
