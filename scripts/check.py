"""Run every check, two at a time, and sum up; all run even where one fails."""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
LANES = 2


@dataclass(frozen=True)
class Check:
    """One check: what it is for and the commands that make it up; the first that fails ends it."""

    name: str
    what: str
    commands: tuple[tuple[str | Path, ...], ...]


@dataclass(frozen=True)
class Result:
    """How a check went."""

    check: Check
    passed: bool
    seconds: float
    output: str


def _script(name: str, *arguments: str) -> tuple[str | Path, ...]:
    return PYTHON, ROOT / "scripts" / f"{name}.py", *arguments


# The longest stand first, so that the two lanes end at about the same time.
CHECKS = (
    Check("types", "mypy, strict", ((BIN / "mypy",),)),
    Check(
        "web",
        "Biome, TypeScript, unit tests and the size of the first load",
        (
            _script("web", "npm", "run", "--silent", "check"),
            _script("web", "npm", "test", "--silent"),
            _script("web", "size"),
        ),
    ),
    Check("wheel", "an installed package has all it needs", (_script("check_wheel"),)),
    Check("openapi", "openapi.json is what the code says", ((BIN / "gongliao", "openapi", "--check"),)),
    Check(
        "client",
        "the web client's types are what openapi.json says",
        (_script("check_web_client"),),
    ),
    Check("migrations", "the models are what the migrations make", (_script("check_migrations"),)),
    Check("format", "ruff format", ((BIN / "ruff", "format", "--check", "--output-format", "concise"),)),
    Check("lint", "ruff", ((BIN / "ruff", "check"),)),
    Check("imports", "import-linter: calls go down, one door, inside a module, pure", ((BIN / "lint-imports",),)),
    Check("licences", "every dependency's licence is allowed", (_script("check_licences"),)),
    Check("ratchet", "no function or file grows past its usual length", (_script("check_ratchet"),)),
)


def main() -> int:
    """Run the chosen checks and return 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which checks to run (default: all)")
    parser.add_argument("--list", action="store_true", help="list the checks")
    arguments = parser.parse_args()
    if arguments.list:
        for check in CHECKS:
            print(f"{check.name:12} {check.what}")
        return 0
    if unknown := set(arguments.names) - {check.name for check in CHECKS}:
        parser.error(f"no such check: {', '.join(sorted(unknown))}; see --list")
    chosen = [check for check in CHECKS if not arguments.names or check.name in arguments.names]
    return 0 if run_checks(chosen) else 1


def run_checks(checks: list[Check]) -> bool:
    """Run the checks, print each as it ends, and tell whether all passed."""
    started = time.monotonic()
    with ThreadPoolExecutor(LANES) as lanes:
        results = list(lanes.map(_run_and_tell, checks))
    failed = [result.check.name for result in results if not result.passed]
    took = time.monotonic() - started
    verdict = f"FAILED: {', '.join(failed)}" if failed else "all passed"
    print(f"{len(results)} checks in {took:.0f} s, {verdict}", flush=True)
    return not failed


def _run_and_tell(check: Check) -> Result:
    result = _run(check)
    line = f"{'ok    ' if result.passed else 'FAILED'} {check.name:12} {result.seconds:6.1f} s  {check.what}"
    # One write, so that the lanes' lines don't mix.
    print(line if result.passed else f"{line}\n{result.output.rstrip()}\n", flush=True)
    return result


def _run(check: Check) -> Result:
    started = time.monotonic()
    output = ""
    for command in check.commands:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(),
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output += done.stdout
        if done.returncode != 0:
            return Result(check, False, time.monotonic() - started, output)
    return Result(check, True, time.monotonic() - started, output)


def _environment() -> dict[str, str]:
    """Return the environment of a check: no database, and a home of its own to write into."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "GONGLIAO_"))}
    return kept | {"GONGLIAO_HOME": str(ROOT / "build" / "check-home"), "NO_COLOR": "1"}


if __name__ == "__main__":
    sys.exit(main())
