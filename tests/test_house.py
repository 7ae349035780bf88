"""The house rules: rooms that stay small, a command line that loads nothing heavy, no network, words that ship."""

from __future__ import annotations

import ast
import json
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "coach").rglob("*.py"))
HEAVY = (
    "textual",
    "chromadb",
    "torch",
    "sentence_transformers",
    "onnxruntime",
    "pydantic",
    "rich",
    "numpy",
    "jinja2",
    "yaml",
    "sqlite3",
    "tokenizers",
)
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, FUNCTION))


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    too_big = [f"module: {text.count(chr(10))} lines"] if text.count("\n") > 300 else []
    for function in functions(tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > 40:
            too_big.append(f"{function.name}: {lines} lines")
        if parameters(function) > 5:
            too_big.append(f"{function.name}: {parameters(function)} parameters")
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(inside, FUNCTION) for inside in node.body)
            if methods > 15:
                too_big.append(f"{node.name}: {methods} methods")
    assert too_big == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [] if ast.get_docstring(tree) or (path.name == "__init__.py" and not tree.body) else ["the module"]
    for node in tree.body:
        if isinstance(node, (*FUNCTION, ast.ClassDef)) and not node.name.startswith("_") and not ast.get_docstring(node):
            silent.append(node.name)
    assert silent == []


def loaded_by(statement: str) -> set[str]:
    code = f"import sys, json\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "statement",
    ["import coach.cli", "from coach.cli.parser import build_parser; build_parser().format_help()", "import coach.bootstrap"],
)
def test_a_fresh_interpreter_loads_nothing_heavy(statement: str) -> None:
    allowed = {"jinja2", "yaml", "sqlite3"} if "bootstrap" in statement else set()
    assert loaded_by(statement) & set(HEAVY) - allowed == set()


def test_the_conversation_loads_no_library_of_models() -> None:
    heavy = {"textual", "chromadb", "torch", "sentence_transformers", "onnxruntime", "rich", "sqlite3", "pydantic"}
    assert loaded_by("import coach.conversation.loop, coach.conversation.ears") & heavy == set()


def test_the_suite_cannot_reach_a_network() -> None:
    with pytest.warns(UserWarning, match="socket"), pytest.raises(pytest_socket.SocketBlockedError):
        socket.create_connection(("127.0.0.1", 9))


def test_every_dependency_is_pinned_and_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]
    assert len(listed) >= 15
    assert [line for line in listed if not re.fullmatch(r' +"[\w.-]+==[\w.]+", +# .{7,}', line)] == []


def test_the_constraints_pin_every_dependency_and_bring_no_cuda() -> None:
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pairs = [one.lower().split("==") for one in wanted]
    assert [(name, version) for name, version in pairs if pins.get(name) != version] == []
    assert [name for name in pins if name.startswith("nvidia") or "cuda" in name or name == "triton"] == []


def test_no_contract_lets_a_module_off() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert [c["name"] for c in contracts if c.get("ignore_imports")] == []
    layers = contracts[0]
    assert layers["exhaustive"] is True
    named = {name.strip() for layer in layers["layers"] for name in layer.split("|")}
    assert named == {
        path.name.removesuffix(".py")
        for path in (ROOT / "coach").iterdir()
        if path.name not in ("__init__.py", "__main__.py", "py.typed", "__pycache__")
    }
