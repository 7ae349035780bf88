"""What each form holds, which forms fit which message, and Markdown there and back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach.domain.drafts import Draft, Issue
from coach.domain.exports import ENDINGS, ExportWish, FollowUp, form_of, message_text
from coach.domain.labels import EXPORT_FORMS
from coach.domain.text import clean
from coach.drafting.export import Exports, excess, stops
from coach.drafting.export_markdown import as_markdown, body_markdown, from_markdown
from coach.errors import ContentError, ExportError
from coach.rendering import shipped
from tests.golden.update import CASES, drafts

EXPORTS = Exports((shipped("prompts"),))
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
STEPS = (FollowUp(date(2026, 11, 30), "reminder"), FollowUp(date(2026, 12, 9), "last"), FollowUp(date(2026, 12, 23), "close"))
MAIL = Draft("intro", "email", "warm", "Dear Ana,\n\nmay I ask?\n\nBest wishes,\nSam", "A question", "Ana Lopez")
NOTE = Draft("intro", "linkedin_note", "warm", "Hi Ana, may I ask?", "", "Ana Lopez", 200)
MESSY = st.text(st.one_of(st.sampled_from("\n\n  -*_#>`~[]()\\&;|1.+=<a!:x&#32;"), st.characters(codec="utf-8")), max_size=80)


def content(draft: Draft, form: str, **wish: object) -> str:
    return EXPORTS.export(draft, form, ExportWish(NOW, **wish)).content  # type: ignore[arg-type]


def same_lines(text: str) -> str:
    """A text as Markdown can keep it: no spaces at line ends, one empty line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in clean(text).strip("\n").split("\n"))).strip("\n")


def shown(markdown: str) -> str:
    """What a reader of Markdown shows, as plain text; anything but paragraphs is named."""
    found = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "inline":
            found.append("".join("\n" if one.type.endswith("break") else one.content for one in token.children or []))
        elif not token.type.startswith("paragraph"):
            found.append(f"<{token.type}>")
    return "\n\n".join(found)


@pytest.mark.parametrize("case", CASES)
def test_markdown_is_read_back_as_the_same_message(case: str) -> None:
    for title, draft in drafts(case):
        again = from_markdown(as_markdown(draft))
        assert again.body == same_lines(draft.body), title
        assert (again.subject, again.to, again.limit) == (draft.subject, " ".join(draft.to.split()), draft.limit)
        assert (again.situation, again.channel, again.tone) == (draft.situation, draft.channel, draft.tone)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(MESSY, MESSY, st.booleans())
def test_any_words_survive_markdown(body: str, subject: str, edited: bool) -> None:
    """Read back it is the same, and a Markdown reader that is not ours shows the same lines."""
    draft = Draft("intro", "email", "warm", body, subject, subject, edited=edited)
    again = from_markdown(as_markdown(draft))
    assert again.body.strip("\n") == same_lines(body)
    assert (again.subject, again.to, again.edited) == (" ".join(clean(subject).split()), " ".join(clean(subject).split()), edited)
    assert shown(body_markdown(body)).strip() == same_lines(body).strip()


def test_words_changed_in_the_file_are_read() -> None:
    text = as_markdown(MAIL).replace("may I ask?", "may I ask *one* thing?\n\n- a\n- b").replace("A question", "Two questions")
    again = from_markdown(text)
    assert (again.subject, again.body.split("\n")[2:6]) == ("Two questions", ["may I ask *one* thing?", "", "- a", "- b"])


@pytest.mark.parametrize(
    "text", ["", "# A page", "---\ntitle: x\n---\nbody", "---\n: [\n---\n", "---\ncoach: message\n", "---\n- a\n---\nb"]
)
def test_what_coach_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(ExportError, match="no message that Coach wrote"):
        from_markdown(text)


def test_plain_text_is_the_message() -> None:
    assert content(MAIL, "text") == "Subject: A question\n\nDear Ana,\n\nmay I ask?\n\nBest wishes,\nSam\n"
    assert content(NOTE, "text") == "Hi Ana, may I ask?\n"
    assert message_text(NOTE) == NOTE.body


def test_a_mail_needs_a_message_written_as_one() -> None:
    assert EXPORTS.forms(MAIL) == ("text", "markdown", "eml", "mailto", "ics")
    assert EXPORTS.forms(NOTE) == ("text", "markdown", "ics")
    for form in ("eml", "mailto"):
        with pytest.raises(ExportError, match="written as linkedin note"):
            content(NOTE, form)


@pytest.mark.parametrize("situation", ["thanks_meeting", "followup_last", "ending", "of_my_own"])
def test_what_asks_nothing_has_no_reminders(situation: str) -> None:
    draft = Draft(situation, "email", "warm", "Thank you.", "Thanks", "Ana")
    assert "ics" not in EXPORTS.forms(draft)
    with pytest.raises(ExportError, match="nothing to follow up"):
        content(draft, "ics")


def test_a_long_link_is_warned_about_with_its_figures() -> None:
    assert EXPORTS.export(MAIL, "mailto", ExportWish(NOW)).notes == ()
    made = EXPORTS.export(Draft("intro", "email", "warm", "word " * 500, "S", "Ana"), "mailto", ExportWish(NOW))
    (note,) = made.notes
    assert f"{len(made.content.strip()):,} characters" in note
    assert "2,000" in note


@pytest.mark.parametrize("form", [form for form in EXPORT_FORMS if form != "json"])
def test_every_form_names_its_file(form: str) -> None:
    made = EXPORTS.export(MAIL, form, ExportWish(NOW, steps=STEPS, zone="UTC"))  # type: ignore[arg-type]
    assert made.name == "intro" + ENDINGS[made.form]
    assert made.content.endswith("\n")


def test_the_ending_of_a_name_tells_the_form() -> None:
    assert [form_of(name) for name in ("a.EML", "b.md", "c.txt", "d.ics", "e.json", "f", "g.docx")] == [
        "eml", "markdown", "text", "ics", "json", None, None,
    ]  # fmt: skip


def test_what_holds_a_message_back() -> None:
    leak, advice = Issue("leak", "stop", "A name."), Issue("no_ask", "advice", "Ask.")
    draft = Draft("intro", "linkedin_note", "warm", "x" * 203, "", "Ana", 200, (leak, advice))
    assert stops(draft) == (leak,)
    assert (excess(draft), excess(NOTE), excess(MAIL)) == (3, 0, 0)


@pytest.mark.parametrize("table", ["mailto: {warn: 9}\n", "calendar: 3\n", "mailto: {warn: x, text: y}\ncalendar: {}\n"])
def test_a_broken_table_is_named(table: str, tmp_path: Path) -> None:
    (tmp_path / "exports.yaml").write_text(table, encoding="utf-8")
    with pytest.raises(ContentError) as problem:
        Exports((tmp_path, shipped("prompts")))
    assert problem.value.path.name == "exports.yaml"


def test_whole_days_can_be_set_in_a_table_of_ones_own(tmp_path: Path) -> None:
    own = (shipped("prompts") / "exports.yaml").read_text(encoding="utf-8").replace('at: "09:00"', "at:")
    (tmp_path / "exports.yaml").write_text(own, encoding="utf-8")
    mine = Exports((tmp_path, shipped("prompts")))
    wish = ExportWish(NOW, steps=STEPS, zone="Europe/Berlin")
    assert "DTSTART;VALUE=DATE:20261130" in mine.export(MAIL, "ics", wish).content
    assert "DTSTART;TZID=Europe/Berlin:20261130T090000" in content(MAIL, "ics", steps=STEPS, zone="Europe/Berlin")
    assert "T183000" in content(MAIL, "ics", steps=STEPS, zone="Europe/Berlin", at=time(18, 30))
