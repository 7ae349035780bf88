"""The one strict, sandboxed Jinja2 environment over `prompts/`.

A template says in its first line what it needs and what it may use:

    {# needs: mentor_name, ask. may: event, contact #}

A needed value that is absent stops the rendering (MissingValues); one that may be used is None when absent. Names
ending in `.md.j2` are Markdown: whatever a person typed is escaped there. All other templates are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coach.errors import ContentError, MissingValues, RenderingError
from coach.rendering import filters
from coach.rendering.markdown import Md, finalize

_HEADER = re.compile(r"\A\{#-?\s*needs:\s*(?P<needs>[^.#]*?)\s*(?:\.\s*may:\s*(?P<may>[^#]*?))?\s*\.?\s*-?#\}\s*")
_BLANKS = re.compile(r"\n{3,}")
_BROKEN = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What a broken template can raise while it runs; a file that is no UTF-8 is a ValueError."""


@dataclass(frozen=True, slots=True)
class TemplateNeeds:
    """The names that a template needs, in order, and those that it may use."""

    needs: tuple[str, ...]
    may: tuple[str, ...]


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


class Renderer:
    """Renders templates from several folders, the first that has a template wins."""

    def __init__(self, folders: Sequence[Path], values: Mapping[str, object] | None = None) -> None:
        """`folders` are prompt folders, the person's own first; `values` are known to every template."""
        self._folders = tuple(folders)
        self._values = dict(values or {})
        self._plain = self._environment(None)
        self._markdown = self._environment(finalize)
        self._needs: dict[str, TemplateNeeds] = {}
        self._inline: dict[tuple[str, bool], tuple[Template, frozenset[str]]] = {}
        self.problems: list[ContentError] = []

    def _environment(self, last_step: Callable[[object], object] | None) -> ImmutableSandboxedEnvironment:
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([str(folder) for folder in self._folders]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=last_step,
            autoescape=False,
        )
        environment.filters.update(filters.FILTERS)
        return environment

    def needs(self, template: str) -> TemplateNeeds:
        """Return what `template` needs. Raises ContentError when it does not exist or has no header."""
        if template not in self._needs:
            path, source = self._find(template)
            header = _HEADER.match(source)
            if header is None:
                raise ContentError(
                    path, 1, "The template does not say what it needs.", "Begin it with {# needs: a, b. may: c #}."
                )
            self._needs[template] = TemplateNeeds(_names(header["needs"]), _names(header["may"]))
        return self._needs[template]

    def undeclared(self, template: str) -> set[str]:
        """Return the names that `template` uses without declaring them in its header; for `coach check`."""
        path, source = self._find(template)
        declared = self.needs(template)
        try:
            tree = self._plain.parse(source)
        except TemplateSyntaxError as error:
            raise ContentError(path, error.lineno, f"The template is broken: {error.message}.", "Mend this line.") from error
        return (
            meta.find_undeclared_variables(tree) - _own_names(tree) - set(declared.needs) - set(declared.may) - set(self._values)
        )

    def compiles(self, template: str) -> None:
        """Compile a template without running it; for `coach check`. Raises ContentError, also for a filter that does not exist."""
        path, source = self._find(template)
        try:
            self._plain.compile(source)
        except TemplateSyntaxError as error:
            raise ContentError(path, error.lineno, f"The template is broken: {error.message}.", "Mend this line.") from error

    def exists(self, template: str) -> bool:
        """True when some folder has `template`."""
        return any((folder / template).is_file() for folder in self._folders)

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """Render a template file. Raises MissingValues, or RenderingError or ContentError when it cannot be rendered at all.

        When the person's own copy of a template is broken, the shipped one is used and the problem is noted.
        """
        try:
            return self._render(template, values)
        except MissingValues:
            raise
        except (ContentError, *_BROKEN) as error:
            return self._render_shipped(template, values, error)

    def _render(self, template: str, values: Mapping[str, object]) -> str:
        declared = self.needs(template)
        missing = [name for name in declared.needs if values.get(name) in (None, "", ()) and name not in self._values]
        if missing:
            raise MissingValues(template, missing)
        known = {**dict.fromkeys(declared.may), **self._values, **{k: v for k, v in values.items() if v not in (None, "", ())}}
        environment = self._markdown if template.endswith(".md.j2") else self._plain
        return _tidy(environment.get_template(template).render(known))

    def _render_shipped(self, template: str, values: Mapping[str, object], error: Exception) -> str:
        path = next((folder / template for folder in self._folders if (folder / template).is_file()), None)
        if path is None:
            raise error
        problem = _problem(path, error)
        if path.is_relative_to(self._folders[-1]) or not (self._folders[-1] / template).is_file():
            raise problem if isinstance(error, ContentError) else RenderingError(str(problem)) from error
        if str(problem) not in map(str, self.problems):
            self.problems.append(problem)
        return Renderer(self._folders[-1:], self._values).render(template, values)

    def render_text(self, source: str, values: Mapping[str, object], *, markdown: bool = True) -> str:
        """Render a short text that stands in an interview file. Names it does not know count as None."""
        key = (source, markdown)
        if key not in self._inline:
            environment = self._markdown if markdown else self._plain
            names = frozenset(meta.find_undeclared_variables(self._plain.parse(source)))
            self._inline[key] = environment.from_string(source), names
        template, names = self._inline[key]
        known = {**dict.fromkeys(names), **self._values, **values}
        try:
            return _tidy(template.render(known))
        except _BROKEN as error:
            raise RenderingError(f"A text could not be put together: {error}", "Run: coach check") from error

    def inline_names(self, source: str) -> set[str]:
        """Return the names that a short text reads. Raises TemplateSyntaxError's message as RenderingError."""
        try:
            return set(meta.find_undeclared_variables(self._plain.parse(source))) - set(self._values)
        except TemplateSyntaxError as error:
            raise RenderingError(f"A text is broken: {error.message}", "Mend it.") from error

    def templates(self) -> tuple[str, ...]:
        """Return the names of all templates in all folders."""
        return tuple(sorted({str(p.relative_to(f)) for f in self._folders for p in f.rglob("*.j2")}))

    def _find(self, template: str) -> tuple[Path, str]:
        for folder in self._folders:
            path = folder / template
            if path.is_file():
                return path, path.read_text(encoding="utf-8")
        raise ContentError(template, None, "There is no such template.", "Check the name, or reinstall Coach.")


def _problem(path: Path, error: Exception) -> ContentError:
    if isinstance(error, ContentError):
        return error
    return ContentError(path, getattr(error, "lineno", None), f"The template is broken: {error}.", "Mend or delete this file.")


def _own_names(tree: nodes.Template) -> set[str]:
    """Return the macros, namespaces and top-level values of a template: its blocks see them, which Jinja's search does not know."""
    own = {node.name for node in tree.find_all(nodes.Macro)} | {node.name for node in tree.find_all(nodes.NSRef)}
    for statement in tree.body:
        if isinstance(statement, (nodes.Assign, nodes.AssignBlock, nodes.If)):
            own |= {name.name for name in statement.find_all(nodes.Name) if name.ctx == "store"}
        elif isinstance(statement, nodes.FromImport):
            own |= {name if isinstance(name, str) else name[1] for name in statement.names}
    return own


def _tidy(text: str) -> Md:
    return Md(_BLANKS.sub("\n\n", text).strip())
