"""The wheel carries the words, and finds them without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TAUGHT = ("utterances", "lines")
"""What only training reads."""
BUILD = "import os, sys; os.chdir(sys.argv[1]); from hatchling.build import build_wheel; print(build_wheel(sys.argv[2]))"
READ = """
import sys
sys.path.insert(0, sys.argv[1])
import coach
from coach.rendering import Renderer, content_folders, shipped
from coach.flows import load_flows
assert coach.__file__.startswith(sys.argv[1]), coach.__file__
folders = content_folders("prompts", None)
assert str(folders[-1]).startswith(sys.argv[1]), folders
print(len(load_flows(folders).flows), len(Renderer(folders).templates()), len(list(shipped("knowledge").rglob("*.md"))))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run([sys.executable, "-c", BUILD, str(ROOT), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


def test_the_wheel_holds_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"coach", next(top for top in tops if top.endswith(".dist-info"))}
    content = {tuple(name.split("/")[2:4]) for name in names if name.startswith("coach/_content/")}
    assert {
        ("knowledge", "cards"),
        ("knowledge", "sources.yaml"),
        ("knowledge", "vectors"),
        ("prompts", "replies"),
        ("prompts", "interviews"),
    } <= content
    shipped = {
        path.name
        for path in (ROOT / "knowledge").iterdir()
        if path.name not in TAUGHT and (path.is_file() or any(path.iterdir()))
    }
    assert {part[1] for part in content if part[0] == "knowledge"} == shipped
    assert [name for name in names if any(f"/{taught}/" in name for taught in TAUGHT) or name.endswith(".pyc")] == []
    assert any(name.endswith(".tcss") for name in names)
    assert "coach/py.typed" in names


def test_an_installed_wheel_reads_its_own_words(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-I", "-c", READ, str(tmp_path / "site")], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    flows, templates, cards = map(int, done.stdout.split())
    assert flows >= 1
    assert templates >= 30
    assert cards >= 70
