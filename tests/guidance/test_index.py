"""The vector index in the embedded Chroma, with an encoder that has no weights."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.errors import LibraryError, LibraryMismatch
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.index import Stamp, VectorIndex, embedded_client, server_client
from coach.guidance.pieces import Piece, all_pieces
from coach.guidance.shelf import load_shelf
from coach.guidance.vectors import Vectors, embed_missing

from .conftest import FakeEncoder

pytestmark = pytest.mark.real
STAMP = Stamp("fake-00000000", 64)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    """An empty index."""
    found = VectorIndex(embedded_client(tmp_path / "chroma"), STAMP)
    yield found
    found.close()


@pytest.fixture
def library(home: Path, knowledge: Path, encoder: FakeEncoder) -> Iterator[GuidanceLibrary]:
    """The small library with an index of its own."""
    found = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), encoder)
    yield found
    found.close()


def _pieces(knowledge: Path) -> list[Piece]:
    return all_pieces(load_shelf([knowledge]).cards.values())


def _vectors(pieces: list[Piece], encoder: FakeEncoder) -> Vectors:
    vectors = Vectors(encoder.info.key)
    vectors.embed_missing(pieces, encoder)
    return vectors


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(
    index: VectorIndex, knowledge: Path, encoder: FakeEncoder
) -> None:
    pieces = _pieces(knowledge)
    assert index.content == ""
    assert index.sync(pieces, _vectors(pieces, encoder), "one") == 44
    assert (index.count(), index.content) == (44, "one")
    assert index.sync(pieces, _vectors(pieces, encoder), "two") == 0
    path = knowledge / "cards/stall/stall-silent.md"
    path.write_text(path.read_text().replace("two small studies", "three small studies"))
    (knowledge / "cards/meeting/meeting-agenda.md").unlink()
    pieces = _pieces(knowledge)
    assert index.sync(pieces, _vectors(pieces, encoder), "three") == 1
    assert (index.count(), index.content) == (33, "three")


def test_the_nearest_pieces_name_their_cards(index: VectorIndex, knowledge: Path, encoder: FakeEncoder) -> None:
    pieces = _pieces(knowledge)
    index.sync(pieces, _vectors(pieces, encoder), "one")
    found = index.nearest(encoder.encode(["agenda topics questions prepare"]), "ask", 8)[0]
    assert {card for card, _ in found} == {"meeting-agenda"}
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert 0.0 < found[0][1] <= 1.0 + 1e-6


def test_an_index_of_another_model_is_refused(index: VectorIndex, tmp_path: Path) -> None:
    for stamp in (Stamp("other-model", 64), Stamp("fake-00000000", 32)):
        with pytest.raises(LibraryMismatch, match="coach library rebuild"):
            VectorIndex(embedded_client(tmp_path / "chroma"), stamp)


def test_two_libraries_live_side_by_side(index: VectorIndex, tmp_path: Path, knowledge: Path, encoder: FakeEncoder) -> None:
    other = VectorIndex(embedded_client(tmp_path / "chroma"), STAMP, label="own")
    pieces = _pieces(knowledge)
    other.sync(pieces, _vectors(pieces, encoder), "one")
    assert (index.count(), other.count()) == (0, 44)
    other.close()


def test_a_folder_that_chroma_cannot_read_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "spoilt"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"no database at all" * 100)
    found = VectorIndex(embedded_client(folder), STAMP)
    assert found.count() == 0
    found.close()


def test_a_server_that_is_away_is_named() -> None:
    with pytest.raises(LibraryError, match=r"127\.0\.0\.1:9.*COACH_CHROMA_URL"):
        server_client("http://127.0.0.1:9")


def test_warming_up_gives_the_full_search(library: GuidanceLibrary, encoder: FakeEncoder) -> None:
    assert library.answer("agenda topics").mode == "lexical"
    status = library.warm_up()
    assert (status.state, status.cards, status.passages, status.model) == ("ready", 4, 44, "fake")
    answer = library.answer("agenda topics questions")
    assert (answer.mode, answer.kind) == ("full", "answer")
    assert answer.card is not None
    assert answer.card.id == "meeting-agenda"
    assert library.warm_up() == status
    assert encoder.embedded.count("agenda topics questions") == 1


def test_a_second_start_embeds_nothing(library: GuidanceLibrary, home: Path, knowledge: Path) -> None:
    library.warm_up()
    library.close()
    fresh = FakeEncoder()
    again = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), fresh)
    assert again.warm_up().state == "ready"
    assert fresh.embedded == []
    again.close()


def test_shipped_vectors_spare_embedding(library: GuidanceLibrary, knowledge: Path, encoder: FakeEncoder) -> None:
    embed_missing(knowledge, FakeEncoder())
    assert library.warm_up().state == "ready"
    assert encoder.embedded == []


def test_one_changed_card_embeds_that_card_only(
    library: GuidanceLibrary, home: Path, knowledge: Path, tmp_path: Path, write: Callable[..., Path]
) -> None:
    embed_missing(knowledge, FakeEncoder())
    library.warm_up()
    library.close()
    path = write(tmp_path / "own", "stall-mine", words="harbour lighthouse")
    fresh = FakeEncoder()
    options = LibraryOptions(home, knowledge=(tmp_path / "own", knowledge))
    again = GuidanceLibrary(options, fresh)
    again.warm_up()
    assert len(fresh.embedded) == 11
    assert all("harbour" in text or "They never answer" in text for text in fresh.embedded)
    assert again.answer("harbour lighthouse").passages[0].card == "stall-mine"
    again.close()
    path.write_text(path.read_text().replace("forty pairs", "fifty pairs"))
    fresh = FakeEncoder()
    third = GuidanceLibrary(options, fresh)
    third.warm_up()
    assert len(fresh.embedded) == 1
    third.close()


def test_an_index_left_half_done_is_completed(
    library: GuidanceLibrary, home: Path, knowledge: Path, encoder: FakeEncoder
) -> None:
    library.warm_up()
    before = library.answer("agenda topics questions")
    library.close()
    crashed = VectorIndex(embedded_client(home / "library" / "chroma"), STAMP)
    crashed.sync(_pieces(knowledge)[:10], _vectors(_pieces(knowledge), encoder), "")
    crashed.close()
    again = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), encoder)
    assert again.warm_up().passages == 44
    assert again.answer("agenda topics questions") == before
    again.close()


@pytest.mark.parametrize("part", ["chroma", "vectors", "cards.db", "."])
def test_any_prepared_part_can_be_deleted(library: GuidanceLibrary, home: Path, knowledge: Path, part: str) -> None:
    library.warm_up()
    before = library.answer("agenda topics questions")
    library.close()
    path = home / "library" / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    again = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), FakeEncoder())
    assert again.warm_up().state == "ready"
    assert again.answer("agenda topics questions") == before
    again.close()


def test_another_model_is_refused_and_words_go_on(library: GuidanceLibrary, home: Path, knowledge: Path) -> None:
    library.warm_up()
    library.close()
    other = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), FakeEncoder("other-11111111"))
    status = other.warm_up()
    assert status.state == "broken"
    assert "fake-00000000" in status.message
    assert "coach library rebuild" in status.remedy
    assert other.answer("agenda topics questions").mode == "lexical"
    other.close()


def test_a_server_that_is_away_leaves_the_library_on_this_machine(home: Path, knowledge: Path, encoder: FakeEncoder) -> None:
    options = LibraryOptions(home, chroma_url="http://127.0.0.1:9", knowledge=(knowledge,))
    library = GuidanceLibrary(options, encoder)
    status = library.warm_up()
    assert (status.state, status.passages) == ("ready", 44)
    assert "does not answer" in status.message
    assert library.answer("agenda topics questions").mode == "full"
    library.close()


def test_an_index_that_breaks_while_in_use_leaves_words(library: GuidanceLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    library.warm_up()

    def fail(*_: object) -> None:
        raise RuntimeError("disk gone")

    monkeypatch.setattr(VectorIndex, "nearest", fail)
    assert library.answer("agenda topics questions").mode == "lexical"
    assert library.status().state == "broken"
    monkeypatch.undo()
    assert library.warm_up().state == "ready"
