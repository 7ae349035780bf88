"""All settings as frozen data, each with a sentence of help."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Country = str
"""An ISO 3166 code of two capital letters, or empty."""


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """`[library]`: how the guidance library is searched."""

    model: str = "all-MiniLM-L6-v2"
    """The sentence-transformers model: the shipped one, another name, or a folder."""
    allow_download: bool = False
    """Whether a model named above may be fetched; nothing is ever fetched otherwise."""
    chroma_url: str = ""
    """Address of a Chroma server that an organisation shares; empty uses the embedded one."""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """`[screen]`: how the terminal app looks."""

    theme: Literal["coach-dark", "coach-light"] = "coach-dark"
    """Dark or light."""
    progress: bool = True
    """Whether the progress of an interview is shown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `home` holds the person's records and the prepared library."""

    home: Path
    country: Country = ""
    """Two letters, for help lines: GB, US, IE, DE."""
    contacts: tuple[str, ...] = ()
    """People and places you would turn to, in your own words: they come first where Coach points to help."""
    library: LibrarySettings = field(default_factory=LibrarySettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)
