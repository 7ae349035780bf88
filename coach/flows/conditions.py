"""The closed language of conditions. Anything else in a file is an error, never false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from coach.domain.interview import Value
from coach.domain.spans import days_in

Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Known:
    """The slot has a usable answer, or with `known` False has none."""

    slot: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Compare:
    """A slot against a value, several values, a number, another slot, or a number of days."""

    slot: str
    operator: Literal["is", "in", "above", "below", "before", "longer_than"]
    value: Value


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions of which all or any must hold."""

    kind: Literal["all", "any"]
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: Condition


Condition: TypeAlias = Known | Compare | Group | Not


def holds(condition: Condition | None, values: Values) -> bool:
    """Return whether `condition` holds for `values`; None always holds. A comparison with an unknown slot does not."""
    match condition:
        case None:
            return True
        case Known(slot, known):
            return (slot in values) is known
        case Group("all", of):
            return all(holds(one, values) for one in of)
        case Group(_, of):
            return any(holds(one, values) for one in of)
        case Not(of):
            return not holds(of, values)
        case Compare():
            return condition.slot in values and _compare(condition, values)


def _compare(condition: Compare, values: Values) -> bool:
    found, wanted = values[condition.slot], condition.value
    match condition.operator:
        case "is":
            return wanted in found if isinstance(found, tuple) else found == wanted
        case "in":
            options = wanted if isinstance(wanted, tuple) else (wanted,)
            return bool(set(found) & set(options)) if isinstance(found, tuple) else found in options
        case "above" | "below":
            number = _number(found)
            if number is None:
                return False
            return number > float(str(wanted)) if condition.operator == "above" else number < float(str(wanted))
        case "before":
            other = values.get(str(wanted))
            return other is not None and str(found) < str(other)
        case "longer_than":
            days = days_in(str(found))
            return days is not None and days > int(str(wanted))


def _number(value: Value) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def reads(condition: Condition | None) -> frozenset[str]:
    """Return the slots that `condition` looks at."""
    match condition:
        case None:
            return frozenset()
        case Known(slot, _):
            return frozenset({slot})
        case Group(_, of):
            return frozenset().union(*(reads(one) for one in of))
        case Not(of):
            return reads(of)
        case Compare(slot, operator, value):
            return frozenset({slot, str(value)}) if operator == "before" else frozenset({slot})


def build(data: object) -> Condition:
    """Build a condition from YAML data. Raises ValueError with a sentence when it is not one of the closed set."""
    if not isinstance(data, dict):
        raise ValueError("a condition is a mapping such as {known: slot}")
    match sorted(data):
        case ["known"]:
            return Known(str(data["known"]))
        case ["unknown"]:
            return Known(str(data["unknown"]), known=False)
        case ["all" | "any" as kind]:
            return Group("all" if kind == "all" else "any", tuple(build(one) for one in data[kind]))
        case ["not"]:
            return Not(build(data["not"]))
        case [operator, "slot"] | ["slot", operator] if operator in ("is", "in", "above", "below", "before", "longer_than"):
            value = data[operator]
            return Compare(str(data["slot"]), operator, tuple(value) if isinstance(value, list) else value)
        case keys:
            raise ValueError(f"a condition cannot have {', '.join(keys)}")
