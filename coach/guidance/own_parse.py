"""The text of a file as blocks: paragraphs, list items and headings, with the page where there are pages.

Markdown and DOCX become HTML first (markdown-it, mammoth), so that one reader finds headings and paragraphs for all
three; PDF comes page by page from pypdf. Whatever a parser raises means that the file is broken.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coach.domain.own import Fault
from coach.domain.text import clean
from coach.guidance.own_files import KINDS

LONGEST: Final = 40_000_000
"""Characters of one document that are read, about twenty thousand pages."""
MOST_PAGES: Final = 20_000
TITLE: Final = 8
DEEPEST: Final = 100
FEWEST_PAGES: Final = 4
MOST: Final = 0.6
_FRONT: Final = re.compile(r"\A---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_UNSEEN: Final = ("script", "style", "template", "noscript", "svg", "nav", "form", "iframe", "head")
_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li "
    "main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HEADING: Final = re.compile(r"h([1-6])")
_CUT: Final = re.compile(r"(\w{2,})[-\u2010]\n(\w+)")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n+")


class Unreadable(Exception):
    """A file cannot be read; `fault` says why."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(detail or fault)
        self.fault: Fault = fault
        self.detail = detail


class Stopped(Exception):
    """Reading was stopped by who asked for it."""


Step = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or heading, on one line. `level` is that of a heading, 0 for text; `page` counts from 1."""

    text: str
    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document taken apart."""

    blocks: tuple[Block, ...]
    pages: int = 0


def parse(path: Path, step: Step = lambda share: False) -> Parsed:
    """Return the blocks of the file at `path`, whose ending names its kind. Raises Unreadable, and Stopped.

    `step` is told between the pages of a PDF which share of it has been read; when it returns True, reading stops.
    """
    readers: dict[str, Callable[[], Parsed]] = {
        "markdown": lambda: _from_html(_markdown(decoded(path))),
        "html": lambda: _from_html(path.read_bytes()),
        "docx": lambda: _from_html(_docx(path)),
        "text": lambda: Parsed(tuple(_titled(list(_paragraphs(decoded(path)))))),
        "pdf": lambda: _pdf(path, step),
    }
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = readers[KINDS[path.suffix.lower()]]()
    except (Unreadable, Stopped):
        raise
    except OSError as error:
        raise Unreadable("unreadable", error.strerror or "") from error
    except (Exception, RecursionError) as error:  # parsers raise whatever their input makes them stumble over
        raise Unreadable("broken", type(error).__name__) from error
    if not any(re.search(r"\w", block.text) for block in found.blocks):
        raise Unreadable("no_text" if found.pages else "empty")
    return found


def decoded(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows' western letters. Raises Unreadable for anything else."""
    raw = path.read_bytes()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _strange(text) > 0.02:
            break
        return text[:LONGEST]
    raise Unreadable("binary")


def _strange(text: str) -> float:
    """Return the share of control characters, which text has hardly any of."""
    sample = text[:200_000]
    return sum(c < " " and c not in "\t\n\r\f\x1b" for c in sample) / max(1, len(sample))


def _paragraphs(text: str) -> Iterator[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    for paragraph in _PARAGRAPH.split(text):
        line = _line(_CUT.sub(_joined, paragraph))
        if line:
            yield line


def _titled(paragraphs: list[str]) -> Iterator[Block]:
    """Take a short paragraph without an end mark, and with text after it, for a heading."""
    for text, after in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        title = len(text.split()) <= TITLE and text[-1].isalnum() and text[0].isupper() and len(after) > len(text)
        yield Block(text, 2 if title else 0)


def _joined(cut: re.Match[str]) -> str:
    """Join a word that was divided at the end of a line; before a capital or a digit the hyphen belongs to it."""
    return f"{cut[1]}{cut[2]}" if cut[2][0].islower() else f"{cut[1]}-{cut[2]}"


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable("table").render(_FRONT.sub("", text, count=1)))


def _docx(path: Path) -> str:
    import mammoth

    with path.open("rb") as file:
        return str(mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda image: {})).value)


def _from_html(html: str | bytes) -> Parsed:
    """Take HTML apart: text belongs to the nearest block around it, a table's row is one block with its cells side by side."""
    from bs4 import BeautifulSoup
    from bs4.element import PreformattedString

    soup: Any = BeautifulSoup(html, "html.parser")
    for tag in soup(_UNSEEN):
        tag.decompose()
    blocks: list[Block] = []
    line: list[str] = []
    owner: Any = None
    cell: Any = None
    for text in soup.find_all(string=True):
        if isinstance(text, PreformattedString):  # comments, declarations
            continue
        block, within = _place(text)
        if within is None and text.isspace() and block is not None and block.name == "tr":
            continue
        if block is not owner and line:
            _close(blocks, line, owner)
        elif within is not cell and line:
            line.append(" | ")
        owner, cell = block, within
        line.append(str(text))
    _close(blocks, line, owner)
    return Parsed(tuple(blocks))


def _close(blocks: list[Block], line: list[str], owner: Any) -> None:
    text = _line("".join(line)).strip("| ")
    line.clear()
    if text:
        found = _HEADING.fullmatch(owner.name or "") if owner is not None else None
        blocks.append(Block(text, int(found[1]) if found else 0))


def _place(text: Any) -> tuple[Any, Any]:
    """Return the block that a piece of text belongs to, and its cell if that is a row of a table."""
    nearest = cell = None
    for height, around in enumerate(text.parents):
        if around.name in ("td", "th"):
            cell = around
        if around.name == "tr" or height > DEEPEST:
            return around, cell
        if around.name == "table":
            break
        if nearest is None and around.name in _BLOCKS:
            nearest = around
    return nearest, None


def _pdf(path: Path, step: Step) -> Parsed:
    """Read a PDF page by page. One that an empty password opens is read, too."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with path.open("rb") as file:
        reader = PdfReader(file)
        try:
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable("encrypted")
            count = len(reader.pages)
        except (DependencyError, FileNotDecryptedError, NotImplementedError) as error:
            raise Unreadable("encrypted") from error
        if count > MOST_PAGES:
            raise Unreadable("huge", f"{count:,} pages; {MOST_PAGES:,} pages")
        pages: list[list[str]] = []
        for number, page in enumerate(reader.pages):
            if step(number / count):
                raise Stopped
            pages.append(_page_lines(page))
    if not any(pages):
        raise Unreadable("no_text")
    repeated = _repeated(pages)
    blocks = [
        Block(text, page=number)
        for number, lines in enumerate(pages, 1)
        for text in _paragraphs("\n".join(line for line in lines if _shape(line) not in repeated))
    ]
    return Parsed(tuple(blocks), count)


def _page_lines(page: Any) -> list[str]:
    """Return the lines of one page; one that cannot be read is left empty, as a page of pictures is."""
    try:
        return str(page.extract_text() or "").splitlines()
    except Exception:  # pypdf raises whatever a broken page makes it stumble over; the others may be sound
        return []


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Return the shapes of the first and the last line that most pages share: running titles and page numbers."""
    if len(pages) < FEWEST_PAGES:
        return frozenset()
    filled = [[line for line in lines if line.strip()] for lines in pages]
    edges = [{_shape(line) for line in (*lines[:1], *lines[-1:])} for lines in filled]
    count = Counter(shape for found in edges for shape in found)
    return frozenset(shape for shape, times in count.items() if times > len(pages) * MOST)


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
