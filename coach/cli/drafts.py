"""`coach draft`: a message from values on the command line, on the screen, on the clipboard, or in a file of its own."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from coach.cli.contract import encode_draft
from coach.cli.main import PROBLEM
from coach.cli.open import words, workplace
from coach.cli.parser import Wanted
from coach.cli.values import gather, misspelt
from coach.domain.exports import Exported, form_of
from coach.domain.labels import ExportForm
from coach.errors import ContentError, MissingValues, RenderingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.bootstrap import Workplace
    from coach.domain.drafts import Draft
    from coach.drafting import Studio

USAGE = 2
_PREVIEWS: tuple[ExportForm, ...] = ("text", "json")
"""Forms that show the message: they are printed whatever the review says, and beside a file too."""


def draft(wanted: Wanted) -> int:
    """Write the message and give it as was asked for, or list the situations when none was named."""
    values, wrong = gather(wanted)
    if wrong:
        print(words(wanted, "draft_wrong_set", wrong=wrong), file=sys.stderr)
        return USAGE
    with workplace(wanted, ephemeral=True) as place:
        if wanted["list"] or (wanted["situation"] is None and wanted["read"] is None):
            return _list(wanted, place.content.studio())
        studio = _guarded(place)
        if wanted["read"] is not None:
            return _give(wanted, place, _read(wanted, studio))
        try:
            situation = studio.situation(wanted["situation"]).id
        except RenderingError:
            names = [one.id for one in studio.situations()]
            near = misspelt([wanted["situation"]], names)[0][1]
            print(words(wanted, "draft_unknown", situation=wanted["situation"], situations=names, near=near), file=sys.stderr)
            return USAGE
        _say_misspelt(wanted, studio, values)
        try:
            written = studio.compose(situation, values)
        except MissingValues as missing:
            print(words(wanted, "draft_missing", situation=situation, names=missing.names), file=sys.stderr)
            return PROBLEM
        return _give(wanted, place, written)


def _guarded(place: Workplace) -> Studio:
    """Return the writer of messages with everything that the records say must not get into one."""
    from coach.bootstrap.guarding import recorded_facts
    from coach.bootstrap.workplace import private_slots

    content = place.content
    private = private_slots(content.book())
    return content.studio(lambda: recorded_facts(place.settings.home, private), private, place.calendar())


def _list(wanted: Wanted, studio: Studio) -> int:
    found = studio.situations()
    if _form(wanted) == "json":
        rows = [
            {"situation": one.id, "title": one.title, "channels": one.channels, "needs": one.needs, "may": one.may}
            for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False))
    elif wanted["list"]:
        print(words(wanted, "draft_list", situations=found))
    else:
        print("\n".join(one.id for one in found))
    return 0


def _read(wanted: Wanted, studio: Studio) -> Draft:
    """Read a message that was saved as Markdown, and review it anew. Raises ExportError."""
    from coach.drafting.export_markdown import from_markdown

    path = wanted["read"].expanduser()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ContentError(path, None, f"The message cannot be read: {reason}.", "Name a file that Coach saved.") from error
    found = from_markdown(text)
    return studio.review(found, {"mentor_name": found.to})


def _say_misspelt(wanted: Wanted, studio: Studio, given: Iterable[str]) -> None:
    from coach.drafting.letters import LETTER_SLOTS

    known = {"channel", "tone", "mentor_title", "linkedin_paid", "goal", "mentor_name", "my_name", *LETTER_SLOTS}
    for one in studio.situations():
        known |= {*one.needs, *one.may, *one.others}
    odd = misspelt(given, known)
    if odd:
        print(words(wanted, "draft_misspelt", names=odd), file=sys.stderr)


def _form(wanted: Wanted) -> ExportForm:
    if wanted["json"]:
        return "json"
    chosen: ExportForm | None = wanted["format"]
    return chosen or (form_of(str(wanted["out"])) if wanted["out"] is not None else None) or "text"


def _give(wanted: Wanted, place: Workplace, written: Draft) -> int:
    """Print, copy or save the message. What its review holds back is only shown, until `--anyway` says otherwise."""
    from coach.drafting.export import excess, stops

    form, leaves = _form(wanted), wanted["out"] is not None or wanted["copy"]
    held = stops(written) if (leaves or form not in _PREVIEWS) and not wanted["anyway"] else ()
    too_many = excess(written) if wanted["copy"] else 0
    if held or too_many:
        said = words(wanted, "draft_held", draft=written, notes=held, excess=too_many)
        print(said, file=sys.stderr)
        return PROBLEM
    made = _made(wanted, place, written, form)
    if not leaves or (form in _PREVIEWS and not wanted["copy"]):
        print(made.content, end="")
    notes = [issue for issue in written.issues if issue.level != "good"]
    if form != "json" and (notes or written.limit):
        print(f"\n{words(wanted, 'draft_review', draft=written, notes=notes)}", file=sys.stderr)
    for note in made.notes:
        print(note, file=sys.stderr)
    return _leave(wanted, place, made) if leaves else 0


def _made(wanted: Wanted, place: Workplace, written: Draft, form: ExportForm) -> Exported:
    if form == "json":
        return Exported(form, "", json.dumps(encode_draft(written), ensure_ascii=False) + "\n")
    from coach.cli.follow_ups import wish_of
    from coach.drafting.export import Exports

    exports = Exports(place.content.prompts)
    return exports.export(written, form, wish_of(wanted, written, form == "ics" and exports.asks(written.situation)))


def _leave(wanted: Wanted, place: Workplace, made: Exported) -> int:
    """Write the file and fill the clipboard, and say which way that went."""
    status = 0
    if wanted["out"] is not None:
        path = place.exporter().write(wanted["out"], made.content)
        print(words(wanted, "written", path=str(path)), file=sys.stderr)
    if wanted["copy"]:
        from coach.cli.copying import copy

        route, tool = copy(made.content.rstrip("\n"))
        print(words(wanted, "draft_copied", route=route, tool=tool, saved=wanted["out"] is not None), file=sys.stderr)
        status = PROBLEM if route == "none" and wanted["out"] is None else 0
    return status
