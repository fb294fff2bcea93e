"""A private PostgreSQL from an installed package, for an installation without DATABASE_URL.

Only the package's programs are used. Its Python would open parent folders to everybody,
trust every local user and kill servers by name.
"""

from gongliao.platform.embedded.errors import EmbeddedDatabaseError
from gongliao.platform.embedded.supervisor import DatabaseUrls, EmbeddedDatabase, Status

__all__ = ["DatabaseUrls", "EmbeddedDatabase", "EmbeddedDatabaseError", "Status"]
