"""How sheets, RPP and tindak lanjut fold when two records of one person become one (madrasah/merges/rules.py).

What was shared is frozen: names in it stay as they were, only the pointer of the sheet moves.
"""

from collections.abc import Iterator

from django.db.models import Q

from competency.agreement.models import Rating
from competency.mentoring.models import MentorPair
from competency.rpp.models import Rpp
from competency.sharing.actions import rescore
from competency.sharing.models import Reply, SharedVersion
from competency.sheets.models import Assessment
from competency.visits.models import Visit
from core.formats import date_plain
from core.steps import Plan, Step, change, remove
from madrasah.merges.rules import Pair, folding, moving, staying
from madrasah.models import Person, PersonMerge


def fold_observed(pair: Pair) -> Plan:
    """Sheets about the person move; two of one day and observer both stay, and are named."""
    rows = pair.dropped.assessments.all()
    return Plan(words=tuple(_twice_a_day(pair))) + moving(rows, "teacher_id", pair, "lembar sebagai guru")


def _twice_a_day(pair: Pair) -> Iterator[str]:
    kept = set(pair.kept.assessments.kept().values_list("observed_on", "observer", "instrument"))
    for sheet in pair.dropped.assessments.kept().select_related("instrument"):
        if (sheet.observed_on, sheet.observer_id, sheet.instrument_id) in kept:
            yield (
                f"{sheet.name} tanggal {date_plain(sheet.observed_on)} ada dua lembar dari "
                "penilai yang sama. Keduanya tetap ada dan dihitung."
            )


def fold_assessed(pair: Pair) -> Plan:
    """Sheets the person observed move; who assessed the other can't be the other."""
    by_either = Q(observer__in=_both(pair)) | Q(keeper__in=_both(pair))
    between = Assessment.objects.filter(by_either, teacher__in=_both(pair)).first()
    if between:
        sentence = (
            f"Lembar tanggal {date_plain(between.observed_on)} mencatat yang satu menilai yang lain, "
            "jadi keduanya bukan satu orang. Pilih orang lain."
        )
        return Plan(refusals=(sentence,))
    return moving(pair.dropped.observed.all(), "observer_id", pair, "lembar sebagai penilai")


def fold_rating(pair: Pair) -> Plan:
    """Lessons the person scored with others move; who scored one with the other can't be the other."""
    own = Rating.objects.filter(rater=pair.dropped)
    if Rating.objects.filter(rater=pair.kept, pairing__in=own.values("pairing")).exists():
        return Plan(refusals=("Keduanya menilai satu pelajaran berdua, jadi bukan satu orang. Pilih orang lain.",))
    return moving(own, "rater_id", pair, "latihan menilai")


def fold_visiting(pair: Pair) -> Plan:
    """Visits the person was to make move; who was to look at the other can't be the other."""
    between = Visit.objects.filter(observer__in=_both(pair), teacher__in=_both(pair)).first()
    if between:
        sentence = (
            f"Rencana kunjungan tanggal {date_plain(between.day)} menyebut yang satu mengamati yang lain, "
            "jadi keduanya bukan satu orang. Pilih orang lain."
        )
        return Plan(refusals=(sentence,))
    return moving(pair.dropped.planned_visits.all(), "observer_id", pair, "rencana kunjungan sebagai pengamat")


def _both(pair: Pair) -> list[int]:
    return [pair.kept.pk, pair.dropped.pk]


def fold_rpp(pair: Pair) -> Plan:
    """Both checked in one week: the check made last holds."""
    mine = {(row.week, row.subject_id): row for row in pair.kept.rpps.all()}
    plan, settled = Plan(), set()
    for row in pair.dropped.rpps.all():
        same = mine.get((row.week, row.subject_id))
        if same is not None:
            goes, stays = (same, row) if row.checked_at > same.checked_at else (row, same)
            settled.add(goes.pk)
            plan += Plan((*_let_go(goes), remove(goes, "RPP mingguan")), (_words(stays, goes),))
    rest = pair.dropped.rpps.exclude(pk__in=settled)
    return plan + moving(rest, "teacher_id", pair, "RPP mingguan")


def _let_go(goes: Rpp) -> Iterator[Step]:
    """Weeks that the row covered stand on their own."""
    for covered in goes.covers.all():
        yield change(covered, "RPP mingguan", covered_by_id=None)


def _words(stays: Rpp, goes: Rpp) -> str:
    return (
        f"RPP minggu {date_plain(stays.week)} diperiksa dua kali ({goes.get_status_display()} dan "
        f"{stays.get_status_display()}); yang terakhir diperiksa berlaku: {stays.get_status_display()}."
    )


def fold_mentor(pair: Pair) -> Plan:
    """Pairs in which the person stands by; who stood by the other can't be the other."""
    if MentorPair.objects.filter(mentor__in=_both(pair), teacher__in=_both(pair)).exists():
        return Plan(refusals=("Yang satu mendampingi yang lain, jadi keduanya bukan satu orang. Pilih orang lain.",))
    return moving(pair.dropped.mentored.all(), "mentor_id", pair, "pendampingan sebagai pendamping")


def why_not_undo(merge: PersonMerge) -> str | None:
    """What the one person said on sheets of the other can't be parted again."""
    moved = {step["model"] + column: step["pks"] for step in merge.steps for column in step["after"] or {}}
    observed = moved.get("competency.Assessmentteacher_id", [])
    kept = [*moved.get("competency.Assessmentobserver_id", []), *moved.get("competency.Assessmentkeeper_id", [])]
    replied = Reply.objects.filter(version__assessment__in=observed, by=merge.kept)
    shared = SharedVersion.objects.filter(assessment__in=kept, shared_by=merge.kept)
    if replied.exists() or shared.exists():
        return (
            "Tidak bisa dibatalkan: sejak digabungkan sudah ada tanggapan atau hasil yang dibagikan "
            "pada lembar yang pindah."
        )
    return None


def settle_scores(person: Person) -> None:
    """Stored results of the person's shared sheets, written anew from what was shared."""
    for sheet in Assessment.objects.shared().filter(teacher=person).select_related("instrument"):
        rescore(assessment=sheet)


FOLDS = folding(
    {
        "competency.Assessment.teacher": fold_observed,
        "competency.Assessment.observer": fold_assessed,
        "competency.Assessment.keeper": "lembar yang dipegang",
        "competency.Visit.teacher": "rencana kunjungan sebagai guru",
        "competency.Visit.observer": fold_visiting,
        "competency.Visit.wanted_by": "percakapan sebelum pelajaran",
        "competency.FollowUp.owner": "tindak lanjut",
        "competency.Evidence.writer": "bukti temuan",
        "competency.Code.owner": "kode temuan",
        "competency.Finding.writer": "kesimpulan",
        "competency.Guidance.head": "kesepakatan tentang RPP",
        "competency.MentorPair.mentor": fold_mentor,
        "competency.MentorPair.teacher": "pendampingan sebagai guru",
        "competency.MentorPair.proposed_by": "pasangan pendamping yang diatur",
        "competency.MentorPair.confirmed_by": "pasangan pendamping yang diatur",
        "competency.MentorPair.ended_by": "pasangan pendamping yang diatur",
        "competency.Meeting.logged_by": "catatan pendampingan",
        "competency.Rating.rater": fold_rating,
        "competency.Guidance.noted_by": "kesepakatan yang dicatat",
        "competency.Rpp.teacher": fold_rpp,
        "competency.Rpp.checked_by": "pemeriksaan RPP",
        # Frozen by trigger: who shared and who answered is told as it was.
        "competency.SharedVersion.shared_by": staying,
        "competency.SelfReflection.by": staying,
        "competency.Objection.by": "keberatan",
        "competency.Objection.answered_by": "jawaban atas keberatan",
        "competency.Reply.by": staying,
        "competency.Reply.read_by": staying,
    }
)
