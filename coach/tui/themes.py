"""The two faces of Coach: lamp-lit brown and paper."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="coach-dark",
    primary="#d9a566",
    secondary="#8fb39b",
    accent="#e6b677",
    warning="#dfa45c",
    error="#dc8573",
    success="#97b98a",
    foreground="#ebe3d7",
    background="#1c1916",
    surface="#25211d",
    panel="#302a25",
    boost="#2a2520",
    dark=True,
    variables={
        "border": "#d9a566",
        "border-blurred": "#4a4139",
        "footer-background": "#1c1916",
        "footer-item-background": "#1c1916",
        "footer-description-background": "#1c1916",
        "footer-key-background": "#1c1916",
        "footer-key-foreground": "#d9a566",
        "footer-description-foreground": "#a89c8d",
        "block-cursor-background": "#d9a566",
        "block-cursor-foreground": "#1c1916",
        "block-cursor-text-style": "none",
        "input-selection-background": "#d9a566 30%",
        "scrollbar": "#4a4139",
        "scrollbar-hover": "#6b5f53",
        "scrollbar-active": "#d9a566",
        "scrollbar-background": "#1c1916",
        "scrollbar-background-hover": "#1c1916",
        "scrollbar-background-active": "#1c1916",
        "scrollbar-corner-color": "#1c1916",
        "quiet": "#a89c8d",
        "passage": "#57431f",
        "passage-text": "#fbeccb",
        "line": "#4a4139",
    },
)

LIGHT: Final = Theme(
    name="coach-light",
    primary="#8f5a1b",
    secondary="#3d6b57",
    accent="#a0611a",
    warning="#96600f",
    error="#a33a2c",
    success="#3f6f3c",
    foreground="#2e2922",
    background="#fbf7f0",
    surface="#f4ede1",
    panel="#ebe2d2",
    boost="#f1e9db",
    dark=False,
    variables={
        "border": "#a0611a",
        "border-blurred": "#cfc3b0",
        "footer-background": "#fbf7f0",
        "footer-item-background": "#fbf7f0",
        "footer-description-background": "#fbf7f0",
        "footer-key-background": "#fbf7f0",
        "footer-key-foreground": "#8f5a1b",
        "footer-description-foreground": "#6d6254",
        "block-cursor-background": "#8f5a1b",
        "block-cursor-foreground": "#fbf7f0",
        "block-cursor-text-style": "none",
        "input-selection-background": "#a0611a 25%",
        "scrollbar": "#cfc3b0",
        "scrollbar-hover": "#b3a48d",
        "scrollbar-active": "#8f5a1b",
        "scrollbar-background": "#fbf7f0",
        "scrollbar-background-hover": "#fbf7f0",
        "scrollbar-background-active": "#fbf7f0",
        "scrollbar-corner-color": "#fbf7f0",
        "quiet": "#6d6254",
        "passage": "#f6deaa",
        "passage-text": "#2e2922",
        "line": "#cfc3b0",
    },
)

OWN_DARK: Final = {"quiet": "#a0a0a0", "line": "#505050", "passage": "#4d4420", "passage-text": "#f5ecd0"}
OWN_LIGHT: Final = {"quiet": "#606060", "line": "#b0b0b0", "passage": "#f3e3b3", "passage-text": "#222222"}
"""Coach's own colours, for themes that do not know them."""
