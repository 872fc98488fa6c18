"""Days as people and pages write them → `YYYY-MM-DD`."""

import re
from datetime import date, datetime

_ISO_START = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SPACE_BEFORE_ZONE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")


def day_of(words: str) -> str | None:
    """The day of an ISO date or date and time, as written there (no change of time zone); None for anything else."""
    words = _SPACE_BEFORE_ZONE.sub("", words.strip())
    try:
        return datetime.fromisoformat(words).date().isoformat()
    except ValueError:
        return None


def day_at_start(words: str) -> str | None:
    """As `day_of`, but whatever stands behind the day is let pass: pages write times in many ways."""
    found = _ISO_START.match(words)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None


def days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
