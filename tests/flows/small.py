"""A small interview for the engine's tests, written as a mentee's file would be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coach.domain.interview import FlowRun, SlotAnswer, Value
from coach.flows import FlowDef, advance, put
from coach.flows.loader import read_flow

TEXT = """
id: small
title: A small interview
topic: goals
sections: {a: First}
steps:
  - ask: name
    label: Name
    kind: name
    cosmetic: true
    text: Who is it?
    why: To greet them.
    example: Ada
  - ask: relation
    label: Relation
    kind: choice
    text: How do you know {{ name }}?
    why: It changes the message.
    choices:
      - {value: stranger, label: Never met}
      - {value: event, label: Heard them speak}
  - ask: event
    label: Event
    when: {slot: relation, is: event}
    text: Which event?
    why: To name it.
    example: PyCon
  - say: Good to know.
  - branch:
      - when: {slot: relation, is: stranger}
        steps:
          - ask: reason
            label: Reason
            text: Why them?
            why: They will wonder.
            example: Their talk
      - otherwise: true
        steps:
          - ask: memory
            label: Memory
            text: What stayed with you?
            why: It shows you listened.
            example: The third slide
            depends: [event]
  - call: size
    reads: [relation]
    into: [size]
  - ask: due
    label: Due
    kind: date
    tense: future
    text: By when{% if size == 'big' %}, given the size{% endif %}?
    why: A date helps.
    example: Friday
  - ask: start
    label: Start
    kind: date
    tense: future
    text: Starting when?
    why: Early is better.
    example: Monday
  - end: {document: documents/x.md.j2, title: Done}
checks:
  - id: order
    when: {slot: due, before: start}
    about: [due, start]
    problem: It starts after it is due.
"""


def size(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """A stand-in for a rule: strangers are big."""
    return {"size": "big" if values.get("relation") == "stranger" else "little", "ignored": "x"}


FUNCTIONS = {"size": size}


def flow(folder: Path, text: str = TEXT) -> FlowDef:
    """Read the small interview from a file."""
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return read_flow(path)


def given(definition: FlowDef, run: FlowRun, **values: Value) -> FlowRun:
    """Answer several questions in a row, as the turn loop would."""
    for slot, value in values.items():
        reads = advance(definition, run, FUNCTIONS).reads
        for answer in put(definition, run, SlotAnswer(slot, value, "given", str(value), reads)):
            run = run.with_answer(answer)
    return run
