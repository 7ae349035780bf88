r"""Which words a text must hold for a pattern to match it, so that a pattern is compiled only for a text that has one.

Compiling the 272 safety patterns takes 0.14 s, looking for their words in a line a tenth of a millisecond. The reading
is cautious: of a sequence one part that cannot be left out is enough, of alternatives each must have one, and whatever
is not understood (a class, a look-around, `\w`) asks for nothing. A test runs both ways over all corpora.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

Words: TypeAlias = frozenset[str] | None
"""Words of which one must stand in the text, or None where nothing can be said."""

MOST: Final = 80
"""More alternatives than this are not worth looking for."""
_FLAGS: Final = re.compile(r"\(\?[aiLmsux-]")
_TOKEN: Final = re.compile(
    r"(?P<plain>[\w '’-]+(?![*?+{])|[\w '’-])|(?P<bar>\|)|(?P<group>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<maybe>[*?]\??|\{,\d*\}\??|\{0,?\d*\}\??)"
    r"|(?P<times>\+\??|\{\d+,?\d*\}\??)|(?P<part>\{[a-z_]+\})|(?P<around>\(\?(?:[=!]|<[=!]|[^:=!<]))"
    r"|(?P<any>\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$]|\\[A-Za-z0-9])|\\(?P<escaped>.)|(?P<other>.)",
    re.S,
)


class Late:
    """A pattern without flags that is compiled when a text holds one of its words, not before."""

    __slots__ = ("_compiled", "_source", "words")

    def __init__(self, source: str, words: Words) -> None:
        """`words` are those that `needed` finds in `source`."""
        self._source = source
        self._compiled: re.Pattern[str] | None = None
        self.words = words

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern. Raises re.error where it is broken."""
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """False when the pattern cannot match anywhere in `text`."""
        return self.words is None or any(word in text for word in self.words)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in `text`."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of `text`, or None."""
        return self.pattern.match(text) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole of `text`, or None."""
        return self.pattern.fullmatch(text) if self.may_match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in `text`, or None."""
        return self.pattern.search(text) if self.may_match(text) else None


@cache
def late(pattern: str) -> Late:
    """Return a pattern of the code, each compiled at most once."""
    return Late(pattern, needed(pattern))


def needed(pattern: str, parts: Mapping[str, Words] | None = None) -> Words:
    """Return the words of which every match of `pattern` holds at least one, or None where that cannot be told.

    `parts` gives the words of named pieces that stand as {name} in the pattern, each one group (see `is_group`).
    """
    return None if _FLAGS.search(pattern) else _Reader(pattern, parts or {}).alternatives()


def is_group(pattern: str) -> bool:
    """True when the whole pattern is one pair of brackets, so that nothing beside it can take part of it away."""
    return _Reader(pattern, {}).is_group()


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, parts: Mapping[str, Words]) -> None:
        self._tokens = [(str(found.lastgroup), found.group(found.lastgroup or 0)) for found in _TOKEN.finditer(pattern)]
        self._tokens.append(("end", ""))
        self._parts = parts
        self._at = 0

    def is_group(self) -> bool:
        """True when the first bracket is closed by the last."""
        if self._tokens[0][0] != "group":
            return False
        self._at = 1
        self.alternatives()
        return self._tokens[self._at][0] == "close" and self._at == len(self._tokens) - 2

    def alternatives(self) -> Words:
        """Read until a closing bracket or the end."""
        found = [self._sequence()]
        while self._tokens[self._at][0] == "bar":
            self._at += 1
            found.append(self._sequence())
        if None in found:
            return None
        union: frozenset[str] = frozenset().union(*(words for words in found if words is not None))
        return union if len(union) <= MOST else None

    def _sequence(self) -> Words:
        best: Words = None
        run = ""
        while True:
            kind, text = self._tokens[self._at]
            if kind in ("end", "close", "bar"):
                return _better(best, run)
            self._at += 1
            after = self._tokens[self._at][0]
            if kind in ("plain", "escaped", "other"):
                if after != "maybe":
                    run += text
                if after not in ("maybe", "times"):
                    continue
                words: Words = None
            else:
                words = self._inside(kind, text)
                after = self._tokens[self._at][0]
            best, run = _better(best, run), ""
            if after != "maybe":
                best = _best(best, words)
            self._at += after in ("maybe", "times")

    def _inside(self, kind: str, text: str) -> Words:
        if kind == "part":
            return self._parts.get(text[1:-1])
        if kind not in ("group", "around"):
            return None
        words = self.alternatives()
        self._at += self._tokens[self._at][0] == "close"
        return words if kind == "group" else None


def _better(best: Words, run: str) -> Words:
    return _best(best, frozenset({run})) if run else best


def _best(one: Words, other: Words) -> Words:
    """Prefer what is rarer in a text: long words, and few of them."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))
