"""One studio for all tests of messages."""

from __future__ import annotations

import pytest

from coach.drafting import Studio
from coach.rendering import shipped


@pytest.fixture(scope="session")
def studio() -> Studio:
    """A studio over the shipped prompts, with nobody else's facts to guard."""
    return Studio((shipped("prompts"),))
