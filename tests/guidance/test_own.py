"""A person's own documents: added, found, quoted, restricted, changed, stopped half-way, and removed with nothing left."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coach.domain.own import OwnProgress, OwnReport
from coach.errors import LibraryError
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.own_ingest import Watch, ingest
from coach.guidance.own_shelf import look, remove, set_use
from coach.guidance.places import locked

from .conftest import FakeEncoder
from .own_samples import HANDBOOK, pdf, written

TODAY = date(2026, 11, 21)
QUIET = "what if a mentor cancels twice in a row"
Add = Callable[..., OwnReport]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with two documents."""
    folder = tmp_path / "documents"
    written(folder, "handbook.md", HANDBOOK)
    pages = [["Expenses are paid within four weeks", "of the day you claim them."], ["Claims go to the bursar, on paper."]]
    written(folder, "expenses.pdf", pdf(pages))
    return folder


@pytest.fixture
def add(home: Path, encoder: FakeEncoder) -> Add:
    """Add to the own documents of the home."""

    def _add(*paths: Path, watch: Watch | None = None, by_words: bool = False) -> OwnReport:
        return ingest(home, paths, None if by_words else encoder, watch or Watch(today=lambda: TODAY))

    return _add


@pytest.fixture
def library(home: Path, knowledge: Path, encoder: FakeEncoder) -> Iterator[GuidanceLibrary]:
    """The small library beside them."""
    found = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), encoder, today=lambda: TODAY)
    yield found
    found.close()


def digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_an_answer_comes_from_an_own_document_and_says_so(add: Add, documents: Path, library: GuidanceLibrary) -> None:
    report = add(documents)
    assert (report.added, report.passages, report.embedded) == (("expenses.pdf", "handbook.md"), 5, 5)
    library.warm_up()
    answer = library.answer(QUIET)
    assert answer.card is not None
    origin = answer.card.origin
    assert origin is not None
    assert (origin.file, origin.page, origin.added) == ("handbook.md", 0, "2026-11-21")
    assert origin.headings == ("Handbook of the Northfield scheme", "When it goes quiet")
    first = answer.citations[0]
    assert first.quote == "If a mentor cancels twice in a row, tell the scheme office."
    assert (first.evidence, first.origin, first.reviewed, first.overdue) == ("own", origin, "", False)
    assert first.source == "handbook.md, When it goes quiet, 2026-11-21"
    for citation in answer.citations:
        card = library.card(citation.card)
        assert card is not None
        assert citation.quote in card.body
    paid = library.answer("when are expenses paid after I claim them").citations[0]
    assert paid.origin is not None
    assert (paid.origin.file, paid.origin.page) == ("expenses.pdf", 1)


def test_a_passage_opens_between_its_neighbours(add: Add, documents: Path, library: GuidanceLibrary) -> None:
    add(documents / "handbook.md")
    card = library.answer(QUIET).card
    assert card is not None
    opened = library.card(card.id)
    assert opened is not None
    assert "matches you within three weeks" in opened.sections["Before"]
    assert opened.sections["After"] == ""
    assert library.card("own:9999") is None
    assert library.card("own:nonsense") is None


def test_a_card_that_answers_stays_first_and_quotes_what_is_own(
    add: Add, documents: Path, library: GuidanceLibrary, tmp_path: Path
) -> None:
    library.warm_up()
    question = "agenda hour topics questions prepare"
    before = library.answer(question)
    add(documents)
    after = library.answer(question)
    assert after.card == before.card
    assert [p.card for p in after.passages if not p.card.startswith("own:")] == [p.card for p in before.passages]
    add(written(tmp_path, "agenda.txt", "Agenda: hour, topics, questions, prepare."))
    beside = library.answer(question)
    assert beside.card is not None
    assert {beside.card.id, *(citation.card for citation in beside.citations)} & {"own:6"}


def test_answers_can_leave_them_out_or_use_nothing_else(add: Add, documents: Path, library: GuidanceLibrary, home: Path) -> None:
    add(documents)
    library.warm_up()
    set_use(home, "without")
    assert not any(passage.card.startswith("own:") for passage in library.answer(QUIET).passages)
    set_use(home, "only")
    answer = library.answer("agenda hour topics questions prepare")
    assert answer.own_only
    assert all(passage.card.startswith("own:") for passage in answer.passages)
    set_use(home, "with")
    assert library.answer(QUIET).card is not None


def test_where_someone_may_be_in_danger_own_documents_are_silent(add: Add, documents: Path, library: GuidanceLibrary) -> None:
    add(documents)
    library.warm_up()
    found = library.answer(QUIET, prior={"safety": 0.9})
    assert not any(passage.card.startswith("own:") for passage in found.passages)


def test_words_alone_find_them_until_there_is_an_encoder(
    add: Add, documents: Path, library: GuidanceLibrary, home: Path, encoder: FakeEncoder
) -> None:
    report = add(documents, by_words=True)
    assert (report.by_words, report.embedded) == (True, 0)
    answer = library.answer("cancels twice row")
    assert answer.mode == "lexical"
    assert answer.card is not None
    assert answer.card.origin is not None
    assert look(home, "").waiting == 5
    (documents / "expenses.pdf").unlink()
    again = add()
    assert (again.embedded, again.changed, again.unchanged, again.problems) == (5, (), 1, ())
    assert look(home, "").gone


def test_what_has_not_changed_is_not_embedded_again(add: Add, documents: Path, encoder: FakeEncoder, home: Path) -> None:
    add(documents)
    encoder.embedded.clear()
    assert add(documents).unchanged == 2
    assert encoder.embedded == []
    written(documents, "handbook.md", HANDBOOK.replace("ten days", "two weeks") + "\n## Ending\n\nSay goodbye in person.\n")
    report = add(documents)
    assert (report.changed, report.unchanged, report.passages, report.embedded) == (("handbook.md",), 1, 2, 2)
    assert len(encoder.embedded) == 2
    handbook = next(one for one in look(home, "").documents if one.name == "handbook.md")
    assert handbook.passages == 4


def test_the_same_content_is_kept_once_and_a_moved_file_is_followed(add: Add, documents: Path, home: Path) -> None:
    add(documents)
    twin = written(documents, "twin.md", HANDBOOK)
    report = add(twin)
    assert [(problem.fault, problem.detail) for problem in report.problems] == [("duplicate", "handbook.md")]
    changed = written(documents, "changed.md", "# Other\n\nThis one is about something else.\n")
    add(changed)
    written(documents, "changed.md", HANDBOOK)
    assert [problem.fault for problem in add(changed).problems] == ["duplicate"]
    assert [one.name for one in look(home, "").documents] == ["expenses.pdf", "handbook.md"]
    changed.unlink()
    (documents / "handbook.md").unlink()
    assert look(home, "").gone
    assert add(twin).unchanged == 1
    assert [one.name for one in look(home, "").documents] == ["expenses.pdf", "twin.md"]


def test_bad_files_are_named_and_the_rest_goes_on(add: Add, documents: Path) -> None:
    written(documents, "empty.md", "")
    written(documents, "broken.pdf", b"%PDF-1.7 nothing more")
    written(documents, "sheet.xlsx", "not read")
    report = add(documents, documents / "absent.md")
    assert len(report.added) == 2
    faults = {(problem.path.name, problem.fault) for problem in report.problems}
    assert faults == {("absent.md", "missing"), ("broken.pdf", "broken"), ("empty.md", "empty")}
    assert report.others == 1


def test_stopping_keeps_what_was_done_and_goes_on_from_there(
    add: Add, tmp_path: Path, home: Path, encoder: FakeEncoder, library: GuidanceLibrary
) -> None:
    library.warm_up()
    shipped = digests(home / "library")
    long = written(tmp_path, "long.txt", "\n\n".join(f"Paragraph {n} on number {n}. " + "word " * 95 for n in range(80)))
    shares: list[float] = []
    watch = Watch(lambda progress: shares.append(progress.share), lambda: len(shares) > 4, lambda: TODAY)
    first = add(long, watch=watch)
    assert first.stopped
    (document,) = look(home, "").documents
    assert not document.finished
    assert 0 < document.passages < 80
    assert library.answer("Paragraph 3 on number 3").passages[0].card.startswith("own:")
    told: list[OwnProgress] = []
    second = add(long, watch=Watch(told.append, today=lambda: TODAY))
    assert not second.stopped
    assert (first.embedded, first.embedded + second.embedded) == (document.passages, 80)
    assert [progress.share for progress in told] == sorted(progress.share for progress in told)
    assert told[-1].share == 1.0
    assert look(home, "").documents[0].finished
    assert digests(home / "library") == shipped


def test_removing_leaves_nothing(add: Add, documents: Path, home: Path, library: GuidanceLibrary) -> None:
    add(documents)
    library.warm_up()
    assert library.answer(QUIET).passages[0].card.startswith("own:")
    by_name = {one.name: one.id for one in look(home, "").documents}
    assert remove(home, [by_name["handbook.md"]], "") == 1
    everything = b"".join(path.read_bytes() for path in (home / "own").rglob("*") if path.is_file())
    for trace in (b"cancels twice", b"handbook.md", b"Northfield"):
        assert trace not in everything
    assert not any(passage.card == "own:5" for passage in library.answer(QUIET).passages)
    assert library.answer("when are expenses paid after I claim them").passages[0].card.startswith("own:")
    assert remove(home, [by_name["expenses.pdf"]], "") == 0
    assert not (home / "own").exists()
    assert library.answer(QUIET).kind is not None
    assert (documents / "handbook.md").exists()


def test_they_outlive_the_prepared_library_and_their_index(
    add: Add, documents: Path, home: Path, knowledge: Path, encoder: FakeEncoder
) -> None:
    add(documents)
    shutil.rmtree(home / "library", ignore_errors=True)
    shutil.rmtree(home / "own" / "chroma")
    encoder.embedded.clear()
    library = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), encoder)
    library.warm_up()
    assert library.answer(QUIET).passages[0].card.startswith("own:")
    assert not any("scheme office" in text for text in encoder.embedded)
    library.close()
    assert (home / "own").stat().st_mode & 0o777 == 0o700
    assert (home / "own" / "own.db").stat().st_mode & 0o777 == 0o600


def test_another_model_finds_them_by_words_until_they_are_looked_at_again(
    add: Add, documents: Path, home: Path, knowledge: Path
) -> None:
    add(documents)
    other = FakeEncoder(key="other-11111111")
    library = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), other)
    library.warm_up()
    assert any(passage.card == "own:5" for passage in library.answer(QUIET).passages)
    assert ingest(home, [], other).embedded == 5
    assert ingest(home, [], other).embedded == 0
    assert library.answer(QUIET).passages[0].card == "own:5"
    library.close()


def test_a_broken_store_is_named_and_the_cards_answer(home: Path, library: GuidanceLibrary, add: Add, documents: Path) -> None:
    written(home, "own/own.db", b"no database at all" * 200)
    library.warm_up()
    assert library.answer("agenda topics questions").card is not None
    with pytest.raises(LibraryError, match="Move the folder away"):
        add(documents)


def test_one_addition_at_a_time(add: Add, documents: Path, home: Path) -> None:
    add(documents / "handbook.md")
    with locked(home / "own" / "passages"):
        with pytest.raises(LibraryError, match="already"):
            add(documents)
        with pytest.raises(LibraryError, match="at the moment"):
            remove(home, [1], "")


def test_an_organisations_server_never_sees_them(add: Add, documents: Path, library: GuidanceLibrary, home: Path) -> None:
    add(documents)
    shared = GuidanceLibrary(replace(library._options, chroma_url="http://127.0.0.1:9"), library._encoder)
    assert shared.warm_up().state == "ready"
    assert shared.answer(QUIET).passages[0].card.startswith("own:")
    shared.close()
