"""Fail where a dependency's licence is not on the list; names every one that is.

What runs with the product and what only checks or builds it are judged apart, because only the first is passed on.
The list and the exceptions by name stand in ``licences.toml``.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent

Use = Literal["run", "dev"]

# What packages call their licences where they don't use the SPDX name.
SPDX = {
    "mit license": "MIT",
    "osi approved :: mit license": "MIT",
    "apache 2.0": "Apache-2.0",
    "osi approved :: apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "osi approved :: bsd license": "BSD-3-Clause",
    "osi approved :: isc license (iscl)": "ISC",
    "osi approved :: mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "osi approved :: python software foundation license": "PSF-2.0",
    "osi approved :: the unlicense (unlicense)": "Unlicense",
    "osi approved :: gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
}


@dataclass(frozen=True)
class Dependency:
    """One locked package; ``licence`` is empty where it states none."""

    name: str
    use: Use
    licence: str


@dataclass(frozen=True)
class Policy:
    """Allowed licences, and exceptions by use and name."""

    allowed: frozenset[str]
    exceptions: Mapping[Use, Mapping[str, str]]

    def fault_of(self, dependency: Dependency) -> str | None:
        """Return what is wrong with a dependency, or nothing."""
        if not dependency.licence:
            return "states no licence"
        if satisfies(dependency.licence, self.allowed):
            return None
        excepted = self.exceptions["run"].get(dependency.name)
        if dependency.use == "dev":
            excepted = excepted or self.exceptions["dev"].get(dependency.name)
        if excepted is None:
            return f"{dependency.licence} is not allowed"
        if excepted != dependency.licence:
            return f"is {dependency.licence}, but the exception is for {excepted}"
        return None


def main() -> int:
    """Check both lock files and return 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print every dependency with its use and licence")
    arguments = parser.parse_args()

    policy = read_policy(ROOT / "scripts" / "licences.toml")
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    found = [*python_dependencies(lock, licence_of=installed_licence), *web_dependencies(packages)]
    if arguments.list:
        for one in sorted(found, key=lambda one: (one.use, one.name)):
            print(f"{one.use:4} {one.name:45} {one.licence}")
    faults = [f"{one.name} ({one.use}): {fault}" for one in found if (fault := policy.fault_of(one))]
    faults += [f"{name}: an exception for what is no dependency" for name in idle_exceptions(policy, found)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(found)} dependencies, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


def read_policy(path: Path) -> Policy:
    """Return the policy; every exception must give its reason."""
    raw = tomllib.loads(path.read_text())
    uses: tuple[Use, ...] = ("run", "dev")
    for use in uses:
        for name, exception in raw.get(use, {}).items():
            assert exception["reason"], name
    exceptions = {use: {name: one["licence"] for name, one in raw.get(use, {}).items()} for use in uses}
    return Policy(allowed=frozenset(raw["allowed"]), exceptions=exceptions)


def satisfies(expression: str, allowed: Iterable[str]) -> bool:
    """Tell whether an SPDX expression can be met with allowed licences; OR leaves the choice to us, AND does not."""
    tokens = re.findall(r"[()]|[^\s()]+", expression)
    value, rest = _any_of(tokens, frozenset(allowed))
    return value and not rest


def python_dependencies(lock: Mapping[str, Any], *, licence_of: Callable[[str], str | None]) -> Iterator[Dependency]:
    """Yield the locked Python packages that this platform has.

    A package that is not installed is skipped only where another platform alone asks for it.
    """
    packages: dict[str, list[Mapping[str, Any]]] = {}
    for package in lock["package"]:
        packages.setdefault(package["name"], []).append(package)
    (ours,) = packages["gongliao"]
    run = _reached(packages, ours["dependencies"])
    dev = _reached(packages, [one for group in ours["dev-dependencies"].values() for one in group])
    for name in sorted(run | dev):
        licence = licence_of(name)
        if licence is None:
            if _on_every_platform(packages, name):
                yield Dependency(name, "run" if name in run else "dev", "")
            continue
        yield Dependency(name, "run" if name in run else "dev", licence)


def web_dependencies(packages: Mapping[str, Mapping[str, Any]]) -> Iterator[Dependency]:
    """Yield the locked packages of the web client; the lock file itself states their licences."""
    for path, package in packages.items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield Dependency(name, "dev" if package.get("dev") else "run", package.get("license", ""))


def installed_licence(name: str) -> str | None:
    """Return the licence that an installed package states, as an SPDX expression; nothing where it is not installed."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := _first(stated.get_all("License-Expression")):
        return expression
    text = _first(stated.get_all("License")).partition("\n")[0].strip()
    classifiers = [each for each in stated.get_all("Classifier") or [] if each.startswith("License :: ")]
    titles = [each.removeprefix("License :: ") for each in classifiers]
    if titles:
        # Classifiers can't say "or", so all of them must be allowed; an unknown one stays as it is and is refused.
        return " AND ".join(SPDX.get(title.lower(), title) for title in titles)
    return SPDX.get(text.lower(), text)


def idle_exceptions(policy: Policy, found: Iterable[Dependency]) -> list[str]:
    """Return exceptions whose package is gone; a list that only grows says nothing in the end."""
    present = {one.name for one in found}
    return sorted({name for names in policy.exceptions.values() for name in names} - present)


def _first(values: list[str] | None) -> str:
    return values[0] if values else ""


def _reached(packages: Mapping[str, list[Mapping[str, Any]]], asked: Iterable[Mapping[str, Any]]) -> set[str]:
    reached: set[tuple[str, str]] = set()
    waiting = [(one["name"], extra) for one in asked for extra in ("", *one.get("extra", ()))]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in reached:
            continue
        reached.add((name, extra))
        for package in packages[name]:
            asks = package.get("optional-dependencies", {}).get(extra, []) if extra else package.get("dependencies", [])
            waiting += [(one["name"], more) for one in asks for more in ("", *one.get("extra", ()))]
    return {name for name, _ in reached}


def _on_every_platform(packages: Mapping[str, list[Mapping[str, Any]]], name: str) -> bool:
    asks = [
        one
        for versions in packages.values()
        for package in versions
        for group in ("dependencies", "optional-dependencies", "dev-dependencies")
        for one in _flat(package.get(group, []))
    ]
    return any(one["name"] == name and "marker" not in one for one in asks)


def _flat(group: Any) -> list[Mapping[str, Any]]:
    return [one for each in group.values() for one in each] if isinstance(group, dict) else list(group)


def _any_of(tokens: list[str], allowed: frozenset[str]) -> tuple[bool, list[str]]:
    value, rest = _all_of(tokens, allowed)
    while rest[:1] == ["OR"]:
        other, rest = _all_of(rest[1:], allowed)
        value = value or other
    return value, rest


def _all_of(tokens: list[str], allowed: frozenset[str]) -> tuple[bool, list[str]]:
    value, rest = _one(tokens, allowed)
    while rest[:1] == ["AND"]:
        other, rest = _one(rest[1:], allowed)
        value = value and other
    return value, rest


def _one(tokens: list[str], allowed: frozenset[str]) -> tuple[bool, list[str]]:
    if tokens[:1] == ["("]:
        value, rest = _any_of(tokens[1:], allowed)
        return value and rest[:1] == [")"], rest[1:]
    return bool(tokens) and tokens[0] in allowed, tokens[1:]


if __name__ == "__main__":
    sys.exit(main())
