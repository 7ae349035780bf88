"""Turning a message into something that can leave Coach: a text, a file, a link. Nothing here writes or sends anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any, Final

from coach.domain.drafts import Draft, Issue
from coach.domain.exports import ENDINGS, Exported, ExportWish, FollowUp, Reminder, message_text
from coach.domain.labels import ExportForm
from coach.domain.text import one_line
from coach.drafting.channels import read_first
from coach.drafting.export_calendar import as_calendar, local_zone
from coach.drafting.export_mail import as_eml, as_mailto
from coach.drafting.export_markdown import as_markdown
from coach.drafting.names import read_name
from coach.errors import ContentError, ExportError
from coach.rendering import Renderer

_STEPS: Final = ("reminder", "last", "close", "again")
_BY_MAIL: Final = "email"


def stops(draft: Draft) -> tuple[Issue, ...]:
    """Return the notes of the review that hold a message back until its writer says otherwise."""
    return tuple(issue for issue in draft.issues if issue.level == "stop")


def excess(draft: Draft) -> int:
    """Return how many characters the body has too many for its channel; 0 where it fits."""
    return max(0, len(draft.body) - draft.limit) if draft.limit is not None else 0


class Exports:
    """Makes every form from the table `prompts/exports.yaml`."""

    def __init__(self, folders: tuple[Path, ...], renderer: Renderer | None = None) -> None:
        """`folders` are prompt folders, the person's own first. Raises ContentError for a table that cannot be used."""
        self._renderer = renderer or Renderer(folders)
        table, path = read_first(folders, "exports.yaml")
        situations, _ = read_first(folders, "messages/situations.yaml")
        self._situations: Mapping[str, Mapping[str, Any]] = situations["situations"]
        try:
            self._calendar, self._mailto = dict(table["calendar"]), dict(table["mailto"])
            self._warn, self._minutes = int(self._mailto["warn"]), int(self._calendar["minutes"])
            at = self._calendar.get("at")
            self._at = time.fromisoformat(str(at)) if at else None
            self._words = {step: (str(self._calendar[step]["title"]), str(self._calendar[step]["notes"])) for step in _STEPS}
            self._too_long = str(self._mailto["text"])
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(
                path, None, f"An entry is missing or cannot be used: {error}.", "Mend or delete this file."
            ) from error

    def forms(self, draft: Draft) -> tuple[ExportForm, ...]:
        """Return the forms that make sense for this message, the plainest first."""
        mail: tuple[ExportForm, ...] = ("eml", "mailto") if draft.channel == _BY_MAIL else ()
        return ("text", "markdown", *mail, *(("ics",) if self.asks(draft.situation) else ()))

    def asks(self, situation: str) -> bool:
        """True when a message of this kind waits for an answer."""
        return bool(self._situations.get(situation, {}).get("asks", False))

    def export(self, draft: Draft, form: ExportForm, wish: ExportWish) -> Exported:
        """Return `draft` in `form`. Raises ExportError with the reason where that form does not fit the message."""
        name = draft.situation.replace("_", "-") + ENDINGS[form]
        if form in ("eml", "mailto") and draft.channel != _BY_MAIL:
            channel = draft.channel.replace("_", " ")
            raise ExportError(
                f"This message is written as {channel}, and a mail needs one that is written as e-mail.",
                "Write it for e-mail first: --channel email on the command line, /channel email in a conversation.",
            )
        match form:
            case "text":
                return Exported(form, name, message_text(draft) + "\n")
            case "markdown":
                return Exported(form, name, as_markdown(draft))
            case "eml":
                return Exported(form, name, as_eml(draft, wish.to, wish.sender))
            case "mailto":
                link = as_mailto(draft, wish.to)
                return Exported(form, name, link + "\n", self._length(link))
            case "ics":
                return Exported(form, name, self._follow_ups(draft, wish))
        raise ExportError(f"A message cannot be written as {form}.", "Choose another form.")

    def _length(self, link: str) -> tuple[str, ...]:
        if len(link) <= self._warn:
            return ()
        facts = {"length": f"{len(link):,}", "warn": f"{self._warn:,}"}
        return (str(self._renderer.render_text(self._too_long, facts, markdown=False)),)

    def _follow_ups(self, draft: Draft, wish: ExportWish) -> str:
        if not wish.steps:
            raise ExportError(
                "There is nothing to follow up on.",
                "A calendar file fits a message that waits for an answer and whose reminders are not used up.",
            )
        zone = wish.zone or local_zone()
        at = None if wish.all_day or not zone else wish.at or self._at
        if wish.at is not None and not zone:
            raise ExportError("The time zone of this computer cannot be told.", "Add --zone, such as --zone Europe/Berlin.")
        return as_calendar([self._reminder(draft, step, at) for step in wish.steps], zone, wish.now)

    def _reminder(self, draft: Draft, step: FollowUp, at: time | None) -> Reminder:
        facts = {"to": read_name(one_line(draft.to)).full, "about": one_line(draft.subject)}
        title, notes = (str(self._renderer.render_text(text, facts, markdown=False)) for text in self._words[step.step])
        key = f"{draft.situation}|{draft.to or draft.body}|{facts['about']}|{step.step}"
        return Reminder(step.day, title, notes, key, at, self._minutes)
