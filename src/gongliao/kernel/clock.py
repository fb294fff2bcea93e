"""The only place that reads the clock for domain code; operations are handed ``at``."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """Return the instant in UTC."""
    return datetime.now(UTC)


def local_date(at: datetime, zone: str) -> date:
    """Return the calendar day of an instant where the company works."""
    return at.astimezone(ZoneInfo(zone)).date()
