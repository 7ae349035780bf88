"""A message as a Markdown file with its facts in front, and back: what was exported can be read in again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from coach.domain.drafts import Draft
from coach.domain.text import clean, one_line
from coach.drafting.channels import as_channel, as_tone
from coach.errors import ExportError
from coach.rendering.markdown import escape

_FRONT: Final = re.compile(r"\A---\n(?P<facts>.*?)\n---\n(?P<body>.*)\Z", re.S)
_KIND: Final = "message"
_TYPED: Final = re.compile(r"\\\n|\\(?P<sign>[^\w\s]|_)|&(?P<code>#32);")


def as_markdown(draft: Draft) -> str:
    """Return the file. Every character of the message is shown as typed, and line breaks stay."""
    facts: dict[str, Any] = {"coach": _KIND, "situation": draft.situation, "channel": draft.channel, "tone": draft.tone}
    facts |= {name: one_line(value) for name, value in (("to", draft.to), ("subject", draft.subject)) if value}
    facts |= {"limit": draft.limit} if draft.limit is not None else {}
    facts |= {"edited": True} if draft.edited else {}
    front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{body_markdown(draft.body)}\n"


def body_markdown(body: str) -> str:
    """Return plain text as Markdown that shows the same lines. Blank lines at the ends and spaces at line ends are dropped."""
    paragraphs = re.split(r"\n{2,}", "\n".join(line.rstrip() for line in clean(body).strip("\n").split("\n")))
    return "\n\n".join("\\\n".join(_line(line) for line in paragraph.split("\n")) for paragraph in paragraphs)


def from_markdown(text: str) -> Draft:
    """Return the message that `as_markdown` wrote, also after somebody changed its words. Raises ExportError."""
    found = _FRONT.match(clean(text))
    try:
        facts = yaml.safe_load(found["facts"]) if found is not None else None
    except yaml.YAMLError:
        facts = None
    if found is None or not isinstance(facts, Mapping) or facts.get("coach") != _KIND:
        raise ExportError("This is no message that Coach wrote as Markdown.", "Such a file begins with --- and coach: message.")
    limit = facts.get("limit")
    return Draft(
        str(facts.get("situation", "")),
        as_channel(facts.get("channel")),
        as_tone(facts.get("tone")),
        _plain(found["body"]),
        one_line(str(facts.get("subject") or "")),
        one_line(str(facts.get("to") or "")),
        limit if isinstance(limit, int) else None,
        edited=facts.get("edited") is True,
    )


def _line(line: str) -> str:
    shown = escape(line)
    return f"&#32;{shown[1:]}" if shown.startswith(" ") else shown


def _plain(body: str) -> str:
    """Undo `escape` and the marks for line breaks; an author's own Markdown stays as it was written."""
    text = _TYPED.sub(lambda m: m["sign"] or (" " if m["code"] else "\n"), body.strip("\n"))
    return re.sub(r"\n{3,}", "\n\n", text)
