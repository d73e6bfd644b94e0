"""What a teacher's row means for the post at its madrasah: nothing, a correction, or a new placement."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from madrasah.imports.rows import ReadRow
from madrasah.models import Madrasah, Placement
from madrasah.periods import FIRST_MONTH, school_year_of

UNCLEAR = "Tugas mengajar di data berbeda dan tidak diubah. Ubah di halaman guru bila perlu."


@dataclass(frozen=True)
class PlannedPost:
    """A placement to make (`pk` is None) or to correct; `since` as ISO text."""

    pk: int | None
    post: str
    subject: str
    since: str
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        """For ImportRun.rows."""
        return asdict(self)


def plan_post(
    row: ReadRow, placements: Iterable[Placement], madrasah: Madrasah, today: date
) -> tuple[PlannedPost | None, tuple[str, ...]]:
    """The post to write and what to tell. A row without a task makes nobody lose one.

    A new placement counts from the first day of this school year, or from the day after an earlier one.
    """
    here = [placement for placement in placements if placement.madrasah_id == madrasah.pk]
    lasting = [p for p in here if p.since <= today and (p.until is None or p.until >= today)]
    if not lasting:
        return _new_post(row, here, today)
    if _says_nothing_new(row, lasting):
        return None, ()
    current, others = lasting[0], [placement for placement in here if placement is not lasting[0]]
    clash = [p for p in others if p.post == row.text("post") and _overlap(p, current)]
    if len(lasting) > 1 or clash:
        return None, (UNCLEAR,)
    after = _words(row.text("post"), row.text("subject"))
    before = _words(current.post, current.subject_id or "")
    since = current.since.isoformat()
    return PlannedPost(current.pk, row.text("post"), row.text("subject"), since, before, after), ()


def _new_post(row: ReadRow, here: list[Placement], today: date) -> tuple[PlannedPost | None, tuple[str, ...]]:
    post = row.text("post") or Placement.Post.CLASS.value
    start = date(school_year_of(today), FIRST_MONTH, 1)
    ended = [p.until for p in here if p.post == post and p.until is not None and p.until >= start]
    since = max(ended) + timedelta(days=1) if ended else start
    if since > today or any(p.post == post and p.since > today for p in here):
        return None, (UNCLEAR,)
    words = _words(post, row.text("subject"))
    return PlannedPost(None, post, row.text("subject"), since.isoformat(), "", words), ()


def _says_nothing_new(row: ReadRow, lasting: list[Placement]) -> bool:
    post, subject = row.text("post"), row.text("subject")
    if not post or (post == Placement.Post.SUBJECT and not subject):
        return True
    return any(placement.post == post and (placement.subject_id or "") == subject for placement in lasting)


def _overlap(one: Placement, other: Placement) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _words(post: str, subject: str) -> str:
    label = Placement.Post(post).label
    return f"{label} {subject}".strip()
