"""What has been kept: goals, exports, search, backup, restore, wipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.main import PROBLEM
from coach.cli.open import interactive, settings_of, words
from coach.cli.parser import Wanted
from coach.errors import ExportError

if TYPE_CHECKING:
    from coach.store import StoredDocument

USAGE = 2


def goals(wanted: Wanted) -> int:
    """List the goals, show one, or write some to a file."""
    from coach.store import open_records

    with open_records(settings_of(wanted).home) as records:
        found = records.documents.goals()
    if wanted["what"] == "list":
        print(words(wanted, "goals", goals=found))
        return 0
    number = wanted["number"]
    if number is not None and not 1 <= number <= len(found):
        print(words(wanted, "goals_no_such", number=number, count=len(found)), file=sys.stderr)
        return USAGE
    chosen = found if number is None else [found[number - 1]]
    if wanted["what"] == "show":
        from coach.cli.plain import to_text

        print(to_text("\n\n---\n\n".join(_body(goal, wanted) for goal in chosen)))
        return 0
    return _write_goals(wanted, chosen)


def _body(goal: StoredDocument, wanted: Wanted) -> str:
    return goal.shared if wanted["shared"] else goal.body


def _write_goals(wanted: Wanted, chosen: list[StoredDocument]) -> int:
    if not chosen:
        raise ExportError("There is no goal yet.", "Work one out with /goal in the app or in coach chat.")
    name = "goals-shared.md" if wanted["shared"] else "goals.md"
    return _write(wanted, name, "\n\n---\n\n".join(_body(goal, wanted) for goal in chosen))


def _write(wanted: Wanted, name: str, content: str) -> int:
    from coach.bootstrap.parts import FileExporter

    exporter = FileExporter(settings_of(wanted).home / "exports")
    path = exporter.write(wanted["out"] or exporter.suggest(name), content.rstrip("\n") + "\n")
    print(words(wanted, "written", path=str(path)))
    return 0


def export(wanted: Wanted) -> int:
    """Write results as Markdown: all of them, or one kind. Raises ExportError when there is nothing to write."""
    from coach.domain.events import Said
    from coach.store import open_records

    what = wanted["what"]
    with open_records(settings_of(wanted).home) as records:
        sheets = records.documents.all() if what == "all" else records.documents.goals() if what == "goal" else []
        drafts = records.drafts.latest() if what in ("all", "draft") else []
        talks = []
        if what in ("all", "conversation"):
            for talk in reversed(records.conversations.all()):
                lines = [e for e in records.conversations.events(talk.id) if isinstance(e, Said) and e.text.strip()]
                talks.append({"started": talk.started_at[:10], "lines": lines})
    if not (sheets or drafts or any(talk["lines"] for talk in talks)):
        raise ExportError("There is nothing to export yet.", "What you work out in Coach can be exported afterwards.")
    return _write(wanted, f"coach-{what}.md", words(wanted, "export", sheets=sheets, drafts=drafts, talks=talks))


def search(wanted: Wanted) -> int:
    """Print the lines of past conversations that hold the words; 1 when there is none."""
    from coach.store import open_records

    text = " ".join(wanted["text"])
    with open_records(settings_of(wanted).home) as records:
        found = records.conversations.search(text, max(1, wanted["limit"]))
    if not found:
        print(words(wanted, "search_nothing", text=text), file=sys.stderr)
        return PROBLEM
    for line in found:
        print(words(wanted, "search_line", day=line.at[:10], who=line.who, excerpt=" ".join(line.excerpt.split())))
    return 0


def backup(wanted: Wanted) -> int:
    """Copy the records to a new file."""
    from coach.store import backup as copy_records

    path = copy_records(settings_of(wanted).home, _absolute(wanted["path"]))
    print(words(wanted, "written", path=str(path)))
    return 0


def restore(wanted: Wanted) -> int:
    """Replace the records by a backup, and say where the present ones are kept."""
    from coach.store import restore as put_back

    kept = put_back(settings_of(wanted).home, _absolute(wanted["path"]))
    print(words(wanted, "restored", kept=str(kept) if kept else None))
    return 0


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def wipe(wanted: Wanted) -> int:
    """Delete the records, after asking."""
    from coach.store import record_files
    from coach.store import wipe as delete_records

    home = settings_of(wanted).home
    files = record_files(home)
    if not files:
        print(words(wanted, "wipe_nothing", home=str(home)))
        return 0
    if not wanted["yes"]:
        if not interactive():
            print(words(wanted, "wipe_no_answer"), file=sys.stderr)
            return PROBLEM
        print(words(wanted, "wipe_ask", files=[str(path) for path in files], home=str(home)))
        if not _agreed():
            print(words(wanted, "wipe_kept"))
            return PROBLEM
    gone = delete_records(home)
    print(words(wanted, "wiped", count=len(gone), home=str(home)))
    return 0


def _agreed() -> bool:
    try:
        return input("> ").strip().lower() in ("delete", "yes")
    except EOFError:
        return False
