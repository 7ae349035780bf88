"""The arguments of every command. Only argparse is loaded here, so that `--help` comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from coach import __version__
from coach.cli.outgoing_arguments import add_outgoing, outgoing_contradiction
from coach.domain.labels import CHANNELS, EXPORT_FORMS, TONES, USES

LIBRARY_WORDS = ("status", "prepare", "rebuild", "add", "list", "update", "remove", "use", "embed")
_STATUS = "Exit status: 0 done, 1 a problem that the message explains, 2 wrong usage."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. `handler` is `module:function` below coach.cli; `options` are that command's own."""

    handler: str
    home: Path | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.options[name]


def parse_arguments(arguments: Sequence[str]) -> Wanted:
    """Return what is wanted; wrong usage ends the process with status 2, `--help` and `--version` with 0."""
    parser = build_parser()
    options = vars(parser.parse_args(arguments))
    handler, home = options.pop("handler"), options.pop("home", None)
    problem = _contradiction(handler, options)
    if problem:
        parser.error(problem)
    return Wanted(handler, home, options)


def _contradiction(handler: str, options: dict[str, Any]) -> str:
    if handler == "chat:chat" and options["plain"] and options["json"]:
        return "choose one of --plain and --json"
    if handler == "drafts:draft":
        return _draft_contradiction(options)
    if handler == "library:library":
        return _library_contradiction(options)
    if handler == "record:record" and not options["scramble"]:
        return "record: add --scramble; coach export --conversation writes conversations with their words"
    if handler == "records:goals" and options["what"] == "export" and options["number"] is None and not options["all"]:
        return "goals export: give the number of a goal, or --all"
    if handler == "records:goals" and options["what"] == "show" and options["number"] is None:
        return "goals show: give the number of a goal; coach goals lists them"
    return outgoing_contradiction(handler, options)


def _library_contradiction(options: dict[str, Any]) -> str:
    what, which = options["what"], options["which"]
    if what == "add" and not which:
        return "library add: name a file or a folder"
    if what == "remove" and bool(which) == options["all"]:
        return "library remove: give numbers from coach library list, or --all"
    if what == "use" and (len(which) != 1 or which[0] not in USES):
        return f"library use: choose one of {', '.join(USES)}"
    if which and what not in ("add", "remove", "use"):
        return f"library {what} takes nothing after it"
    return ""


def _draft_contradiction(options: dict[str, Any]) -> str:
    if options["json"] and options["format"] not in (None, "json"):
        return "choose one of --json and --format"
    if options["read"] is not None and (options["situation"] is not None or options["values"] or options["values_file"]):
        return "draft --read takes a finished message; leave out the situation and its values"
    if options["all_day"] and options["at"] is not None:
        return "choose one of --at and --all-day"
    return ""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with all commands; `--home DIR` may stand before or after the command."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--home", metavar="DIR", type=_folder, default=argparse.SUPPRESS, help="where your records and the library are"
    )
    parser = argparse.ArgumentParser(
        prog="coach",
        parents=[shared],
        description="A private mentoring coach for mentees. Without a command it opens the app.",
        epilog=_STATUS,
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    parser.set_defaults(handler="app:app")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _Commands(commands, shared).add_all()
    return parser


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


class _Commands:
    """Adds the commands, family by family."""

    def __init__(self, commands: Any, shared: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._shared = shared

    def add_all(self) -> None:
        """Add every command."""
        self._talk()
        self._write()
        self._results()
        add_outgoing(self._add)
        self._health()
        self._data()
        self._sessions()

    def _add(self, name: str, handler: str, text: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, parents=[self._shared], help=text, description=f"{text[0].upper()}{text[1:]}.", epilog=_STATUS
        )
        parser.set_defaults(handler=handler)
        return parser

    def _talk(self) -> None:
        chat = self._add("chat", "chat:chat", "talk with Coach without the app")
        chat.add_argument(
            "--plain", action="store_true", help="linear text, no redraw, for screen readers and poor links (the default)"
        )
        chat.add_argument("--json", action="store_true", help='read {"text": "..."} a line, answer one JSON object a line')
        ask = self._add("ask", "chat:ask", "answer a question and exit; nothing is kept")
        ask.add_argument("text", nargs="+", help="the question; - reads one question a line from standard input")
        ask.add_argument("--json", action="store_true", help="print one JSON object for each question")

    def _write(self) -> None:
        draft = self._add("draft", "drafts:draft", "write a message from what you give")
        draft.add_argument("situation", nargs="?", help="what the message is for; left out, the situations are listed")
        draft.add_argument(
            "--set", metavar="KEY=VALUE", action="append", default=[], dest="values", help="a value that the message uses"
        )
        draft.add_argument(
            "--values",
            metavar="FILE",
            type=Path,
            dest="values_file",
            help="values from a JSON or YAML file; - reads standard input",
        )
        draft.add_argument("--channel", choices=CHANNELS, help="where it will be sent")
        draft.add_argument("--tone", choices=TONES, help="how it should sound")
        draft.add_argument("--list", action="store_true", help="list the situations with what each needs and may use")
        draft.add_argument(
            "--read", metavar="FILE", type=Path, help="take a message that was saved as Markdown, and review it anew"
        )
        self._give(draft)
        self._calendar(draft)

    def _give(self, draft: argparse.ArgumentParser) -> None:
        give = draft.add_argument_group("what you get", "Coach sends nothing; it prints, copies or writes a new file.")
        give.add_argument("--format", choices=EXPORT_FORMS, help="by default what the name after --out ends in, else text")
        give.add_argument("--json", action="store_true", help="print a JSON object; the same as --format json")
        give.add_argument("--out", metavar="PATH", type=Path, help="write it to a new file")
        give.add_argument("--copy", action="store_true", help="put it on the clipboard")
        give.add_argument("--anyway", action="store_true", help="also where the review holds it back")
        give.add_argument("--to", metavar="ADDRESS", help="the mail address for eml and mailto; none is ever made up")
        give.add_argument("--from", metavar="ADDRESS", dest="sender", help="your own mail address, for eml")

    def _calendar(self, draft: argparse.ArgumentParser) -> None:
        days = draft.add_argument_group("reminders", "For --format ics: when to follow up, as days in your own calendar.")
        days.add_argument("--sent", metavar="DAY", type=date.fromisoformat, help="when the message goes out (YYYY-MM-DD); today")
        days.add_argument(
            "--on",
            metavar="DAY",
            type=date.fromisoformat,
            action="append",
            default=[],
            help="a day to follow up on, instead of the plan",
        )
        days.add_argument("--at", metavar="TIME", type=time.fromisoformat, help="the time of day (HH:MM)")
        days.add_argument("--all-day", action="store_true", help="whole days, without a time")
        days.add_argument(
            "--zone", metavar="ZONE", help="your time zone, such as Europe/Berlin; by default that of this computer"
        )

    def _results(self) -> None:
        goals = self._add("goals", "records:goals", "list, show or export your goals")
        goals.add_argument("what", nargs="?", choices=("list", "show", "export"), default="list")
        goals.add_argument("number", nargs="?", type=int, help="the number of a goal in the list")
        goals.add_argument("--all", action="store_true", help="export all goals")
        goals.add_argument("--shared", action="store_true", help="without what you keep private")
        goals.add_argument(
            "--out", metavar="PATH", type=Path, help="the file to write; by default a new one in the exports folder"
        )
        export = self._add("export", "records:export", "write results to a Markdown file")
        what = export.add_mutually_exclusive_group()
        for name, text in (
            ("all", "everything (the default)"),
            ("goal", "goals"),
            ("draft", "messages"),
            ("conversation", "conversations"),
        ):
            what.add_argument(f"--{name}", action="store_const", const=name, dest="what", help=text)
        export.set_defaults(what="all")
        export.add_argument(
            "--out", metavar="PATH", type=Path, help="the file to write; by default a new one in the exports folder"
        )
        search = self._add("search", "records:search", "find words in past conversations")
        search.add_argument("text", nargs="+", help="the words; beginnings will do")
        search.add_argument("--limit", type=int, default=20, help="how many lines at most")

    def _health(self) -> None:
        self._add("doctor", "health:doctor", "say what works, where everything is, and what to do about each problem")
        self._add("check", "health:check", "look through cards, interviews and templates, yours and the shipped ones")
        library = self._add("library", "library:library", "show or rebuild the guidance library, and add documents of your own")
        library.add_argument(
            "what",
            nargs="?",
            choices=LIBRARY_WORDS,
            default="status",
            help="add, list, update, remove and use are about your own documents; embed is for authors",
        )
        library.add_argument(
            "which",
            nargs="*",
            help="add: files and folders; remove: numbers from the list; use: with, only or without Coach's own library",
        )
        library.add_argument("--all", action="store_true", help="remove all of your own documents")
        proof = self._add("offline-proof", "proof:offline_proof", "go through a whole journey with the network blocked")
        proof.add_argument("--show", action="store_true", help="print the conversation too")

    def _data(self) -> None:
        backup = self._add("backup", "records:backup", "copy your records to a file")
        backup.add_argument("path", type=Path, help="the file to write; it must not exist")
        restore = self._add("restore", "records:restore", "replace your records by a backup; the present ones are kept aside")
        restore.add_argument("path", type=Path, help="the file that coach backup wrote")
        wipe = self._add("wipe", "records:wipe", "delete your records from this computer")
        wipe.add_argument("--yes", action="store_true", help="do not ask")

    def _sessions(self) -> None:
        record = self._add("record", "record:record", "write a conversation to a file without its words, for a problem report")
        record.add_argument(
            "--scramble", action="store_true", help="needed: the words are scrambled; coach export writes them in clear"
        )
        which = record.add_mutually_exclusive_group()
        which.add_argument("--last", action="store_const", const=1, dest="number", help="the latest conversation (the default)")
        which.add_argument("--conversation", metavar="N", type=int, dest="number", help="the latest is 1, the one before it 2")
        record.set_defaults(number=1)
        record.add_argument(
            "--out", metavar="FILE", type=Path, help="the file to write; by default a new one in the exports folder"
        )
        replay = self._add("replay", "replay:replay", "run a recorded conversation again and say where it goes another way")
        replay.add_argument("file", metavar="FILE", type=Path, help="what coach record wrote")
        replay.add_argument("--json", action="store_true", help="print one JSON object")
