"""What the process is told by its environment, read once and typed."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict


@dataclass(frozen=True)
class Environment:
    """Settings of one process.

    ``database_url`` connects as the application role, ``owner_url`` as the role that owns the tables and migrates.
    ``trusted_proxies`` is how many reverse proxies stand in front, whose word about client and scheme then counts.
    """

    database_url: str
    owner_url: str
    home: Path
    secret_key: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    trusted_proxies: int
    secure_cookies: bool
    pool_size: int


def read_environment() -> Environment:
    """Return the environment; an unset database URL stays empty and is found out at the first connection."""
    home = Path(os.environ.get("GONGLIAO_HOME", "var")).resolve()
    return Environment(
        database_url=os.environ.get("DATABASE_URL", ""),
        owner_url=os.environ.get("DATABASE_OWNER_URL", ""),
        home=home,
        secret_key=os.environ.get("GONGLIAO_SECRET_KEY") or _kept_secret(home),
        debug=os.environ.get("GONGLIAO_DEBUG") == "1",
        allowed_hosts=_words("GONGLIAO_HOSTS", "localhost,127.0.0.1,[::1]"),
        trusted_origins=_words("GONGLIAO_ORIGINS", ""),
        trusted_proxies=int(os.environ.get("GONGLIAO_TRUSTED_PROXIES", "0")),
        secure_cookies=os.environ.get("GONGLIAO_SECURE_COOKIES") == "1",
        pool_size=int(os.environ.get("GONGLIAO_POOL_SIZE", "8")),
    )


def database_settings(url: str) -> dict[str, Any]:
    """Return Django's form of a PostgreSQL URL."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    return {
        "ENGINE": "gongliao.platform.database",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def _kept_secret(home: Path) -> str:
    """Return the signing key of this installation, made at its first start."""
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """Write the file whole, unless another process was first: a reader never sees half a key."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()


def _words(name: str, default: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in os.environ.get(name, default).split(",") if word.strip())
