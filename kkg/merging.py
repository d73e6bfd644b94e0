"""How the rows of KKG fold when two records of one person become one (madrasah/merges/rules.py).

Not here: who may merge, nor the writing.
"""

from collections.abc import Sequence

from django.db.models import Model

from core.steps import Plan, change, remove, together
from kkg.attendance.models import Attendance
from kkg.letters.models import Letter
from kkg.library.models import Use
from kkg.photos.models import SessionPhoto
from kkg.speakers.folds import NOUN, steps_to_one
from kkg.speakers.models import Speaker
from madrasah.merges.rules import Fold, Pair, folding, moving, staying


def fold_attendance(pair: Pair) -> Plan:
    """Both called at one session: one row stays; who was marked hadir in either was there."""
    mine = {row.session_id: row for row in pair.kept.attendances.all()}
    plan, settled = Plan(), []
    for row in pair.dropped.attendances.select_related("session"):
        if row.session_id in mine:
            settled.append(row.pk)
            plan += _one_row(mine[row.session_id], row)
    rest = pair.dropped.attendances.exclude(pk__in=settled)
    return plan + moving(rest, "person_id", pair, "kehadiran KKG")


def _one_row(stays: Attendance, goes: Attendance) -> Plan:
    came = Attendance.Mark.HADIR in (stays.mark, goes.mark)
    mark = Attendance.Mark.HADIR if came else Attendance.Mark(stays.mark)
    words = (
        f"Kehadiran di “{goes.session}” tercatat dua kali ({stays.get_mark_display()} dan "
        f"{goes.get_mark_display()}) dan menjadi {mark.label}."
    )
    after = {"mark": mark.value, "madrasah_id": stays.madrasah_id or goes.madrasah_id}
    noun = "kehadiran KKG"
    return Plan((remove(goes, noun), change(stays, noun, **after)), (words,))


def fold_speakers(pair: Pair) -> Plan:
    """A narasumber of one KKG once: what names the row that goes, names the one that stays."""
    mine = {row.group_id: row for row in Speaker.objects.filter(person=pair.kept)}
    rows = Speaker.objects.filter(person=pair.dropped)
    plans = [_one_speaker(mine[row.group_id], row) for row in rows if row.group_id in mine]
    rest = rows.exclude(group__in=mine)
    return together([*plans, moving(rest, "person_id", pair, NOUN)])


def _one_speaker(stays: Speaker, goes: Speaker) -> Plan:
    words = (f"Narasumber {stays} tercatat dua kali di {stays.group} dan menjadi satu.",)
    return Plan(steps_to_one(stays, goes), words)


def _but_twins(model: type[Model], twin: Sequence[str], noun: str) -> Fold:
    """Rows that the record that stays has too (the same `twin` columns) go; the others move."""

    def fold(pair: Pair) -> Plan:
        rows = model._base_manager
        mine = set(rows.filter(person_id=pair.kept.pk).values_list(*twin))
        other = list(rows.filter(person_id=pair.dropped.pk))
        twice = [row for row in other if tuple(getattr(row, name) for name in twin) in mine]
        rest = [row for row in other if row not in twice]
        return Plan(tuple(remove(row, noun) for row in twice)) + moving(rest, "person_id", pair, noun)

    return fold


def fold_certificates(pair: Pair) -> Plan:
    """What was issued stays issued: of two in one batch the second still names the record it was made for."""
    mine = set(pair.kept.certificates.values_list("batch", "part"))
    other = list(pair.dropped.certificates.all())
    rest = [paper for paper in other if (paper.batch_id, paper.part) not in mine]
    left = len(other) - len(rest)
    words = (f"{left} sertifikat dari terbitan yang sama tetap atas data lama; tarik bila perlu.",)
    return Plan(words=words if left else ()) + moving(rest, "person_id", pair, "sertifikat")


FOLDS = folding(
    {
        "kkg.Attendance.person": fold_attendance,
        "kkg.Speaker.person": fold_speakers,
        "kkg.Officer.person": "masa jabatan pengurus KKG",
        "kkg.Session.leader": "pertemuan yang dipimpin",
        "kkg.Session.notetaker": "notulen",
        "kkg.Topic.settled_person": "topik yang diserahkan",
        "kkg.Material.shared_by": "bahan yang dibagikan",
        "kkg.Use.person": _but_twins(Use, ("material_id", "used_on"), "catatan pemakaian bahan"),
        "kkg.Problem.brought_by": "masalah yang dibawa",
        "kkg.Decision.owner": "keputusan KKG",
        "kkg.Certificate.person": fold_certificates,
        "kkg.SessionPhoto.people": _but_twins(SessionPhoto.people.through, ("sessionphoto_id",), "foto"),
        "kkg.Letter.named": _but_twins(Letter.named.through, ("letter_id",), "surat"),
        # Who has answered is written anew at every answer (kkg/reflection/actions.py), so it can't be followed.
        "kkg.ReflectionGiven.person": staying,
    }
)
