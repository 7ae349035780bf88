"""What a line is about and which conversation it asks for: two logistic heads, decoded together, with probabilities.

Trained by `python -m benchmarks.train_intents` from knowledge/utterances; here only numpy is needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.errors import ContentError
from coach.understanding.features import weighted

FORMAT: Final = 2
FILE: Final = Path("models") / "intents.npz"
ROUTING: Final = Path("models") / "routing.npz"
"""What fine-tuning changed in the encoder, for vectors that `IntentModel.routed` reads."""
RETRAIN: Final = "Run: python -m benchmarks.train_intents"
RETUNE: Final = "Run: python -m benchmarks.finetune_intents"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a line asks for. `flows` and `topics` are ranked and sum to one each.

    `scope` is the probability that Coach is for this, `safety` that coaching should stop; `accepted` is False where the
    reject rule says to ask back or refuse rather than to act. `why` names the words that spoke for the first flow.
    """

    flows: tuple[tuple[str, float], ...]
    topics: tuple[tuple[str, float], ...]
    scope: float
    safety: float
    accepted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """Logistic weights over the sentence vector (may have no rows) and the hash buckets, for flows and topics side by side."""

    dense: Any
    lexical: Any
    bias: Any
    flow_heat: float
    topic_heat: float


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the heads and which pairs of flow and topic go together (log weights, flows by topics)."""

    flows: tuple[str, ...]
    topics: tuple[str, ...]
    pairs: Any


@dataclass(frozen=True, slots=True)
class IntentModel:
    """A trained classifier. `full` uses the sentence vector and words, `plain` words alone.

    `tuned` stands ready in the place of `full` for vectors of the fine-tuned encoder; see `routed`.
    """

    labels: Labels
    idf: Any
    full: Head
    plain: Head
    floors: tuple[float, float]
    meta: dict[str, Any]
    tuned: Head | None = None

    @classmethod
    def load(cls, path: Path) -> IntentModel:
        """Read a trained model. Raises ContentError when the file is absent, broken or of another format."""
        try:
            with np.load(path, allow_pickle=False) as data:
                meta = json.loads(str(data["meta"]))
                if meta.get("format") != FORMAT:
                    raise ContentError(path, None, "The intent model has another format than this Coach reads.", RETRAIN)
                labels = Labels(tuple(meta["flows"]), tuple(meta["topics"]), data["pairs"].astype(np.float32))
                full, plain = (_head(data, name, meta) for name in ("full", "plain"))
                tuned = _head(data, "tuned", meta) if "tuned" in meta["heat"] else None
                idf = data["idf"].astype(np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise ContentError(path, None, f"The intent model cannot be read: {error}.", RETRAIN) from error
        return cls(labels, idf, full, plain, (meta["floor"], meta["scope_floor"]), meta, tuned)

    def routed(self) -> IntentModel:
        """Return this model for vectors of the fine-tuned encoder (the base weights with `ROUTING` added).

        The two encoders' vectors have one length and cannot be told apart, so whoever gives vectors must say which they
        are. Raises ContentError when the model was trained without a fine-tuned encoder.
        """
        if self.tuned is None:
            raise ContentError(FILE, None, "The intent model has no part for the fine-tuned encoder.", RETUNE)
        return replace(self, full=self.tuned)

    def predict(self, text: str, vector: Any | None) -> Prediction:
        """Return what `text` asks for.

        `vector` is its row from the encoder the model was trained with, length 1, or None while that is not ready: then
        words alone decide, less well. Raises nothing for any text. Source of method: multinomial logistic regression on
        [vector | tf-idf of hashed n-grams], temperature-scaled, decoded with the pair weights seen in training.
        """
        usable = vector is not None and np.size(vector) == len(self.full.dense) and bool(np.isfinite(vector).all())
        head = self.full if usable else self.plain
        where, values = weighted(text, self.idf)
        scores = head.bias + values @ head.lexical[where].astype(np.float32)
        if usable:
            scores = scores + np.asarray(vector, dtype=np.float32).reshape(-1) @ head.dense
        flows, topics = decode(scores, self.labels, head)
        first = int(flows.argmax())
        scope = 1.0 - _of(self.labels.flows, flows, "out_of_scope")
        return Prediction(
            _ranked(self.labels.flows, flows),
            _ranked(self.labels.topics, topics),
            scope,
            max(_of(self.labels.flows, flows, "safety"), _of(self.labels.topics, topics, "safety")),
            bool(flows[first] >= self.floors[0] and scope >= self.floors[1]),
            "" if usable else "words only",
        )


def _head(data: Any, name: str, meta: dict[str, Any]) -> Head:
    heats = meta["heat"][name]
    return Head(
        data[f"{name}_dense"].astype(np.float32),
        data[f"{name}_lexical"],
        data[f"{name}_bias"].astype(np.float32),
        heats[0],
        heats[1],
    )


def decode(scores: Any, labels: Labels, head: Head) -> tuple[Any, Any]:
    """Return the probabilities of flows and of topics from the raw scores of both heads, weighed by plausible pairs."""
    cut = len(labels.flows)
    flows = _log_softmax(scores[:cut] / head.flow_heat)
    topics = _log_softmax(scores[cut:] / head.topic_heat)
    joint = flows[:, None] + topics[None, :] + labels.pairs
    joint = np.exp(joint - joint.max())
    joint /= joint.sum()
    return joint.sum(axis=1), joint.sum(axis=0)


def _log_softmax(scores: Any) -> Any:
    shifted = scores - scores.max()
    return shifted - np.log(np.exp(shifted).sum())


def _ranked(labels: Sequence[str], chances: Any) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-chances, kind="stable")
    return tuple((labels[i], float(chances[i])) for i in order)


def _of(labels: Sequence[str], chances: Any, label: str) -> float:
    return float(chances[labels.index(label)]) if label in labels else 0.0


def examples_hash(folder: Path) -> str:
    """Return a hash of the training files of a `utterances` folder: their names and their lines, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_fresh(model: IntentModel, folder: Path, routing: Path | None = None) -> bool:
    """True when `model` was trained on just the files that lie in `folder`, and its `tuned` part with just `routing`.

    Without `routing` the fine-tuned part is not looked at.
    """
    now = examples_hash(folder)
    if model.meta.get("examples") != now:
        return False
    if routing is None:
        return True
    given = hashlib.sha256(routing.read_bytes()).hexdigest() if routing.is_file() else ""
    return bool(model.meta.get("routing", "") == given and (not given or model.meta.get("routing_examples") == now))


def load_intents(folders: Iterable[Path]) -> IntentModel:
    """Read the first usable model of the knowledge `folders`, a person's own before the shipped one.

    A broken one of their own is passed over. Raises ContentError when none can be read.
    """
    trouble: ContentError | None = None
    for folder in folders:
        if not (folder / FILE).is_file():
            continue
        try:
            return IntentModel.load(folder / FILE)
        except ContentError as error:
            trouble = error
    raise trouble or ContentError(FILE, None, "There is no intent model.", RETRAIN)
