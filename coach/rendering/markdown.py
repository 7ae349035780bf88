"""Keeping what a person typed from being read as Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*\[\]<>|~])")
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_INDENT = re.compile(r"^ {4,}", re.M)
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))", re.M)


class Md(str):
    """Text that is Markdown already and goes into a Markdown template as it is."""

    __slots__ = ()


def escape(text: str) -> str:
    """Return `text` so that Markdown shows its characters as they were typed."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _EDGE_UNDERSCORE.sub(r"\\_", text)
    text = _INDENT.sub("   ", _ENTITY.sub(r"\\&", text))
    return _LINE_START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), text)


def finalize(value: object) -> object:
    """Jinja2's last step for each `{{ }}` in a Markdown template: escape everything that is not `Md`."""
    if isinstance(value, Md):
        return value
    return escape(value) if isinstance(value, str) else value
