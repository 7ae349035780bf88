"""Preparing the library in a process of its own: torch takes seconds to import and half a gigabyte that is then given back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import LibraryError
from coach.settings import Settings

if TYPE_CHECKING:
    from coach.domain.library import LibraryStatus

Progress = Callable[[str, int, int], None]

_ROOT = Path(__file__).resolve().parents[2]


def run_preparation(settings: Settings, *, rebuild: bool = False, progress: Progress | None = None) -> LibraryStatus:
    """Prepare or rebuild the library of `settings.home` and return its status.

    `progress` gets the step in words, how many are done, and their number. Raises LibraryError when it cannot be done.
    """
    command = [sys.executable, "-m", "coach.guidance.prepare", "--home", str(settings.home), "--model", settings.library.model]
    command += ["--chroma-url", settings.library.chroma_url, *(["--rebuild"] if rebuild else [])]
    with subprocess.Popen(  # noqa: S603 - our own program, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment(settings)
    ) as process:
        try:
            found = _follow(process, progress)
            trouble = process.stderr.read().strip() if process.stderr is not None else ""
        except BaseException:
            process.kill()
            raise
    if found is None:
        last = trouble.splitlines()[-1] if trouble else f"it ended with status {process.returncode}"
        raise LibraryError(f"The library could not be prepared: {last}.", "Run: coach doctor")
    return found


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment for work with models: nothing is fetched unless the settings name a model to fetch."""
    offline = "0" if settings.library.allow_download else "1"
    path = os.pathsep.join(part for part in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if part)
    quiet = {"TOKENIZERS_PARALLELISM": "false", "PYTHONWARNINGS": "ignore", "ANONYMIZED_TELEMETRY": "False"}
    return {**os.environ, **quiet, "HF_HUB_OFFLINE": offline, "TRANSFORMERS_OFFLINE": offline, "PYTHONPATH": path}


def _follow(process: subprocess.Popen[str], progress: Progress | None) -> LibraryStatus | None:
    from coach.domain.library import LibraryStatus

    assert process.stdout is not None
    for line in process.stdout:
        try:
            data = json.loads(line)
        except json.JSONDecodeError:
            continue
        if "error" in data:
            raise LibraryError(data["error"], data.get("remedy", ""))
        if "status" in data:
            return LibraryStatus(**data["status"])
        if "step" in data and progress is not None:
            progress(data["step"], data["done"], data["total"])
    return None
