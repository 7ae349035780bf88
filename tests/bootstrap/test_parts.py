"""The clock, the writer of files, the journal that forgets, the leak guard's facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bootstrap.guarding import guarded_facts
from coach.bootstrap.parts import FileExporter, ForgetfulJournal, SystemClock, routing_vectors
from coach.drafting import find_leaks
from coach.errors import ExportError
from tests.store.samples import said


def test_the_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is not None


class Vectors:
    """Gives a vector for any text."""

    def vector(self, text: str) -> list[float]:
        """Return the same row."""
        return [1.0]


def test_routing_takes_vectors_of_the_model_it_was_trained_for_only() -> None:
    library = Vectors()
    assert routing_vectors(library, "all-MiniLM-L6-v2") is library
    assert routing_vectors(library, "some-other-model").vector("a line") is None


def test_a_forgetful_journal_keeps_nothing() -> None:
    journal = ForgetfulJournal()
    journal.save([said("secret")])
    assert (list(journal.load()), dict(journal.known())) == ([], {})


def test_a_suggestion_is_never_an_existing_file(tmp_path: Path) -> None:
    exporter = FileExporter(tmp_path / "exports")
    first = exporter.suggest("goal.md")
    exporter.write(first, "one")
    second = exporter.suggest("goal.md")
    assert (first.name, second.name) == ("goal.md", "goal-2.md")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b.md", "", "...", "x\x00y.md", "plan für 李雷.md"])
def test_a_suggestion_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    assert FileExporter(tmp_path).suggest(name).parent == tmp_path


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = FileExporter(tmp_path).write(tmp_path / "deep" / "er" / "goal.md", "Siobhán Ní Dhomhnaill, 李雷\n")
    assert path.read_text(encoding="utf-8") == "Siobhán Ní Dhomhnaill, 李雷\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["goal.md"]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        FileExporter(tmp_path).write(tmp_path / "mine.md", "other")
    assert (tmp_path / "mine.md").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.md"]


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="Choose another"):
        FileExporter(tmp_path).write(tmp_path / "file" / "goal.md", "text")
    with pytest.raises(ExportError, match="Choose another"):
        FileExporter(tmp_path).write(tmp_path / "nul\x00.md", "text")


TOLD = [
    {"mentor_name": "Nadia O'Brien-Khoury", "organisation": "Lumen", "topic": "moving into ML"},
    {"mentor_name": "Li Lei", "organisation": "Harbour Trust"},
    {"my_role": "nurse at Harbour Trust"},
    {"organisation": "Nobody's"},
]


def test_another_mentors_name_and_employer_are_guarded() -> None:
    leaks = find_leaks("Nadia at Lumen told me to write.", guarded_facts(TOLD), {"mentor_name": "Li Lei"})
    assert {leak.fact.text for leak in leaks} == {"Nadia O'Brien-Khoury", "Lumen"}


def test_the_recipients_own_facts_and_my_own_employer_are_no_leaks() -> None:
    facts = guarded_facts(TOLD)
    assert find_leaks("Dear Nadia, your work at Lumen", facts, {"mentor_name": "Dr. Nadia O'Brien-Khoury"}) == ()
    assert find_leaks("I am a nurse at Harbour Trust", facts, {"mentor_name": "Nadia O'Brien-Khoury"}) == ()
