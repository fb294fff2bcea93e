"""pgrls, a linter for row-level security, finds nothing either (ADR-0002)."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.catalogue import WITHOUT_TENANT
from tests.support.database import TestDatabase

CONFIG = Path(__file__).with_name("pgrls.toml")


class TestPgrls:
    def test_finds_nothing(self, database: TestDatabase) -> None:
        program = Path(sys.executable).with_name("pgrls")
        found = subprocess.run(
            [program, "lint", "--config", CONFIG, "--database-url", database.owner_url],
            text=True,
            capture_output=True,
            check=False,
        )

        assert found.returncode == 0, found.stdout + found.stderr

    def test_lets_the_same_tables_be_as_the_catalogue_test(self) -> None:
        config = tomllib.loads(CONFIG.read_text())

        assert config["lint"]["rules"]["SEC001"]["allowlist"] == [f"public.{name}" for name in sorted(WITHOUT_TENANT)]
