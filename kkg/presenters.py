"""Sessions, topics and attendance in words, for pages and papers. Rights are decided elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from core.formats import (
    clock,
    date_long,
    date_range,
    date_short,
    due_tone,
    joined,
    moment_short,
    relative_due,
)
from core.privacy import is_hidden
from kkg.agenda import PastTopic, age, headline, history, told, told_again
from kkg.dates import put_off
from kkg.doubts import Meeting
from kkg.lettering import zone_of
from kkg.models import (
    Attendance,
    Decision,
    Feeling,
    Material,
    Problem,
    RosterEntry,
    Session,
    Speaker,
    Topic,
)
from kkg.permissions import reflection_ends_on, why_not_see_reasons

TOPIC_TONES = {"tuntas": "green", "sebagian": "amber", "belum": "red"}
MARK_TONES = {"hadir": "green", "izin": "amber", "sakit": "amber", "alpa": "red"}


class Line(NamedTuple):
    """One row of components/row.html."""

    title: str
    detail: str = ""
    state: str = ""
    tone: str = "grey"
    url: str = ""


def session_state(session: Session, today: date) -> tuple[str, str]:
    """Word and tone of the chip."""
    if session.cancelled_at:
        return "Dibatalkan", "red"
    if session.is_closed:
        return "Selesai", "green"
    if session.date < today:
        return "Belum ditutup", "amber"
    return ("Hari ini", "amber") if session.date == today else ("Dijadwalkan", "blue")


def hours(session: Session) -> str:
    """ "08.00–11.30", "mulai 08.00", or nothing."""
    if session.starts_at and session.ends_at:
        return f"{clock(session.starts_at)}–{clock(session.ends_at)}"
    return f"mulai {clock(session.starts_at)}" if session.starts_at else ""


def hours_and_zone(session: Session) -> str:
    """The same with WIB, WITA or WIT by the host, else by the group's first madrasah (decisions.md 27)."""
    when = hours(session)
    return f"{when} {_zone(session)}" if when else ""


def _zone(session: Session) -> str:
    if session.madrasah:
        return zone_of(session.madrasah.region_id)
    place = session.group.group_places.select_related("madrasah").order_by("pk").first()
    return zone_of(place.madrasah.region_id if place else "")


def where(session: Session) -> str:
    """Host and place, as far as they are known."""
    host = session.madrasah.name_on(session.date) if session.madrasah else ""
    return ", ".join(part for part in (host, session.place) if part)


def session_line(session: Session, today: date, url: str, *, with_group: bool = False) -> Line:
    """A session in a list; needs `SessionQuerySet.for_list`. The group is named where several meet."""
    state, tone = session_state(session, today)
    known: Any = session
    came = f"{known.came_count} hadir" if known.came_count else ""
    topics = f"{known.topic_count} topik" if known.topic_count else "agenda kosong"
    group = session.group.name if with_group else ""
    parts = [date_long(session.date), put_off(known.first_dates), called_off(session)]
    parts += [group, where(session), "" if session.cancelled_at else topics, came]
    return Line(session.title, " · ".join(part for part in parts if part), state, tone, url)


def called_off(session: Session) -> str:
    """ "dibatalkan: jalan putus", or nothing."""
    return f"dibatalkan: {session.cancelled_reason}" if session.cancelled_at else ""


def session_when(session: Session) -> str:
    """ "Senin, 23 November 2026 · 08.00–11.30 · MI Contoh Satu, Aula", as far as known."""
    parts = (date_long(session.date), hours(session), where(session))
    return " · ".join(part for part in parts if part)


def session_facts(
    session: Session, speakers: Iterable[Any], topics: Iterable[Topic] = ()
) -> list[tuple[str, str]]:
    """What stands beside the date: words and values for components/facts.html."""
    facts = [
        ("Jenis", session.get_kind_display()),
        ("Narasumber", joined([str(speaker) for speaker in speakers])),
        ("Jumlah JP", str(session.jp or "")),
        ("Waktu topik", minutes_sum(session, topics)),
        *_changes_of_date(session),
    ]
    if session.closed_at:
        shut = moment_short(timezone.localtime(session.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {session.closed_by}"))
    if session.reopened_reason:
        facts.append(("Alasan dibuka kembali", session.reopened_reason))
    return facts


def _changes_of_date(session: Session) -> list[tuple[str, str]]:
    """Each putting off and the calling off, with the reason."""
    facts = [
        ("Ditunda", f"Semula {date_long(step.from_date)}, menjadi {date_long(step.to_date)}. {step.reason}")
        for step in session.postponements.all()
    ]
    return [*facts, ("Dibatalkan", session.cancelled_reason)] if session.cancelled_at else facts


def continued_from(topic: Topic, past: Mapping[int, PastTopic]) -> str:
    """ "Dibahas 12 Okt 2026 (sebagian), 9 Nov 2026 (belum); ketiga kalinya", or nothing."""
    return told_again(history(topic.continues_id, past))


def topic_line(topic: Topic, past: Mapping[int, PastTopic]) -> Line:
    """A topic with its state, or the word "lanjutan" while it waits; the address leads to its own page."""
    parts = [
        topic.get_competency_display(),
        topic.speaker_name,
        topic_minutes(topic),
        continued_from(topic, past),
        settled_words(topic),
    ]
    detail = " · ".join(part for part in parts if part)
    url = reverse("kkg:topic-settle", args=[topic.pk])
    return Line(topic.title, detail, *topic_state(topic), url)


def topic_state(topic: Topic) -> tuple[str, str]:
    """Word and tone of the chip."""
    if topic.settled_how:
        return topic.get_settled_how_display(), "grey"
    if topic.status:
        return topic.get_status_display(), TOPIC_TONES[topic.status]
    return ("Lanjutan", "amber") if topic.continues_id else ("", "grey")


def topic_minutes(topic: Topic) -> str:
    """ "45 menit", "60 menit (rencana 45)", or nothing."""
    used, planned = topic.minutes_used, topic.minutes_planned
    if used is None:
        return f"{planned} menit" if planned else ""
    return f"{used} menit (rencana {planned})" if planned and planned != used else f"{used} menit"


def settled_words(topic: Topic) -> str:
    """What became of an unfinished topic: closed with its reason, or handed on to whom with what."""
    if topic.settled_how == Topic.Settled.CLOSED:
        return f"Ditutup tanpa dituntaskan: {topic.settled_note}"
    if topic.settled_how == Topic.Settled.HANDED_ON:
        receiver = topic.settled_person or topic.settled_group or topic.settled_to
        return f"Diserahkan kepada {receiver}: {topic.settled_note}"
    return f"Dikembalikan ke agenda: {topic.returned_reason}" if topic.returned_reason else ""


def minutes_sum(session: Session, topics: Iterable[Topic]) -> str:
    """ "150 menit direncanakan, 165 terpakai, dari 180 menit pertemuan"; nothing while nothing is known."""
    topics = list(topics)
    planned = sum(topic.minutes_planned for topic in topics)
    used = sum(topic.minutes_used or 0 for topic in topics)
    length = Meeting(date=session.date, starts_at=session.starts_at, ends_at=session.ends_at).length
    parts = [
        f"{planned} menit direncanakan" if planned else "",
        f"{used} menit terpakai" if used else "",
        f"dari {length} menit pertemuan" if length and (planned or used) else "",
    ]
    return ", ".join(part for part in parts if part)


def pending_line(topic: Topic, past: Mapping[int, PastTopic], today: date, *, with_group: bool) -> Line:
    """An unfinished or settled topic in the list of its group; needs `TopicQuerySet.for_list`."""
    chain = history(topic.pk, past)
    waiting = getattr(topic, "continued_by", None)
    parts = [
        topic.session.group.name if with_group else "",
        told(chain),
        "" if topic.settled_how else f"menunggu {age(chain[0].date, today)}",
        f"di agenda {date_short(waiting.session.date)}" if waiting else "",
        settled_words(topic),
    ]
    detail = " · ".join(part for part in parts if part)
    url = reverse("kkg:topic-settle", args=[topic.pk])
    return Line(topic.title, detail, *topic_state(topic), url)


def topic_facts(topic: Topic) -> list[tuple[str, str]]:
    """What was recorded of one topic: words and values for components/facts.html."""
    facts = [
        ("Pertemuan", f"{topic.session.title}, {date_long(topic.session.date)}"),
        ("Kompetensi", topic.get_competency_display()),
        ("Narasumber", topic.speaker_name),
        ("Menit", topic_minutes(topic)),
        ("Capaian", topic.achieved),
        ("Kendala", topic.obstacles),
        ("Masukan", topic.advice),
    ]
    return [(word, value) for word, value in facts if value]


def attendance_totals(rows: Iterable[Attendance], *, with_reasons: bool) -> list[tuple[int, str]]:
    """(count, word) for each mark; without reasons all who did not come are one figure."""
    marks = [row.mark for row in rows]
    if with_reasons:
        return [(marks.count(value), word.lower()) for value, word in Attendance.Mark.choices]
    came = marks.count(Attendance.Mark.HADIR)
    return [(came, "hadir"), (len(marks) - came, "tidak hadir")]


def attendance_line(row: Attendance, user: Any, group: Any) -> Line:
    """A name, the madrasah of that day, and the mark as far as this reader may know it."""
    if row.person is None:
        return Line(row.guest_name, row.guest_institution or "Tamu", "Tamu", "blue")
    is_own = row.person_id == user.person_id
    is_plain = row.mark == Attendance.Mark.HADIR or is_own
    detail = row.madrasah.name_on(row.session.date) if row.madrasah else ""
    if is_plain or why_not_see_reasons(user, group, row.madrasah_id) is None:
        return Line(str(row.person), detail, row.get_mark_display(), MARK_TONES[row.mark])
    return Line(str(row.person), detail, "Tidak hadir", "grey")


def paper_rows(roster: Iterable[RosterEntry], session: Session, user: Any) -> list[dict[str, str]]:
    """Rows of the daftar hadir; NIP and reasons only where this reader may see them (decisions.md 12)."""
    rows = []
    for entry in roster:
        place = entry.madrasah.pk if entry.madrasah else None
        known = why_not_see_reasons(user, session.group, place) is None
        person = entry.person
        absent = entry.mark not in ("", Attendance.Mark.HADIR)
        rows.append({
            "name": str(person),
            "number": (person.nip or person.nuptk or "–") if known else "",
            "place": entry.place,
            "post": entry.post,
            "mark": (entry.mark if known else "tidak hadir") if absent else "",
        })  # fmt: skip
    return rows


def extra_lines(
    roster: Iterable[RosterEntry], guests: Iterable[Attendance], speakers: Iterable[Speaker]
) -> list[dict[str, Any]]:
    """Guests and invited persons with the key of the row that can be taken off again."""
    speakers = list(speakers)
    by_person, by_name = {s.person_id for s in speakers}, {s.guest_name for s in speakers if s.guest_name}
    invited = [
        (e.row, str(e.person), e.place, e.person.pk in by_person, False) for e in roster if e.is_invited
    ]
    named = [(g.pk, g.guest_name, g.guest_institution, g.guest_name in by_name, True) for g in guests]
    return [
        {
            "row": row, "title": title, "detail": place, "state": "Narasumber" if speaks else "Tamu",
            "is_guest": is_guest,
        }
        for row, title, place, speaks, is_guest in [*invited, *named]
    ]  # fmt: skip


def attendance_paper(
    session: Session,
    rows: list[dict[str, str]],
    guests: Iterable[Attendance],
    signers: Mapping[str, Any],
    invitation: str = "",
) -> dict[str, Any]:
    """Everything templates/papers/attendance.typ prints (domain.md §4.5). `invitation`: its number."""
    place = session.group.city or "…………………"
    return {
        "title": f"Daftar Hadir {session.title}",
        "letterhead": session.group.letterhead.splitlines() or [session.group.name],
        "activity": session.title,
        "group": session.group.name,
        "invitation": invitation,
        "day": date_long(session.date),
        "hours": hours_and_zone(session),
        "place": where(session),
        "rows": rows,
        "guests": [{"name": g.guest_name, "place": g.guest_institution} for g in guests],
        "with_numbers": not rows or any(row["number"] for row in rows),
        "dated": f"{place}, {date_long(session.date).partition(', ')[2]}",
        "signers": dict(signers),
    }


MATERIAL_TONES = {"pengalaman": "plum", "metode": "green", "media": "amber", "referensi": "blue"}


def classes_of(material: Material) -> str:
    """ "kelas 4 dan 5"; nothing when it is for all."""
    return f"kelas {joined([str(number) for number in material.classes])}" if material.classes else ""


def link_host(material: Material) -> str:
    """Where the link leads: "contoh.id"."""
    return urlsplit(material.link).hostname or ""


def material_facts(material: Material) -> list[tuple[str, str]]:
    """What stands beside a material: words and values for components/facts.html."""
    topic = f"{material.topic}" if material.topic else ""
    facts = [
        ("Dari", str(material.shared_by)),
        ("KKG", material.group.name),
        ("Untuk", classes_of(material) or "semua kelas"),
        ("Mata pelajaran", str(material.subject or "")),
        ("Topik", topic),
        ("Kompetensi", material.topic.get_competency_display() if material.topic else ""),
        ("Dibagikan", date_short(timezone.localtime(material.created_at).date())),
    ]
    return [(word, value) for word, value in facts if value]


def used_by(count: int) -> str:
    """ "dipakai 3 guru", or nothing: a fact, never a rank."""
    return f"dipakai {count} guru" if count else ""


def material_line(material: Material, url: str, *, with_group: bool = False) -> Line:
    """A material in a list; needs `MaterialQuerySet.for_list`."""
    known: Any = material
    parts = [
        classes_of(material), str(material.subject or ""), f"dari {material.shared_by}",
        material.group.name if with_group else "", used_by(known.user_count),
    ]  # fmt: skip
    detail = " · ".join(part for part in parts if part)
    detail = detail[:1].upper() + detail[1:]
    return Line(
        material.title, detail, material.get_kind_display(), MATERIAL_TONES.get(material.kind, "grey"), url
    )


REFLECTION_QUESTIONS = {
    "useful": "Bermanfaat bagi kelas saya",
    "clear": "Penjelasannya saya pahami",
    "will_try": "Akan saya coba di kelas",
}


class ReflectionTable(NamedTuple):
    """Counts for components/table.html, or the sentence that says why there are none."""

    head: list[str]
    rows: list[list[str]]
    n: int = 0
    why_not: str = ""

    @property
    def caption(self) -> str:
        """Above the table."""
        return f"Dari {self.n} tanggapan"

    @property
    def numeric(self) -> list[int]:
        """Columns that hold counts."""
        return list(range(1, len(self.head)))


def reflection_table(session: Session, today: date, minimum: int) -> ReflectionTable:
    """What those present thought. Never while answers may still come, never from fewer than `minimum`.

    So the table is shown once and stands still: no reader can tell one answer by watching it move.
    """
    head = ["Pernyataan", *Feeling.labels]
    until = reflection_ends_on(session)
    if today <= until:
        return ReflectionTable(head, [], why_not=f"Hasilnya tampil setelah {date_long(until)}.")
    counts: Any = getattr(session, "reflection", None)
    n = sum(counts.useful) if counts else 0
    if n == 0 or is_hidden(n, minimum):
        return ReflectionTable(head, [], why_not=f"Kurang dari {minimum} tanggapan, jadi tidak ditampilkan.")
    rows = [[words, *map(str, getattr(counts, question))] for question, words in REFLECTION_QUESTIONS.items()]
    return ReflectionTable(head, rows, n)


PROBLEM_TONES = {"terbuka": "amber", "dibahas": "blue", "selesai": "green"}


def brought_by(problem: Problem) -> str:
    """Who brought it, as far as anybody knows."""
    return str(problem.brought_by) if problem.brought_by else "Tanpa nama"


def problem_line(problem: Problem, *, with_group: bool) -> Line:
    """A problem in a list; needs `ProblemQuerySet.for_list`."""
    level = f"kelas {problem.class_level}" if problem.class_level else ""
    parts = [
        date_short(problem.brought_on), brought_by(problem), problem.group.name if with_group else "",
        problem.get_competency_display(), level, str(problem.subject or ""),
        f"topik pertemuan {date_short(problem.topic.session.date)}" if problem.topic else "",
    ]  # fmt: skip
    detail = " · ".join(part for part in parts if part)
    state, tone = problem.get_status_display(), PROBLEM_TONES[problem.status]
    url = reverse("kkg:problem-detail", args=[problem.key])
    return Line(headline(problem.text, 120), detail, state, tone, url)


def problem_facts(problem: Problem) -> list[tuple[str, str]]:
    """What stands beside a problem: words and values for components/facts.html."""
    facts = [
        ("Dari", brought_by(problem)),
        ("Tanggal", date_long(problem.brought_on)),
        ("KKG", problem.group.name),
        ("Kompetensi", problem.get_competency_display()),
        ("Kelas", str(problem.class_level or "")),
        ("Mata pelajaran", str(problem.subject or "")),
    ]
    return [(word, value) for word, value in facts if value]


def outcome_lines(steps: Iterable[Any]) -> list[Line]:
    """What came of the topic that a problem became, session by session; of `kkg.reports.outcomes_of`."""
    lines = []
    for step in steps:
        told_of = {"Capaian": step.achieved, "Kendala": step.obstacles, "Masukan": step.advice}
        words = [f"{label}: {said}" for label, said in told_of.items() if said] + [settled_words(step)]
        detail = " · ".join(part for part in [step.title, *words] if part)
        state, tone = topic_state(step) if step.is_held else ("Menunggu", "blue")
        url = reverse("kkg:session-detail", args=[step.session_id])
        lines.append(Line(date_long(step.met_on), detail, state, tone, url))
    return lines


DECISION_TONES = {"selesai": "green", "gugur": "grey"}


def decision_state(decision: Decision, today: date) -> tuple[str, str]:
    """How near its day is, or how it ended."""
    if decision.status != Decision.Status.OPEN:
        return decision.get_status_display(), DECISION_TONES[decision.status]
    if decision.due is None:
        return "Belum selesai", "amber"
    return relative_due(decision.due, today), due_tone(decision.due, today)


def decision_line(decision: Decision, today: date, *, with_group: bool = False) -> Line:
    """A decision in a list; needs `DecisionQuerySet.for_list`."""
    parts = [
        str(decision.owner or ""), f"sampai {date_short(decision.due)}" if decision.due else "",
        decision.session.group.name if with_group else "",
        f"dari pertemuan {date_short(decision.session.date)}",
    ]  # fmt: skip
    detail = " · ".join(part for part in parts if part)
    url = reverse("kkg:decision-close", args=[decision.pk])
    return Line(decision.text, detail, *decision_state(decision, today), url)


def decision_facts(decision: Decision) -> list[tuple[str, str]]:
    """What stands beside a decision: words and values for components/facts.html."""
    facts = [
        ("Penanggung jawab", str(decision.owner or "")),
        ("Batas waktu", date_long(decision.due) if decision.due else ""),
        ("Pertemuan", f"{decision.session.title}, {date_long(decision.session.date)}"),
        ("Topik", str(decision.topic or "")),
    ]
    if decision.closed_at:
        shut = moment_short(timezone.localtime(decision.closed_at))
        facts.append(("Ditutup", f"{shut} oleh {decision.closed_by}"))
    facts.append(("Alasan dibuka kembali", decision.reopened_reason))
    return [(word, value) for word, value in facts if value]


def programme_line(programme: Any, url: str) -> Line:
    """A programme in a list; needs `ProgrammeQuerySet.for_list`."""
    rows, made = programme.row_count, programme.session_count
    detail = f"{programme.group} · {rows} rencana, {made} sudah dijadwalkan" if rows else str(programme.group)
    return Line(str(programme.semester), detail, "" if rows else "Masih kosong", "amber", url)


def planned_line(planned: Any, session: Session | None, today: date, url: str) -> Line:
    """A planned meeting, in the state of its session once it is one."""
    state, tone = session_state(session, today) if session else ("Belum dijadwalkan", "grey")
    day = session.date if session else planned.date
    parts = [
        date_long(day) if day else "tanggal belum diisi",
        planned.get_kind_display(),
        f"paket {planned.pack}" if planned.pack else "",
        planned.get_competency_display(),
        f"{planned.jp} JP" if planned.jp else "",
        planned.speaker_name,
    ]
    detail = " · ".join(part for part in parts if part)
    return Line(planned.title, detail[:1].upper() + detail[1:], state, tone, url)


class CalendarDay(NamedTuple):
    """One day of the calendar page with what stands on it."""

    day: date
    is_today: bool
    lines: list[Line]


def calendar_days(
    rows: Mapping[str, list[Any]], today: date, within: tuple[date, date], url_of: Callable[[str, Any], str]
) -> list[CalendarDay]:
    """Days that have something, in order. `rows`: kkg.reports.calendar_rows; `url_of`: kind, row -> url."""
    found: dict[date, list[Line]] = {}
    for day, line in _calendar_lines(rows, today, within[0], url_of):
        if within[0] <= day <= within[1]:
            found.setdefault(day, []).append(line)
    return [CalendarDay(day, day == today, lines) for day, lines in sorted(found.items())]


def _calendar_lines(
    rows: Mapping[str, list[Any]], today: date, first: date, url_of: Callable[[str, Any], str]
) -> Iterator[tuple[date, Line]]:
    for semester in rows["semesters"]:
        yield semester.starts_on, Line(f"{semester} dimulai", "", "Semester", "plum")
        yield semester.ends_on, Line(f"{semester} berakhir", "", "Semester", "plum")
    for holiday in rows["holidays"]:
        span = "" if holiday.starts_on == holiday.ends_on else date_range(holiday.starts_on, holiday.ends_on)
        yield max(holiday.starts_on, first), Line(holiday.name, span, "Libur", "amber")
    for session in rows["sessions"]:
        yield session.date, _calendar_session(session, today, url_of("session", session))
    for plan in rows["plans"]:
        detail = f"{plan.programme.group} · {plan.get_kind_display()}"
        yield plan.date, Line(plan.title, detail, "Direncanakan", "grey", url_of("plan", plan))


def _calendar_session(session: Session, today: date, url: str) -> Line:
    known: Any = session
    state, tone = session_state(session, today)
    changes = (put_off(known.first_dates), called_off(session))
    parts = (hours(session), where(session), session.group.name, *changes)
    return Line(session.title, " · ".join(part for part in parts if part), state, tone, url)


NO_WAY_BACK = "Tidak ada tombol untuk membatalkan ini. Periksa dulu sebelum melanjutkan."


def split_words(group: Any, data: Mapping[str, Any], unfinished: int, moving: Iterable[Any]) -> list[str]:
    """What a split does, in sentences. `data`: cleaned data of SplitForm; `moving`: officers who leave."""
    leaving, name, day = list(data["madrasahs"]), data["name"], data["day"]
    places = group.group_places.filter(until=None).exclude(madrasah__in=leaving)
    staying = [str(place.madrasah) for place in places.select_related("madrasah").order_by("madrasah__name")]
    goes = name if data["topics"] == "baru" else str(group)
    return [
        f"Mulai {date_long(day)}, {joined([str(madrasah) for madrasah in leaving])} menjadi anggota {name}.",
        f"{group} tetap beranggota {joined(staying)}." if staying else f"{group} tidak punya madrasah lagi.",
        f"Pengurus {name} belum ada: tetapkan sesudahnya. Pengurus {group} tidak berubah.",
        *(f"{one.person} ({one.get_office_display()}) mengajar di madrasah yang pindah." for one in moving),
        f"{unfinished} topik yang belum tuntas dilanjutkan di {goes}." if unfinished else "",
        f"Pertemuan, surat, dan program yang ada tetap milik {group}; guru yang pindah melihat KKG barunya.",
        "Daftar hadir sebelum hari itu memuat anggota lama, mulai hari itu anggota baru.",
        NO_WAY_BACK,
    ]


def merge_words(group: Any, into: Any, day: date, unfinished: int) -> list[str]:
    """What joining does, in sentences."""
    places = group.group_places.filter(until=None).select_related("madrasah").order_by("madrasah__name")
    names = joined([str(place.madrasah) for place in places])
    return [
        f"Mulai {date_long(day)}, {names} menjadi anggota {into}.",
        f"{group} berakhir sehari sebelumnya. Masa jabatan semua pengurusnya ikut berakhir.",
        f"{unfinished} topik yang belum tuntas masuk agenda {into} berikutnya." if unfinished else "",
        f"Pertemuan dan surat {group} tetap bisa dibaca, tetapi pertemuan baru dibuat di {into}.",
        "Daftar hadir sebelum hari itu memuat anggota lama, mulai hari itu anggota gabungan.",
        NO_WAY_BACK,
    ]
