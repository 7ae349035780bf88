"""Looking at the versions of a message: the list, two side by side, and one of them as the newest again."""

from __future__ import annotations

import re

from coach.conversation.finishing import show_result
from coach.conversation.keeping import shown_run, versions_of
from coach.conversation.work import Work
from coach.domain.events import DraftWritten
from coach.domain.turn import Action
from coach.domain.versions import Version, differences
from coach.rendering.markdown import Md, escape

_OFFERED = 4


def show_versions(work: Work) -> None:
    """List the versions of the message, or compare the two whose numbers were given; one number compares with the newest."""
    run = shown_run(work.state)
    found = versions_of(work, run) if run else ()
    if not found:
        work.say("no_result")
        return
    wanted = [int(number) for number in re.findall(r"\d+", work.command.argument)][:2]
    if wanted and not all(1 <= number <= len(found) for number in wanted):
        work.say("no_version", count=len(found))
        return
    if wanted:
        first, second = sorted((wanted[0], wanted[-1] if len(wanted) > 1 else len(found)))
        _compare(work, found[first - 1], found[second - 1])
        return
    work.say("versions", versions=found, to=found[-1].draft.to)
    if len(found) > 1:
        work.offer(
            *(Action(f"/versions {one.number} {len(found)}", f"Compare {one.number} with the newest") for one in _few(found))
        )
    work.offer(Action("/draft", "Show the message"))


def _few(found: tuple[Version, ...]) -> tuple[Version, ...]:
    return tuple(reversed(found[:-1]))[:_OFFERED]


def _compare(work: Work, old: Version, new: Version) -> None:
    """Show what changed between two versions, in words."""
    work.say(
        "compared",
        old=old,
        new=new,
        subject=_marked(old.draft.subject, new.draft.subject) if old.draft.subject != new.draft.subject else "",
        body=_marked(old.draft.body, new.draft.body),
        same=(old.draft.subject, old.draft.body) == (new.draft.subject, new.draft.body),
    )
    work.offer(Action(f"/restore {old.number}", f"Take version {old.number} again"), Action("/versions", "All versions"))


def _marked(old: str, new: str) -> Md:
    """Mark words that went with [-…-] and words that came with [+…+], which a plain terminal and a screen reader show as well."""
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("[+", "+]")}
    parts = []
    for piece in differences(old, new):
        before, after = signs[piece.kind]
        text = piece.text.replace("\n", " ") if piece.kind == "gone" else piece.text
        bare = text.strip() if piece.kind != "same" else text
        parts.append(text.replace(bare, f"{before}{bare}{after}", 1) if bare else text)
    lines = "".join(parts).splitlines()
    return Md(
        "\n".join(
            f"> {escape(line)}\\" if line and after else f"> {escape(line)}".rstrip()
            for line, after in zip(lines, [*lines[1:], ""], strict=True)
        )
    )


def restore(work: Work) -> None:
    """Make one version the newest again; nothing is taken away."""
    run = shown_run(work.state)
    found = versions_of(work, run) if run else ()
    number = work.command.argument.strip()
    if not found:
        work.say("no_result")
        return
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        work.say("no_version", count=len(found))
        work.offer(Action("/versions", "All versions"))
        return
    chosen, top = found[int(number) - 1], work.state.top
    on_top = top is not None and top.id == run
    draft = work.tools.studio.review(chosen.draft, work.values(top)) if top is not None and on_top else chosen.draft
    work.emit(DraftWritten(run, draft, work.tools.now(), "restored", chosen.base))
    work.say("restored", version=chosen.number, newest=len(found) + 1)
    if top is not None and on_top and top.done:
        show_result(work, top)
    else:
        work.show(work.tools.voice.reply("draft", draft=draft))
