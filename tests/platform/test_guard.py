"""The application does not run with a role that could look past the tenant policy."""

import os
import subprocess
import sys

import pytest

from gongliao.platform.database.guard import refuse_unsafe_role
from tests.support.database import TestDatabase


class TestRefuseUnsafeRole:
    def test_takes_the_application_role(self) -> None:
        refuse_unsafe_role()

    @pytest.mark.parametrize("command", ["verify", "worker"])
    def test_no_command_runs_as_the_owner(self, database: TestDatabase, tmp_path: str, command: str) -> None:
        environment = {**os.environ, "DATABASE_URL": database.owner_url}

        ended = subprocess.run(
            [sys.executable, "-m", "gongliao.gateway.cli.main", command, "--home", str(tmp_path)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

        assert ended.returncode == 3
        assert "will not run with it" in ended.stderr
