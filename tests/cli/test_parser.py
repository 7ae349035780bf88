"""Arguments, help, version, and wrong usage."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach import __version__
from coach.cli.parser import build_parser, parse_arguments
from tests.cli.run import coach

COMMANDS = (
    "chat",
    "ask",
    "draft",
    "goals",
    "export",
    "outbox",
    "versions",
    "search",
    "doctor",
    "check",
    "library",
    "offline-proof",
    "backup",
    "restore",
    "wipe",
    "record",
    "replay",
)


def test_without_a_command_the_app_is_meant() -> None:
    assert parse_arguments([]).handler == "app:app"


@pytest.mark.parametrize("arguments", [["--home", "/x", "goals"], ["goals", "--home", "/x"], ["goals", "show", "1", "--home=/x"]])
def test_home_may_stand_before_or_after_the_command(arguments: list[str]) -> None:
    assert parse_arguments(arguments).home == Path("/x")


def test_home_after_the_command_wins() -> None:
    assert parse_arguments(["--home", "/a", "goals", "--home", "/b"]).home == Path("/b")


def test_home_may_be_relative_or_start_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert parse_arguments(["--home", "here"]).home == tmp_path / "here"
    assert parse_arguments(["--home", "~/there"]).home == tmp_path / "me" / "there"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], name: str) -> None:
    ran = coach(capsys, name, "--help")
    assert ran.status == 0
    assert "Exit status" in ran.out
    assert "--home" in ran.out


def test_the_list_of_commands_is_complete() -> None:
    actions = build_parser()._subparsers._group_actions  # type: ignore[union-attr]
    assert set(actions[0].choices) == set(COMMANDS)  # type: ignore[arg-type]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert coach(capsys, "--version").out == f"coach {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["ask"],
        ["chat", "--plain", "--json"],
        ["draft", "intro", "--tone", "angry"],
        ["goals", "show"],
        ["goals", "export"],
        ["goals", "remove"],
        ["export", "--goal", "--draft"],
        ["backup"],
        ["library", "burn"],
        ["--home"],
    ],
)
def test_wrong_usage_is_2_and_leaves_standard_output_alone(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    ran = coach(capsys, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "usage:" in ran.err


def test_a_bad_setting_is_explained(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("colour = 1\n")
    ran = coach(capsys, "goals")
    assert (ran.status, ran.out) == (1, "")
    assert "colour" in ran.err
    assert str(home / "config.toml") in ran.err
