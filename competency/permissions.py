"""Why somebody may not do something to a sheet or a tindak lanjut: one Indonesian sentence, or None.

Belongs here: verbs, on the rows they are given; imports no model. Not here: which rows are seen (querysets).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from competency.scoring.definition import Answer, Definition, needs_note
from competency.states import LABELS, Actor, State, move
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

ANY_STATE_LABEL = {state.value: label.lower() for state, label in LABELS.items()}


@dataclass(frozen=True)
class Gap:
    """One thing that keeps a sheet from being shared; `number` counts from 1, `stage` is the screen's."""

    code: str
    number: int
    stage: int
    sentence: str
    lacks_note: bool = False


def actors_of(user: Any, assessment: Any) -> frozenset[Actor]:
    """In what capacities the user stands to this sheet today."""
    scope = scope_of(user)
    held = {
        Actor.ASSESSOR: scope.person_id is not None and assessment.assessor_id == scope.person_id,
        Actor.TEACHER: scope.person_id is not None and assessment.teacher_id == scope.person_id,
        Actor.KEPALA: assessment.madrasah_id in scope.heads,
        Actor.PENGAWAS: assessment.madrasah_id in scope.supervises,
    }
    return frozenset(actor for actor, is_so in held.items() if is_so)


def why_not_move(user: Any, assessment: Any, wanted: State) -> str | None:
    """The state table's answer (decisions.md 18); `user` is None where time itself moves the sheet."""
    rule = move(State(assessment.state), wanted)
    if rule is None:
        return f"Lembar ini berstatus {ANY_STATE_LABEL[assessment.state]}, jadi langkah itu tidak bisa."
    actors = frozenset({Actor.CLOCK}) if user is None else actors_of(user, assessment)
    if not rule.by & actors:
        return f"Hanya {_who(rule.by)} yang dapat melakukannya."
    return None


def why_not_start(user: Any) -> str | None:
    """Kepala and pengawas begin sheets, for teachers of their own madrasah."""
    if scope_of(user).opens:
        return None
    heads, supervisors = role_label(Role.KEPALA).lower(), role_label(Role.PENGAWAS).lower()
    return f"Lembar baru hanya dibuat oleh {heads} atau {supervisors}, untuk guru di madrasahnya."


def why_not_fill(user: Any, assessment: Any) -> str | None:
    """Only the assessor writes, and only while the sheet is a draft or under correction."""
    if Actor.ASSESSOR not in actors_of(user, assessment):
        return "Hanya penilai yang mengisi lembar ini."
    if assessment.state not in (State.DRAFT, State.CORRECTING):
        return "Lembar ini sudah dibagikan. Untuk mengubahnya, mulai perbaikan dengan alasan."
    return None


def why_not_share(
    user: Any, assessment: Any, gaps: Collection[Gap] = (), followups: Collection[Any] | None = None
) -> str | None:
    """The assessor shares a complete sheet whose tindak lanjut is proposed or waived (decisions.md 6, 19).

    `gaps` come from `gaps_of`; leave `followups` out where only the right to share is asked about.
    """
    if reason := why_not_fill(user, assessment) or why_not_move(user, assessment, State.SHARED):
        return reason
    if gaps:
        first = min(gaps, key=lambda gap: gap.number)
        rest = f" Masih ada {len(gaps) - 1} lagi." if len(gaps) > 1 else ""
        return f"{first.sentence}{rest}"
    if followups is not None and not followups:
        return "Tindak lanjut belum diisi. Usulkan satu, atau nyatakan tidak perlu dengan alasannya."
    return None


def was_shared_by(user: Any, assessment: Any) -> bool:
    """Whether the assessor has just shared it: a second press then changes nothing."""
    return assessment.state == State.SHARED and Actor.ASSESSOR in actors_of(user, assessment)


def why_not_remove(user: Any, assessment: Any) -> str | None:
    """A draft may be deleted by its assessor; what was shared stays."""
    if assessment.state != State.DRAFT:
        return "Lembar yang pernah dibagikan tidak dapat dihapus."
    return why_not_fill(user, assessment)


def why_not_reply(user: Any, assessment: Any) -> str | None:
    """The teacher replies once to each shared version."""
    if Actor.TEACHER not in actors_of(user, assessment):
        return "Hanya guru yang diamati yang dapat menanggapi."
    if assessment.state == State.DRAFT:
        return "Lembar ini belum dibagikan."
    if assessment.state == State.CORRECTING:
        return "Lembar ini sedang diperbaiki. Anda dapat menanggapi setelah dibagikan lagi."
    if assessment.state != State.SHARED:
        return "Tanggapan sudah dikirim, atau lembar ini sudah selesai."
    return None


def why_not_close(user: Any, assessment: Any) -> str | None:
    """Assessor, kepala or pengawas close what the teacher has answered."""
    if assessment.state == State.SHARED and actors_of(user, assessment) - {Actor.TEACHER}:
        return "Lembar diselesaikan setelah guru menanggapi, atau sesudah batas waktu tanggapan lewat."
    return why_not_move(user, assessment, State.CLOSED)


def why_not_correct(user: Any, assessment: Any) -> str | None:
    """Who may take a shared sheet back for correction."""
    return why_not_move(user, assessment, State.CORRECTING)


def why_not_give_up_correction(user: Any, assessment: Any) -> str | None:
    """Who may leave the last shared version as it is."""
    if assessment.state != State.CORRECTING:
        return "Lembar ini tidak sedang diperbaiki."
    return why_not_move(user, assessment, State.CLOSED)


def why_not_take_over(user: Any, assessment: Any) -> str | None:
    """Kepala or pengawas take over what an assessor who has left would still have to do (decisions.md 18)."""
    actors = actors_of(user, assessment)
    if not actors & {Actor.KEPALA, Actor.PENGAWAS} or actors & {Actor.ASSESSOR, Actor.TEACHER}:
        return f"Hanya {_who({Actor.KEPALA, Actor.PENGAWAS})} madrasah ini yang dapat mengambil alih."
    if assessment.state in (State.DRAFT, State.CLOSED):
        return "Tidak ada yang perlu diteruskan pada lembar ini."
    offices = assessment.assessor.assignments.open().filter(role__in=[Role.KEPALA, Role.PENGAWAS])
    if offices.filter(madrasah=assessment.madrasah_id).exists():
        return "Penilainya masih bertugas di madrasah ini."
    return None


def was_given_up(user: Any, assessment: Any) -> bool:
    """Whether nothing is left to give up, for somebody who might: a second press then changes nothing."""
    is_shared = assessment.shared_at is not None and assessment.state != State.CORRECTING
    return is_shared and bool(actors_of(user, assessment) - {Actor.TEACHER})


def why_not_close_followup(user: Any, followup: Any) -> str | None:
    """The teacher, or whoever looks after the sheet, closes a tindak lanjut with a proof."""
    if followup.status not in ("usulan", "disepakati"):
        return "Tindak lanjut ini sudah ditutup."
    if not followup.assessment.shared_at:
        return "Lembarnya belum dibagikan."
    if followup.owner_id == scope_of(user).person_id or actors_of(user, followup.assessment):
        return None
    return "Hanya guru, penilai, kepala, atau pengawas yang dapat menutup tindak lanjut ini."


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
        return f"Butir {number} bernilai ujung skala: tulis catatan fakta yang mendukungnya."
    return ""


def why_not_record_rpp(user: Any, madrasah: Any) -> str | None:
    """Only the kepala in office there (Plt too) writes the RPP ledger; who supervises reads it."""
    if madrasah.pk in scope_of(user).heads:
        return None
    head = role_label(Role.KEPALA).lower()
    return f"Hanya {head} {madrasah} yang mencatat pemeriksaan RPP. Anda dapat membacanya."


def why_not_check_week(week: date, off: Any, today: date) -> str | None:
    """A week is checked once it has begun, if it had lessons. `off`: competency.models.weeks.days_off."""
    if week > today:
        return "Minggu itu belum mulai, jadi RPP-nya belum bisa diperiksa."
    return f"Minggu itu libur ({off.name}), jadi tidak ada RPP yang diperiksa." if off.is_whole else None


def why_not_read_summary(user: Any, person: Any) -> str | None:
    """The four competencies of a teacher who is placed today where the user is kepala or pengawas."""
    opened = scope_of(user).opens
    if opened and person.placements.open().filter(madrasah__in=opened).exists():
        return None
    return "Ringkasan kompetensi hanya dibuka guru itu sendiri, kepala, dan pengawas madrasahnya."


def _who(actors: Collection[Actor]) -> str:
    words = {
        Actor.KEPALA: role_label(Role.KEPALA).lower(),
        Actor.PENGAWAS: role_label(Role.PENGAWAS).lower(),
        Actor.ASSESSOR: "penilai",
        Actor.TEACHER: "guru yang diamati",
        Actor.CLOCK: "batas waktu",
    }
    return " atau ".join(words[actor] for actor in Actor if actor in actors)
