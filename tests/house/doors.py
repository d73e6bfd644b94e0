"""The rows behind the doors: one of each thing, made once, so that every address can be knocked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import BaseBackend
from django.test import Client, override_settings
from django.utils import timezone

from competency.followups.actions import close_followup
from competency.followups.revision_actions import hand_in
from competency.instruments.actions import publish_instrument
from competency.models import Assessment, FollowUp, Guidance, Instrument, Pack, Rpp, TopicIndicator
from competency.paper_forms.codes import code_of
from competency.reflections.actions import skip_reflection
from competency.scoring.files import load_all
from competency.sharing.actions import share_assessment
from competency.sharing.link_actions import issue_result_link
from competency.sheets.actions import Review, save_stage
from competency.sheets.start_actions import begin_visit, start_assessment
from competency.visits.actions import call_off_visit, withdraw_peer
from config.closing import CLOSING_RULES
from config.erasing import ERASING_RULES
from config.merging import MERGING_RULES
from core.models import StoredFile
from kkg.attendance.actions import add_guest
from kkg.calendar.actions import issue_feed
from kkg.checkin.actions import check_in, stamp_of_code
from kkg.checkin.codes import address_of
from kkg.coded_lists.actions import print_list
from kkg.decisions.actions import close_decision
from kkg.groups.scope import groups_seen_by
from kkg.library.actions import record_use
from kkg.models import Officer, Session
from madrasah.accounts.actions import note_device
from madrasah.accounts.link_actions import activate_account
from madrasah.closings.actions import close_madrasah
from madrasah.closings.rules import Closing
from madrasah.erasures.actions import erase_person
from madrasah.factors.actions import begin_factor
from madrasah.merges.actions import merge_persons
from madrasah.models import Degree, Holiday, ImportRun, Person, Semester, User, YearOpening
from madrasah.periods import week_start
from madrasah.qualifications.ruling_actions import set_ruling
from madrasah.removals.actions import remove_person
from madrasah.rights.actions import ask
from tests.cast import LONG_AGO, Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.agreement.makers import rated
from tests.competency.findings.makers import coded, concluded, gathered
from tests.competency.mentoring.makers import met, paired
from tests.competency.sheet_makers import shared as make_shared
from tests.competency.visit_makers import planned
from tests.factories import make_madrasah, make_teacher, make_user
from tests.house.refusals.madrasah import deletion
from tests.kkg.certificate_makers import make_batch
from tests.kkg.checkin_makers import make_window
from tests.kkg.makers import call_roll, close, make_material, make_session, make_speaker, make_topic, make_twin, pdf
from tests.kkg.paper_makers import make_letter, make_photo
from tests.kkg.programme_makers import make_cancelled, make_plan, make_programme
from tests.kkg.work_makers import make_decision, make_problem, make_unfinished, settle
from tests.madrasah.factors.makers import switched_on
from tests.madrasah.imports.uploads import applied, upload
from tests.workbooks import xlsx

INSTRUMENTS = Path(__file__).resolve().parents[2] / "competency" / "instruments"


class LentUsers(BaseBackend):
    """Hands each request a copy of the one user it holds, whose offices and groups were read before.

    They are the same at every door, for every knock takes back what it wrote; reading them cost half.
    """

    lent: User

    def get_user(self, user_id: int) -> User | None:
        return deepcopy(self.lent) if user_id == self.lent.pk else None


@contextmanager
def lend(user: User) -> Iterator[Client]:
    """A browser logged in as this user for as long as nothing changes who the user is."""
    client, path = client_of(user), f"{__name__}.{LentUsers.__name__}"
    session = client.session
    session[BACKEND_SESSION_KEY] = path
    session.save()
    LentUsers.lent = User.objects.select_related("person").get(pk=user.pk)
    groups_seen_by(LentUsers.lent)
    with override_settings(AUTHENTICATION_BACKENDS=[*settings.AUTHENTICATION_BACKENDS, path]):
        yield client


def build_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """Path arguments by the name of the row; everything belongs to MI Contoh Satu and its KKG."""
    # Between two semesters no RPP is due, and its doors would say so.
    Semester.objects.filter(pk=cast.semester.pk).update(ends_on=max(cast.semester.ends_on, today()))
    newcomer = make_teacher(cast.satu, name="Baru Contoh")
    activation = activate_account(person=newcomer, by=cast.jafar)
    aminah = cast.aminah.person
    person = {"pk": aminah.pk}
    degree = Degree.objects.create(person=aminah, level="S1", programme="PGMI")
    free = dict.fromkeys(("starts_on", "ends_on"), cast.semester.starts_on)
    holiday = Holiday.objects.create(semester=cast.semester, name="Libur Contoh", **free)
    other = Holiday(semester=cast.semester, name="Libur Lain", **free)
    lost_degree, lost_holiday = deletion(Degree(person=aminah, level="D2")), deletion(other)
    run, asked, named = _uploads(cast)
    rpp = Rpp.objects.create(
        teacher=aminah,
        madrasah=cast.satu,
        school_year=cast.semester.school_year,
        week=week_start(today()),
        status=Rpp.Status.ADA,
        checked_by=cast.baso.person,
        checked_at=timezone.now(),
    )
    removed = make_teacher(cast.satu, name="Dihapus Contoh")
    removal = remove_person(person=removed, reason="Salah ketik", by=cast.jafar)
    key = client_of(cast.aminah).session.session_key
    device = note_device(user=cast.aminah, session_key=key, agent="Firefox/1 Android")
    gone = make_teacher(cast.satu, name="Terhapus Contoh", until=LONG_AGO)
    erasure = erase_person(person=gone, reason="Surat Contoh", rules=ERASING_RULES, by=cast.jafar)
    return {
        "erasure": {"pk": erasure.pk},
        "data-request": {"pk": ask(kind="perbaikan", text="Nama saya keliru", by=cast.aminah).pk},
        "opened-year": {"pk": YearOpening.objects.create(school_year=2099, by=cast.jafar).pk},
        "removal": {"pk": removal.pk},
        "unsent": {"pk": 1},  # of no browser here; tests/core/test_interrupted.py
        "device": {"pk": device.pk},
        "aminah": person,
        "factored": {"pk": _with_factors(cast)},
        "twin": person | {"twin": newcomer.pk},
        "emis": {"columns": "emis"},
        "pack": {"pk": Pack.objects.create(kind=Pack.Kind.OWN, by=cast.aminah).pk},
        **_over_time(cast),
        "rpp": {"pk": rpp.pk},
        "guidance": {"pk": _guidance(cast).pk},
        **_rated_together(cast),
        **_finding_rows(cast),
        **_mentor_rows(cast),
        "newcomer": {"pk": newcomer.pk},
        "placement": person | {"placement_pk": aminah.placements.get().pk},
        "office": person | {"office_pk": aminah.assignments.get().pk},
        "ijazah": person | {"kind": "ijazah"},
        "degree": person | {"kind": "ijazah", "row_pk": degree.pk},
        "satu": {"pk": cast.satu.pk},
        "gasal": {"pk": cast.semester.pk},
        "deleted-degree": person | {"kind": "ijazah", "event": lost_degree.pk},
        "holiday": {"pk": holiday.pk},
        "deleted-holiday": {"pk": lost_holiday.pk},
        "run": {"pk": run.pk},
        "asked": {"pk": asked.pk},
        "named": {"pk": named.pk},
        "token": {"token": activation.token},
        **_kkg_rows(cast),
        **_date_rows(cast),
        **_library_rows(cast),
        **_work_rows(cast),
        **_sheet_rows(cast),
        **_visit_rows(cast),
    }


def _with_factors(cast: Cast) -> int:
    """Gita has a second factor, and Aminah has begun to set one up."""
    switched_on(cast.gita)
    begin_factor(by=cast.aminah)
    return cast.gita.person_id


def _guidance(cast: Cast) -> Guidance:
    """What the pengawas agreed on with the kepala."""
    told = {"agreed_on": today(), "text": "Contoh", "noted_by": cast.daeng.person}
    return Guidance.objects.create(madrasah=cast.satu, head=cast.baso.person, **told)


def _finding_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """Evidence of the pengawas with a code, and a conclusion that rests on it."""
    code = coded(cast.daeng)
    row = gathered(cast.daeng, cast.satu, [code])
    finding = concluded(cast.daeng, row)
    tied = {"pk": finding.pk, "row": row.pk}
    return {"evidence": {"pk": row.pk}, "own-code": {"pk": code.pk}, "finding": {"pk": finding.pk}, "ground": tied}


def _mentor_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """Gita stands by Aminah and noted a meeting; a kepala's proposal waits; and Aminah's post with a ruling."""
    pair, waiting = (paired(by, cast.aminah.person, cast.gita.person) for by in (cast.daeng, cast.baso))
    post = cast.aminah.person.placements.get()
    set_ruling(placement=post, aspect="ijazah", verdict="sesuai", reason="Contoh", by=cast.baso)
    return {
        "pair": {"pk": pair.pk},
        "waiting-pair": {"pk": waiting.pk},
        "meeting": {"pk": met(pair, cast.gita).pk},
        "ruling": {"pk": cast.aminah.person_id, "placement_pk": post.pk, "aspect": "ijazah"},
    }


def _rated_together(cast: Cast) -> dict[str, dict[str, object]]:
    """A lesson that the kepala and the pengawas still score, one they have compared, and one to practise on."""
    begun, compared = (rated(cast, is_done=is_done) for is_done in (False, True))
    return {"rated-begun": {"pk": begun.pk}, "rated": {"pk": compared.pk}, "vignette": {"slug": "pecahan-kelas-iv"}}


def _over_time(cast: Cast) -> dict[str, dict[str, object]]:
    """A merge and a closing that can be taken back."""
    kept, double = (make_teacher(cast.satu, name=f"Ganda Contoh {word}") for word in ("Satu", "Dua"))
    merge = merge_persons(kept=kept, dropped=double, choices={}, rules=MERGING_RULES, by=cast.jafar)
    lima = make_madrasah(cast.kecamatan, name="MI Contoh Lima")
    facts = Closing(lima, today())
    closing = close_madrasah(closing=facts, reason="SK Contoh", rules=CLOSING_RULES, by=cast.jafar)
    return {"merge": {"pk": kept.pk, "merge": merge.pk}, "closing": {"pk": lima.pk, "closing": closing.pk}}


def _uploads(cast: Cast) -> list[ImportRun]:
    """A preview, a file with a column that nobody knows yet, and one applied that names a kepala."""
    file = StoredFile.objects.create(
        original_name="contoh.xlsx", content_type="text/csv", size=1, sha256="0", uploaded_by=cast.faisal
    )
    column = {"key": "contoh", "letter": "A", "heading": "Contoh", "samples": ["1"], "sheet": ""}
    layout = {"kind": "guru", "tables": []}
    runs = [
        ImportRun.objects.create(by=cast.faisal, kind="guru", file_name="contoh.xlsx", **values)
        for values in (
            {"status": ImportRun.Status.PREVIEW, "layout": layout},
            {"status": ImportRun.Status.NEEDS_COLUMNS, "file": file, "open_columns": [column]},
        )
    ]
    place = make_madrasah(cast.kecamatan, name="MI Contoh Tanpa Kepala")
    make_teacher(place, name="Kepala Contoh")
    head = ["Nama Madrasah", "Kecamatan", "Nama Kepala"]
    file = xlsx(head, [place.name, "Gantarang", "Kepala Contoh"], [cast.dua.name, "Gantarang", "Citra Contoh"])
    return [*runs, applied(upload(file, cast.jafar))]


def _kkg_rows(cast: Cast) -> dict[str, dict[str, object]]:
    session = make_session(cast, days=-1)
    make_topic(session)
    guest = add_guest(
        session=session,
        name="Tamu Contoh",
        institution="Kampus Contoh",
        is_speaker=False,
        client_token=uuid4(),
        by=cast.gita,
    )
    closed = make_session(cast, days=-9)
    make_topic(closed, "Topik Lama Contoh")
    close(closed, cast.daeng, **{"Topik Lama Contoh": "tuntas"})
    term = Officer.objects.get(group=cast.group)
    return {
        "group": {"pk": cast.group.pk},
        "term": {"pk": cast.group.pk, "term": term.pk},
        "session": {"pk": session.pk},
        "closed": {"pk": closed.pk},
        "guest": {"pk": session.pk, "row": guest.pk},
        **_letter_rows(cast, session, closed),
        **_certificate_rows(cast),
        **_checkin_rows(cast),
        **_paper_and_photo_rows(cast, session),
    }


def _paper_and_photo_rows(cast: Cast, session: Session) -> dict[str, dict[str, object]]:
    """A printed sheet with its photo, a photo of Aminah who has not agreed, and a member who speaks."""
    sheet = print_list(session=session, blank_lines=2, by=cast.gita)
    photo = make_photo(session, cast.gita, cast.aminah.person)
    sheet.photo = photo.file
    sheet.save()
    speaker = session.speakers.create(group=session.group, person=cast.aminah.person)
    return {
        "sheet": {"code": sheet.code},
        "photo": {"pk": photo.pk},
        "speaker": {"pk": session.pk, "row": speaker.pk},
        "outsider": {"pk": make_speaker(cast).pk},
        "made_one": {"pk": make_twin(cast).pk},
    }


def _checkin_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A session of today that takes check-ins, where Aminah is in already, and the code on its screen."""
    session = make_session(cast, title="Pertemuan Presensi Contoh")
    window = make_window(session, cast.gita)
    code = address_of(window.pk, window.secret, timezone.now())
    check_in(stamp=stamp_of_code(code), by=cast.aminah)
    return {"today": {"pk": session.pk}, "code": {"code": code}}


def _letter_rows(cast: Cast, session: Session, closed: Session) -> dict[str, dict[str, object]]:
    """One issued letter, and the forms of two kinds."""
    return {
        "letter": {"pk": make_letter(session, cast.gita).pk},
        "undangan": {"pk": session.pk, "kind": "undangan"},
        "laporan": {"pk": closed.pk, "kind": "laporan"},
    }


def _certificate_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A batch over the closed sessions so far, and Aminah's certificate of it."""
    batch = make_batch(cast.group, cast.gita)
    mine = batch.certificates.get(person=cast.aminah.person)
    return {"batch": {"pk": batch.pk}, "certificate": {"pk": mine.pk}, "certificate-code": {"code": mine.code}}


def _date_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A programme with a meeting that is no session yet, one to come, one called off, and a feed."""
    programme = make_programme(cast)
    planned = make_plan(programme, date=days_from_now(30))
    return {
        "programme": {"pk": programme.pk},
        "planned": {"pk": planned.pk},
        "coming": {"pk": make_session(cast, days=3).pk},
        "cancelled": {"pk": make_cancelled(cast).pk},
        "feed": {"token": issue_feed(by=cast.aminah)},
    }


def _library_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A material of Aminah's that she used, and a session at which she was present."""
    material = make_material(cast, upload=pdf())
    use = record_use(material=material, used_on=today(), class_level=4, what_happened="Contoh", by=cast.aminah)
    met = make_session(cast, days=-1, title="Pertemuan Kemarin Contoh")
    call_roll(met, cast.daeng)
    met.attendances.exclude(person=cast.aminah.person).delete()
    return {"material": {"pk": material.pk}, "use": {"pk": material.pk, "row": use.pk}, "met": {"pk": met.pk}}


def _work_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A topic that waits and one that was closed, Aminah's problem, and her decision, closed with a file."""
    settled, unfinished = settle(make_unfinished(cast, "Ditutup Contoh"), cast.gita), make_unfinished(cast)
    session = make_session(cast, days=-1, title="Pertemuan Keputusan Contoh")
    aminah = cast.aminah.person
    done = make_decision(session, aminah, cast.gita, text="Sudah Contoh")
    close_decision(decision=done, status="selesai", proof="Ada", upload=pdf(), by=cast.aminah)
    instrument = Instrument.objects.get(code="kkg-gantarang")
    tied = TopicIndicator.objects.create(topic=unfinished, instrument=instrument, indicator="GT-PED.2")
    return {
        "unfinished": {"pk": unfinished.pk},
        "followed": {"pk": cast.group.pk, "topic": unfinished.pk, "indicator": tied.indicator},
        "settled": {"pk": settled.pk},
        "problem": {"key": make_problem(cast, cast.aminah).key},
        "decision": {"pk": make_decision(session, aminah, cast.gita).pk},
        "done": {"pk": done.pk},
        "decided": {"pk": session.pk},
    }


def _sheet_rows(cast: Cast) -> dict[str, dict[str, object]]:
    documents = {definition.code: document for document, definition in load_all(INSTRUMENTS)}
    instrument, _ = publish_instrument(document=documents["kkg-gantarang"])
    draft = _start(cast, cast.baso, instrument)
    shared = _start(cast, cast.daeng, instrument)
    codes = instrument.definition.codes
    save_stage(assessment=shared, answers=dict.fromkeys(codes, 1), notes={}, seen=shared.mark_of(codes), by=cast.daeng)
    shared.refresh_from_db()
    due = days_from_now(14)
    review = Review(
        strengths="", suggestions="", revision=shared.revision, needs_followup=True, text="Contoh", due_on=due
    )
    share_assessment(assessment=shared, by=cast.daeng, review=review)
    skip_reflection(assessment=shared, by=cast.aminah)
    unseen = Assessment.objects.get(pk=_kept_by(shared, cast.daeng.person, cast.daeng.person))
    proven = FollowUp.objects.create(assessment=shared, owner=cast.aminah.person, text="Contoh dengan bukti")
    close_followup(followup=proven, by=cast.aminah, proof="Alat peraga dipakai di kelas.", upload=pdf())
    telaah = make_shared(cast.aminah, cast.daeng, 2, code="telaah-rpp").followups.get()
    mending = hand_in(followup=telaah, upload=pdf(), by=cast.aminah)
    gone = Person.objects.create(name="Lalu Contoh")
    return {
        "left": {"pk": _kept_by(shared, gone, gone)},
        "taken": {"pk": _kept_by(shared, gone, cast.baso.person)},
        "instrument": {"pk": instrument.pk},
        "form": {"code": code_of(instrument.pk)},
        "checklist": {"pk": publish_instrument(document=documents["kelengkapan-rpp-13"])[0].pk},
        "draft": {"pk": draft.pk},
        "draft-stage": {"pk": draft.pk, "stage": 1},
        "shared": {"pk": shared.pk},
        "unseen": {"pk": unseen.pk},
        "unseen-version": {"pk": unseen.pk, "number": 1},
        "result-way": {"token": issue_result_link(assessment=shared, by=cast.baso).token},
        "shared-stage": {"pk": shared.pk, "stage": 1},
        "version": {"pk": shared.pk, "number": 1},
        "followup": {"pk": shared.followups.exclude(pk=proven.pk).get().pk},
        "proven": {"pk": proven.pk},
        "mending": {"pk": mending.followup_id},
        "revision": {"pk": mending.pk},
    }


def _visit_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """A visit of today that nobody began, and one that was called off."""
    visit, off = planned(cast.aminah, cast.baso), planned(cast.aminah, cast.baso)
    call_off_visit(visit=off, reason="Ujian Contoh", by=cast.baso)
    form = {"code": code_of(Instrument.objects.get(code=settings.SUMMARY_INSTRUMENT).pk, visit.pk)}
    return {"visit": {"pk": visit.pk}, "visit-form": form, "called-off": {"pk": off.pk}, **_peer_rows(cast)}


def _peer_rows(cast: Cast) -> dict[str, dict[str, object]]:
    """Aminah appointed to visit a colleague: not begun, withdrawn, begun, and begun and withdrawn."""
    colleague = make_user(make_teacher(cast.satu, name="Sejawat Contoh"))
    visit, withdrawn, begun, down = (planned(colleague, cast.aminah, by=cast.baso) for _ in range(4))
    sheet, draft = (begin_visit(visit=row, by=cast.aminah) for row in (begun, down))
    for row in (withdrawn, down):
        withdraw_peer(visit=row, by=cast.baso)
    return {
        "peer-visit": {"pk": visit.pk},
        "withdrawn": {"pk": withdrawn.pk},
        "peer-draft": {"pk": sheet.pk},
        "peer-stage": {"pk": sheet.pk, "stage": 1},
        "down-draft": {"pk": draft.pk},
        "down-stage": {"pk": draft.pk, "stage": 1},
    }


def _kept_by(shared: Assessment, observer: Person, keeper: Person) -> int:
    """Another sheet like it, of somebody without an office, and who carries on."""
    row = Assessment.objects.get(pk=shared.pk)
    row.pk, row.client_token, row.observer, row.keeper = None, uuid4(), observer, keeper
    row.save(force_insert=True)
    version = shared.versions.get()
    version.pk, version.assessment = None, row
    version.save(force_insert=True)
    return row.pk


def _start(cast: Cast, by: User, instrument: object) -> Assessment:
    return start_assessment(
        teacher=cast.aminah.person, instrument=instrument, observed_on=today(), by=by, client_token=uuid4()
    )
