"""The seed of the random tests."""

import os
import secrets

USUAL = 20261125


def seed_of_run() -> int:
    """Return the usual seed; another where ``GONGLIAO_SEED`` names it, or any where it says ``random``."""
    named = os.environ.get("GONGLIAO_SEED", "")
    if named == "random":
        return secrets.randbelow(10**9)
    return int(named or USUAL)
