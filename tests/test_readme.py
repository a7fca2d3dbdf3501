"""Every command and every output shown in the README is true.

A ```console block holds `$ command` lines, each followed by the output it must give; a line "…" stands for any lines,
" …" at the end of a line for the rest of it.
Commands run in one after the other in a folder of their own, where `corpus/samples` is the checkout's. A ```sh block
holds commands that are not run here (they set up or test the whole project): their make targets must exist.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.catalog import read_indicators

REPOSITORY = Path(__file__).resolve().parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A command and the output shown for it."""

    command: str
    output: str


def examples(kind: str) -> list[Example]:
    """All commands of the blocks of a kind, in the order of the README."""
    found = []
    for m in BLOCK.finditer(README):
        if m[1] != kind:
            continue
        lines = m[2].splitlines()
        if kind == "sh":
            found += [Example(line, "") for line in lines if line.strip() and not line.startswith("#")]
            continue
        for part in re.split(r"^\$ ", m[2], flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(command, output.rstrip()))
    return found


def matches(shown: str, real: str) -> bool:
    """Whether the real output is the shown one; "…" alone on a line stands for any lines, at its end for its rest."""
    pieces = [None if line == "…" else re.sub(r"\\ …$", ".*", re.escape(line)) for line in shown.splitlines()]
    pattern = r"\n".join(r"(?:.*\n)*?.*" if piece is None else piece + r" *" for piece in pieces)
    real = "\n".join(line.rstrip() for line in real.rstrip().splitlines())
    return re.fullmatch(pattern, real) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the samples where the README's commands expect them."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(REPOSITORY / "corpus" / "samples", made / "corpus" / "samples")
    return made


def test_every_console_example_gives_what_it_shows(folder: Path) -> None:
    """The commands, run in the order of the README, print what stands below them."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("PLANBOT_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_DATA_HOME": str(folder / "data"),
        "HOME": str(folder),
    }
    shown = examples("console")
    assert shown
    for example in shown:
        done = subprocess.run(
            ["bash", "-c", example.command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert matches(example.output, done.stdout), f"$ {example.command}\n{done.stdout}"


def test_every_make_target_shown_exists() -> None:
    """A target of the README stands in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for e in examples("sh") if e.command.startswith("make ") for word in e.command.split()[1:2]}
    assert {"demo", "test"} <= named <= targets


def test_every_catalogue_example_is_one() -> None:
    """A TOML block of the README is a catalogue file that the program takes."""
    shown = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown
    assert all(read_indicators(text, "README.md") for text in shown)


def test_files_named_exist() -> None:
    """Every relative link of the README leads to a file."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert all((REPOSITORY / link).exists() for link in links if "://" not in link)
