"""The command ``gongliao``: what it prints and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from gongliao.gateway.cli.main import COMMANDS, main
from gongliao.gateway.processes.pid_file import AlreadyRuns, pid_of, running, stop_running
from gongliao.kernel.ids import new_id
from gongliao.platform.models import User

START_SECONDS = 60
BROWSERS = 20


class TestUsage:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_says_what_it_does(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])

        assert ended.value.code == 0
        assert len(capsys.readouterr().out.splitlines()) > 3

    @pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--port", "http"], ["verify", "--tenant", "x"]])
    def test_misuse_ends_with_two(self, arguments: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)

        assert ended.value.code == 2

    def test_starts_without_the_framework(self) -> None:
        # Help and usage must not need a database, nor wait for one.
        found = subprocess.run(
            [sys.executable, "-m", "gongliao.gateway.cli.main", "--version"], check=True, capture_output=True, env={}
        )

        assert found.stdout.startswith(b"gongliao ")


class TestOpenapi:
    def test_check_ends_with_one_when_the_file_differs(self, tmp_path: Path) -> None:
        path = tmp_path / "openapi.json"

        written = main(["openapi", "--output", str(path)])
        same = main(["openapi", "--check", "--output", str(path)])
        path.write_text("{}")
        differs = main(["openapi", "--check", "--output", str(path)])

        assert (written, same, differs) == (0, 0, 1)

    def test_needs_no_database(self, tmp_path: Path) -> None:
        found = subprocess.run(
            [sys.executable, "-m", "gongliao.gateway.cli.main", "openapi"],
            check=True,
            capture_output=True,
            cwd=tmp_path,
            env={},
        )

        assert json.loads(found.stdout)["openapi"].startswith("3.1")
        assert list(tmp_path.iterdir()) == []


class TestCreateadmin:
    def test_makes_a_tenant_for_a_script(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        username = f"Admin-{new_id().hex}"

        ended = main(["createadmin", "--home", str(tmp_path), "--tenant", "T", "--username", username, "--json"])

        made = json.loads(capsys.readouterr().out)
        assert ended == 0
        assert made["username"] == username.lower()
        assert User.objects.get(username=username.lower()).check_password(made["password"])

    def test_a_taken_name_or_a_weak_password_is_no_crash(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ["createadmin", "--home", str(tmp_path), "--tenant", "T", "--username", f"a-{new_id().hex}"]

        assert main([*arguments, "--password", "short"]) == 3
        assert main(arguments) == 0
        assert main(arguments) == 3
        assert "not available" in capsys.readouterr().err


class TestVerify:
    def test_tells_a_script_that_the_books_hold(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["createadmin", "--home", str(tmp_path), "--tenant", "T", "--username", f"a-{new_id().hex}", "--json"])
        tenant = json.loads(capsys.readouterr().out)["tenant_id"]

        ended = main(["verify", "--home", str(tmp_path), "--tenant", tenant, "--json"])

        found = json.loads(capsys.readouterr().out)
        assert (ended, found["holds"]) == (0, True)
        assert {check["broken"] for check in found["checks"]} == {0}

    def test_an_unknown_tenant_ends_with_three(self, tmp_path: Path) -> None:
        assert main(["verify", "--home", str(tmp_path), "--tenant", str(new_id())]) == 3


class TestPidFile:
    def test_only_a_held_lock_counts(self, tmp_path: Path) -> None:
        (tmp_path / "serve.pid").write_text("1")

        assert pid_of(tmp_path) is None
        assert not stop_running(tmp_path)
        with running(tmp_path):
            assert pid_of(tmp_path) == os.getpid()
        assert pid_of(tmp_path) is None

    def test_one_home_runs_once(self, tmp_path: Path) -> None:
        with running(tmp_path), pytest.raises(AlreadyRuns), running(tmp_path):
            pass


class TestServe:
    def test_serves_until_it_is_told_to_stop(self, tmp_path: Path) -> None:
        port = _free_port()
        with _serving(tmp_path, port) as process:
            assert _get(port, "/readyz") == (200, {"status": "ok"})
            assert _get(port, "/api/v1/me")[0] == 401
            _assert_answers_beside_idle_connections(port)
            assert _command("serve", tmp_path, "--port", str(_free_port())) == 3
            assert _command("serve", tmp_path / "other", "--port", str(port)) == 3

            assert _command("stop", tmp_path) == 0

            assert process.wait(10) == 0
            assert _command("stop", tmp_path) == 0

    def test_a_crash_leaves_nothing_that_blocks_the_next_start(self, tmp_path: Path) -> None:
        port = _free_port()
        with _serving(tmp_path, port) as process:
            process.send_signal(signal.SIGKILL)
            process.wait()
            _wait_until_free(port)

        with _serving(tmp_path, port) as process:
            assert _get(port, "/readyz")[0] == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0


@contextmanager
def _serving(home: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        _arguments("serve", home, "--port", str(port), "--workers", "1"), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


def _command(name: str, home: Path, *more: str) -> int:
    return subprocess.run(_arguments(name, home, *more), timeout=START_SECONDS, check=False).returncode


def _arguments(name: str, home: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "gongliao.gateway.cli.main", name, "--home", str(home), *more]


def _get(port: int, path: str) -> tuple[int, dict[str, str]]:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def _assert_answers_beside_idle_connections(port: int) -> None:
    # Every open browser keeps up to six connections; the next one to come must not wait until they give one up.
    with ExitStack() as idle:
        for _ in range(BROWSERS * 6):
            connection = idle.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=10)))
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()

        assert _get(port, "/readyz")[0] == 200


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_free(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            # Closed connections linger for a minute; only a listener counts.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return
            except OSError:
                time.sleep(0.1)
    raise AssertionError(f"somebody still listens at {port}")
