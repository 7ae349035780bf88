"""From the words in `prompts/` to the words on the screen: files, strict YAML, one sandboxed Jinja2 environment."""

from coach.rendering.renderer import Renderer, TemplateNeeds
from coach.rendering.resources import content_folders, shipped
from coach.rendering.strict_yaml import Located, load_yaml

__all__ = ["Located", "Renderer", "TemplateNeeds", "content_folders", "load_yaml", "shipped"]
