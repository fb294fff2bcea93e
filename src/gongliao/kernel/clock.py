"""The only place that reads the clock for domain code; operations are handed ``at``."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """Return the instant in UTC."""
    return datetime.now(UTC)


def local_date(at: datetime, zone: str) -> date:
    """Return the calendar day of an instant where the company works."""
    return at.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """Return the last instant of a day where the company works."""
    return datetime.combine(day, time.max, tzinfo=ZoneInfo(zone)).astimezone(UTC)
