"""The data folder, for its owner alone. Importing this loads no database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coach.errors import StoreError

DATABASE: Final = "coach.db"
OURS: Final = (
    "backups",
    "coach.db",
    "coach.db-shm",
    "coach.db-wal",
    "config.toml",
    "exports",
    "knowledge",
    "library",
    "library.lock",
    "own",
    "prompts",
)
"""What Coach or its user puts into a data folder; a folder with anything else in it is not only ours."""


def private_folder(path: Path) -> Path:
    """Create `path` for its owner alone (0700) and return it; an existing folder with other files in it keeps its mode.

    Raises StoreError when it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.stat().st_mode & 0o077 and all(inside.name in OURS for inside in path.iterdir()):
            path.chmod(0o700)
    except OSError as error:
        raise StoreError(f"The folder {path} cannot be used: {error.strerror}.", "Choose another with --home DIR.") from error
    return path
