"""Own documents through the process that reads them, as every front end uses it. No encoder: they are found by their words."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coach.bootstrap import own as own_module
from coach.bootstrap.own import OwnDocuments
from coach.domain.own import OwnProgress
from coach.errors import LibraryError
from coach.settings import load_settings


@pytest.fixture
def own(home: Path) -> OwnDocuments:
    """The own documents of a new home."""
    home.mkdir(mode=0o700)
    return OwnDocuments(load_settings(home))


def test_add_look_restrict_and_remove(own: OwnDocuments, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "ünsere Notizen.md"
    path.write_text("# Regeln\n\nWe meet on the first Tuesday.\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    told: list[OwnProgress] = []
    report = own.add([str(path), str(tmp_path / "empty.txt")], told.append)
    assert (report.added, report.passages, report.by_words) == ((path.name,), 1, True)
    assert [(problem.path, problem.fault) for problem in report.problems] == [(tmp_path / "empty.txt", "empty")]
    assert [progress.share for progress in told] == sorted(progress.share for progress in told)
    assert path.name in {progress.file for progress in told}
    (document,) = own.shelf().documents
    assert (document.name, document.path, document.passages) == (path.name, str(path), 1)
    assert stat.S_IMODE((home / "own").stat().st_mode) == 0o700
    own.use("only")
    assert own.shelf().use == "only"
    assert own.remove([document.id]) == 0
    assert own.shelf().documents == ()
    with pytest.raises(LibraryError, match="no documents yet"):
        own.use("with")


def test_stop_ends_it_and_keeps_what_was_done(own: OwnDocuments, tmp_path: Path) -> None:
    for n in range(3000):
        (tmp_path / f"{n:04}.txt").write_text(f"Note number {n}.", encoding="utf-8")

    def stop_soon(progress: OwnProgress) -> None:
        if progress.passages >= 2:
            own.stop()

    report = own.add([str(tmp_path)], stop_soon)
    assert report.stopped
    assert 2 <= len(report.added) < 3000
    assert len(own.shelf().documents) >= len(report.added)


def test_a_reader_that_breaks_is_named(own: OwnDocuments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_module.sys, "executable", "/bin/false")
    with pytest.raises(LibraryError, match="ended"):
        own.add([str(tmp_path)])
