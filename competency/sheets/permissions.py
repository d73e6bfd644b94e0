"""Why somebody may not start, fill or delete a sheet: one Indonesian sentence, or None.

Belongs here: in what capacity one stands to a sheet, and what keeps it from being shared. Imports no model.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from competency.scoring.definition import Definition, needs_note
from competency.scoring.pieces import Answer
from competency.sheets.states import LABELS, Actor, State, move
from competency.visits.permissions import is_appointed
from core.refusals import Barred
from core.removal import why_not_gone
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.sheets.models import Assessment
    from madrasah.models import User

ANY_STATE_LABEL = {state.value: label.lower() for state, label in LABELS.items()}


@dataclass(frozen=True)
class Gap:
    """One thing that keeps a sheet from being shared; `number` counts from 1, `stage` is the screen's."""

    code: str
    number: int
    stage: int
    sentence: str
    lacks_note: bool = False


def actors_of(user: "User", assessment: "Assessment") -> frozenset[Actor]:
    """In what capacities the user stands to this sheet today.

    Office ended, pen down: a keeper is one only while kepala or pengawas (Plt too) at that madrasah, or appointed for
    the sheet's visit. Nobody reviews oneself: the teacher is nothing else, whatever the office (decisions.md 11, 28).
    """
    scope = scope_of(user)
    if scope.person_id is not None and assessment.teacher_id == scope.person_id:
        return frozenset({Actor.TEACHER})
    held = {
        Actor.KEEPER: _is_own(user, assessment) and may_hold(user, assessment),
        Actor.KEPALA: assessment.madrasah_id in scope.heads,
        Actor.PENGAWAS: assessment.madrasah_id in scope.supervises,
    }
    return frozenset(actor for actor, is_so in held.items() if is_so)


def may_hold(user: "User", assessment: "Assessment") -> bool:
    """Whether an office or an appointment of today lets the user carry on with a sheet of one's own."""
    return assessment.madrasah_id in scope_of(user).opens or is_appointed(user, assessment.visit)


def why_not_hold(user: "User", assessment: "Assessment", otherwise: str) -> str:
    """What keeps somebody's pen down: the own office that ended there, else the sentence given."""
    if not _is_own(user, assessment):
        return otherwise
    superiors, visit = who({Actor.KEPALA, Actor.PENGAWAS}), assessment.visit
    is_peers = visit is not None and visit.is_peer and visit.observer_id == assessment.keeper_id
    what = "Penunjukan Anda untuk kunjungan ini" if is_peers else f"Tugas Anda di {assessment.madrasah}"
    return (
        f"{what} sudah berakhir, jadi lembar ini hanya dapat Anda baca. "
        f"{superiors.capitalize()} di sana dapat mengambil alih."
    )


def _is_own(user: "User", assessment: "Assessment") -> bool:
    person = scope_of(user).person_id
    return person is not None and assessment.keeper_id == person


def why_not_move(user: "User | None", assessment: "Assessment", wanted: State) -> str | None:
    """The state table's answer (decisions.md 18); `user` is None where time itself moves the sheet."""
    rule = move(State(assessment.state), wanted)
    if rule is None:
        return f"Lembar ini berstatus {ANY_STATE_LABEL[assessment.state]}, jadi langkah itu tidak bisa."
    actors = frozenset({Actor.CLOCK}) if user is None else actors_of(user, assessment)
    if not rule.by & actors:
        otherwise = f"Hanya {who(rule.by)} yang dapat melakukannya."
        return otherwise if user is None else why_not_hold(user, assessment, otherwise)
    return None


def why_not_start(user: "User") -> str | None:
    """Kepala and pengawas begin sheets, for teachers of their own madrasah."""
    if scope_of(user).opens:
        return None
    heads, supervisors = role_label(Role.KEPALA).lower(), role_label(Role.PENGAWAS).lower()
    return f"Lembar baru hanya dibuat oleh {heads} atau {supervisors}, untuk guru di madrasahnya."


def why_not_purpose(definition: Definition, purpose: str) -> str | None:
    """A yearly rating says whether it is formatif or sumatif."""
    if purpose or not definition.is_yearly:
        return None
    return "Penilaian kinerja: pilih dulu, formatif (awal tahun) atau sumatif (akhir tahun)."


def why_not_fill(user: "User", assessment: "Assessment") -> str | None:
    """Only the keeper writes, and only while the sheet is a draft or under correction; not once it is deleted."""
    return why_not_gone(assessment) or _why_not_write(user, assessment)


def _why_not_write(user: "User", assessment: "Assessment") -> str | None:
    if Actor.KEEPER not in actors_of(user, assessment):
        return why_not_hold(user, assessment, "Hanya pemegang lembar yang mengisi lembar ini.")
    if assessment.state not in (State.DRAFT, State.CORRECTING):
        reason = "Lembar ini sudah dibagikan. Untuk mengubahnya, mulai perbaikan dengan alasan."
        return Barred(reason, "Mulai perbaikan", "competency:assessment-correct", assessment, why_not=why_not_correct)
    return None


def why_not_correct(user: "User", assessment: "Assessment") -> str | None:
    """Who may take a shared sheet back for correction."""
    return why_not_move(user, assessment, State.CORRECTING)


def why_not_mend(user: "User", assessment: "Assessment") -> str | None:
    """What a draft is about may be mended by its keeper; what was shared stays what it was about."""
    if assessment.state != State.DRAFT:
        return "Data lembar yang pernah dibagikan tidak diubah lagi."
    return why_not_fill(user, assessment)


def why_not_remove(user: "User", assessment: "Assessment") -> str | None:
    """A draft may be deleted, and brought back, by its keeper; what was shared stays."""
    if assessment.state != State.DRAFT:
        return "Lembar yang pernah dibagikan tidak dapat dihapus."
    return _why_not_write(user, assessment)


def why_not_see_paper(user: "User", assessment: "Assessment") -> str | None:
    """The photo of the paper may show more than was shared: it is for who wrote it and who carries on."""
    person = scope_of(user).person_id
    if person is not None and person in (assessment.observer_id, assessment.keeper_id):
        return None
    return "Foto kertas hanya dibuka penilai dan pemegang lembar."


def why_not_tend_paper(user: "User", assessment: "Assessment") -> str | None:
    """A wrong photo is taken off, and put back, by who carries on with the sheet."""
    if Actor.KEEPER in actors_of(user, assessment):
        return None
    return why_not_hold(user, assessment, "Foto kertas dihapus dan dikembalikan oleh pemegang lembar.")


def gaps_of(definition: Definition, answers: Mapping[str, Answer], noted: Collection[str]) -> list[Gap]:
    """What still misses before sharing, in the order of the sheet (decisions.md 6); `noted` are codes."""
    found = []
    for stage, screen in enumerate(definition.screens(), start=1):
        for number, indicator in enumerate(screen.indicators, start=screen.first_number):
            answer = answers.get(indicator.code)
            sentence = _gap_sentence(definition, number, answer, indicator.code in noted)
            if sentence:
                found.append(Gap(indicator.code, number, stage, sentence, lacks_note=answer is not None))
    return found


def _gap_sentence(definition: Definition, number: int, answer: Answer | None, has_note: bool) -> str:
    if answer is None:
        cure = " atau pilih “Tidak teramati”" if definition.scale.allow_not_observed else ""
        return f"Butir {number} belum diisi: pilih nilainya{cure}."
    if needs_note(definition, answer) and not has_note:
        return f"Butir {number}: nilai {answer} perlu satu catatan. Apa yang terlihat?"
    return ""


def why_not_check_week(week: date, off: Any, today: date) -> str | None:
    """A week is checked once it has begun, if it had lessons. `off`: competency.rpp.weeks.days_off."""
    if week > today:
        return "Minggu itu belum mulai, jadi RPP-nya belum bisa diperiksa."
    return f"Minggu itu libur ({off.name}), jadi tidak ada RPP yang diperiksa." if off.is_whole else None


def who(actors: Collection[Actor]) -> str:
    words = {
        Actor.KEPALA: role_label(Role.KEPALA).lower(),
        Actor.PENGAWAS: role_label(Role.PENGAWAS).lower(),
        Actor.KEEPER: "pemegang lembar",
        Actor.TEACHER: "guru yang diamati",
        Actor.CLOCK: "batas waktu",
    }
    return " atau ".join(words[actor] for actor in Actor if actor in actors)
