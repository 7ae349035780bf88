"""Saving a message from a conversation: in every form, only after a yes, and not past the review unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from fast_mail_parser import parse_email

from coach.conversation.exporting import Wanted, read_wanted
from coach.conversation.loop import Conversation
from coach.domain.drafts import Draft, Issue
from coach.domain.events import DraftWritten, FlowFinished, FlowOpened
from coach.drafting.export_markdown import from_markdown
from tests.conversation.harness import ListJournal, talk

AT = "2026-11-21T10:00:00+00:00"
MAIL = Draft("intro", "email", "warm", "Dear Siobhán,\n\nmay I ask you something?", "A question 🙂", "Siobhán Ní Dhomhnaill")
LEAK = Issue("leak", "stop", "This holds a name that belongs to somebody else.")


def written(folder: Path, draft: Draft = MAIL) -> Conversation:
    """A conversation in which a message has just been written."""
    events = [FlowOpened("r1", "draft_intro", AT), FlowFinished("r1"), DraftWritten("r1", draft, AT)]
    return talk(ListJournal(events), folder)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("eml", Wanted(form="eml")),
        ("~/a.eml", Wanted(form="eml", path="~/a.eml")),
        ("text /tmp/my notes.md", Wanted(form="text", path="/tmp/my notes.md")),
        ("calendar", Wanted(form="ics")),
        ("share", Wanted(shared=True)),
        ("share /tmp/a.md", Wanted(shared=True, path="/tmp/a.md", form="markdown")),
        ("! anyway eml /tmp/a.eml", Wanted(form="eml", path="/tmp/a.eml", anyway=True, confirmed=True)),
        ("/tmp/a", Wanted(path="/tmp/a")),
    ],
    ids=repr,
)
def test_what_follows_the_word(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted


@pytest.mark.parametrize(
    ("form", "ending"), [("text", ".txt"), ("markdown", ".md"), ("eml", ".eml"), ("mailto", ".txt"), ("ics", ".ics")]
)
def test_every_form_is_written_only_after_a_yes(form: str, ending: str, tmp_path: Path) -> None:
    conversation = written(tmp_path)
    turn = conversation.turn(f"/export {form}")
    assert list(tmp_path.iterdir()) == []
    assert {"yes", "no"} <= {action.id for action in turn.actions}
    conversation.turn("yes")
    path = only_file(tmp_path)
    content = path.read_bytes().decode()
    assert path.suffix == ending
    match form:
        case "eml":
            assert parse_email(content.encode(), strict=True).subject == MAIL.subject
        case "ics":
            assert len(vobject.readOne(content).vevent_list) == 3
        case "markdown":
            assert from_markdown(content).body == MAIL.body
        case "mailto":
            assert content.startswith("mailto:?subject=A%20question")
        case _:
            assert content == f"Subject: {MAIL.subject}\n\n{MAIL.body}\n"


def test_the_ending_of_a_path_is_enough(tmp_path: Path) -> None:
    conversation = written(tmp_path)
    conversation.turn(f"/export! {tmp_path / 'mine.eml'}")
    assert only_file(tmp_path).read_text(encoding="utf-8").startswith("X-Unsent: 1")


def test_what_the_review_holds_back_is_written_only_when_one_says_so(tmp_path: Path) -> None:
    conversation = written(tmp_path, replace(MAIL, issues=(LEAK,)))
    turn = conversation.turn("/export eml")
    assert LEAK.text in turn.reply
    assert "Save it all the same" in [action.label for action in turn.actions]
    conversation.turn("/export! eml")
    assert list(tmp_path.iterdir()) == []
    conversation.turn("save it all the same")
    assert list(tmp_path.iterdir()) == []
    conversation.turn("yes")
    assert only_file(tmp_path).suffix == ".eml"


def test_the_choices_name_new_files_and_what_is_held_back(tmp_path: Path) -> None:
    found = written(tmp_path).export_choices()
    assert [one.form for one in found] == ["text", "markdown", "eml", "mailto", "ics"]
    assert [one.link[:8] for one in found if one.link] == ["mailto:?"]
    assert not any(one.held for one in found)
    held = written(tmp_path, replace(MAIL, channel="chat", issues=(LEAK,))).export_choices()
    assert [one.form for one in held] == ["text", "markdown", "ics"]
    assert all(one.held == (LEAK.text,) for one in held)
    assert talk(ListJournal(), tmp_path).export_choices() == ()


def test_a_form_that_does_not_fit_says_why(tmp_path: Path) -> None:
    turn = written(tmp_path, replace(MAIL, channel="chat")).turn("/export eml")
    assert "/channel email" in turn.reply
    assert list(tmp_path.iterdir()) == []
