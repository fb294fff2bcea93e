"""Run the tests of the database's part once against a plain PostgreSQL from Debian, so that nothing hangs on the wheel.

The server is a throwaway one: its own folder, its own socket, no network port, an unprivileged account.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = 15
ACCOUNT = "postgres"
TESTS = ("platform", "catalog", "projects", "ledger", "procurement", "costing", "inventory", "architecture")
# What tests the embedded server itself has nothing to say about another one.
LEFT_OUT = "tests/platform/test_embedded_database.py"
NOT_TO_BE_HAD = 3


class NoServer(Exception):
    """There is no server program and we may not install one; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Run pytest with the arguments added and return its exit code, or 3 where there is no server to be had."""
    try:
        programs = find_programs() or install_programs()
    except NoServer as error:
        print(error, file=sys.stderr)
        return NOT_TO_BE_HAD
    with server(programs) as environment:
        folders = [f"tests/{name}" for name in TESTS if (ROOT / "tests" / name).is_dir()]
        command = [sys.executable, "-m", "pytest", *folders, f"--ignore={LEFT_OUT}", "-m", "not browser", *arguments]
        return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def find_programs() -> Path | None:
    """Return the folder of the newest server programs that Debian's packages have installed."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").is_file()]
    fitting = [path for path in found if path.parent.name.isdigit() and int(path.parent.name) >= OLDEST]
    return max(fitting, key=lambda path: int(path.parent.name), default=None)


def install_programs() -> Path:
    """Install Debian's package and return the folder of its programs.

    Raises: NoServer.
    """
    apt_get = shutil.which("apt-get")
    if apt_get is None or os.geteuid() != 0:
        raise NoServer(f"No PostgreSQL {OLDEST} or newer. On Debian, as root: apt-get install postgresql")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
        done = subprocess.run([apt_get, "-qq", *step], env=quiet, stdout=sys.stderr, check=False)
        if done.returncode != 0:
            raise NoServer(f"apt-get {step[0]} failed; see above")
    programs = find_programs()
    if programs is None:
        raise NoServer(f"Debian's PostgreSQL is older than {OLDEST}")
    return programs


@contextmanager
def server(programs: Path) -> Iterator[Mapping[str, str]]:
    """Run a server while the block runs, and say where it is as the tests want to know it."""
    account = pwd.getpwnam(ACCOUNT) if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="gongliao-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)

        def run(program: str, *arguments: str | Path) -> None:
            # The environment is left behind: it may hold paths that the account can't read, and LC_ALL.
            subprocess.run(
                [programs / program, *arguments],
                cwd=folder,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                stdout=subprocess.DEVNULL,
                check=True,
            )

        data = folder / "data"
        run("initdb", "-D", data, "-U", ACCOUNT, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        # Nothing in it outlives the run, so it need not survive a power cut either.
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200"
        run("pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "--wait", "start")
        try:
            roles = "CREATE ROLE gongliao_owner LOGIN CREATEDB; CREATE ROLE gongliao_app LOGIN"
            run("psql", "-h", folder, "-U", ACCOUNT, "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-c", roles)
            yield {
                "GONGLIAO_TEST_OWNER_URL": f"postgresql://gongliao_owner@/postgres?host={folder}",
                "GONGLIAO_TEST_APPLICATION_URL": f"postgresql://gongliao_app@/postgres?host={folder}",
            }
        finally:
            run("pg_ctl", "-D", data, "--mode=immediate", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
