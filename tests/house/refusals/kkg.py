"""What groups, letters, certificates, library, problems and programme refuse."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from kkg.attendance.rosters import roster_of
from kkg.calendar import actions as calendar_actions
from kkg.calendar import actions as feed
from kkg.certificates import actions as certificates
from kkg.certificates import actions as certificates_actions
from kkg.groups import actions as groups
from kkg.groups import actions as groups_actions
from kkg.letters import actions as letters_actions
from kkg.letters.actions import issue_letter, withdraw_letter
from kkg.library import actions as library
from kkg.library import actions as library_actions
from kkg.lineage import actions as lineage
from kkg.lineage import actions as lineage_actions
from kkg.models import Material, Problem, Programme, Session, WorkingGroup
from kkg.problems import actions as problems
from kkg.problems import actions as problems_actions
from kkg.programme import actions as programme
from kkg.programme import actions as programme_actions
from tests.cast import Cast
from tests.clock import days_from_now
from tests.house.refusals import No
from tests.kkg.certificate_makers import held, make_batch
from tests.kkg.makers import make_material, make_session, make_topic, pdf
from tests.kkg.paper_makers import make_letter
from tests.kkg.programme_makers import make_cancelled, make_plan, make_programme
from tests.kkg.work_makers import make_problem

MODULES = (
    groups_actions,
    lineage_actions,
    letters_actions,
    certificates_actions,
    library_actions,
    problems_actions,
    programme_actions,
    calendar_actions,
)
KEEPS_NO_GROUP = "operator wilayah yang mengubah data KKG"
RUNS_NO_GROUP = "yang mengelola pertemuannya"
LONG_AGO = timedelta(days=31)


def other_group(cast: Cast) -> WorkingGroup:
    return WorkingGroup.objects.exclude(pk=cast.group.pk).get()


def foreign_session(cast: Cast) -> Session:
    """Of the other KKG, in a few days."""
    return Session.objects.create(
        group=other_group(cast), title="Pertemuan Contoh Lain", date=days_from_now(3), school_year=2026
    )


def gone(row: Any, ago: timedelta = timedelta()) -> Any:
    row.removed_at = timezone.now() - ago
    row.save()
    return row


def sharing(cast: Cast, **values: Any) -> dict[str, Any]:
    plain = {"kind": "media", "title": "Kartu", "text": "Kata", "link": "", "classes": []}
    plain |= {"subject": None, "session": None, "topic": None}
    return {"group": cast.group, "values": plain | values, "upload": None, "client_token": uuid4()}


def changed(material: Material, **values: Any) -> dict[str, Any]:
    said = {name: getattr(material, name) for name in library.MATERIAL_FIELDS}
    rest = {"upload": None, "revision": material.revision}
    return {"material": material, "values": said | {"title": "Kartu lain"} | values, **rest}


def with_file(cast: Cast, **values: Any) -> Material:
    return make_material(cast, upload=pdf(), **values)


def used(material: Material, days: int = 0) -> dict[str, Any]:
    said = {"class_level": 4, "what_happened": "Baik"}
    return {"material": material, "used_on": days_from_now(days), **said}


def reworded(problem: Problem, **values: Any) -> dict[str, Any]:
    said = {name: getattr(problem, name) for name in (*problems.PROBLEM_FIELDS, "discussion", "status")}
    said |= {"tried": "Sudah dicoba"} | values
    return {"problem": problem, "values": said, "revision": problem.revision}


def brought(cast: Cast) -> dict[str, Any]:
    said = {"text": "Sulit", "tried": "", "competency": "", "class_level": None, "subject": None}
    return {"group": cast.group, "values": said, "is_named": True, "key": uuid4()}


def letter(cast: Cast, session: Session | None, **values: Any) -> dict[str, Any]:
    plain = {"kind": "undangan", "dated": days_from_now(0), "content": {}, "client_token": uuid4()}
    return {"group": cast.group, "session": session} | plain | values


def sent(cast: Cast, kind: str, **values: Any) -> dict[str, Any]:
    """A letter that sends everybody on the roster."""
    session = make_session(cast)
    people = [{"person": entry.person.pk} for entry in roster_of(session)]
    return letter(cast, session, kind=kind, content={"people": people}, **values)


def batch(cast: Cast, until: int = -1) -> dict[str, Any]:
    values = {"title": "Kegiatan Contoh", "since": days_from_now(-60), "until": days_from_now(until)}
    values |= {"dated": days_from_now(0), "least_hours": 1}
    return {"group": cast.group, "values": values, "paper": {}, "client_token": uuid4()}


def certificate(cast: Cast) -> dict[str, Any]:
    held(cast)
    row = make_batch(cast.group, cast.gita).certificates.first()
    return {"certificate": row, "reason": "Salah tulis"}


def ended(programme: Programme) -> Programme:
    WorkingGroup.objects.filter(pk=programme.group_id).update(ended_on=days_from_now(-1))
    return programme


CASES = [
    No(
        groups.create_group,
        "gita",
        "yang membuat KKG baru",
        lambda c: {"values": {"name": "KKG Baru"}, "madrasahs": [c.dua], "since": days_from_now(0)},
    ),
    No(
        groups.create_group,
        "daeng",
        "MI Contoh Tiga bukan madrasah yang Anda bina",
        lambda c: {"values": {"name": "KKG Baru"}, "madrasahs": [c.tiga], "since": days_from_now(0)},
    ),
    No(
        groups.edit_group,
        "gita",
        KEEPS_NO_GROUP,
        lambda c: {"group": c.group, "values": {"name": "KKG Lain"}, "revision": c.group.revision},
    ),
    No(
        groups.set_places,
        "gita",
        KEEPS_NO_GROUP,
        lambda c: {"group": c.group, "madrasahs": [c.dua], "today": days_from_now(0)},
    ),
    No(
        groups.set_places,
        "daeng",
        "MI Contoh Empat bukan madrasah yang Anda bina",
        lambda c: {"group": c.group, "madrasahs": [c.satu, c.dua, c.empat], "today": days_from_now(0)},
    ),
    No(
        groups.appoint_officer,
        "gita",
        KEEPS_NO_GROUP,
        lambda c: {"group": c.group, "person": c.aminah.person, "office": "sekretaris", "since": days_from_now(0)},
    ),
    No(
        groups.appoint_officer,
        "daeng",
        "H. Hasan Contoh tidak bertugas di madrasah",
        lambda c: {"group": c.group, "person": c.hasan.person, "office": "sekretaris", "since": days_from_now(0)},
    ),
    No(
        groups.end_term,
        "gita",
        KEEPS_NO_GROUP,
        lambda c: {"officer": c.group.officers.get(), "today": days_from_now(0)},
    ),
    No(
        lineage.split_group,
        "gita",
        KEEPS_NO_GROUP,
        lambda c: {
            "group": c.group,
            "name": "KKG Baru",
            "madrasahs": [c.dua],
            "day": days_from_now(1),
            "takes_topics": False,
        },
    ),
    No(
        lineage.merge_group,
        "daeng",
        KEEPS_NO_GROUP,
        lambda c: {"group": c.group, "into": other_group(c), "day": days_from_now(1)},
    ),
    No(issue_letter, "aminah", RUNS_NO_GROUP, lambda c: letter(c, make_session(c))),
    No(issue_letter, "aminah", RUNS_NO_GROUP, lambda c: letter(c, None, kind="lpj")),
    No(issue_letter, "gita", "Pertemuan ini dibatalkan", lambda c: letter(c, make_cancelled(c))),
    No(issue_letter, "gita", "bukan dari MI Contoh Satu", lambda c: sent(c, "surat-tugas", madrasah=c.satu)),
    No(issue_letter, "gita", "hanya dari kepala madrasah", lambda c: sent(c, "persetujuan")),
    No(
        withdraw_letter,
        "aminah",
        RUNS_NO_GROUP,
        lambda c: {"letter": make_letter(make_session(c), c.gita), "reason": "Salah tulis"},
    ),
    No(certificates.issue_batch, "aminah", RUNS_NO_GROUP, batch),
    No(certificates.issue_batch, "gita", "Tanggal ini belum tiba", lambda c: batch(c, until=1)),
    No(certificates.resume_batch, "aminah", RUNS_NO_GROUP, lambda c: {"batch": make_batch(c.group, c.gita)}),
    No(certificates.withdraw_certificate, "aminah", "yang menarik sertifikat", certificate),
    No(library.share_material, "hasan", "yang membagikan bahan", sharing),
    No(library.share_material, "aminah", "Pertemuan ini bukan milik", lambda c: sharing(c, session=foreign_session(c))),
    No(
        library.share_material,
        "aminah",
        "Topik ini bukan dari pertemuan itu",
        lambda c: sharing(c, session=make_session(c), topic=make_topic(make_session(c, days=2))),
    ),
    No(library.edit_material, "baso", "yang mengubah bahan ini", lambda c: changed(make_material(c))),
    No(library.edit_material, "aminah", "Ini sudah dihapus", lambda c: changed(gone(make_material(c)))),
    No(
        library.edit_material,
        "aminah",
        "Pertemuan ini bukan milik",
        lambda c: changed(make_material(c), session=foreign_session(c)),
    ),
    No(library.remove_file, "baso", "yang mengubah bahan ini", lambda c: {"material": with_file(c)}),
    No(library.remove_file, "aminah", "satu-satunya isi", lambda c: {"material": with_file(c, text="")}),
    No(library.restore_file, "baso", "yang mengubah bahan ini", lambda c: {"material": with_file(c)}),
    No(library.restore_file, "aminah", "Ini sudah dihapus", lambda c: {"material": gone(with_file(c))}),
    No(library.remove_material, "baso", "yang mengubah bahan ini", lambda c: {"material": make_material(c)}),
    No(library.restore_material, "baso", "yang mengubah bahan ini", lambda c: {"material": gone(make_material(c))}),
    No(
        library.restore_material,
        "aminah",
        "lebih dari 30 hari",
        lambda c: {"material": gone(make_material(c), LONG_AGO)},
    ),
    No(library.record_use, "hasan", "yang mencatat pemakaian", lambda c: used(make_material(c))),
    No(library.record_use, "aminah", "harus hari ini atau sebelumnya", lambda c: used(make_material(c), days=1)),
    No(library.record_use, "aminah", "Ini sudah dihapus", lambda c: used(gone(make_material(c)))),
    No(
        library.remove_use,
        "baso",
        "yang menghapus catatan ini",
        lambda c: {"use": library.record_use(by=c.aminah, **used(make_material(c)))},
    ),
    No(problems.bring_problem, "hasan", "yang membawa masalah", brought),
    No(problems.edit_problem, "gita", "Hanya yang membawa masalah ini", lambda c: reworded(make_problem(c, c.aminah))),
    No(
        problems.edit_problem,
        "aminah",
        "Masalah tanpa nama tidak bisa diubah",
        lambda c: reworded(make_problem(c, c.aminah, is_named=False)),
    ),
    No(problems.edit_problem, "aminah", "Ini sudah dihapus", lambda c: reworded(gone(make_problem(c, c.aminah)))),
    No(
        problems.discuss_problem, "aminah", "yang mencatat pembahasannya", lambda c: reworded(make_problem(c, c.aminah))
    ),
    No(
        problems.make_topic,
        "aminah",
        "yang mencatat pembahasannya",
        lambda c: {"problem": make_problem(c, c.aminah), "session": make_session(c, days=1)},
    ),
    No(
        problems.make_topic,
        "gita",
        "milik KKG lain",
        lambda c: {"problem": make_problem(c, c.aminah), "session": foreign_session(c)},
    ),
    No(
        problems.make_topic,
        "gita",
        "Pertemuan itu sudah lewat",
        lambda c: {"problem": make_problem(c, c.aminah), "session": make_session(c, days=-1)},
    ),
    No(problems.remove_problem, "baso", "yang menghapus masalah", lambda c: {"problem": make_problem(c, c.aminah)}),
    No(
        problems.restore_problem,
        "baso",
        "yang menghapus masalah",
        lambda c: {"problem": gone(make_problem(c, c.aminah))},
    ),
    No(
        problems.restore_problem,
        "aminah",
        "lebih dari 30 hari",
        lambda c: {"problem": gone(make_problem(c, c.aminah), LONG_AGO)},
    ),
    No(
        programme.start_programme,
        "aminah",
        RUNS_NO_GROUP,
        lambda c: {"group": c.group, "semester": c.semester, "goals": "", "with_last": False},
    ),
    No(programme.copy_last_programme, "aminah", RUNS_NO_GROUP, lambda c: {"programme": make_programme(c)}),
    No(
        programme.save_programme,
        "aminah",
        RUNS_NO_GROUP,
        lambda c: {"programme": make_programme(c), "goals": "Maju", "rows": [], "revision": 1},
    ),
    No(
        programme.save_programme,
        "daeng",
        "KKG ini berakhir",
        lambda c: {"programme": ended(make_programme(c)), "goals": "Maju", "rows": [], "revision": 1},
    ),
    No(
        programme.schedule_planned,
        "aminah",
        RUNS_NO_GROUP,
        lambda c: {"planned": make_plan(make_programme(c), date=days_from_now(2))},
    ),
    No(
        programme.tie_session,
        "aminah",
        RUNS_NO_GROUP,
        lambda c: {"planned": make_plan(make_programme(c)), "session": make_session(c)},
    ),
    No(feed.issue_feed, "keeper", "tidak punya kalender sendiri", lambda c: {}),
]
