"""`coach check`: every content file, shipped and one's own, looked through before a mentee meets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError, ContentError
from coach.rendering import Renderer, shipped

if TYPE_CHECKING:
    from coach.bootstrap.workplace import Workplace

_REFERENCE = re.compile(r"\{%-?\s*(?:include|import|extends|from)\s+\"([^\"]+)\"")


def check_content(place: Workplace) -> list[ContentError]:
    """Return every fault of cards, sources, interviews, templates, tables and shipped vectors; empty when all is well."""
    from coach.guidance import check_cards

    folders = place.content.knowledge
    problems = [*check_cards(folders), *_templates(place), *_interviews(place), *_tables(place), *_intents(), *_vectors()]
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line or 0, problem.what))


def _templates(place: Workplace) -> Iterator[ContentError]:
    folders = place.content.prompts
    everything = Renderer(folders)
    for folder in folders:
        alone = Renderer([folder])
        for name in alone.templates():
            yield from _template(folder / name, name, alone, everything)


def _template(path: Path, name: str, alone: Renderer, everything: Renderer) -> Iterator[ContentError]:
    try:
        unknown = sorted(alone.undeclared(name))
        alone.compiles(name)
    except ContentError as error:
        yield error
        return
    source = path.read_text(encoding="utf-8")
    for used in unknown:
        line = next((n for n, text in enumerate(source.splitlines(), 1) if n > 1 and re.search(rf"\b{used}\b", text)), 1)
        yield ContentError(path, line, f"{used} is used but not declared.", "Add it to needs: or may: in the first line.")
    for found in _REFERENCE.finditer(source):
        if not everything.exists(found[1]):
            line = source.count("\n", 0, found.start()) + 1
            yield ContentError(path, line, f"There is no template {found[1]}.", "Correct the name.")


def _interviews(place: Workplace) -> Iterator[ContentError]:
    from coach.bootstrap.interview_checks import Surroundings, check_flow
    from coach.flows.loader import read_flow
    from coach.relationship import FUNCTIONS

    try:
        situations = place.content.situations()
    except ContentError as error:
        yield error
        situations = ()
    around = Surroundings(place.content.renderer(), FUNCTIONS, situations)
    for folder in place.content.prompts:
        for path in sorted((folder / "interviews").glob("*.yaml")):
            try:
                yield from check_flow(read_flow(path), around)
            except ContentError as error:
                yield error


def _tables(place: Workplace) -> Iterator[ContentError]:
    """Load everything else that is data, and pass on what is wrong with it."""
    from coach.understanding.safety import FILE, SafetyPhrases

    content = place.content
    tried = [partial(SafetyPhrases.load, folder / FILE) for folder in content.knowledge if (folder / FILE).is_file()]
    loads: list[Callable[[], object]] = [
        content.helplines,
        content.phrases,
        *tried,
        content.intents,
        content.studio,
        content.exports,
    ]
    for load in loads:
        try:
            load()
        except ContentError as error:
            yield error
        except CoachError as error:
            yield ContentError(content.knowledge[-1], None, error.what, error.remedy)


def _intents() -> Iterator[ContentError]:
    """Say when the examples were changed after the intent model was trained; an installed Coach has no examples."""
    from coach.guidance.models import DEFAULT_KEY
    from coach.understanding.intents import IntentModel, is_fresh

    examples = shipped("knowledge") / "utterances"
    path = shipped("knowledge") / "models" / "intents.npz"
    if examples.is_dir() and path.is_file() and not is_fresh(IntentModel.load(path), examples, DEFAULT_KEY):
        yield ContentError(
            path,
            None,
            "The examples or the encoder have changed since this was trained.",
            "Run: python -m benchmarks.train_intents",
        )


def _vectors() -> Iterator[ContentError]:
    from coach.guidance.models import DEFAULT_KEY
    from coach.guidance.vectors import FOLDER, cards_without_vectors, vector_file

    knowledge = shipped("knowledge")
    stale = cards_without_vectors(knowledge, DEFAULT_KEY)
    if stale:
        more = f" and {len(stale) - 3} more" if len(stale) > 3 else ""
        what = f"These cards have texts without a shipped vector: {', '.join(stale[:3])}{more}."
        yield ContentError(vector_file(knowledge / FOLDER, DEFAULT_KEY), None, what, "Run: coach library embed")
