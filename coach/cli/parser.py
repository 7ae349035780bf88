"""The arguments of every command. Only argparse is loaded here, so that `--help` comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach import __version__
from coach.domain.labels import CHANNELS, TONES

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
    if handler == "records:goals" and options["what"] == "export" and options["number"] is None and not options["all"]:
        return "goals export: give the number of a goal, or --all"
    if handler == "records:goals" and options["what"] == "show" and options["number"] is None:
        return "goals show: give the number of a goal; coach goals lists them"
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
        self._health()
        self._data()

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
        draft.add_argument("--channel", choices=CHANNELS, help="where it will be sent")
        draft.add_argument("--tone", choices=TONES, help="how it should sound")
        draft.add_argument("--out", metavar="PATH", type=Path, help="write it to a new file as well")
        draft.add_argument("--json", action="store_true", help="print a JSON object")

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
        library = self._add("library", "library:library", "show or rebuild the guidance library")
        library.add_argument(
            "what",
            nargs="?",
            choices=("status", "prepare", "rebuild", "embed"),
            default="status",
            help="embed is for authors: it brings the shipped vectors up to date",
        )
        proof = self._add("offline-proof", "proof:offline_proof", "go through a whole journey with the network blocked")
        proof.add_argument("--show", action="store_true", help="print the conversation too")

    def _data(self) -> None:
        backup = self._add("backup", "records:backup", "copy your records to a file")
        backup.add_argument("path", type=Path, help="the file to write; it must not exist")
        restore = self._add("restore", "records:restore", "replace your records by a backup; the present ones are kept aside")
        restore.add_argument("path", type=Path, help="the file that coach backup wrote")
        wipe = self._add("wipe", "records:wipe", "delete your records from this computer")
        wipe.add_argument("--yes", action="store_true", help="do not ask")
