"""A small library in a temporary folder, and an encoder that is fast and has no weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.guidance.encoder import EncoderInfo

SOURCES = """
asha:
  title: "Dealing with problems"
  author: "ASHA"
  kind: institutional
book:
  title: "The Guide"
  author: "L. Zachary"
  year: "2009"
  kind: practitioner
"""

CALIBRATION = """
full:
  weights: {passage: 0.7, ask: 0.5, asks: 0.5, lexical: 0.6, prior: 0.3, strength: 4.0, around: 0.0, outside: -3.0, base: -3.0}
  nothing: 0.3
  weak: 0.5
lexical:
  weights: {lexical: 1.0, prior: 0.2, strength: 14.0, outside_words: -4.0, base: -2.0}
  nothing: 0.3
  weak: 0.5
outside:
  - "what is the weather in Leeds"
  - "how do I boil an egg"
questions: {}
"""

FRONT = {
    "id": "",
    "title": "They never answer",
    "topic": "stall",
    "situation": "You wrote to your mentor and heard nothing for weeks.",
    "asks": "",
    "stage": "running",
    "evidence": "practitioner",
    "sources": "[asha, book]",
    "flow": "stall",
    "seeds": "[S02]",
    "reviewed": "2026-10-01",
}

BODY = {
    "Answer": "Write once more and name a day. Silence mostly means that they are busy.",
    "Steps": "1. Wait ten days after your first message.\n2. Write two lines with one small question.",
    "Words": "> Would [Tuesday] suit you for a quarter of an hour?",
    "Why": "Most people who fall silent are short of time. A survey of forty pairs found few quarrels behind it.",
    "Avoid": "- Writing every second day without waiting.\n- Asking others why they do not answer.",
    "Other help": "The coordinator of the programme can ask for you.",
}

WORDS = {
    "stall-silent": "silence unanswered waiting weeks reply",
    "outreach-first": "stranger email introduce first subject line",
    "meeting-agenda": "agenda hour topics questions prepare",
    "ending-thanks": "goodbye finish closing last thanks",
}


def card_text(card_id: str, words: str = "silence weeks", body: dict[str, str] | None = None, **front: str) -> str:
    """Return a card file; `words` make its asks, `front` and `body` replace parts, an empty part is left out."""
    asks = "".join(f"\n  - {card_id.replace('-', ' ')} {words} way {n}" for n in range(8))
    keys = {**FRONT, "id": card_id, "asks": asks, **front}
    head = "\n".join(f"{key}: {value}" for key, value in keys.items() if value)
    text = "\n\n".join(f"## {name}\n{part}" for name, part in {**BODY, **(body or {})}.items() if part)
    return f"---\n{head}\n---\n\n{text}\n"


class FakeEncoder:
    """Words hashed to fixed directions: texts that share words are alike. Counts what it embeds."""

    def __init__(self, key: str = "fake-00000000", dimension: int = 64) -> None:
        self.info = EncoderInfo("fake", key, dimension)
        self.embedded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Any:
        """Return rows of length 1."""
        self.embedded += texts
        rows = np.array([self._row(text) for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def _row(self, text: str) -> Any:
        found = np.zeros(self.info.dimension)
        for word in re.findall(r"\w+", text.casefold()):
            seed = int(hashlib.sha256(word.encode()).hexdigest()[:8], 16)
            found += np.random.default_rng(seed).normal(size=self.info.dimension)
        return found


@pytest.fixture
def encoder() -> FakeEncoder:
    """An encoder without weights."""
    return FakeEncoder()


@pytest.fixture
def write() -> Callable[..., Path]:
    """Write a card file into a knowledge folder and return its path."""

    def _write(folder: Path, card_id: str, text: str | None = None, **parts: Any) -> Path:
        path = folder / "cards" / (parts.get("topic") or "stall") / f"{card_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or card_text(card_id, **parts), encoding="utf-8")
        return path

    return _write


@pytest.fixture
def knowledge(tmp_path: Path, write: Callable[..., Path]) -> Path:
    """A shipped knowledge folder with four cards on four subjects."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "calibration.yaml").write_text(CALIBRATION, encoding="utf-8")
    for card_id, words in WORDS.items():
        topic = card_id.partition("-")[0]
        answer = f"The first thing about {words.split()[0]} is this. Then comes {words.split()[1]} in its turn."
        body = {"Answer": answer, "Why": f"What is known about {words} rests on two small studies. It fits most people."}
        write(folder, card_id, words=words, topic=topic, title=f"About {words}", situation=f"You think of {words}.", body=body)
    return folder
