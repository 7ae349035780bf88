"""Which files an addition reads: folders are walked once, links are followed but never in a circle, the rest is named.

What a file really is is told from its first bytes; its name must agree, so that nothing is read as what it is not.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coach.domain.own import OwnProblem

KINDS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
MEGABYTE: Final = 1024 * 1024
LARGEST: Final = {
    "pdf": 300 * MEGABYTE,
    "docx": 100 * MEGABYTE,
    "text": 20 * MEGABYTE,
    "html": 10 * MEGABYTE,
    "markdown": 10 * MEGABYTE,
}
UNPACKED: Final = 300 * MEGABYTE
"""How large a DOCX may be once unpacked; more is a trap or a film."""
HEAD: Final = 4096
_SIGNATURES: Final = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older or protected Office file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x1f\x8b", "compressed file"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"SQLite format 3\0", "database"),
)
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


@dataclass
class Found:
    """What a look at the named files and folders found. `others` counts the files in folders whose kind is not read."""

    files: list[Path] = field(default_factory=list)
    problems: list[OwnProblem] = field(default_factory=list)
    others: int = 0


def find(paths: Iterable[Path], kept_out: Path) -> Found:
    """Return every file below `paths` that is of a kind to read, each once, in a fixed order.

    Hidden files and folders below a named folder are passed over, and so is `kept_out`, where Coach keeps its own files.
    """
    found, seen = Found(), set[tuple[int, int]]()
    for given in paths:
        path = Path(os.path.abspath(given.expanduser()))
        try:
            is_folder = path.is_dir()
            if not is_folder:
                path.stat()
        except FileNotFoundError:
            found.problems.append(OwnProblem(path, "missing"))
            continue
        except OSError as error:
            found.problems.append(OwnProblem(path, "loop" if error.errno == 40 else "unreadable"))
            continue
        if is_folder:
            _walk(path, kept_out.resolve(), seen, found)
        elif path.resolve().is_relative_to(kept_out.resolve()):
            found.problems.append(OwnProblem(path, "inside"))
        else:
            _take(path, seen, found, named=True)
    return found


def _walk(top: Path, kept_out: Path, seen: set[tuple[int, int]], found: Found) -> None:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        real = folder.resolve()
        if real.is_relative_to(kept_out):
            if folder == top:
                found.problems.append(OwnProblem(folder, "inside"))
            continue
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                if folder.is_symlink():
                    found.problems.append(OwnProblem(folder, "loop", str(real)))
                continue
            seen.add((status.st_dev, status.st_ino))
            inside = sorted(folder.iterdir())
        except OSError as error:
            found.problems.append(OwnProblem(folder, "loop" if error.errno == 40 else "unreadable"))
            continue
        folders: list[Path] = []
        for path in inside:
            if path.name.startswith("."):
                continue
            try:
                is_folder = path.is_dir()
            except OSError:
                is_folder = False
            if is_folder:
                folders.append(path)
            else:
                _take(path, seen, found, named=False)
        waiting += reversed(folders)


def _take(path: Path, seen: set[tuple[int, int]], found: Found, *, named: bool) -> None:
    try:
        status = path.stat()
    except OSError as error:
        fault = "loop" if error.errno == 40 else "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        found.problems.append(OwnProblem(path, fault))  # type: ignore[arg-type]
        return
    key = (status.st_dev, status.st_ino)
    if not stat.S_ISREG(status.st_mode):
        found.problems.append(OwnProblem(path, "special"))
    elif path.suffix.lower() not in KINDS:
        if named:
            found.problems.append(OwnProblem(path, "unknown", path.suffix or path.name))
        else:
            found.others += 1
    elif key not in seen:
        seen.add(key)
        found.files.append(path)


def judge(path: Path) -> OwnProblem | None:
    """Say what speaks against reading a file, from its size and its first bytes; None when nothing does."""
    kind = KINDS[path.suffix.lower()]
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return OwnProblem(path, "unreadable")
    if size == 0 or not head.strip(b" \t\r\n\0\x0c"):
        return OwnProblem(path, "empty")
    if size > LARGEST[kind]:
        return OwnProblem(path, "huge", f"{size // MEGABYTE} MB; {LARGEST[kind] // MEGABYTE} MB")
    really = _really(path, head)
    if kind == "pdf":
        return None if really == "PDF" else OwnProblem(path, "lying", really) if really else OwnProblem(path, "broken")
    if kind == "docx":
        return _judge_docx(path, really)
    if really:
        return OwnProblem(path, "lying", really)
    if b"\0" in head and not head.startswith(_MARKS):
        return OwnProblem(path, "binary")
    return None


def _really(path: Path, head: bytes) -> str:
    """Name the kind of file that the first bytes give away; empty for plain text and what is not known."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, name in _SIGNATURES:
        if head.startswith(signature) or (name == "PDF" and (start.startswith(signature) or signature in head[:1024])):
            return "" if name == "PDF" and not _is_pdf(head, path) else name
    if head.startswith(b"PK\x03\x04"):
        return "Word document" if "word/document.xml" in _names(path) else "ZIP archive"
    return ""


def _is_pdf(head: bytes, path: Path) -> bool:
    """A text that speaks of %PDF- is no PDF; a PDF may have some bytes before its mark."""
    return path.suffix.lower() == ".pdf" or head.lstrip().startswith(b"%PDF-")


def _names(path: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()


def _judge_docx(path: Path, really: str) -> OwnProblem | None:
    if really == "older or protected Office file":
        return OwnProblem(path, "encrypted")
    if really != "Word document":
        broken = really in ("", "ZIP archive") and not _names(path)
        return OwnProblem(path, "broken") if broken else OwnProblem(path, "lying", really)
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > UNPACKED:
        return OwnProblem(path, "huge", f"{unpacked // MEGABYTE} MB; {UNPACKED // MEGABYTE} MB")
    return None


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
