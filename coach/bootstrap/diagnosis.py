"""What works and what does not, as findings that `coach doctor` puts into words (prompts/cli/doctor.txt.j2)."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach import __version__
from coach.bootstrap.workplace import Workplace
from coach.errors import CoachError
from coach.store import DATABASE, LATEST, open_records


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `about` picks its sentence, `facts` fill it, `problem` and `remedy` say what is wrong."""

    about: str
    state: Literal["ok", "note", "problem"] = "ok"
    facts: Mapping[str, object] = field(default_factory=dict)
    problem: str = ""
    remedy: str = ""


def diagnose(place: Workplace) -> list[Finding]:
    """Look at everything Coach needs and return a finding for each; raises nothing that it can put into a finding."""
    return [
        Finding("coach", facts={"version": __version__, "python": platform.python_version(), "system": platform.system()}),
        _folder(place),
        _records(place),
        *_library(place),
        _server(place),
        *_words(place),
        _terminal(),
    ]


def _folder(place: Workplace) -> Finding:
    home = place.settings.home
    mode = home.stat().st_mode & 0o777
    facts = {"path": str(home), "mode": f"{mode:o}"}
    if not os.access(home, os.W_OK | os.X_OK):
        return Finding("folder", "problem", facts, "unwritable", f"chmod u+rwx {home}")
    if mode & 0o077 and os.name == "posix":
        return Finding("folder", "note", facts, "open", f"chmod 700 {home}")
    return Finding("folder", facts=facts)


def _records(place: Workplace) -> Finding:
    path = place.settings.home / DATABASE
    if not path.exists():
        return Finding("records", facts={"path": str(path), "absent": True})
    try:
        with open_records(place.settings.home) as records:
            verdict = records.verdict()
            facts: dict[str, object] = {
                "path": str(path),
                "schema": LATEST,
                "conversations": len(records.conversations.all()),
                "goals": len(records.documents.goals()),
                "messages": len(records.drafts.latest()),
            }
    except CoachError as error:
        return Finding("records", "problem", {"path": str(path)}, error.what, error.remedy)
    if verdict != "ok":
        return Finding("records", "problem", facts, verdict, "coach restore BACKUP")
    return Finding("records", facts=facts)


def _library(place: Workplace) -> Iterator[Finding]:
    yield _weights(place)
    status = place.warm_up()
    facts = {"cards": status.cards, "passages": status.passages, "model": status.model, "state": status.state}
    try:
        facts["index"] = place.index_version()
    except CoachError as error:
        yield Finding("library", "problem", facts, error.what, error.remedy)
        return
    if status.state == "ready":
        yield Finding("library", "note" if status.message else "ok", facts, status.message, status.remedy)
        return
    problem = status.message or "The library is not prepared yet; answers come from the words alone."
    yield Finding("library", "problem", facts, problem, status.remedy or "Run: coach library prepare")


def _weights(place: Workplace) -> Finding:
    from coach.guidance.models import locate

    try:
        found = locate(place.settings.library.model)
    except CoachError as error:
        return Finding("weights", "problem", {"model": place.settings.library.model}, error.what, error.remedy)
    missing = [
        name for name in ("chromadb", "onnxruntime", "tokenizers", "sentence_transformers") if not importlib.util.find_spec(name)
    ]
    facts = {"model": found.name, "key": found.key, "folder": str(found.folder)}
    if missing:
        return Finding("weights", "problem", facts, f"Not installed: {', '.join(missing)}.", "Run: pip install coach")
    return Finding("weights", facts=facts)


def _server(place: Workplace) -> Finding:
    url = place.settings.library.chroma_url
    if not url:
        return Finding("network", facts={"downloads": place.settings.library.allow_download})
    from coach.guidance.index import server_client

    try:
        server_client(url)
    except CoachError as error:
        return Finding("network", "problem", {"url": url}, error.what, error.remedy)
    return Finding("network", facts={"url": url})


def _words(place: Workplace) -> Iterator[Finding]:
    from coach.bootstrap.checks import check_content

    problems = check_content(place)
    own = [problem for problem in problems if problem.path.is_relative_to(place.settings.home)]
    facts = {"problems": len(problems), "own": len(own), "first": [str(problem) for problem in problems[:3]]}
    if problems:
        yield Finding("words", "problem", facts, f"{len(problems)}", "coach check")
        return
    yield Finding("words", facts=facts)


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    facts = {"encoding": sys.stdout.encoding or "", "terminal": os.environ.get("TERM", "")}
    if encoding != "utf8":
        return Finding("terminal", "note", facts, "encoding", "export PYTHONUTF8=1")
    return Finding("terminal", facts=facts)
