"""What a line is about and which conversation it asks for: two logistic heads, decoded together, with probabilities.

Trained by `python -m benchmarks.train_intents` from knowledge/utterances and knowledge/safety/harmless.txt; here only numpy is needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from coach.errors import ContentError
from coach.understanding.features import weighted

FORMAT: Final = 3
FILE: Final = Path("models") / "intents.npz"
HARMLESS: Final = Path("safety") / "harmless.txt"
"""Lines that must not stop coaching, for the safety check."""
RETRAIN: Final = "Run: python -m benchmarks.train_intents"


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
class Check:
    """Logistic weights of the question whether a line tells of harm; it also knows plain statements, which ask for nothing."""

    dense: Any
    lexical: Any
    bias: float

    def chance(self, where: Any, values: Any, vector: Any | None) -> float:
        """Return the probability of harm from the weighted buckets of a line and its vector, if there is one."""
        score = self.bias + float(values @ self.lexical[where].astype(np.float32))
        if vector is not None:
            score += float(vector @ self.dense)
        return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))


@dataclass(frozen=True, slots=True)
class IntentModel:
    """A trained classifier. `full` uses the sentence vector and words, `plain` words alone; `checks` hold one safety check for
    each of the two."""

    labels: Labels
    idf: Any
    full: Head
    plain: Head
    floors: tuple[float, float]
    meta: dict[str, Any]
    checks: tuple[Check, Check]

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
                checks = _check(data, "full"), _check(data, "plain")
                idf = data["idf"].astype(np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise ContentError(path, None, f"The intent model cannot be read: {error}.", RETRAIN) from error
        return cls(labels, idf, full, plain, (meta["floor"], meta["scope_floor"]), meta, checks)

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
        row = np.asarray(vector, dtype=np.float32).reshape(-1) if usable else None
        if row is not None:
            scores = scores + row @ head.dense
        flows, topics = decode(scores, self.labels, head)
        harm = self.checks[0 if usable else 1].chance(where, values, row)
        flows, topics = _at_most(flows, self.labels.flows, harm), _at_most(topics, self.labels.topics, harm)
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


def _at_most(chances: Any, labels: Sequence[str], harm: float) -> Any:
    """Return the probabilities with that of `safety` no higher than `harm`; the others share what it loses."""
    place = labels.index("safety")
    before = float(chances[place])
    if before <= harm:
        return chances
    rest = chances * ((1.0 - harm) / max(1.0 - before, 1e-9))
    rest[place] = harm
    return rest / rest.sum()


def _check(data: Any, name: str) -> Check:
    return Check(data[f"{name}_harm_dense"].astype(np.float32), data[f"{name}_harm_lexical"], float(data[f"{name}_harm_bias"]))


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
    """Return a hash of the training files of a `utterances` folder, and of the harmless lines beside it: names and lines."""
    digest = hashlib.sha256()
    for path in (*sorted(folder.glob("*.txt")), folder.parent / HARMLESS):
        if path.is_file():
            digest.update(f"{path.name}\n".encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_fresh(model: IntentModel, folder: Path, encoder: str) -> bool:
    """True when `model` was trained on just the files that lie in `folder`, for vectors of the encoder with this key."""
    return bool(model.meta.get("examples") == examples_hash(folder) and model.meta.get("encoder") == encoder)


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
