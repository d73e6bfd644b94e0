"""What sheets, tindak lanjut, RPP and indicator ties refuse."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from competency.agreement import actions as agreement_actions
from competency.agreement import masters
from competency.followups import actions as followups_actions
from competency.followups import revision_actions
from competency.followups.actions import close_followup, reopen_followup
from competency.followups.revision_actions import hand_in, look_again, withdraw_hand_in
from competency.guidance import actions as guidance_actions
from competency.instruments import actions as instruments_actions
from competency.instruments.actions import offer_instrument, publish_version, retire_instrument
from competency.models import Assessment, FollowUp, Guidance, Pairing, Revision, Rpp, TopicOrigin, Visit
from competency.needs import actions as needs_actions
from competency.packs import actions as pack_actions
from competency.paper_forms import actions as paper_actions
from competency.paper_forms.actions import Written, remove_paper_photo, restore_paper_photo, type_form
from competency.reflections import actions as reflection_actions
from competency.reflections.actions import send_reflection, skip_reflection
from competency.rpp import actions as rpp
from competency.rpp import actions as rpp_actions
from competency.rpp.weeks import RppMark
from competency.sharing import actions as sharing_actions
from competency.sharing import link_actions as result_link_actions
from competency.sharing import objection_actions, reply_actions
from competency.sharing.actions import (
    close_assessment,
    give_back,
    give_up_correction,
    share_assessment,
    start_correction,
    take_over,
)
from competency.sharing.link_actions import issue_result_link, revoke_result_link
from competency.sharing.objection_actions import answer_objection, raise_objection, withdraw_objection
from competency.sharing.reply_actions import mark_read, reply_to_assessment, take_back_reply
from competency.sheets import actions as sheets_actions
from competency.sheets import mending_actions, start_actions, tying_actions
from competency.sheets.actions import move_assessment, remove_draft, restore_draft, save_review, save_stage
from competency.sheets.start_actions import begin_visit, start_assessment, start_filled
from competency.sheets.tying_actions import drop_sighting, tie_sighting
from competency.ties import actions as materials
from competency.ties import actions as ties_actions
from competency.visits import actions as visit_actions
from competency.visits.actions import (
    VisitData,
    call_off_visit,
    change_visit,
    hold_talk,
    plan_visit,
    reappoint_peer,
    revive_visit,
    withdraw_peer,
)
from kkg.models import Topic
from madrasah.models import Holiday
from madrasah.periods import week_start
from tests.cast import LONG_AGO, Cast
from tests.competency import sheet_makers as sheets
from tests.competency.agreement import makers
from tests.competency.visit_makers import planned
from tests.house.refusals import No
from tests.kkg.makers import make_material, make_session, make_topic
from tests.kkg.paper_makers import picture

MODULES = (
    pack_actions,
    paper_actions,
    instruments_actions,
    sheets_actions,
    start_actions,
    mending_actions,
    tying_actions,
    sharing_actions,
    reply_actions,
    result_link_actions,
    objection_actions,
    followups_actions,
    revision_actions,
    ties_actions,
    rpp_actions,
    visit_actions,
    guidance_actions,
    agreement_actions,
    reflection_actions,
    needs_actions,
)
NOT_GUIDE = "yang mencatat kesepakatan ini"
NOT_IN_CHARGE = "operator wilayah atau pengelola sistem"
NOT_KEEPER = "Hanya pemegang lembar yang mengisi"


def need(cast: Cast) -> dict[str, Any]:
    origin = TopicOrigin(kind=TopicOrigin.Kind.STAIRS, words="Contoh")
    return {"session": make_session(cast, days=7), "origin": origin, "title": "Contoh"}


def agreement(cast: Cast) -> dict[str, Any]:
    told = {"agreed_on": timezone.localdate(), "text": "Contoh", "client_token": uuid4()}
    return {"madrasah": cast.satu, "head": cast.baso.person} | told


def noted(cast: Cast) -> dict[str, Any]:
    told = agreement(cast)
    row = Guidance.objects.create(noted_by=cast.daeng.person, **told)
    return {"guidance": row, "agreed_on": told["agreed_on"], "text": "Lain", "revision": 1}


def together(cast: Cast) -> dict[str, Any]:
    told = {"lesson": "Contoh", "seen_on": timezone.localdate(), "client_token": uuid4()}
    return {"instrument": sheets.publish(), "partner": cast.daeng.person} | told


def whole(cast: Cast, pairing: Pairing) -> dict[str, Any]:
    answers = dict.fromkeys(pairing.instrument.definition.codes, 2)
    return {"pairing": pairing, "answers": answers, "is_done": True}


def practice() -> dict[str, Any]:
    return {"vignette": masters.vignettes()["pecahan-kelas-iv"], "instrument": sheets.publish()}


def practised(cast: Cast) -> Pairing:
    pairing = agreement_actions.begin_practice(by=cast.baso, **practice())
    makers.rate(pairing, cast.baso)
    return pairing


def called_off(cast: Cast) -> Pairing:
    return agreement_actions.call_off_pairing(pairing=makers.begun(cast), by=cast.baso)


def draft(cast: Cast) -> Assessment:
    return sheets.draft(cast.aminah, cast.baso)


def gone(sheet: Assessment, days: int) -> Assessment:
    Assessment.objects.filter(pk=sheet.pk).update(removed_at=timezone.now() - timedelta(days=days))
    return sheets.current(sheet)


def stage(sheet: Assessment) -> dict[str, Any]:
    code = next(iter(sheet.instrument.definition.codes))
    return {"assessment": sheet, "answers": {code: 1}, "notes": {}, "seen": sheet.mark_of([code])}


def mended(cast: Cast) -> dict[str, Any]:
    sheet = draft(cast)
    names = mending_actions.SheetData.__dataclass_fields__
    data = mending_actions.SheetData(**{name: getattr(sheet, name) for name in names} | {"class_name": "V"})
    return {"assessment": sheet, "data": data, "revision": sheet.revision}


def correcting(cast: Cast) -> Assessment:
    sheet = sheets.shared(cast.aminah, cast.baso)
    return start_correction(assessment=sheet, by=cast.baso, reason="Salah tulis")


def closed(cast: Cast) -> FollowUp:
    followup = sheets.shared(cast.aminah, cast.baso).followups.get()
    return close_followup(followup=followup, by=cast.aminah, proof="Alat peraga dipakai di kelas.")


def read_result(cast: Cast) -> Assessment:
    return sheets.shared(cast.aminah, cast.baso)


def objected(cast: Cast, *, answer: str = "") -> Assessment:
    sheet = read_result(cast)
    raise_objection(assessment=sheet, text="Butir 3 keliru", by=cast.aminah)
    if answer:
        answer_objection(assessment=sheet, answer=answer, by=cast.daeng)
    return sheet


def caught(cast: Cast) -> dict[str, Any]:
    sheet = draft(cast)
    row = sheet.sightings.create(school_year=sheet.school_year, text="Contoh", noted_at=timezone.now())
    return {"assessment": sheet, "sighting": row.pk}


def asked(cast: Cast) -> FollowUp:
    return sheets.shared(cast.aminah, cast.baso, 2, code="telaah-rpp").followups.get()


def lesson(cast: Cast) -> FollowUp:
    return sheets.shared(cast.aminah, cast.baso).followups.get()


def mended_once(cast: Cast) -> FollowUp:
    return a_round(cast).followup


def a_round(cast: Cast) -> Revision:
    return hand_in(followup=asked(cast), note="Sudah lengkap", by=cast.aminah)


def answered(cast: Cast, *, read: bool = False) -> Assessment:
    sheet = sheets.answered(cast.aminah, cast.baso)
    if read:
        mark_read(assessment=sheet, reader=cast.baso)
    return sheet


def after(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def begun(cast: Cast, **facts: Any) -> dict[str, Any]:
    plain = {"teacher": cast.aminah.person, "instrument": sheets.publish(), "observed_on": timezone.localdate()}
    return plain | {"client_token": uuid4()} | facts


def typed(cast: Cast, observer: str, **facts: Any) -> dict[str, Any]:
    below = {"answers": {}, "notes": {}, "written": Written(), "photo": picture(), "helper_name": "", "code": "AAK7"}
    return begun(cast, observer=cast.everyone[observer].person, **below | facts)


def week(cast: Cast, weeks: int = 0) -> dict[str, Any]:
    monday = week_start(timezone.localdate()) + timedelta(weeks=weeks)
    return {"madrasah": cast.satu, "week": monday, "marks": [RppMark(cast.aminah.person_id, "ada")], "seen": ""}


def holiday_week(cast: Cast) -> dict[str, Any]:
    monday: date = week_start(timezone.localdate())
    days = {"starts_on": monday, "ends_on": monday + timedelta(days=6)}
    Holiday.objects.create(semester=cast.semester, name="Libur Contoh", **days)
    return week(cast)


def photo(cast: Cast) -> dict[str, Any]:
    row = Rpp.objects.create(
        teacher=cast.aminah.person,
        madrasah=cast.satu,
        school_year=2026,
        status="ada",
        week=week_start(timezone.localdate()),
        checked_by=cast.baso.person,
        checked_at=timezone.now(),
    )
    return {"row": row, "upload": picture()}


def topic(cast: Cast) -> Topic:
    return make_topic(make_session(cast))


def visit(cast: Cast, *, off: bool = False, begun: bool = False) -> Visit:
    sheets.publish()
    row = planned(cast.aminah, cast.baso)
    if off:
        call_off_visit(visit=row, reason="Kelas ujian", by=cast.baso)
    if begun:
        begin_visit(visit=row, by=cast.baso)
    return row


def data(cast: Cast, days: int = 1, observer: str = "baso") -> VisitData:
    day = timezone.localdate() + timedelta(days=days)
    return VisitData(cast.everyone[observer].person, Visit.Kind.LESSON, day)


def new(cast: Cast, **facts: Any) -> dict[str, Any]:
    return {"teacher": cast.aminah.person, "data": data(cast), "client_token": uuid4()} | facts


def changed(row: Visit, cast: Cast, **facts: Any) -> dict[str, Any]:
    return {"visit": row, "data": data(cast), "revision": row.revision} | facts


def changed_document() -> dict[str, Any]:
    sheets.publish("telaah-rpp")
    return {"document": sheets.document_of("telaah-rpp") | {"title": "Judul lain"}}


def peers(cast: Cast, *, withdrawn: bool = False) -> Visit:
    """Gita, who teaches at MI Contoh Satu too, is to visit Aminah there."""
    cast.gita.person.placements.create(madrasah=cast.satu, since=LONG_AGO, is_home=False)
    row = planned(cast.aminah, cast.gita, by=cast.baso)
    return withdraw_peer(visit=row, by=cast.baso) if withdrawn else row


def by_peer(cast: Cast) -> VisitData:
    peers(cast)
    return data(cast, observer="gita")


def unseen(cast: Cast, *, read: bool = False) -> Assessment:
    sheet = sheets.fill(draft(cast))
    share_assessment(assessment=sheet, by=cast.baso, review=sheets.review(sheet))
    if read:
        mark_read(assessment=sheets.current(sheet), reader=cast.aminah)
    return sheets.current(sheet)


def reflected(sheet: Assessment, **facts: Any) -> dict[str, Any]:
    return {"assessment": sheet, "answers": {next(iter(sheet.instrument.definition.codes)): 1}, "text": ""} | facts


def talk(row: Visit, **words: Any) -> dict[str, Any]:
    return {"visit": row, "wanted": "Kelompok kecil", "revision": row.revision} | words


CASES = [
    No(plan_visit, "daeng", "Guru sejawat ditunjuk oleh", lambda c: new(c, data=by_peer(c))),
    No(change_visit, "daeng", "Guru sejawat ditunjuk oleh", lambda c: changed(visit(c), c, data=by_peer(c))),
    No(send_reflection, "baso", "ditulis oleh guru yang diamati", lambda c: reflected(unseen(c))),
    No(send_reflection, "aminah", "belum dibagikan", lambda c: reflected(draft(c))),
    No(send_reflection, "aminah", "sudah dikirim atau dilewati", lambda c: reflected(sheets.shared(c.aminah, c.baso))),
    No(send_reflection, "aminah", "Belum ada butir", lambda c: reflected(unseen(c), answers={})),
    No(skip_reflection, "baso", "ditulis oleh guru yang diamati", lambda c: {"assessment": unseen(c)}),
    No(skip_reflection, "aminah", "sudah Anda baca", lambda c: {"assessment": unseen(c, read=True)}),
    No(hold_talk, "daeng", "ditulis oleh guru atau yang mengamati", lambda c: talk(visit(c))),
    No(hold_talk, "aminah", "direncanakan untuk", lambda c: talk(visit(c), rpp_seen="Lengkap")),
    No(hold_talk, "aminah", "sudah dibatalkan", lambda c: talk(visit(c, off=True))),
    No(withdraw_peer, "gita", "Rencana ini diatur oleh", lambda c: {"visit": peers(c)}),
    No(withdraw_peer, "baso", "bukan guru sejawat", lambda c: {"visit": visit(c)}),
    No(reappoint_peer, "daeng", "Guru sejawat ditunjuk oleh", lambda c: {"visit": peers(c, withdrawn=True)}),
    No(reappoint_peer, "baso", "tidak sedang ditarik", lambda c: {"visit": visit(c)}),
    No(begin_visit, "gita", "sudah ditarik", lambda c: {"visit": peers(c, withdrawn=True)}),
    No(plan_visit, "aminah", "Kunjungan direncanakan oleh", new),
    No(plan_visit, "citra", "tidak tercatat bertugas di madrasah Anda", new),
    No(plan_visit, "baso", "sudah lewat", lambda c: new(c, data=data(c, days=-1))),
    No(plan_visit, "baso", "bukan kepala madrasah atau pengawas", lambda c: new(c, data=data(c, observer="gita"))),
    No(plan_visit, "baso", "kepada Anda sendiri", lambda c: new(c, teacher=c.baso.person)),
    No(change_visit, "aminah", "Rencana ini diatur oleh", lambda c: changed(visit(c), c)),
    No(change_visit, "baso", "sudah dibatalkan", lambda c: changed(visit(c, off=True), c)),
    No(change_visit, "daeng", "sudah dimulai", lambda c: changed(visit(c, begun=True), c)),
    No(call_off_visit, "aminah", "Rencana ini diatur oleh", lambda c: {"visit": visit(c), "reason": "Ujian"}),
    No(call_off_visit, "baso", "Tulis alasan", lambda c: {"visit": visit(c), "reason": ""}),
    No(call_off_visit, "baso", "sudah dibatalkan", lambda c: {"visit": visit(c, off=True), "reason": "Lain"}),
    No(call_off_visit, "baso", "sudah dimulai", lambda c: {"visit": visit(c, begun=True), "reason": "Ujian"}),
    No(revive_visit, "aminah", "Rencana ini diatur oleh", lambda c: {"visit": visit(c, off=True)}),
    No(begin_visit, "daeng", "direncanakan untuk", lambda c: {"visit": visit(c)}),
    No(begin_visit, "baso", "sudah dibatalkan", lambda c: {"visit": visit(c, off=True)}),
    No(start_assessment, "daeng", "direncanakan untuk", lambda c: begun(c, visit=visit(c))),
    No(publish_version, "daeng", NOT_IN_CHARGE, lambda c: {"document": sheets.document_of()}),
    No(publish_version, "faisal", NOT_IN_CHARGE, lambda c: {"document": sheets.document_of()}),
    No(publish_version, "jafar", "tidak boleh diubah", lambda c: changed_document()),
    No(retire_instrument, "baso", NOT_IN_CHARGE, lambda c: {"instrument": sheets.publish("telaah-rpp")}),
    No(retire_instrument, "jafar", "terbitkan versi barunya", lambda c: {"instrument": sheets.publish()}),
    No(offer_instrument, "daeng", NOT_IN_CHARGE, lambda c: {"instrument": sheets.publish("telaah-rpp")}),
    No(start_assessment, "aminah", "Lembar baru hanya dibuat", begun),
    No(type_form, "aminah", "Lembar baru hanya dibuat", lambda c: typed(c, "baso")),
    No(type_form, "daeng", "lampirkan foto kertasnya", lambda c: typed(c, "baso", photo=None)),
    No(type_form, "baso", "bukan kepala madrasah atau pengawas", lambda c: typed(c, "citra")),
    No(type_form, "baso", "tidak mungkin orang yang sama", lambda c: typed(c, "aminah")),
    No(type_form, "daeng", "sudah dibatalkan", lambda c: typed(c, "baso", visit=visit(c, off=True))),
    No(type_form, "daeng", "direncanakan untuk", lambda c: typed(c, "daeng", visit=visit(c))),
    No(remove_paper_photo, "daeng", "oleh pemegang lembar", lambda c: {"assessment": draft(c)}),
    No(restore_paper_photo, "daeng", "oleh pemegang lembar", lambda c: {"assessment": draft(c)}),
    No(start_filled, "aminah", "Lembar baru hanya dibuat", lambda c: begun(c, answers={}, notes={})),
    No(start_assessment, "baso", "pilih dulu, formatif", lambda c: begun(c, instrument=sheets.publish("pkg-2010"))),
    No(start_assessment, "citra", "tidak tercatat bertugas di madrasah Anda", begun),
    No(
        start_assessment,
        "baso",
        "Tanggal itu masih jauh",
        lambda c: begun(c, observed_on=timezone.localdate() + timedelta(days=2)),
    ),
    No(save_stage, "daeng", NOT_KEEPER, lambda c: stage(draft(c))),
    No(save_stage, "baso", "Lembar ini sudah dibagikan", lambda c: stage(sheets.shared(c.aminah, c.baso))),
    No(save_review, "daeng", NOT_KEEPER, lambda c: {"assessment": (sheet := draft(c)), "review": sheets.review(sheet)}),
    No(share_assessment, "daeng", NOT_KEEPER, lambda c: {"assessment": draft(c)}),
    No(share_assessment, "baso", "belum diisi", lambda c: {"assessment": draft(c)}),
    No(mending_actions.mend_draft, "daeng", NOT_KEEPER, mended),
    No(remove_draft, "daeng", NOT_KEEPER, lambda c: {"assessment": draft(c)}),
    No(
        remove_draft,
        "baso",
        "pernah dibagikan tidak dapat dihapus",
        lambda c: {"assessment": sheets.shared(c.aminah, c.baso)},
    ),
    No(restore_draft, "daeng", NOT_KEEPER, lambda c: {"assessment": gone(draft(c), 1)}),
    No(restore_draft, "baso", "lebih dari 30 hari", lambda c: {"assessment": gone(draft(c), 31)}),
    No(take_back_reply, "baso", "Hanya guru yang menanggapi", lambda c: {"assessment": answered(c)}),
    No(take_back_reply, "aminah", "sudah dibaca penilai", lambda c: {"assessment": answered(c, read=True)}),
    No(take_back_reply, "aminah", "Batas waktu tanggapan", lambda c: {"assessment": answered(c), "at": after(40)}),
    No(
        take_back_reply,
        "aminah",
        "berstatus selesai",
        lambda c: {"assessment": close_assessment(assessment=answered(c), by=c.daeng)},
    ),
    No(
        reply_to_assessment,
        "baso",
        "Hanya guru yang diamati",
        lambda c: {"assessment": sheets.shared(c.aminah, c.baso), "text": "Terima kasih"},
    ),
    No(
        reply_to_assessment,
        "aminah",
        "Lembar ini belum dibagikan",
        lambda c: {"assessment": draft(c), "text": "Terima kasih"},
    ),
    No(
        close_assessment,
        "aminah",
        "yang dapat melakukannya",
        lambda c: {"assessment": sheets.answered(c.aminah, c.baso)},
    ),
    No(close_assessment, "baso", "setelah guru menanggapi", lambda c: {"assessment": sheets.shared(c.aminah, c.baso)}),
    No(
        start_correction,
        "aminah",
        "yang dapat melakukannya",
        lambda c: {"assessment": sheets.shared(c.aminah, c.baso), "reason": "Salah"},
    ),
    No(start_correction, "baso", "berstatus draf", lambda c: {"assessment": draft(c), "reason": "Salah"}),
    No(give_up_correction, "aminah", "yang dapat melakukannya", lambda c: {"assessment": correcting(c)}),
    No(take_over, "aminah", "yang dapat mengambil alih", lambda c: {"assessment": sheets.shared(c.aminah, c.baso)}),
    No(take_over, "daeng", "masih bertugas di madrasah ini", lambda c: {"assessment": sheets.shared(c.aminah, c.baso)}),
    No(give_back, "aminah", "Hanya yang mengambil alih", lambda c: {"assessment": sheets.shared(c.aminah, c.baso)}),
    No(move_assessment, "aminah", "yang dapat melakukannya", lambda c: {"assessment": draft(c), "wanted": "dibagikan"}),
    No(
        close_followup,
        "citra",
        "yang menutup atau membuka kembali",
        lambda c: {"followup": sheets.shared(c.aminah, c.baso).followups.get(), "proof": "Kunjungan"},
    ),
    No(
        close_followup,
        "aminah",
        "Bukti belum bisa dibaca orang lain",
        lambda c: {"followup": sheets.shared(c.aminah, c.baso).followups.get(), "proof": "sudah"},
    ),
    No(close_followup, "aminah", "sudah ditutup", lambda c: {"followup": closed(c), "proof": "Kata yang lain lagi."}),
    No(issue_result_link, "aminah", "Tautan hasil dibuat oleh", lambda c: {"assessment": unseen(c)}),
    No(issue_result_link, "baso", "belum dibagikan", lambda c: {"assessment": draft(c)}),
    No(revoke_result_link, "aminah", "Tautan hasil dibuat oleh", lambda c: {"assessment": unseen(c)}),
    No(raise_objection, "baso", "Hanya guru yang diamati", lambda c: {"assessment": read_result(c), "text": "X"}),
    No(raise_objection, "aminah", "sedang diperbaiki", lambda c: {"assessment": correcting(c), "text": "X"}),
    No(raise_objection, "aminah", "sudah dikirim", lambda c: {"assessment": objected(c), "text": "Lain"}),
    No(raise_objection, "aminah", "Tulis apa keberatan", lambda c: {"assessment": read_result(c), "text": ""}),
    No(withdraw_objection, "baso", "Hanya guru yang menulisnya", lambda c: {"assessment": objected(c)}),
    No(withdraw_objection, "aminah", "sudah dijawab", lambda c: {"assessment": objected(c, answer="Baik")}),
    No(answer_objection, "baso", "Keberatan dijawab oleh", lambda c: {"assessment": objected(c), "answer": "X"}),
    No(answer_objection, "daeng", "Belum ada keberatan", lambda c: {"assessment": read_result(c), "answer": "X"}),
    No(answer_objection, "daeng", "sudah dijawab", lambda c: {"assessment": objected(c, answer="A"), "answer": "B"}),
    No(tie_sighting, "daeng", NOT_KEEPER, lambda c: caught(c) | {"indicator": "x"}),
    No(tie_sighting, "baso", "Butir itu tidak ada", lambda c: caught(c) | {"indicator": "x"}),
    No(drop_sighting, "daeng", NOT_KEEPER, lambda c: caught(c)),
    No(drop_sighting, "baso", "tidak ada lagi di lembar ini", lambda c: caught(c) | {"sighting": 0}),
    No(hand_in, "citra", "yang menutup atau membuka", lambda c: {"followup": asked(c), "note": "Lengkap"}),
    No(hand_in, "aminah", "hanya untuk telaah", lambda c: {"followup": lesson(c), "note": "Lengkap"}),
    No(hand_in, "aminah", "sudah menunggu dilihat", lambda c: {"followup": mended_once(c), "note": "Lain lagi"}),
    No(withdraw_hand_in, "citra", "yang menutup atau membuka", lambda c: {"followup": mended_once(c)}),
    No(look_again, "aminah", "dilihat lagi oleh", lambda c: {"followup": mended_once(c), "is_accepted": True}),
    No(look_again, "baso", "Belum ada perbaikan", lambda c: {"followup": asked(c), "is_accepted": True}),
    No(revision_actions.remove_file, "citra", "yang menutup atau membuka", lambda c: {"revision": a_round(c)}),
    No(revision_actions.remove_file, "aminah", "Tidak ada berkas", lambda c: {"revision": a_round(c)}),
    No(revision_actions.restore_file, "citra", "yang menutup atau membuka", lambda c: {"revision": a_round(c)}),
    No(close_followup, "aminah", "dilihat lagi oleh penilai", lambda c: {"followup": asked(c), "proof": "Sudah."}),
    No(followups_actions.remove_proof, "citra", "yang menutup atau membuka", lambda c: {"followup": closed(c)}),
    No(followups_actions.remove_proof, "aminah", "Tidak ada berkas di sini", lambda c: {"followup": closed(c)}),
    No(followups_actions.restore_proof, "citra", "yang menutup atau membuka", lambda c: {"followup": closed(c)}),
    No(reopen_followup, "citra", "yang menutup atau membuka kembali", lambda c: {"followup": closed(c), "reason": "x"}),
    No(reopen_followup, "aminah", "Tulis alasan", lambda c: {"followup": closed(c), "reason": ""}),
    No(
        materials.tie_indicators,
        "baso",
        "yang mengubah bahan ini",
        lambda c: {"material": make_material(c), "instrument": sheets.publish(), "codes": []},
    ),
    No(
        materials.tie_topic,
        "aminah",
        "yang mengelola pertemuannya",
        lambda c: {"topic": topic(c), "instrument": sheets.publish(), "codes": []},
    ),
    No(guidance_actions.note_guidance, "baso", NOT_GUIDE, agreement),
    No(
        guidance_actions.note_guidance,
        "daeng",
        "tidak sedang bertugas",
        lambda c: agreement(c) | {"head": c.aminah.person},
    ),
    No(guidance_actions.note_guidance, "daeng", "bukan dengan diri", lambda c: agreement(c) | {"head": c.daeng.person}),
    No(
        guidance_actions.note_guidance,
        "daeng",
        "belum tiba",
        lambda c: agreement(c) | {"agreed_on": timezone.localdate() + timedelta(days=1)},
    ),
    No(guidance_actions.mend_guidance, "baso", NOT_GUIDE, noted),
    No(
        guidance_actions.mend_guidance,
        "daeng",
        "pada atau sesudah tanggal kesepakatan",
        lambda c: noted(c) | {"due_on": timezone.localdate() - timedelta(days=1)},
    ),
    No(guidance_actions.remove_guidance, "baso", NOT_GUIDE, lambda c: {"guidance": noted(c)["guidance"]}),
    No(guidance_actions.restore_guidance, "baso", NOT_GUIDE, lambda c: {"guidance": noted(c)["guidance"]}),
    No(agreement_actions.begin_pairing, "aminah", "yang memulai penilaian berdua", together),
    No(
        agreement_actions.begin_pairing, "baso", "bukan dengan diri", lambda c: together(c) | {"partner": c.baso.person}
    ),
    No(
        agreement_actions.begin_pairing,
        "baso",
        "tidak bertugas di madrasah Anda",
        lambda c: together(c) | {"partner": c.hasan.person},
    ),
    No(
        agreement_actions.begin_pairing,
        "baso",
        "belum tiba",
        lambda c: together(c) | {"seen_on": timezone.localdate() + timedelta(days=1)},
    ),
    No(agreement_actions.begin_practice, "keeper", "punya data orang", lambda c: practice()),
    No(agreement_actions.save_rating, "aminah", "yang menilai pelajaran ini", lambda c: whole(c, makers.begun(c))),
    No(agreement_actions.save_rating, "baso", "sudah dibatalkan", lambda c: whole(c, called_off(c))),
    No(agreement_actions.save_rating, "baso", "tidak diubah lagi", lambda c: whole(c, makers.rated(c))),
    No(
        agreement_actions.save_rating,
        "baso",
        "butir belum dinilai",
        lambda c: whole(c, makers.begun(c)) | {"answers": {}},
    ),
    No(
        agreement_actions.show_to_pengawas,
        "aminah",
        "yang menilai pelajaran ini",
        lambda c: {"pairing": makers.rated(c), "is_shown": True},
    ),
    No(
        agreement_actions.show_to_pengawas,
        "baso",
        "sesudah semua yang menilai selesai",
        lambda c: {"pairing": makers.begun(c), "is_shown": True},
    ),
    No(
        agreement_actions.show_to_pengawas,
        "baso",
        "Latihan hanya untuk Anda",
        lambda c: {"pairing": practised(c), "is_shown": True},
    ),
    No(
        agreement_actions.call_off_pairing,
        "aminah",
        "yang menilai pelajaran ini",
        lambda c: {"pairing": makers.begun(c)},
    ),
    No(agreement_actions.call_off_pairing, "baso", "sudah selesai", lambda c: {"pairing": makers.rated(c)}),
    No(needs_actions.propose_topic, "aminah", "yang mengelola pertemuannya", need),
    No(pack_actions.order_pack, "baso", "dibuat oleh pengawas", lambda _: {"kind": "pendampingan"}),
    No(rpp.record_week, "daeng", "yang mencatat pemeriksaan RPP", week),
    No(rpp.record_week, "baso", "Minggu itu belum mulai", lambda c: week(c, weeks=1)),
    No(rpp.record_week, "baso", "Minggu itu libur", holiday_week),
    No(rpp.attach_photo, "daeng", "yang mencatat pemeriksaan RPP", photo),
    No(rpp.remove_photo, "daeng", "yang mencatat pemeriksaan RPP", lambda c: {"row": photo(c)["row"]}),
    No(rpp.remove_photo, "baso", "Tidak ada berkas di sini", lambda c: {"row": photo(c)["row"]}),
    No(rpp.restore_photo, "daeng", "yang mencatat pemeriksaan RPP", lambda c: {"row": photo(c)["row"]}),
]
