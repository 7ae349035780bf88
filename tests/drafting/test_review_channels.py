"""The table of channel limits: dated, warned at the lower figure, a person's own figures over it, a broken one named with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.drafts import Draft
from coach.domain.labels import CHANNELS
from coach.drafting import Studio
from coach.drafting.channels import load_channels
from coach.drafting.export import excess, stops
from coach.errors import ContentError
from coach.rendering import load_yaml, shipped

SHIPPED = shipped("prompts")
VALUES = {"mentor_name": "Nadia Khan", "why_them": "her talk on hiring"}


def _own(tmp_path: Path, text: str) -> tuple[Path, ...]:
    (tmp_path / "channels.yaml").write_text(text, encoding="utf-8")
    return (tmp_path, SHIPPED)


def _note(length: int, limit: int | None = None) -> Draft:
    body = "Hi Nadia, your talk on hiring stays with me. "
    return Draft("intro", "linkedin_note", "warm", body + "x" * (length - len(body)), limit=limit)


def test_the_table_is_dated_and_every_disputed_figure_has_a_source() -> None:
    path = SHIPPED / "channels.yaml"
    table = load_yaml(path.read_text(encoding="utf-8"), path)
    assert date.fromisoformat(str(table["checked"])) >= date(2026, 11, 1)
    disputed = [channel for channel, row in table["channels"].items() if "paid_limit" in row]
    assert set(disputed) <= set(table["sources"])
    assert tuple(table["channels"]) == CHANNELS


def test_the_limit_is_the_lower_figure_and_the_warning_comes_before_it() -> None:
    for rules in load_channels((SHIPPED,)).values():
        assert rules.limit is None or (rules.warn or rules.limit) <= rules.limit <= (rules.paid_limit or rules.limit)


@pytest.mark.parametrize(
    ("length", "paid", "rule"),
    [(190, False, ""), (191, False, "near_limit"), (200, False, "near_limit"), (201, False, "over_limit"), (201, True, "near_limit"), (301, True, "over_limit")],
)  # fmt: skip
def test_a_note_is_warned_before_and_held_back_behind_the_limit(studio: Studio, length: int, paid: bool, rule: str) -> None:
    found = studio.review(_note(length, 300 if paid else None), VALUES)
    assert {issue.rule for issue in found.issues} & {"near_limit", "over_limit"} == ({rule} if rule else set())
    assert bool(stops(found)) is (rule == "over_limit")


def test_a_paid_account_is_told_of_the_lower_figure(studio: Studio) -> None:
    said = next(issue.text for issue in studio.review(_note(240, 300), VALUES).issues if issue.rule == "near_limit")
    assert said.startswith("Longer than the lowest published limit (200)")


def test_what_is_over_its_budget_is_not_copied(studio: Studio) -> None:
    fits = studio.compose("intro", {**VALUES, "topic": "hiring", "channel": "linkedin_note"})
    assert excess(fits) == 0
    assert excess(replace(fits, body=fits.body + "x" * 200)) == len(fits.body)


def test_own_figures_lie_over_the_shipped_ones(tmp_path: Path) -> None:
    folders = _own(tmp_path, "checked: 2027-01-05\nchannels:\n  linkedin_note: {limit: 150}\n  email: {words: [20, 60]}\n")
    rules, usual = load_channels(folders), load_channels((SHIPPED,))
    assert (rules["linkedin_note"].limit, rules["linkedin_note"].warn) == (150, 150)
    assert rules["linkedin_note"].words == usual["linkedin_note"].words
    assert rules["email"].words == (20, 60)
    assert rules["chat"] == usual["chat"]
    assert "over_limit" in {issue.rule for issue in Studio(folders).review(_note(160), VALUES).issues}


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("channels:\n  email: {words: [50, 130]}\n  linkedin_note: {limit: two hundred}\n", 3, "limit"),
        ("channels:\n  chat: {limit: -5}\n", 2, "limit"),
        ("channels:\n  chat: {limit: true}\n", 2, "limit"),
        ("channels:\n\n  email:\n    words: [130, 50]\n", 4, "words"),
        ("channels:\n  email: {words: 100}\n", 2, "words"),
        ("channels:\n  email: {word: [50, 100]}\n", 2, "word"),
        ("channels:\n  linkedin_note: {limit: 200, warn: 250}\n", 2, "warn"),
        ("checked: 2027-01-05\nchannels:\n  fax: {limit: 9}\n", 3, "fax"),
        ("checked: 2027-01-05\nchanels:\n  chat: {limit: 9}\n", 2, "chanels"),
        ("checked: 2027-01-05\nchannels: email\n", 2, "channels"),
        ("channels:\n  email: 5\n", 2, "a row"),
        ("- email\n", 1, "mapping"),
        ("channels: {email: [\n", 2, ""),
    ],
)
def test_a_broken_table_is_named_with_file_line_and_remedy(tmp_path: Path, text: str, line: int, named: str) -> None:
    with pytest.raises(ContentError) as raised:
        Studio(_own(tmp_path, text))
    assert (raised.value.path, raised.value.line) == (tmp_path / "channels.yaml", line)
    assert named in raised.value.what
    assert raised.value.remedy


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.one_of(st.integers(), st.text(max_size=5), st.none(), st.booleans()), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["channels", *CHANNELS, "limit", "words", "warn"]), x, max_size=4)))  # fmt: skip
def test_whatever_stands_in_it_only_a_content_error_comes(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "channels.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    assert _loads(folder) in (tuple(CHANNELS), folder / "channels.yaml")


def _loads(folder: Path) -> tuple[str, ...] | Path | str | None:
    try:
        return tuple(load_channels((folder, SHIPPED)))
    except ContentError as error:
        return error.path
