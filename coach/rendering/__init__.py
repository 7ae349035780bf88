"""From the words in `prompts/` to the words on the screen: files, strict YAML, one sandboxed Jinja2 environment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coach.rendering.resources import content_folders, shipped

if TYPE_CHECKING:
    from coach.rendering.renderer import Renderer, TemplateNeeds
    from coach.rendering.strict_yaml import Located, load_yaml

__all__ = ["Located", "Renderer", "TemplateNeeds", "content_folders", "load_yaml", "shipped"]


def __getattr__(name: str) -> Any:
    """Import Jinja2 and PyYAML for who asks for them; the first paint asks for neither."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"coach.rendering.{'strict_yaml' if name in ('Located', 'load_yaml') else 'renderer'}"), name)
