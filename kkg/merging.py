"""How the rows of KKG fold when two records of one person become one (madrasah/merging.py).

Not here: who may merge, nor the writing.
"""

from core.steps import Plan, change, remove
from kkg.models import Attendance, Speaker
from madrasah.merging import Fold, Pair, moving


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
    """A narasumber of one session once."""
    spoken = Speaker.objects.filter(person=pair.kept).values("session")
    rows = Speaker.objects.filter(person=pair.dropped)
    twice = list(rows.filter(session__in=spoken))
    rest = rows.exclude(pk__in=[row.pk for row in twice])
    steps = tuple(remove(row, "catatan narasumber") for row in twice)
    return Plan(steps) + moving(rest, "person_id", pair, "catatan narasumber")


def fold_officers(pair: Pair) -> Plan:
    """An office of a KKG has one holder, so terms never clash."""
    return moving(pair.dropped.officer_terms.all(), "person_id", pair, "masa jabatan pengurus KKG")


FOLDS: dict[str, Fold] = {
    "kkg.Attendance.person": fold_attendance,
    "kkg.Speaker.person": fold_speakers,
    "kkg.Officer.person": fold_officers,
}
