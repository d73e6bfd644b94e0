"""What a teacher's row means for the post at its madrasah: nothing, a correction, or a new placement."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from madrasah.imports.read_rows import ReadRow
from madrasah.periods import FIRST_MONTH, holds, school_year_of
from madrasah.places.models import Madrasah
from madrasah.work.models import Placement

UNSAID = "Tugas mengajarnya tidak disebut di baris ini, jadi belum dicatat. Isi di halaman guru."
UNCLEAR = "Tugas mengajar di data berbeda dan tidak diubah. Ubah di halaman guru bila perlu."


class _Said(NamedTuple):
    """What a row makes of a post; an empty cell blanks no class of the same post."""

    post: str
    subject: str
    class_name: str

    @classmethod
    def by(cls, row: ReadRow, current: Placement) -> Self:
        """The post that a placement becomes."""
        post = row.text("post")
        kept = current.class_name if post == current.post else ""
        return cls(post, row.text("subject"), row.text("class_name") or kept)


@dataclass(frozen=True)
class PlannedPost:
    """A placement to make (`pk` is None) or to correct; `since` as ISO text."""

    pk: int | None
    post: str
    subject: str
    class_name: str
    since: str
    is_home: bool
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        """For ImportRow.payload."""
        return asdict(self)


@dataclass(frozen=True)
class PostPlan:
    """How a post begins: `since` is the day of a move, otherwise the start follows from the school year."""

    today: date
    is_home: bool = True
    since: date | None = None

    @property
    def start(self) -> date:
        """The first day of a new post when nothing stood there before."""
        return self.since or date(school_year_of(self.today), FIRST_MONTH, 1)


def plan_post(
    row: ReadRow, placements: Iterable[Placement], madrasah: Madrasah, plan: PostPlan
) -> tuple[PlannedPost | None, tuple[str, ...]]:
    """The post to write and what to tell. A row without a task makes nobody lose one.

    A new placement counts from the first day of this school year, or from the day after an earlier one.
    """
    here = [placement for placement in placements if placement.madrasah_id == madrasah.pk]
    lasting = [placement for placement in here if holds(placement, plan.today)]
    if not lasting:
        return _new_post(row, here, plan)
    if _says_nothing_new(row, lasting):
        return None, ()
    current, others = lasting[0], [placement for placement in here if placement is not lasting[0]]
    clash = [p for p in others if p.post == row.text("post") and _overlap(p, current)]
    if len(lasting) > 1 or clash:
        return None, (UNCLEAR,)
    return _correction(row, current), ()


def _correction(row: ReadRow, current: Placement) -> PlannedPost:
    said = _Said.by(row, current)
    since = current.since.isoformat()
    before = _words(current.post, current.subject_id or "", current.class_name)
    return PlannedPost(current.pk, *said, since, current.is_home, before, _words(*said))


def _new_post(row: ReadRow, here: list[Placement], plan: PostPlan) -> tuple[PlannedPost | None, tuple[str, ...]]:
    post = row.text("post") or Placement.Post.UNSAID.value
    ended = [p.until for p in here if p.post == post and p.until is not None and p.until >= plan.start]
    told = () if row.text("post") else (UNSAID,)
    since = max(ended) + timedelta(days=1) if ended else plan.start
    if since > plan.today or any(p.post == post and p.since > plan.today for p in here):
        return None, (UNCLEAR,)
    said = _Said(post, row.text("subject"), row.text("class_name"))
    return PlannedPost(None, *said, since.isoformat(), plan.is_home, "", _words(*said)), told


def _says_nothing_new(row: ReadRow, lasting: list[Placement]) -> bool:
    post, subject = row.text("post"), row.text("subject")
    if not post or (post == Placement.Post.SUBJECT and not subject):
        return True
    held = [(placement.post, placement.subject_id or "", placement.class_name) for placement in lasting]
    return any(now == _Said.by(row, placement) for now, placement in zip(held, lasting, strict=True))


def _overlap(one: Placement, other: Placement) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _words(post: str, subject: str, class_name: str) -> str:
    return " ".join(filter(None, (str(Placement.Post(post).label), subject, class_name)))
