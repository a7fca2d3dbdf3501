"""The house: rooms in a row, one room with SQL, one with the environment, documents that name every command."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest

from bot.cli import main

REPOSITORY = Path(__file__).resolve().parent.parent
ROOMS = ("corpus", "index", "handlers", "bot")
SOURCES = sorted(path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a source file belongs to."""
    return path.relative_to(REPOSITORY).parts[0]


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, also inside functions and under TYPE_CHECKING."""
    package = path.relative_to(REPOSITORY).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (
                f"{module}.{alias.name}" if is_module(f"{module}.{alias.name}") else module for alias in node.names
            )


def is_module(name: str) -> bool:
    """Whether a dotted name is a file or a package of this house, not something defined in one."""
    path = REPOSITORY.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def sources_id(path: Path) -> str:
    """How a source is named in the list of tests."""
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=sources_id)
def test_imports_go_leftwards(path: Path) -> None:
    """A room imports itself and the rooms before it, never one after it."""
    allowed = ROOMS[: ROOMS.index(room_of(path)) + 1]
    wrong = [name for name in imported(path) if name.split(".")[0] in ROOMS and name.split(".")[0] not in allowed]
    assert not wrong


def test_no_module_imports_itself_through_others() -> None:
    """Within a room too imports go one way, those inside functions and those for types counted."""
    names = {path: path.relative_to(REPOSITORY).with_suffix("").parts for path in SOURCES}
    modules = {".".join(parts).removesuffix(".__init__"): path for path, parts in names.items()}
    TopologicalSorter({module: {*imported(path)} - {module} for module, path in modules.items()}).prepare()


def test_only_the_index_knows_sql() -> None:
    """SQLite is imported in the index room and nowhere else; the bench measures its full-text search as a rival."""
    sql = {"sqlite3", "sqlite_utils"}
    rivals = REPOSITORY / "bot" / "bench" / "ranking.py"
    strangers = [
        sources_id(path)
        for path in SOURCES
        if room_of(path) != "index" and path != rivals and any(name.split(".")[0] in sql for name in imported(path))
    ]
    assert not strangers


def test_only_the_bot_reads_the_environment() -> None:
    """The environment comes to the other rooms as arguments; what starts programs hands a little of it on to them."""
    starter = REPOSITORY / "corpus" / "readers" / "processes.py"
    readers = [
        sources_id(path)
        for path in SOURCES
        if room_of(path) != "bot" and path != starter
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert not readers


@pytest.mark.parametrize("path", [p for p in SOURCES if p.name == "__init__.py"], ids=sources_id)
def test_all_is_complete(path: Path) -> None:
    """What a package's `__init__` imports for others stands in its sorted `__all__`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
        if not (alias.asname or alias.name).startswith("_")
    }
    listed: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            listed = ast.literal_eval(node.value)
    assert public <= set(listed)
    assert listed == sorted(listed)


@pytest.mark.parametrize("path", SOURCES, ids=sources_id)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Each module opens with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    """The README names every command, and every command and option has a Vietnamese help text."""
    assert f"planbot {name}" in (REPOSITORY / "README.md").read_text(encoding="utf-8")
    command = main.commands[name]
    assert command.help
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_samples_say_what_they_are(samples: Path) -> None:
    """Each sample opens with the sentence that it is an abridged restatement."""
    files = sorted(samples.glob("*.txt"))
    assert len(files) == 5
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "Bản tóm lược để dùng thử, không phải văn bản gốc."
        assert 40 <= len(lines) <= 90
