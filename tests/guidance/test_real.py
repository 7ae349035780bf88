"""The shipped library with its true encoder: prepared once for the session, by the program that the app runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.domain.library import LibraryStatus
from coach.errors import WeightsError
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.apart import LibraryApart
from coach.guidance.encoder import OnnxEncoder, SentenceTransformersEncoder
from coach.guidance.models import DEFAULT_KEY, locate
from coach.guidance.onnx_copy import LEAST_COSINE, copy_folder, least_cosine, open_encoder
from coach.guidance.prepare import STEPS, prepare, rebuild
from coach.guidance.shelf import load_shelf
from coach.rendering.resources import shipped

pytestmark = pytest.mark.real


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library has been prepared; shared by all workers of a run, which wait for the first."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "prepared-home"
    home.mkdir(exist_ok=True)
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "coach.guidance.prepare", "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["step"] for line in lines[:-1]} <= set(STEPS)
    assert [line["done"] for line in lines[:-1]] == sorted(line["done"] for line in lines[:-1])
    assert LibraryStatus(**lines[-1]["status"]).state == "ready"
    return home


@pytest.fixture(scope="session")
def library(prepared: Path) -> Iterator[GuidanceLibrary]:
    """The shipped library, ready."""
    found = GuidanceLibrary(LibraryOptions(prepared))
    assert found.warm_up().state == "ready"
    yield found
    found.close()


def test_a_prepared_library_prepares_in_no_time(prepared: Path) -> None:
    steps: list[str] = []
    status = prepare(LibraryOptions(prepared), lambda step, done, total: steps.append(step))
    assert status.state == "ready"
    assert STEPS[2] not in steps
    assert not list(prepared.rglob("*.new*"))


def test_both_encoders_say_the_same(prepared: Path) -> None:
    copy = open_encoder(prepared / "library" / "models", "")
    assert isinstance(copy, OnnxEncoder)
    reference = SentenceTransformersEncoder(locate(""))
    cards = list(load_shelf([shipped("knowledge")]).cards.values())[::30]
    texts = [card.asks[0] for card in cards] + [card.body for card in cards] + ["", "ß", "𝕄entor 🤝", "a " * 900]
    assert least_cosine(copy.encode(texts), reference.encode(texts)) >= LEAST_COSINE
    assert copy.info == reference.info
    rows = copy.encode(texts)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_batches_do_not_change_a_vector(prepared: Path) -> None:
    copy = open_encoder(prepared / "library" / "models", "")
    texts = [f"{'long words ' * n} and a mentor" for n in range(0, 36, 3)]
    alone = np.concatenate([copy.encode([text]) for text in texts])
    assert least_cosine(copy.encode(texts), alone) >= LEAST_COSINE


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("my mentor has not answered for three weeks, should I write again?", {"stall", "outreach"}),
        ("how do I thank my mentor after the placement", {"appreciation"}),
        ("my supervisor wants to be first author on my paper", {"disagreement", "safety"}),
        ("what shall we talk about the first time we meet", {"meeting"}),
    ],
)
def test_a_plain_question_finds_its_subject(library: GuidanceLibrary, question: str, topics: set[str]) -> None:
    answer = library.answer(question)
    assert answer.kind == "answer"
    assert answer.mode == "full"
    assert answer.card is not None
    assert answer.card.topic in topics
    assert len(answer.passages) >= 10
    assert len(answer.citations) >= 2
    for citation in answer.citations:
        card = library.card(citation.card)
        assert card is not None
        assert citation.quote in card.body
        assert citation.source


@pytest.mark.parametrize(
    "question",
    [
        "will it snow in Aberdeen on Sunday",
        "how many eggs go into a sponge cake",
        "why does my for loop never end",
        "who won the cup final last year",
        "how much does a nurse earn in Ohio",
    ],
)
def test_outside_the_subject_nothing_is_answered(library: GuidanceLibrary, question: str) -> None:
    answer = library.answer(question)
    assert (answer.kind, answer.card, answer.citations) == ("nothing", None, ())
    assert answer.nearest


def test_a_copy_that_lost_a_file_is_not_used(prepared: Path, tmp_path: Path) -> None:
    folder = copy_folder(prepared / "library" / "models", "")
    assert folder is not None
    assert folder.name == DEFAULT_KEY
    part = tmp_path / "models" / DEFAULT_KEY
    part.mkdir(parents=True)
    (part / "encoder.json").write_bytes((folder / "encoder.json").read_bytes())
    assert copy_folder(tmp_path / "models", "") is None
    with pytest.raises(WeightsError, match="coach library prepare"):
        open_encoder(tmp_path / "models", "")


def test_a_broken_copy_is_named(prepared: Path, tmp_path: Path) -> None:
    folder = copy_folder(prepared / "library" / "models", "")
    assert folder is not None
    part = tmp_path / "models" / DEFAULT_KEY
    part.mkdir(parents=True)
    for name in ("encoder.json", "tokenizer.json"):
        (part / name).write_bytes((folder / name).read_bytes())
    (part / "model.onnx").write_bytes(b"half a file")
    with pytest.raises(WeightsError, match="coach library rebuild"):
        open_encoder(tmp_path / "models", "")


def test_rebuilding_replaces_the_library_and_a_failure_leaves_the_old(
    prepared: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = home / "library" / "models"
    models.mkdir(parents=True)
    (models / DEFAULT_KEY).symlink_to(prepared / "library" / "models" / DEFAULT_KEY)
    assert prepare(LibraryOptions(home)).state == "ready"
    mark = home / "library" / "mark"
    mark.write_text("old")
    monkeypatch.setattr("coach.guidance.models.PACKAGE", "no_such_package_anywhere")
    with pytest.raises(WeightsError):
        rebuild(LibraryOptions(home))
    assert mark.is_file()
    monkeypatch.setattr(
        "coach.guidance.prepare._encoder", lambda options, models, tell: open_encoder(home / "library/models", "")
    )
    assert rebuild(LibraryOptions(home)).state == "ready"
    assert not mark.exists()
    assert sorted(path.name for path in home.iterdir()) == ["library", "library.lock"]


def test_in_a_process_of_its_own_it_answers_the_same(prepared: Path, library: GuidanceLibrary) -> None:
    root = str(Path(__file__).parents[2])
    apart = LibraryApart(LibraryOptions(prepared), environment={**os.environ, "PYTHONPATH": root})
    assert apart.warm_up() == library.status()
    for question in ("my mentor has not answered for three weeks", "how do I thank my mentor", "will it snow in Aberdeen"):
        assert apart.answer(question) == library.answer(question)
    ours, theirs = apart.vector("how often should we meet"), library.vector("how often should we meet")
    assert ours is not None
    assert np.array_equal(ours, theirs)
    apart.close()
