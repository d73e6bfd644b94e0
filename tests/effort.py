"""How much of a long walk a run takes: a sample by default, everything with WHOLE=1 (before a release)."""

import os

WHOLE = os.environ.get("WHOLE") == "1"


def every(sample: int) -> int:
    """The step with which a walk goes through its list: each of them, or one in `sample`."""
    return 1 if WHOLE else sample
