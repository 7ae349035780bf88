"""The library before its encoder is ready, and its ways of saying what is wrong. No Chroma, no weights."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import ContentError, WeightsError
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance import models as models_module
from coach.guidance.models import DEFAULT_KEY, locate
from coach.guidance.places import is_locked, locked
from coach.guidance.prepare import main

from .conftest import FakeEncoder


@pytest.fixture
def options(home: Path, knowledge: Path) -> LibraryOptions:
    """The small library, prepared in a home of its own."""
    return LibraryOptions(home, knowledge=(knowledge,))


@pytest.fixture
def library(options: LibraryOptions) -> Iterator[GuidanceLibrary]:
    """A library whose encoder is not prepared."""
    found = GuidanceLibrary(options, today=lambda: date(2026, 11, 21))
    yield found
    found.close()


def test_words_answer_before_the_encoder_is_ready(library: GuidanceLibrary) -> None:
    answer = library.answer("  what goes on the agenda,\n which questions and topics? ")
    assert (answer.kind, answer.mode) == ("answer", "lexical")
    assert answer.card is not None
    assert answer.card.id == "meeting-agenda"
    assert answer.question == "what goes on the agenda, which questions and topics?"
    assert len(answer.citations) >= 2
    assert library.vector("anything") is None
    assert library.vectors(["anything"]) is None
    assert library.status().state == "lexical"


@pytest.mark.parametrize("question", ["what is the weather in Leeds", "xylophone", "", "   ", "?!"])
def test_outside_the_subject_there_is_nothing(library: GuidanceLibrary, question: str) -> None:
    answer = library.answer(question)
    assert (answer.kind, answer.card, answer.citations) == ("nothing", None, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_question_raises(library: GuidanceLibrary, question: str) -> None:
    assert library.answer(question).kind in ("answer", "weak", "nothing")


def test_routing_tips_the_balance(library: GuidanceLibrary) -> None:
    plain = library.answer("silence after an email")
    turned = [library.answer("silence after an email", prior={topic: 1.0}).passages[0].topic for topic in ("stall", "outreach")]
    assert turned == ["stall", "outreach"]
    assert plain.passages


def test_cards_by_id_and_status_of_an_unprepared_library(library: GuidanceLibrary, options: LibraryOptions) -> None:
    assert library.card("stall-silent") is not None
    assert library.card("nobody") is None
    status = library.warm_up()
    assert (status.state, status.cards) == ("absent", 4)
    assert status.message
    assert "coach library prepare" in status.remedy
    assert library.answer("agenda topics").mode == "lexical"
    assert options.root is not None
    with locked(options.root):
        assert library.status().state == "preparing"
    assert not is_locked(options.root)


def test_everything_prepared_can_be_deleted(options: LibraryOptions) -> None:
    first = GuidanceLibrary(options)
    before = first.answer("agenda topics questions")
    first.close()
    assert options.root is not None
    (options.root / "cards.db").write_bytes(b"broken")
    assert GuidanceLibrary(options).answer("agenda topics questions") == before
    (options.root / "cards.db").unlink()
    assert GuidanceLibrary(options).answer("agenda topics questions") == before


def test_a_home_that_cannot_be_written_still_answers(tmp_path: Path, knowledge: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    library = GuidanceLibrary(LibraryOptions(tmp_path / "file", knowledge=(knowledge,)))
    assert library.answer("agenda topics questions").kind == "answer"
    assert library.warm_up().state == "absent"


def test_without_a_home_nothing_is_written(knowledge: Path, encoder: FakeEncoder) -> None:
    library = GuidanceLibrary(LibraryOptions(None, knowledge=(knowledge,)), encoder)
    assert library.warm_up().state == "lexical"
    assert library.answer("agenda topics questions").kind == "answer"


def test_own_cards_are_used_marked_and_their_faults_reported(
    options: LibraryOptions, knowledge: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    own = tmp_path / "own"
    path = write(own, "stall-mine", words="harbour lighthouse")
    broken = write(own, "stall-bad", flow="nonsense")
    with_own = LibraryOptions(options.home, knowledge=(own, knowledge))
    library = GuidanceLibrary(with_own)
    assert library.answer("harbour lighthouse").passages[0].card == "stall-mine"
    assert library.is_own("stall-mine")
    assert not library.is_own("stall-silent")
    assert [problem.path for problem in library.problems()] == [broken]
    library.close()
    again = GuidanceLibrary(with_own)
    assert [problem.path for problem in again.problems()] == [broken]
    again.close()
    path.unlink()
    assert GuidanceLibrary(with_own).answer("harbour lighthouse").kind == "nothing"


def test_a_broken_calibration_is_said(options: LibraryOptions, knowledge: Path) -> None:
    (knowledge / "calibration.yaml").write_text("full: {}\n")
    library = GuidanceLibrary(options)
    assert library.status().state == "broken"
    assert library.warm_up().state == "broken"
    with pytest.raises(ContentError, match="calibration"):
        library.answer("agenda")


def test_vectors_are_remembered(options: LibraryOptions, encoder: FakeEncoder) -> None:
    library = GuidanceLibrary(options, encoder)
    first = library.vector("a question")
    assert first is not None
    assert first.shape == (64,)
    assert library.vector("a question") is first
    assert encoder.embedded == ["a question"]
    many = library.vectors(["a", "b"])
    assert many is not None
    assert many.shape == (2, 64)


def test_weights_are_checked_before_use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert locate("").key == DEFAULT_KEY
    monkeypatch.setattr(models_module, "DEFAULT_SHA256", "0" * 64)
    with pytest.raises(WeightsError, match="not the ones expected"):
        locate("all-MiniLM-L6-v2")
    monkeypatch.setattr(models_module, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(WeightsError, match="not installed"):
        locate("")
    with pytest.raises(WeightsError, match="no weights"):
        locate(str(tmp_path))


def test_the_program_explains_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "model").mkdir()
    assert main(["--home", str(tmp_path / "home"), "--model", str(tmp_path / "model")]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert '"error"' in last
    assert '"remedy"' in last


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, coach.guidance; heavy = {'chromadb', 'torch', 'sentence_transformers', 'onnxruntime', 'tokenizers', "
        "'transformers', 'numpy', 'huggingface_hub'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
