"""Where the time of a page goes: the reason why it stands above a bare list."""

import cProfile
import pstats
from collections.abc import Callable

# (end of the file, function), whose time with all that they call makes a part; none of one part calls another of it.
PARTS = {
    "database": {("~", "<method 'execute' of 'psycopg2.extensions.cursor' objects>")},
    "writing SQL": {("sql/compiler.py", "as_sql"), ("sql/query.py", "add_q")},
    "templates": {("template/backends/django.py", "render")},
}


def shares_of(work: Callable[[], object]) -> list[int]:
    """Percent of one run by part. The profiler makes Python dearer than it is; templates count with what they ask."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in stats.values())
    return [round(100 * sum(_seconds(stats, *place) for place in part) / whole) for part in PARTS.values()]


def _seconds(stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]], end: str, name: str) -> float:
    return sum(row[3] for key, row in stats.items() if key[0].endswith(end) and key[2] == name)
