"""The budgets for a person's own documents: `python -m benchmarks.passages answers|pages --home DIR`.

`answers` puts 100,000 synthetic passages with random vectors beside the cards and compares a warm answer with and
without them: at most twice as long. `pages` adds a collection of PDF files with 2,000 pages, stops it half-way, goes on, and
checks that nothing of the shipped library has changed. `--home` names a prepared home, of which a copy is used.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.speed import QUESTIONS
from coach.bootstrap import Workplace
from coach.bootstrap.own import OwnDocuments
from coach.domain.own import OwnDocument, OwnProgress
from coach.guidance.encoder import read_info
from coach.guidance.onnx_copy import copy_folder
from coach.guidance.own_chunks import Chunk
from coach.guidance.own_shelf import set_use
from coach.guidance.own_store import FOLDER, OwnStore
from coach.guidance.own_vectors import OwnVectors
from coach.guidance.shelf import load_shelf
from coach.rendering.resources import shipped
from coach.settings import load_settings

PASSAGES = 100_000
BATCH = 2_000
PER_DOCUMENT = 500
FILES = 20
PAGES = 100
LINES = 38


def main() -> int:
    """Run one of the two; the exit status is 0 also where a budget is missed, since machines differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("answers", "pages"))
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--count", type=int, default=0, help="how many passages, or files of 100 pages")
    parser.add_argument("--rounds", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "home"
        shutil.copytree(given.home / "library", home / "library")
        if given.what == "answers":
            answers(home, given.count or PASSAGES, given.rounds)
        else:
            pages(home, Path(temporary) / "collection", given.count or FILES)
    return 0


def answers(home: Path, count: int, rounds: int) -> None:
    """Print how long a warm answer takes with `count` own passages, and without any."""
    start = time.perf_counter()
    fill(home, count)
    print(f"{count:,} passages put in within {time.perf_counter() - start:.0f} s", flush=True)
    place = Workplace(load_settings(home), ephemeral=True)
    place.warm_up()
    conversation = place.build()
    times: dict[str, list[float]] = {"without": [], "with": []}
    for number in range(rounds + 1):
        for use in times:
            set_use(home, "with" if use == "with" else "without")
            conversation.ask_once("a line that takes up what has changed")
            for question in QUESTIONS:
                start = time.perf_counter()
                conversation.ask_once(question)
                if number:
                    times[use].append((time.perf_counter() - start) * 1000)
    for use, found in times.items():
        print(f"{use:8} median {statistics.median(found):5.1f} ms, p95 {sorted(found)[int(len(found) * 0.95) - 1]:5.1f} ms")
    ratio = statistics.median(times["with"]) / statistics.median(times["without"])
    print(f"ratio of the medians {ratio:.2f} (budget 2.00){'' if ratio <= 2 else '  OVER'}")
    print(f"memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    place.close()


def fill(home: Path, count: int) -> None:
    """Put passages made of the words of the cards into the own documents of `home`, with random vectors of length 1."""
    folder = copy_folder(home / "library" / "models", "")
    assert folder is not None
    info = read_info(folder)
    store = OwnStore(home / FOLDER)
    vectors = OwnVectors(store, info)
    chance, numbers = random.Random(1), np.random.default_rng(1)
    sentences = _sentences()
    for start in range(0, count, PER_DOCUMENT):
        name = f"collection-{start // PER_DOCUMENT}.md"
        document = store.begin(OwnDocument(0, f"/nowhere/{name}", name, "markdown", "2026-11-21", PER_DOCUMENT), name)
        cut = [Chunk(" ".join(chance.sample(sentences, 6)) + f" {start + n}", (f"Chapter {n}",)) for n in range(PER_DOCUMENT)]
        rows = numbers.normal(size=(len(cut), info.dimension)).astype(np.float32)
        vectors.keep([chunk.digest for chunk in cut], rows / np.linalg.norm(rows, axis=1, keepdims=True))
        store.put(document, list(enumerate(cut)), {})
        store.finish(document, [])
    passages = store.rows("SELECT id, digest FROM passages ORDER BY id")
    for start in range(0, len(passages), BATCH):
        vectors.put(passages[start : start + BATCH])
    vectors.close()
    store.close()


@cache
def _sentences() -> list[str]:
    cards = load_shelf([shipped("knowledge")]).cards.values()
    return [line for card in cards for line in card.body.splitlines() if len(line.split()) > 5]


def pages(home: Path, collection: Path, files: int) -> None:
    """Add a collection of PDF files, stopped half-way and taken up again."""
    collection.mkdir()
    for number in range(files):
        (collection / f"part-{number:02}.pdf").write_bytes(pdf(_page(number, page) for page in range(PAGES)))
    before = _fingerprint(home / "library")
    own = OwnDocuments(load_settings(home))
    shown: list[float] = []

    def tell(progress: OwnProgress) -> None:
        shown.append(progress.share)
        if progress.share > 0.5:
            own.stop()

    start = time.perf_counter()
    first = own.add([str(collection)], tell)
    stopped = time.perf_counter()
    shelf = own.shelf()
    kept = sum(document.passages for document in shelf.documents)
    print(
        f"stopped after {stopped - start:.0f} s: {first.stopped}, {len(shelf.documents)} files and {kept} passages stay",
        flush=True,
    )
    second = own.add([str(collection)])
    whole = sum(document.passages for document in own.shelf().documents)
    print(f"went on for {time.perf_counter() - stopped:.0f} s: {second.unchanged} files unchanged, {whole} passages in all")
    texts = _different_texts(home)
    print(f"{texts} different texts, each embedded once: {first.embedded + second.embedded == texts}")
    print(f"progress never back: {shown == sorted(shown)}")
    print(f"{files * PAGES / (time.perf_counter() - start):.1f} pages a second")
    print(f"the shipped library is as it was: {_fingerprint(home / 'library') == before}")


def _different_texts(home: Path) -> int:
    """Return how many different texts the passages hold: pages that repeat a text share its vector."""
    store = OwnStore(home / FOLDER)
    try:
        return int(store.rows("SELECT count(DISTINCT digest) FROM passages")[0][0])
    finally:
        store.close()


def _page(part: int, page: int) -> list[str]:
    words = " ".join(random.Random(part * PAGES + page).sample(_sentences(), 14)).split()
    lines = [" ".join(words[n : n + 11]) for n in range(0, len(words), 11)][:LINES]
    return ["Handbook of the scheme", *lines, f"Page {page + 1}"]


def pdf(pages: Iterator[list[str]]) -> bytes:
    """Return a plain PDF with one text object a page."""
    bodies: list[bytes] = []
    numbers: list[int] = []
    for lines in pages:
        text = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        content = b"BT /F1 10 Tf 14 TL 50 790 Td\n" + text + b"ET"
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (len(bodies) + 3)
        )
        numbers.append(len(bodies) + 3)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate([*head, *bodies], 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _fingerprint(folder: Path) -> str:
    """Return a key of what the shipped library holds: compiled cards, models, and the vectors in its index."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
