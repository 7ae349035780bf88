"""Jinja2 filters: small changes to a person's own words so that they fit a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from coach.rendering.markdown import Md, escape

_KEEP_CAPITAL = re.compile(r"^(?:I\b|I'|[A-Z]{2,}|[A-Z]\w*[A-Z]|[A-Z]\d)")
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOTHING = re.compile(
    r"(?:well,? |um,? |i (?:think|guess),? )?(?:no(?:thing|ne|body|where)?|no one|nope|nil|n/?a|not (?:much|really|sure|anything|anyone|yet)|no idea|never(?: really)?|"
    r"(?:i )?(?:can'?t|don'?t|cannot) (?:remember|recall|know|think of (?:any(?:thing|one|body)?)))"
    r"(?:,? (?:really|much|at all|yet|so far|specific|concrete|special|much|in particular|comes to mind|to (?:report|hand over|say)|(?:was )?agreed|open|(?:that|as far as) i (?:know|can (?:think|remember)).*))*",
    re.I,
)
_END = re.compile(r"[\s.!?;,:]+$")


def bare(text: str) -> str:
    """Drop the closing full stop, so that the words fit inside a sentence."""
    return _END.sub("", text)


def lower_first(text: str) -> str:
    """Begin with a small letter, unless the first word is I, an acronym or has inner capitals."""
    return text if _KEEP_CAPITAL.match(text) else text[:1].lower() + text[1:]


def something(text: str | None) -> str:
    """Return the words, or nothing at all when they only say so: `nobody really`, `not that I know`, `none`."""
    return "" if not text or _NOTHING.fullmatch(bare(text)) else text


def upper_first(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


_TYPED_FAST = (
    (re.compile(r"(?<![\w'.-])i(?![\w.-])"), "I"),
    (re.compile(r"(?<![\w'])i'?m(?!\w)"), "I'm"),
    (re.compile(r"(?<![\w'])[iI]'?d(?=\s+(?:have|like|love|be|need|want|rather|say|go|do)\b)"), "I'd"),
    (re.compile(r"(?<!\w)i'?ve(?!\w)"), "I've"),
    (re.compile(r"(?<!\w)([Dd]o|[Cc]a|[Ww]o|[Dd]id|[Dd]oes|[Ii]s)nt(?!\w)"), r"\1n't"),
)


def neat(text: str) -> str:
    """Mend what fast typing leaves: a small i for the speaker, a missing apostrophe. The words stay."""
    for pattern, better in _TYPED_FAST:
        text = pattern.sub(better, text)
    return text


def sentence(text: str) -> str:
    """Make the words a sentence: a capital first, a full stop last unless there is ending punctuation."""
    text = upper_first(neat(text.strip()))
    return text if text.endswith((".", "?", "!", "…")) else bare(text) + "."


def day(text: str) -> str:
    """Write an ISO date as `Tuesday 24 November 2026`; anything else comes back as it is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found:%A} {found.day} {found:%B %Y}"


def dated(step: str, when: str) -> str:
    """Write a step with its day, as `Friday 3 July 2026`, once: `ask Jo on friday` has it already, in fewer words."""
    weekday = when.partition(" ")[0]
    said = rf"(?:on |this |next |coming )*(?:{weekday}|{weekday[:3]}|tomorrow|today)"
    if not when or re.search(rf"\b{said}\b(?=.*\w)", step, re.I | re.S):
        return step
    shorter = re.sub(rf"[,;]?\s+{said}\W*$", "", bare(step), flags=re.I)
    return f"{shorter}, on {when}"


def span(days: int) -> str:
    """Write a number of days as `five days`, `three weeks` or `four months`, whichever is nearest."""
    count, unit = (days, "day") if days < 14 else (round(days / 7), "week") if days < 70 else (round(days / 30.4), "month")
    number = _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)
    return f"{number} {unit}{'' if count == 1 else 's'}"


def quoted(text: str) -> Md:
    """Make Markdown of the lines as a block quote."""
    return Md("\n".join(f"> {line}".rstrip() for line in text.splitlines()))


def quoted_text(text: str) -> Md:
    """Make plain text a Markdown block quote that shows every character as typed and keeps the line breaks."""
    lines = [escape(line) for line in text.splitlines()]
    return Md(
        "\n".join(
            f"> {line}\\" if line and after else f"> {line}".rstrip()
            for line, after in zip(lines, [*lines[1:], ""], strict=False)
        )
    )


def first_sentence(text: str) -> Md:
    """Return the first sentence of a paragraph that the content's authors wrote, which stands alone."""
    return Md(re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text.strip(), maxsplit=1)[0])


def listed(items: Sequence[str]) -> str:
    """Join words as `a, b and c`."""
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "first_sentence": first_sentence,
    "bare": bare,
    "dated": dated,
    "day": day,
    "listed": listed,
    "lower_first": lower_first,
    "md": Md,
    "neat": neat,
    "quoted": quoted,
    "quoted_text": quoted_text,
    "sentence": sentence,
    "something": something,
    "span": span,
    "upper_first": upper_first,
}
