"""A semester of guidance, counted: what a pengawas reports, each number as the page it comes from shows it.

No teacher is named but where a page of supervision names them, and nobody is ranked.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Q

from competency.board.presenters import told_on
from competency.board.reports import board_of, number_of
from competency.recap.reports import Recap, Table, recap_of, sheets_of
from competency.rpp.models import Rpp
from competency.scoring.staircase import UNSEEN, Stair
from competency.sheets.models import FollowUp
from competency.staircase.reports import latest, sightings_of, stairs_in
from core.formats import date_plain, date_short, percent
from kkg.models import GroupPlace, Session, Topic, WorkingGroup
from kkg.recap.reports import recap_of as kkg_recap_of
from madrasah.models import Madrasah, Placement, Semester, User
from madrasah.periods import week_start
from madrasah.scope import open_at, scope_of

Pairs = list[tuple[str, str]]


def guided_groups(user: User, semester: Semester) -> list[WorkingGroup]:
    """KKG that one guides today and that any of one's madrasah belonged to in the semester, by name."""
    days = semester.kkg_days
    places = GroupPlace.objects.filter(madrasah__in=scope_of(user).supervises, since__lte=days.ends_on)
    places = places.filter(Q(until=None) | Q(until__gte=days.starts_on))
    return list(WorkingGroup.objects.run_by(user).filter(pk__in=places.values("group")).order_by("name", "pk"))


def guide_report(user: User, semester: Semester, today: date) -> tuple[Pairs, list[Table]]:
    """Facts and tables: KKG, sheets, RPP and why it was late, tindak lanjut, records of pupils, what waits."""
    places = {row.pk: row.name for row in _places(user)}
    recap = recap_of(user, semester, place=None, teacher=None, today=today)
    groups = guided_groups(user, semester)
    facts = [
        ("Madrasah yang didampingi", str(len(places))),
        ("KKG", str(len(groups))),
        ("Lembar dibagikan", f"{recap.sheets}, tentang {recap.teachers} guru"),
    ]
    tables = [
        _meetings(user, groups, semester),
        _sheets(recap),
        _rpp(user, semester, places),
        _followups(user, semester, places, today),
        _stairs(user, semester, places, today),
        _obstacles(groups, semester),
    ]
    if semester.pk == Semester.objects.begun(today).values_list("pk", flat=True).first():
        tables.append(_waiting(user, today))
    return facts, tables


def _places(user: User) -> Sequence[Madrasah]:
    return list(Madrasah.objects.visible_to(user).filter(pk__in=scope_of(user).supervises).by_name())


def _meetings(user: User, groups: Sequence[WorkingGroup], semester: Semester) -> Table:
    """As the recap of each KKG counts its closed sessions."""
    rows = []
    for group in groups:
        days = semester.kkg_days
        found = kkg_recap_of(user, group, days.starts_on, days.ends_on, semester.school_year)
        total, topics = found.total, dict(found.topics)
        came = f"{total.hadir} dari {total.called} ({percent(total.hadir, total.called)})" if total.called else "–"
        done = f"{topics.get('tuntas', 0)} dari {found.topic_count}" if found.topic_count else "–"
        rows.append([group.name, found.meetings, found.hours, came, done, found.unclosed])
    head = ["KKG", "Pertemuan", "JP", "Kehadiran", "Topik tuntas", "Belum ditutup"]
    return Table("Pertemuan KKG", head, rows, "Pertemuan yang sudah ditutup.", (1, 2, 5))


def _sheets(recap: Recap) -> Table:
    """By madrasah; of one madrasah its teachers by name, as the recap page has them."""
    first = recap.tables[0]
    return Table(f"Supervisi: {first.title.lower()}", first.head, first.rows, first.note, first.numeric)


def _rpp(user: User, semester: Semester, places: Mapping[int, str]) -> Table:
    """Weeks that were looked at; weeks off count on neither side. Why it was late is the cause that was noted."""
    span = (week_start(semester.starts_on), semester.ends_on)
    rows = Rpp.objects.visible_to(user).filter(madrasah__in=places, subject=None, week__range=span)
    told = rows.exclude(status=Rpp.Status.LIBUR).order_by().values_list("madrasah", "status", "cause")
    counts: Counter[tuple[int, str]] = Counter()
    for madrasah, status, cause, number in told.annotate(number=Count("pk")):
        counts[madrasah, status] += number
        counts[madrasah, "semua"] += number
        counts[madrasah, cause] += number if cause else 0
    columns = ["semua", Rpp.Status.ADA, Rpp.Status.TERLAMBAT, Rpp.Status.BELUM_ADA, *Rpp.Cause.values]
    lines = [[name, *(counts[pk, str(column)] for column in columns)] for pk, name in places.items()]
    head = ["Madrasah", "Diperiksa", "Ada", "Terlambat", "Belum ada", *Rpp.Cause.labels]
    note = "Dihitung per guru per minggu. Tiga kolom terakhir: sebab yang dicatat untuk yang terlambat."
    return Table("RPP", head, lines, note, tuple(range(1, len(head))))


def _followups(user: User, semester: Semester, places: Mapping[int, str], today: date) -> Table:
    sheets = sheets_of(user, semester, list(places)).order_by().values("pk")
    status = FollowUp.Status
    rows = FollowUp.objects.visible_to(user).filter(assessment__in=sheets).order_by()
    agreed = Q(status__in=[status.PROPOSED, status.AGREED])
    counted = rows.values(place=F("assessment__madrasah")).annotate(
        asked=Count("pk", filter=~Q(status=status.WAIVED)),
        done=Count("pk", filter=Q(status=status.DONE)),
        late=Count("pk", filter=agreed & Q(due_on__lt=today)),
        waived=Count("pk", filter=Q(status=status.WAIVED)),
    )
    found = {row["place"]: row for row in counted}
    lines = []
    for pk, name in places.items():
        row = found.get(pk) or dict.fromkeys(("asked", "done", "late", "waived"), 0)
        lines.append([name, row["asked"], row["done"], row["asked"] - row["done"], row["late"], row["waived"]])
    head = ["Madrasah", "Tindak lanjut", "Selesai", "Belum selesai", "Di antaranya lewat batas", "Tidak perlu"]
    return Table("Tindak lanjut", head, lines, "Dari lembar yang dibagikan semester itu.", (1, 2, 3, 4, 5))


def _stairs(user: User, semester: Semester, places: Mapping[int, str], today: date) -> Table:
    """How pupils' progress is recorded (S17), of whom it was seen."""
    day = min(max(today, semester.starts_on), semester.ends_on)
    posts = Placement.objects.filter(open_at(day), madrasah__in=places, person__removed_at=None)
    teachers = set(posts.exclude(post=Placement.Post.OTHER).order_by().values_list("person", flat=True))
    stairs = stairs_in(semester, teachers, latest(sightings_of(teachers, [semester], user)))
    counted = Counter(str(stair) if stair else UNSEEN for stair in stairs)
    rows = [[word, counted[word]] for word in (*map(str, Stair), UNSEEN)]
    return Table("Catatan penilaian siswa", ["Langkah", "Guru"], rows, f"Dari {len(teachers)} guru.", (1,))


def _obstacles(groups: Collection[WorkingGroup], semester: Semester) -> Table:
    days = semester.kkg_days
    held = Session.objects.counted().closed().filter(group__in=groups, date__range=(days.starts_on, days.ends_on))
    topics = Topic.objects.filter(session__in=held.order_by().values("pk")).exclude(obstacles="")
    found = topics.select_related("session").order_by("session__date", "session_id", "position", "pk")
    rows = [[date_short(topic.session.date), topic.title, topic.obstacles, topic.advice or "–"] for topic in found]
    return Table("Kendala yang dicatat di KKG", ["Pertemuan", "Topik", "Kendala", "Masukan"], rows)


def _waiting(user: User, today: date) -> Table:
    """As the board counts it today."""
    counted, told = board_of(user, today), told_on(today)
    rows = []
    for question, lines in counted.items():
        number = number_of(lines)
        rows.append([told[question].label, number.open, number.of])
    note = f"Keadaan pada {date_plain(today)}, seperti di papan supervisi."
    return Table("Yang masih menunggu", ["Yang dilihat", "Belum", "Dari"], rows, note, (1, 2))
