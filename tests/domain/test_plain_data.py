"""The shared data is frozen, and a run keeps every answer."""

from __future__ import annotations

import dataclasses
import importlib
import inspect

import pytest

from coach.domain.events import Said
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.labels import CARD_TOPICS, FLOWS, TOPICS

MODULES = ("drafts", "events", "helplines", "interview", "library", "turn")


def classes() -> list[type]:
    """Every dataclass of the domain."""
    found = [importlib.import_module(f"coach.domain.{name}") for name in MODULES]
    return sorted(
        {c for m in found for _, c in inspect.getmembers(m, dataclasses.is_dataclass) if c.__module__ == m.__name__},
        key=lambda c: c.__name__,
    )


@pytest.mark.parametrize("cls", classes(), ids=lambda c: c.__name__)
def test_data_is_frozen_and_slotted(cls: type) -> None:
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(cls)


def test_every_event_has_a_kind_of_its_own() -> None:
    kinds = [
        field.default
        for cls in classes()
        if cls.__module__ == Said.__module__
        for field in dataclasses.fields(cls)
        if field.name == "kind"
    ]
    assert len(kinds) == len(set(kinds)) >= 16


def test_a_new_answer_keeps_the_others_and_the_old_run() -> None:
    before = FlowRun("r", "f").with_answer(SlotAnswer("a", "1"))
    after = before.with_answer(SlotAnswer("b", "2")).with_answer(SlotAnswer("a", "3"))
    assert after.values() == {"a": "3", "b": "2"}
    assert before.values() == {"a": "1"}


@pytest.mark.parametrize("status", ["skipped", "unknown", "declined"])
def test_an_answer_left_open_has_no_value_to_use(status: str) -> None:
    run = FlowRun("r", "f").with_answer(SlotAnswer("a", None, status))  # type: ignore[arg-type]
    assert run.value("a") is None
    assert run.values() == {}


def test_the_labels_are_those_of_the_contract() -> None:
    assert len(FLOWS) == len(TOPICS) == 18
    assert set(TOPICS) - set(CARD_TOPICS) == {"out_of_scope", "smalltalk"}
