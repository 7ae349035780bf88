"""Files taken apart: headings, pages, the words as they stand; and every kind of file that cannot be read, named."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.domain.own import Fault
from coach.guidance import own_files
from coach.guidance.own_chunks import LEAST, MOST, Chunk, chunks
from coach.guidance.own_files import KINDS, find, judge
from coach.guidance.own_parse import Block, Stopped, Unreadable, parse

from .own_samples import HANDBOOK, docx, pdf, protected, written

HTML = """<html><head><title>no</title><style>p{}</style></head><body><nav>Menu</nav><h1>The scheme</h1>
<p>Pairs meet <b>six</b> times.<script>alert(1)</script></p><!-- a comment --><ul><li>One hour</li><li>By phone</li></ul>
<table><tr><td>Office</td><td><p>Room 4</p></td></tr></table></body></html>"""


def texts(path: Path) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in parse(path).blocks]


def test_markdown_keeps_its_headings_and_loses_its_marks(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.md", f"---\ntitle: x\n---\n{HANDBOOK}\n- *one* item\n- `two`\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    found = texts(path)
    assert found[0] == (1, "Handbook of the Northfield scheme")
    assert (2, "Matching") in found
    assert found[-4:] == [(0, "one item"), (0, "two"), (0, "a | b"), (0, "c | d")]


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    assert texts(written(tmp_path, "a.html", HTML)) == [
        (1, "The scheme"),
        (0, "Pairs meet six times."),
        (0, "One hour"),
        (0, "By phone"),
        (0, "Office | Room 4"),
    ]


def test_html_of_any_depth_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "deep.html", "<div>" * 3000 + "<p>At the bottom of it all.</p>" + "</div>" * 3000)
    assert texts(path) == [(0, "At the bottom of it all.")]


def test_word_documents_keep_their_headings(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", docx([("Heading1", "Matching"), ("", "It takes three weeks."), ("Heading2", "Who")]))
    assert texts(path) == [(1, "Matching"), (0, "It takes three weeks."), (2, "Who")]


def test_a_pdf_gives_its_pages_without_running_titles_and_with_words_made_whole(tmp_path: Path) -> None:
    pages = [["The scheme", f"Page text {n} tells of men-", "toring and its ends.", f"Page {n}"] for n in range(1, 6)]
    found = parse(written(tmp_path, "a.pdf", pdf(pages)))
    assert found.pages == 5
    assert [(block.page, block.text) for block in found.blocks][1] == (2, "Page text 2 tells of mentoring and its ends.")
    assert len(found.blocks) == 5


def test_reading_a_pdf_can_be_stopped_between_pages(tmp_path: Path) -> None:
    seen: list[float] = []
    path = written(tmp_path, "a.pdf", pdf([["one"], ["two"], ["three"], ["four"]]))
    with pytest.raises(Stopped):
        parse(path, lambda share: seen.append(share) or share > 0.4)
    assert seen == [0.0, 0.25, 0.5]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Café, naïve".encode("cp1252"), "Café, naïve"),
        ("Café, naïve".encode("utf-16"), "Café, naïve"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        (b"a\x1b[31mred\x07 line\r\nand" + b" another" * 9, "ared line and" + " another" * 9),
    ],
)
def test_text_comes_in_many_encodings(raw: bytes, text: str, tmp_path: Path) -> None:
    assert texts(written(tmp_path, "a.txt", raw)) == [(0, text)]


def test_short_lines_above_text_are_headings(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Annual leave\n\nEvery member of staff has 27 days of leave.\n\nThat is all.\n")
    assert [level for level, _ in texts(path)] == [2, 0, 0]


FAULTS: list[tuple[str, bytes, Fault]] = [
    ("empty.md", b"", "empty"),
    ("blank.txt", b" \n\n\t", "empty"),
    ("comment.html", b"<!-- nothing to see --><p> </p>", "empty"),
    ("binary.txt", b"some text \x00\x01\x02 and more", "binary"),
    ("noise.md", bytes(range(1, 32)) * 40, "binary"),
    ("picture.md", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "lying"),
    ("paper.txt", pdf([["Hello"]]), "lying"),
    ("letter.html", docx([("", "Hello")]), "lying"),
    ("page.pdf", b"<html><body>no pdf</body></html>", "broken"),
    ("photo.pdf", b"\xff\xd8\xff\xe0 a photo", "lying"),
    ("cut.pdf", pdf([["Hello"]])[:120], "broken"),
    ("scan.pdf", pdf([[], []]), "no_text"),
    ("locked.pdf", protected(pdf([["Hello"]])), "encrypted"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
    ("cut.docx", docx([("", "Hello")])[:200], "broken"),
    ("text.docx", b"just text", "broken"),
]


@pytest.mark.parametrize(("name", "raw", "fault"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_each_file_that_cannot_be_read_says_why(name: str, raw: bytes, fault: Fault, tmp_path: Path) -> None:
    path = written(tmp_path, name, raw)
    problem = judge(path)
    if problem is None:
        with pytest.raises(Unreadable) as raised:
            parse(path)
        assert raised.value.fault == fault
    else:
        assert problem.fault == fault


def test_a_zip_that_calls_itself_a_document_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "zip.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert [found.detail for found in [judge(path)] if found] == ["ZIP archive"]


def test_too_much_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "UNPACKED", 100)
    problem = judge(written(tmp_path, "bomb.docx", docx([("", "x" * 5000)])))
    assert problem is not None
    assert problem.fault == "huge"
    monkeypatch.setitem(own_files.LARGEST, "text", 10)
    problem = judge(written(tmp_path, "long.txt", "x" * 11))
    assert problem is not None
    assert problem.fault == "huge"


def test_folders_are_walked_once_whatever_links_there_are(tmp_path: Path) -> None:
    own = tmp_path / "docs"
    written(own, "a.md", "one")
    written(own, "deep/b.txt", "two")
    written(own, ".hidden/c.md", "no")
    written(own, "table.xlsx", "no")
    kept_out = tmp_path / "docs" / "home" / "own"
    written(kept_out, "d.md", "no")
    (own / "deep" / "up").symlink_to(own)
    (own / "self").symlink_to(own / "self")
    (own / "gone.md").symlink_to(own / "nowhere.md")
    (own / "twin.md").symlink_to(own / "a.md")
    os.mkfifo(own / "pipe.txt")
    found = find([own, own, tmp_path / "absent", own / "table.xlsx", kept_out], kept_out)
    assert [path.name for path in found.files] == ["a.md", "b.txt"]
    faults = {(problem.path.name, problem.fault) for problem in found.problems}
    assert faults == {
        ("up", "loop"),
        ("self", "loop"),
        ("gone.md", "missing"),
        ("pipe.txt", "special"),
        ("absent", "missing"),
        ("table.xlsx", "unknown"),
        ("own", "inside"),
    }
    assert found.others == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(raw=st.binary(max_size=400), ending=st.sampled_from(sorted(KINDS)))
@example(raw=b"%PDF-1.4\n", ending=".pdf")
@example(raw=b"PK\x03\x04", ending=".docx")
@example(raw=b"<!DOCTYPE <![CDATA[", ending=".html")
def test_nothing_but_a_named_fault_comes_of_any_bytes(raw: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), f"any{ending}", raw)
        if judge(path) is None:
            with suppress(Unreadable):
                assert parse(path).blocks


words = st.lists(st.sampled_from("mentor meets. goal office Why? time, notes!".split()), min_size=1, max_size=400).map(" ".join)
blocks = st.lists(st.builds(Block, text=words, level=st.sampled_from([0, 0, 0, 0, 1, 2]), page=st.integers(1, 3)), max_size=8)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_passages_hold_every_word_of_the_document_and_are_of_a_size_to_read(found: list[Block]) -> None:
    cut = chunks(found)
    assert all(len(chunk.text.split()) <= MOST + LEAST for chunk in cut)
    assert len({chunk.digest for chunk in cut}) == len(cut)
    wanted = {word for block in found if not block.level for word in block.text.split()}
    assert wanted == {word for chunk in cut for word in chunk.text.split()}


def test_a_passage_stands_under_its_headings_and_on_its_page() -> None:
    found = chunks([Block("Top", 1), Block("In", 2), Block("A few words here."), Block("Next", 2), Block("More.", page=2)])
    assert found == [Chunk("A few words here.", ("Top", "In")), Chunk("More.", ("Top", "Next"), 2)]
    assert found[0].embedded == "Top. In. A few words here."
