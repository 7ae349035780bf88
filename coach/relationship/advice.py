"""A heap of advice, as somebody typed it, made into a list from which one or two items are taken on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from coach.domain.interview import Value

MOST_ITEMS: Final = 9
MOST_CHOSEN: Final = 2
"""One thing in work and one kept warm: see the card action-too-many-suggestions."""
DASH: Final = "- "
"""Where every line begins so, each is one item and nothing is split further."""
_MARK = re.compile(r"^\s*(?:[-*•–]+|\(?\d{1,2}[.):]|[a-h][.)])\s+")
_HARD = re.compile(r"\n+|\s*;\s*|\s+[•*]\s+|(?<=\s)\(?\d{1,2}[.)]\s+|(?<=[a-z)][.!?])\s+(?=[A-Z])")
_SOFT = re.compile(r"\s*,\s*(?:and\s+|then\s+|also\s+)*|\s+and\s+(?:also\s+|then\s+|to\s+)?")
_LEAD = re.compile(
    r"^(?:(?:and|also|then|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|next|plus|oh)\b[\s,:]*|(?:(?:s?he|they)\s+(?:said|told me|advised|suggested)\s+(?:that\s+)?(?:i\s+should|me\s+to|to)\s+))+",
    re.I,
)
_SHORT: Final = 2
_COMMON: Final = frozenset(
    "the and for with that this one first second last number thing more about from into your their have take will just item".split()
)


def split_advice(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Split `advice_list` into `advice_items` (at most nine) and their number `advice_count`. Empty without a list."""
    items = _items(str(values.get("advice_list", "")))
    return {"advice_items": items, "advice_count": len(items)} if items else {}


def pick_advice(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say which items are taken on (`chosen`, at most two) and which wait (`parked`).

    In: `advice_list`, and `picked`: numbers, words of the items, or something new. Without `picked` the first item is taken
    and `taken_first` is yes. Empty without any advice.
    """
    items = _items(str(values.get("advice_list", "")))
    picked = str(values.get("picked", "")).strip()
    chosen = _chosen(items, picked) if picked else items[:1]
    if not chosen:
        return {}
    parked = tuple(item for item in items if item not in chosen)
    found: dict[str, Value] = {"chosen": chosen, "taken_first": "no" if picked or len(items) == 1 else "yes"}
    return {**found, "parked": parked} if parked else found


def _items(text: str) -> tuple[str, ...]:
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all(line.startswith(DASH) for line in lines):
        return tuple(dict.fromkeys(item for line in lines if (item := _clean(line))))[:MOST_ITEMS]
    parts = [_clean(part) for part in _HARD.split(text)]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        pieces = [_clean(piece) for piece in _SOFT.split(parts[0])]
        if len(pieces) > 1 and all(len(piece.split()) >= _SHORT for piece in pieces):
            parts = pieces
    return tuple(dict.fromkeys(parts))[:MOST_ITEMS]


def _clean(part: str) -> str:
    return _LEAD.sub("", _MARK.sub("", part).strip()).strip(" \t,;.-–•*")


def _chosen(items: tuple[str, ...], picked: str) -> tuple[str, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", picked)]
    by_number = [items[number - 1] for number in numbers if 1 <= number <= len(items)]
    if by_number:
        return tuple(dict.fromkeys(by_number))[:MOST_CHOSEN]
    spoken = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    low = re.findall(r"[\w']+", picked.lower())
    by_word = [item for word, item in zip(spoken, items, strict=False) if word in low]
    if by_word or ("last" in low and items):
        return tuple(dict.fromkeys(by_word or items[-1:]))[:MOST_CHOSEN]
    if "both" in low and len(items) == MOST_CHOSEN:
        return items
    wanted = {word for word in low if len(word) > _SHORT and word not in _COMMON}
    shared = [(len(wanted & set(re.findall(r"[\w']+", item.lower()))), -place, item) for place, item in enumerate(items)]
    best = [item for count, _, item in sorted(shared, reverse=True) if count]
    return tuple(best[:MOST_CHOSEN] if re.search(r"\band\b|,|&", picked) else best[:1]) or (_clean(picked),)
