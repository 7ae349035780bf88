"""Where the words live: `knowledge/` and `prompts/`, from a checkout and from an installed wheel alike."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Part = Literal["knowledge", "prompts"]

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(part: Part) -> Path:
    """Return the folder of shipped content; the wheel carries it inside the package, a checkout beside it."""
    inside = _PACKAGE / "_content" / part
    return inside if inside.is_dir() else _PACKAGE.parent / part


def content_folders(part: Part, home: Path | None) -> tuple[Path, ...]:
    """Return the folders to look in, the person's own first, then the shipped one. Absent folders are left out."""
    own = [home / part] if home is not None else []
    return tuple(folder for folder in [*own, shipped(part)] if folder.is_dir())
