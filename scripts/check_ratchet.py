"""Fail where a function or a file grows past its usual length and is not on the list; the list may only shrink.

Python: 70 lines a function, 300 a file. Web: 250 a file. Tests: 70 lines a function, files as long as they need.
``ratchet.json`` names what is longer today, with its length. After shortening one: ``check_ratchet.py --tighten``.
"""

import argparse
import ast
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "ratchet.json"

FUNCTION_LINES_MAX = 70
PYTHON_FILE_LINES_MAX = 300
WEB_FILE_LINES_MAX = 250

PYTHON = ("src/gongliao", "scripts", "benchmarks")
TESTS = ("tests",)
WEB = ("web/src", "web/tests", "web/scripts")
# Migrations and the generated client are made by machine.
MADE_BY_MACHINE = ("/migrations/", "web/src/api/schema.d.ts")


def main() -> int:
    """Compare lengths with the list and return 1 where they disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tighten", action="store_true", help="write shorter lengths down; never longer ones")
    arguments = parser.parse_args()

    listed: dict[str, int] = json.loads(LIST.read_text()) if LIST.is_file() else {}
    # Of functions with one name in one file the longest counts.
    found = dict(sorted(overlong(ROOT), key=lambda one: one[1]))
    if arguments.tighten:
        listed = {name: min(found[name], lines) for name, lines in listed.items() if name in found}
        LIST.write_text(json.dumps(listed, indent=2, sort_keys=True) + "\n")
    faults = faults_of(found, listed)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def overlong(root: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and length of everything longer than usual."""
    for path in _files(root, PYTHON + TESTS, "*.py"):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if not name.startswith(TESTS):
            yield from _longer(name, text.count("\n"), PYTHON_FILE_LINES_MAX)
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (function.end_lineno or 0) - function.lineno + 1
                yield from _longer(f"{name}:{function.name}", lines, FUNCTION_LINES_MAX)
    for suffix in ("*.ts", "*.tsx", "*.mjs", "*.css"):
        for path in _files(root, WEB, suffix):
            name = path.relative_to(root).as_posix()
            yield from _longer(name, path.read_text(encoding="utf-8").count("\n"), WEB_FILE_LINES_MAX)


def faults_of(found: Mapping[str, int], listed: Mapping[str, int]) -> list[str]:
    """Return what grew, and what shrank and is listed with a length that it no longer has."""
    grown = [
        f"{name}: {lines} lines; " + (f"was {listed[name]}" if name in listed else "split it, by what it does")
        for name, lines in found.items()
        if lines > listed.get(name, 0)
    ]
    shrunk = [
        f"{name}: shorter than listed ({lines}); run: python -m scripts.check_ratchet --tighten"
        for name, lines in listed.items()
        if found.get(name, 0) < lines
    ]
    return sorted(grown) + sorted(shrunk)


def _longer(name: str, lines: int, lines_max: int) -> Iterator[tuple[str, int]]:
    if lines > lines_max:
        yield name, lines


def _files(root: Path, folders: tuple[str, ...], pattern: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob(pattern)):
            if not any(part in path.as_posix() for part in MADE_BY_MACHINE):
                yield path


if __name__ == "__main__":
    sys.exit(main())
