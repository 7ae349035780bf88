"""Names in a greeting."""

from __future__ import annotations

import pytest

from coach.drafting.names import read_name


@pytest.mark.parametrize(
    ("typed", "formal", "familiar"),
    [
        ("Dr. Nadia O'Brien-Khoury", "Dr. O'Brien-Khoury", "Nadia"),
        ("dr nadia o'brien-khoury", "Dr O'Brien-Khoury", "Nadia"),
        ("Prof Ludwig van Beethoven", "Professor van Beethoven", "Ludwig"),
        ("Siobhán Ní Dhomhnaill", "Siobhán Ní Dhomhnaill", "Siobhán"),
        ("李雷", "李雷", "李雷"),
        ("Prof. 李雷", "Prof. 李雷", "李雷"),
        ("Suharto", "Suharto", "Suharto"),
        ("Dr Suharto", "Dr Suharto", "Dr Suharto"),
        ("Coach Ferreira", "Coach Ferreira", "Coach Ferreira"),
        ("Sir Ian McKellen", "Sir Ian", "Ian"),
        ("Dr. Gabriel García Márquez", "Dr. Gabriel García Márquez", "Gabriel"),
        ("Khan, Nadia", "Nadia Khan", "Nadia"),
        ("NADIA KHAN", "Nadia Khan", "Nadia"),
        ("Nadia Khan, PhD", "Nadia Khan", "Nadia"),
        ("ms chen", "Ms Chen", "Ms Chen"),
        ("my old boss Tom", "Tom", "Tom"),
        ("my manager", "", ""),
        ("not sure yet", "", ""),
    ],
)
def test_greeting(typed: str, formal: str, familiar: str) -> None:
    name = read_name(typed)
    assert (name.formal, name.familiar) == (formal, familiar)


def test_title_from_elsewhere() -> None:
    assert read_name("Nadia Khan", "Dr").formal == "Dr Khan"
