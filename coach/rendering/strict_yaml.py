"""YAML as Coach reads it: only true and false are booleans, no key twice, and every mapping knows its line.

YAML 1.1 turns the bare words yes, no, on and off into booleans, so an option written `no: Not now` would lose its
name. Here they stay words, as in YAML 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, cast

import yaml

from coach.errors import ContentError

_Base = cast(type[yaml.SafeLoader], getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Located(dict[str, Any]):
    """A mapping that knows the line (from 1) it starts on in its file."""

    line: int = 1


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """The safe loader with the YAML 1.2 idea of a boolean."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, rules in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: Any, node: yaml.MappingNode) -> Located:
    found = Located()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable) or key in found:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        found[str(key)] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load_yaml(text: str, path: Path, first_line: int = 1) -> Any:
    """Parse `text`, which stands in `path` from `first_line` on. Mappings come back as `Located`.

    Raises ContentError with file, line and remedy when the text is not valid YAML or has a key twice.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - the loader is a safe one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise ContentError(
            path, line, f"This is not valid YAML: {error.problem}.", "Check quotes, colons and indentation."
        ) from error
    except yaml.YAMLError as error:
        raise ContentError(path, first_line, f"This is not valid YAML: {error}.", "Save the file as plain UTF-8 text.") from error
