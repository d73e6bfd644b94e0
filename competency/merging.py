"""How sheets, RPP and tindak lanjut fold when two records of one person become one (madrasah/merges/rules.py).

What was shared is frozen: names in it stay as they were, only the pointer of the sheet moves.
"""

from collections.abc import Iterator

from django.db.models import Q

from competency.agreement.models import Rating
from competency.findings.models import Code, Evidence, Finding
from competency.guidance.models import Guidance
from competency.mentoring.models import Meeting, MentorPair
from competency.rpp.models import Rpp
from competency.sharing.actions import rescore
from competency.sharing.models import Objection, Reply, SharedVersion
from competency.sheets.models import Assessment
from competency.visits.models import Visit
from core.formats import date_plain
from core.steps import Plan, Step, change, remove
from madrasah.merges.rules import Fold, Pair, moving, staying
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


def fold_kept(pair: Pair) -> Plan:
    """Sheets the person carries on with move; fold_assessed has looked who is about whom."""
    return moving(pair.dropped.kept_sheets.all(), "keeper_id", pair, "lembar yang dipegang")


def fold_rating(pair: Pair) -> Plan:
    """Lessons the person scored with others move; who scored one with the other can't be the other."""
    own = Rating.objects.filter(rater=pair.dropped)
    if Rating.objects.filter(rater=pair.kept, pairing__in=own.values("pairing")).exists():
        return Plan(refusals=("Keduanya menilai satu pelajaran berdua, jadi bukan satu orang. Pilih orang lain.",))
    return moving(own, "rater_id", pair, "latihan menilai")


def fold_visited(pair: Pair) -> Plan:
    """Visits planned to the person move."""
    return moving(pair.dropped.visits.all(), "teacher_id", pair, "rencana kunjungan sebagai guru")


def fold_wanted(pair: Pair) -> Plan:
    """What the person typed of the talk before a lesson."""
    return moving(Visit.objects.filter(wanted_by=pair.dropped), "wanted_by_id", pair, "percakapan sebelum pelajaran")


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


def fold_followups(pair: Pair) -> Plan:
    """Tindak lanjut never clash."""
    return moving(pair.dropped.followups.all(), "owner_id", pair, "tindak lanjut")


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


def fold_checked(pair: Pair) -> Plan:
    """RPP checked by the person."""
    return moving(Rpp.objects.filter(checked_by=pair.dropped), "checked_by_id", pair, "pemeriksaan RPP")


def fold_guided(pair: Pair) -> Plan:
    """What was agreed with the person."""
    return moving(pair.dropped.guidances.all(), "head_id", pair, "kesepakatan tentang RPP")


def fold_guiding(pair: Pair) -> Plan:
    """What the person noted."""
    return moving(Guidance.objects.filter(noted_by=pair.dropped), "noted_by_id", pair, "kesepakatan yang dicatat")


def fold_objecting(pair: Pair) -> Plan:
    """What the person brought before the pengawas."""
    return moving(Objection.objects.filter(by=pair.dropped), "by_id", pair, "keberatan")


def fold_answering(pair: Pair) -> Plan:
    """What the person answered as pengawas."""
    return moving(Objection.objects.filter(answered_by=pair.dropped), "answered_by_id", pair, "jawaban atas keberatan")


def fold_gathered(pair: Pair) -> Plan:
    """Evidence the person noted."""
    return moving(Evidence.objects.filter(writer=pair.dropped), "writer_id", pair, "bukti temuan")


def fold_coded(pair: Pair) -> Plan:
    """The person's codes; two of one name both stay."""
    return moving(Code.objects.filter(owner=pair.dropped), "owner_id", pair, "kode temuan")


def fold_concluded(pair: Pair) -> Plan:
    """What the person concluded."""
    return moving(Finding.objects.filter(writer=pair.dropped), "writer_id", pair, "kesimpulan")


def fold_mentor(pair: Pair) -> Plan:
    """Pairs in which the person stands by; who stood by the other can't be the other."""
    if MentorPair.objects.filter(mentor__in=_both(pair), teacher__in=_both(pair)).exists():
        return Plan(refusals=("Yang satu mendampingi yang lain, jadi keduanya bukan satu orang. Pilih orang lain.",))
    return moving(pair.dropped.mentored.all(), "mentor_id", pair, "pendampingan sebagai pendamping")


def fold_mentored(pair: Pair) -> Plan:
    """Pairs in which somebody stands by the person."""
    return moving(pair.dropped.mentorings.all(), "teacher_id", pair, "pendampingan sebagai guru")


def fold_paired(column: str) -> Fold:
    """Pairs that the person proposed, confirmed or ended."""

    def fold(pair: Pair) -> Plan:
        rows = MentorPair.objects.filter(**{column: pair.dropped})
        return moving(rows, f"{column}_id", pair, "pasangan pendamping yang diatur")

    return fold


def fold_logged(pair: Pair) -> Plan:
    """Meetings that the person noted."""
    return moving(Meeting.objects.filter(logged_by=pair.dropped), "logged_by_id", pair, "catatan pendampingan")


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


FOLDS: dict[str, Fold] = {
    "competency.Assessment.teacher": fold_observed,
    "competency.Assessment.observer": fold_assessed,
    "competency.Assessment.keeper": fold_kept,
    "competency.Visit.teacher": fold_visited,
    "competency.Visit.observer": fold_visiting,
    "competency.Visit.wanted_by": fold_wanted,
    "competency.FollowUp.owner": fold_followups,
    "competency.Evidence.writer": fold_gathered,
    "competency.Code.owner": fold_coded,
    "competency.Finding.writer": fold_concluded,
    "competency.Guidance.head": fold_guided,
    "competency.MentorPair.mentor": fold_mentor,
    "competency.MentorPair.teacher": fold_mentored,
    "competency.MentorPair.proposed_by": fold_paired("proposed_by"),
    "competency.MentorPair.confirmed_by": fold_paired("confirmed_by"),
    "competency.MentorPair.ended_by": fold_paired("ended_by"),
    "competency.Meeting.logged_by": fold_logged,
    "competency.Rating.rater": fold_rating,
    "competency.Guidance.noted_by": fold_guiding,
    "competency.Rpp.teacher": fold_rpp,
    "competency.Rpp.checked_by": fold_checked,
    # Frozen by trigger: who shared and who answered is told as it was.
    "competency.SharedVersion.shared_by": staying,
    "competency.SelfReflection.by": staying,
    "competency.Objection.by": fold_objecting,
    "competency.Objection.answered_by": fold_answering,
    "competency.Reply.by": staying,
    "competency.Reply.read_by": staying,
}
