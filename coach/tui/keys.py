"""The keys that are active somewhere, as sections for the help and the palette."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode

_NAMES: Final = {
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "upper_g": "G",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One binding: its keys as a person reads them, what it does, and what to run for it."""

    id: str
    keys: str
    label: str
    tooltip: str
    action: str
    node: DOMNode
    grouped: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The keys of one part of the screen."""

    title: str
    rows: tuple[KeyRow, ...]


def sections(active: Mapping[str, ActiveBinding]) -> tuple[Section, ...]:
    """Group the active bindings that have an id (Coach's own) by the part they belong to, the focused part first."""
    parts: dict[str, dict[str, list[ActiveBinding]]] = {}
    for found in sorted(active.values(), key=_place):
        binding = found.binding
        if binding.id is not None and found.enabled:
            title = str(getattr(found.node, "HELP", None) or "Everywhere")
            same = binding.group.description if binding.group is not None else binding.id
            parts.setdefault(title, {}).setdefault(same, []).append(found)
    return tuple(Section(title, tuple(_row(same) for same in rows.values())) for title, rows in parts.items())


def spell(key: str) -> str:
    """Write a key as it stands on a keyboard: Ctrl+J, Alt+1, PgUp."""
    *modifiers, name = key.split("+")
    shown = _NAMES.get(name, name.capitalize() if len(name) > 1 else name)
    if modifiers and len(name) == 1:
        shown = name.upper()
    return "+".join([*(part.capitalize() for part in modifiers), shown])


def _place(found: ActiveBinding) -> tuple[int, int]:
    """The innermost part first; in a part, the order in which its class declares them."""
    declared = [
        binding.id
        for kind in reversed(type(found.node).__mro__)
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]
    depth = len(found.node.ancestors_with_self)
    return -depth, declared.index(found.binding.id) if found.binding.id in declared else len(declared)


def _row(found: list[ActiveBinding]) -> KeyRow:
    first = found[0].binding
    keys = list(dict.fromkeys(spell(item.binding.key) for item in found))
    grouped = first.group is not None
    shown = f"{keys[0]} … {keys[-1]}" if grouped else " or ".join(keys)
    label = first.group.description if first.group is not None else first.description
    return KeyRow(first.id or "", shown, label, first.tooltip, first.action, found[0].node, grouped)
