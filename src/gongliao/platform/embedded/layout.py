"""Where a home's database lies on the disk, and the record that says so."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from gongliao.platform.embedded.account import Account
from gongliao.platform.embedded.errors import NoReachablePlace, SocketFolderTaken
from gongliao.platform.embedded.files import write_private
from gongliao.platform.embedded.settings import PORT

SUPERUSER = "postgres"
OWNER = "gongliao_owner"
APPLICATION = "gongliao_app"
_ROLES = (SUPERUSER, OWNER, APPLICATION)

# The shortest limit among the systems we run on (macOS; Linux allows four more).
_SOCKET_PATH_BYTES_MAX = 103


@dataclass(frozen=True)
class Place:
    """The folder of one database: ours itself, its three folders the server account's."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def socket_folder(self) -> Path:
        beside = self.root / "run"
        path = os.fsencode(beside / f".s.PGSQL.{PORT}")
        # A comma would part the name into two hosts in a connection URL.
        if len(path) <= _SOCKET_PATH_BYTES_MAX and b"," not in path:
            return beside
        return Path("/tmp") / f"gongliao-{_digest(self.root)}"  # noqa: S108 -- checked below

    def prepare_folders(self, account: Account) -> None:
        """Create the folders the server works in.

        Raises: SocketFolderTaken.
        """
        account.make_folder(self.log)
        folder = self.socket_folder
        # Below /tmp anybody may have made the folder before us, to be talked to in our place.
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        ours = found.st_uid in (os.geteuid(), account.uid) and not found.st_mode & 0o077
        if not (stat.S_ISDIR(found.st_mode) and ours):
            raise SocketFolderTaken(folder)
        account.adopt(folder)


@dataclass(frozen=True)
class Record:
    """What a home remembers: the place of its database, and the passwords of the three roles."""

    home: Path
    elsewhere: Path | None
    passwords: Mapping[str, str] = field(repr=False)

    @classmethod
    def new(cls, *, home: Path, elsewhere: Path | None) -> Record:
        return cls(home, elsewhere, {role: secrets.token_urlsafe(24) for role in _ROLES})

    @classmethod
    def read(cls, path: Path) -> Record | None:
        """Return the record, or None where there is none.

        Raises: ValueError when the file is not one of ours.
        """
        try:
            text = path.read_text()
        except FileNotFoundError:
            return None
        try:
            content = json.loads(text)
            elsewhere = content["elsewhere"]
            return cls(
                home=Path(content["home"]),
                elsewhere=Path(elsewhere) if elsewhere else None,
                passwords={role: str(content["passwords"][role]) for role in _ROLES},
            )
        except (KeyError, TypeError) as error:
            raise ValueError(path) from error

    def write(self, path: Path) -> None:
        content = {
            "home": str(self.home),
            "elsewhere": str(self.elsewhere) if self.elsewhere else None,
            "passwords": dict(self.passwords),
        }
        write_private(path, json.dumps(content, indent=2) + "\n")


def choose_place(*, folder: Path, account: Account, shared: Path) -> Path | None:
    """Return a folder below ``shared`` when the account can't work in ``folder`` itself.

    No folder's permissions are changed to make it reachable.

    Raises: NoReachablePlace.
    """
    if not account.is_other or _can_work_in(folder, account):
        return None
    try:
        elsewhere = _unused_folder(shared, _digest(folder))
    except OSError:
        raise NoReachablePlace(account.name, (folder, shared)) from None
    if not _can_work_in(elsewhere, account):
        raise NoReachablePlace(account.name, (folder, elsewhere))
    return elsewhere


def make_passable(folder: Path) -> None:
    """Create a folder of ours that root's server account may pass through and not list."""
    folder.mkdir(mode=0o700, exist_ok=True)
    # Set each time, for a crash may have come between; another user's folder is left as it is.
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _can_work_in(folder: Path, account: Account) -> bool:
    # Tried and not computed: ACLs, mount options and containers all have a say.
    probe = folder / "probe"
    try:
        account.make_folder(probe)
        return account.run(["/bin/sh", "-c", 'cd "$1" && : >file', "sh", probe]).returncode == 0
    except OSError:
        return False
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def _unused_folder(shared: Path, digest: str) -> Path:
    make_passable(shared)
    # A database whose home was removed or moved keeps its folder: only people delete data.
    names = chain([digest], (f"{digest}-{number}" for number in count(2)))
    folder = next(shared / name for name in names if not Place(shared / name).data.exists())
    make_passable(folder)
    return folder


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
