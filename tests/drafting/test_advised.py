"""The advice stands in the message without who gave it: that is who reads it."""

from __future__ import annotations

import pytest

from coach.drafting import Studio
from coach.rendering import shipped


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("my mentor Coach Ferreira says drop the course", "drop the course"),
        ("she told me to stay in sales two more years", "stay in sales two more years"),
        ("Ferreira wants me to apply now", "apply now"),
        ("think twice before leaving", "think twice before leaving"),
    ],
)
def test_who_advised_it_is_left_out(typed: str, stands: str) -> None:
    values = {"mentor_name": "Coach Ferreira", "advice": typed, "my_view": "I lack one shipped product", "decision": "decline"}
    body = Studio((shipped("prompts"),)).compose("disagree", values).body
    assert f"{stands}." in body
    assert "says" not in body
    assert "wants me" not in body
