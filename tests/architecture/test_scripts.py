"""The checks of ``make check`` that are ours can fail."""

from pathlib import Path

import pytest

from scripts.check_licences import (
    Dependency,
    Policy,
    Use,
    idle_exceptions,
    python_dependencies,
    satisfies,
    web_dependencies,
)
from scripts.check_ratchet import faults_of, overlong
from scripts.check_wheel import NEEDED
from scripts.check_wheel import faults_of as wheel_faults

ALLOWED = frozenset({"MIT", "BSD-3-Clause", "Apache-2.0"})
POLICY = Policy(
    allowed=ALLOWED,
    exceptions={"run": {"driver": "LGPL-3.0-only"}, "dev": {"parser": "GPL-3.0-or-later"}},
)

LOCK = {
    "package": [
        {
            "name": "gongliao",
            "dependencies": [{"name": "driver", "extra": ["fast"]}],
            "dev-dependencies": {"dev": [{"name": "linter"}]},
        },
        {"name": "driver", "optional-dependencies": {"fast": [{"name": "engine"}], "slow": [{"name": "unasked"}]}},
        {"name": "engine", "dependencies": [{"name": "windows-only", "marker": "sys_platform == 'win32'"}]},
        {"name": "windows-only"},
        {"name": "unasked"},
        {"name": "linter", "dependencies": [{"name": "parser"}, {"name": "engine"}]},
        {"name": "parser"},
    ]
}
STATED = {"driver": "LGPL-3.0-only", "engine": "MIT", "linter": "MIT", "parser": "GPL-3.0-or-later"}


class TestLicences:
    @pytest.mark.parametrize(
        ("expression", "good"),
        [
            ("MIT", True),
            ("GPL-3.0-only OR MIT", True),
            ("MIT AND BSD-3-Clause", True),
            ("(MIT OR GPL-2.0-only) AND Apache-2.0", True),
            ("AGPL-3.0-only", False),
            ("MIT AND GPL-3.0-only", False),
            ("BUSL-1.1", False),
            ("MIT License, or so", False),
            ("(MIT", False),
            ("", False),
        ],
    )
    def test_an_expression_is_met_by_allowed_ones(self, expression: str, good: bool) -> None:
        assert satisfies(expression, ALLOWED) is good

    @pytest.mark.parametrize(
        ("name", "use", "licence", "good"),
        [
            ("anything", "run", "MIT", True),
            ("driver", "run", "LGPL-3.0-only", True),
            ("driver", "run", "AGPL-3.0-only", False),
            ("another", "run", "LGPL-3.0-only", False),
            ("parser", "dev", "GPL-3.0-or-later", True),
            ("parser", "run", "GPL-3.0-or-later", False),
            ("silent", "run", "", False),
        ],
    )
    def test_an_exception_holds_for_one_name_licence_and_use(
        self, name: str, use: Use, licence: str, good: bool
    ) -> None:
        assert (POLICY.fault_of(Dependency(name, use, licence)) is None) is good

    def test_an_exception_for_what_is_gone_is_found(self) -> None:
        assert idle_exceptions(POLICY, [Dependency("driver", "run", "LGPL-3.0-only")]) == ["parser"]

    def test_the_lock_file_says_what_runs_and_what_checks(self) -> None:
        found = {one.name: one.use for one in python_dependencies(LOCK, licence_of=STATED.get)}

        assert found == {"driver": "run", "engine": "run", "linter": "dev", "parser": "dev"}

    def test_what_should_be_here_and_is_not_is_a_fault(self) -> None:
        found = list(python_dependencies(LOCK, licence_of=(STATED | {"engine": None}).get))

        assert [one.name for one in found if POLICY.fault_of(one)] == ["engine"]

    def test_the_web_client_is_judged_too(self) -> None:
        packages = {
            "": {"name": "web"},
            "node_modules/shown": {"license": "MIT"},
            "node_modules/shown/node_modules/@deep/one": {"license": "AGPL-3.0-only"},
            "node_modules/builder": {"license": "MIT", "dev": True},
        }

        found = list(web_dependencies(packages))

        assert [(one.name, one.use) for one in found] == [("shown", "run"), ("@deep/one", "run"), ("builder", "dev")]
        assert [one.name for one in found if POLICY.fault_of(one)] == ["@deep/one"]


class TestRatchet:
    def test_what_is_not_listed_may_not_be_long(self) -> None:
        assert faults_of({"a.py": 301}, {}) != []

    def test_what_is_listed_may_not_grow(self) -> None:
        assert faults_of({"a.py": 402}, {"a.py": 401}) != []
        assert faults_of({"a.py": 401}, {"a.py": 401}) == []

    def test_what_shrank_is_listed_shorter(self) -> None:
        assert faults_of({"a.py": 350}, {"a.py": 401}) != []
        assert faults_of({}, {"a.py": 401}) != []

    def test_long_functions_and_files_are_found(self, tmp_path: Path) -> None:
        folder = tmp_path / "src" / "gongliao"
        folder.mkdir(parents=True)
        (folder / "long.py").write_text("x = 1\n" * 301)
        (folder / "short.py").write_text("def f():\n" + "    x = 1\n" * 70)

        assert dict(overlong(tmp_path)) == {"src/gongliao/long.py": 301, "src/gongliao/short.py:f": 71}


class TestWheel:
    def test_a_whole_one_has_no_fault(self) -> None:
        assert wheel_faults([*NEEDED, "gongliao/web/assets/index.js"]) == []

    def test_one_without_the_client_is_refused(self) -> None:
        assert len(wheel_faults([name for name in NEEDED if "web" not in name])) == 3

    def test_one_with_tests_is_refused(self) -> None:
        assert wheel_faults([*NEEDED, "gongliao/web/assets/index.js", "tests/test_any.py"]) != []
