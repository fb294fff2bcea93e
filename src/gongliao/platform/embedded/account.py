"""Whose rights the server runs with: our own, or an unprivileged account's when we are root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gongliao.platform.embedded.errors import HomeNotOurs, NoServerAccount

# An account of our own keeps the data from other services that run as nobody.
_OWN_ACCOUNT = "gongliao"
_SHARED_ACCOUNT = "nobody"

# Nothing of the caller's PG* or LC_* variables reaches the server or initdb.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}


@dataclass(frozen=True)
class Account:
    """A user of this machine under whom PostgreSQL's programs run."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    def run(
        self,
        command: Sequence[str | Path],
        *,
        errors_to: IO[bytes] | int = subprocess.STDOUT,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, in a session of its own, and return what it printed."""
        return subprocess.run(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors_to,
            text=True,
            errors="replace",
            check=False,
            # The caller's folder may be closed to the account.
            cwd="/",
            env={**_ENVIRONMENT, **(environment or {})},
            umask=0o077,
            # Ctrl C in the terminal must reach us and not the server.
            start_new_session=True,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )

    def make_folder(self, folder: Path) -> None:
        """Create a folder that only this account may enter, below one that is ours."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self.adopt(folder)

    def adopt(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(data: Path) -> Account:
    """Return the account that runs the server on ``data``.

    Raises: HomeNotOurs, NoServerAccount.
    """
    # Data that exists is run by its owner, so that root can serve what a user once created.
    owner = _owner(data)
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise HomeNotOurs(data)
        return Account(name=_name(os.geteuid()), uid=os.geteuid(), gid=os.getegid())
    if owner == 0:
        raise HomeNotOurs(data)
    if owner is not None:
        return Account(name=_name(owner), uid=owner, gid=data.stat().st_gid)
    return _unprivileged()


def _owner(data: Path) -> int | None:
    try:
        return data.stat().st_uid
    except FileNotFoundError:
        return None
    except PermissionError:
        raise HomeNotOurs(data) from None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _unprivileged() -> Account:
    for name in (_OWN_ACCOUNT, _SHARED_ACCOUNT):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        # Somebody who signs in under our name is a person, whose files the server must not touch.
        signs_in = not entry.pw_shell.endswith(("/nologin", "/false"))
        if entry.pw_uid != 0 and not (name == _OWN_ACCOUNT and signs_in):
            return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise NoServerAccount((_OWN_ACCOUNT, _SHARED_ACCOUNT))
