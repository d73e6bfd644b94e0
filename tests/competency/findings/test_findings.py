"""Evidence, codes, conclusions: who gathers, who reads, what is computed, and what leaves without names."""

import io
import re
from uuid import uuid4

import openpyxl
import pytest

from competency.findings.actions import propose_finding, tie_ground, untie_ground
from competency.findings.code_actions import add_code, adopt_codes
from competency.findings.evidence_actions import code_evidence, mend_evidence, record_evidence
from competency.findings.export_reports import research_file
from competency.findings.reports import matrix_of, verdicts_of
from competency.models import Code, Coding, Evidence, Finding
from core.refusals import Refused
from core.revisions import Overtaken
from madrasah.models import Assignment
from tests.cast import client_of
from tests.clock import days_from_now, today
from tests.competency.findings.makers import coded, concluded, gathered, values
from tests.competency.sheet_makers import publish, shared
from tests.factories import make_assignment, make_teacher
from tests.kkg.makers import make_session

BASE = "/supervisi/temuan/"


def text(user, address, status=200):
    answer = client_of(user).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def readers(cast, row):
    return {name for name, user in cast.everyone.items() if type(row).objects.visible_to(user).filter(pk=row.pk)}


def test_evidence_is_read_by_who_wrote_it_and_the_pengawas_there(cast):
    assert readers(cast, gathered(cast.baso, cast.satu)) == {"baso", "daeng"}
    assert readers(cast, gathered(cast.daeng, cast.satu)) == {"daeng"}


def test_codes_and_conclusions_are_ones_own(cast):
    assert readers(cast, coded(cast.baso)) == {"baso"}
    assert readers(cast, concluded(cast.baso)) == {"baso"}


def test_office_ended_pen_down_but_ones_own_stays_readable(cast):
    row = gathered(cast.baso, cast.satu)
    Assignment.objects.filter(person=cast.baso.person).update(until=days_from_now(-1))
    assert readers(cast, row) == {"baso", "daeng"}
    with pytest.raises(Refused, match="yang mencatat bukti di sana"):
        mend_evidence(evidence=row, values=values(cast.satu, text="Lain."), revision=1, by=cast.baso)


def test_an_interview_needs_the_answer_about_consent_and_nothing_is_prefilled(cast):
    client, address = client_of(cast.daeng), f"{BASE}bukti/baru/"
    page = client.get(address).content.decode()
    assert not re.findall(r"<input[^>]*name=\"(?:kind|consent)\"[^>]*checked", page)
    post = {
        "kind": "wawancara",
        "madrasah": cast.satu.pk,
        "role": "siswa",
        "happened_on": today().isoformat(),
        "text": "Kami jarang memakai alat peraga.",
        "client_token": uuid4(),
        "revision": 1,
    }
    assert "Persetujuan sumber belum dipilih." in client.post(address, post).content.decode()
    answer = client.post(address, post | {"consent": "belum"})
    assert "Tanyakan dulu kepada yang diwawancarai" in answer.content.decode()
    assert "Kami jarang memakai alat peraga." in answer.content.decode()
    assert [client.post(address, post | {"consent": "tidak"}).status_code for _ in range(2)] == [302, 302]
    assert Evidence.objects.get().consent == "tidak"


def test_words_of_who_did_not_agree_are_the_writers_alone(cast):
    row = gathered(cast.baso, cast.satu, kind="wawancara", consent="tidak", text="Rahasia Contoh.")
    address = f"{BASE}bukti/{row.pk}/"
    assert "Rahasia Contoh." in text(cast.baso, address)
    for page in (address, f"{BASE}bukti/"):
        assert "Rahasia Contoh." not in text(cast.daeng, page)
    finding = concluded(cast.daeng, row)
    assert "Rahasia Contoh." not in text(cast.daeng, f"{BASE}{finding.pk}/")


def test_a_sheet_is_tied_only_by_who_may_read_it_and_shown_likewise(cast):
    sheet = shared(cast.aminah, cast.daeng)
    row = gathered(cast.daeng, cast.satu, sheet=sheet)
    assert f"/supervisi/{sheet.pk}/" in text(cast.daeng, f"{BASE}bukti/{row.pk}/").replace("lembar/", "")
    for faulty in (values(cast.dua, sheet=sheet), values(cast.tiga, sheet=sheet)):
        with pytest.raises(Refused):
            record_evidence(values=faulty, client_token=uuid4(), by=cast.daeng)
    with pytest.raises(Refused, match="bukan dari madrasah ini"):
        record_evidence(values=values(cast.dua, sheet=sheet), client_token=uuid4(), by=cast.citra)


def test_mending_never_overwrites_unseen(cast):
    row = gathered(cast.baso, cast.satu)
    mend_evidence(evidence=row, values=values(cast.satu, text="Baru."), revision=1, by=cast.baso)
    with pytest.raises(Overtaken):
        mend_evidence(evidence=row, values=values(cast.satu, text="Lain."), revision=1, by=cast.baso)
    assert [event.text for event in row.events.order_by("pgh_id")] == [row.text, "Baru."]


def test_codes_of_two_people_on_one_piece_do_not_mix(cast):
    row = gathered(cast.baso, cast.satu, codes=[coded(cast.baso)])
    mine = coded(cast.daeng, "Kode pengawas")
    code_evidence(evidence=row, codes=[mine], by=cast.daeng)
    assert Coding.objects.filter(evidence=row).count() == 2
    code_evidence(evidence=row, codes=[], by=cast.daeng)
    assert [coding.code.owner for coding in Coding.objects.filter(evidence=row)] == [cast.baso.person]
    with pytest.raises(Refused, match="milik orang lain"):
        code_evidence(evidence=row, codes=[mine], by=cast.baso)


def test_a_code_is_not_doubled_and_the_offered_ones_are_taken_once(cast):
    coded(cast.baso, "Alat peraga")
    with pytest.raises(Refused, match="sudah ada"):
        add_code(name="alat PERAGA", meaning="", client_token=uuid4(), by=cast.baso)
    instrument = publish()
    wanted = [item.code for item in instrument.definition.indicators[:3]]
    for _ in range(2):
        adopt_codes(instrument=instrument, indicators=wanted, by=cast.baso)
    assert Code.objects.exclude(indicator="").count() == 3


def test_the_matrix_counts_by_code_madrasah_and_kind_and_each_number_opens_its_evidence(cast):
    code = coded(cast.daeng)
    for place, kind, how_many in ((cast.satu, "observasi", 2), (cast.satu, "dokumen", 1), (cast.dua, "dokumen", 3)):
        for number in range(how_many):
            gathered(cast.daeng, place, [code], kind=kind, text=f"{place} {kind} {number}")
    gathered(cast.daeng, cast.satu)
    assert matrix_of(cast.daeng, [code.pk]).cells == {
        (code.pk, cast.satu.pk, "observasi"): 2,
        (code.pk, cast.satu.pk, "dokumen"): 1,
        (code.pk, cast.dua.pk, "dokumen"): 3,
    }
    page = text(cast.daeng, f"{BASE}kode/rekap/")
    assert "6 bukti dari 2 madrasah" in page
    address = f"{BASE}bukti/?kode={code.pk}&amp;madrasah={cast.dua.pk}&amp;jenis=dokumen"
    assert f'href="{address}"' in page
    opened = text(cast.daeng, address.replace("&amp;", "&"))
    assert opened.count("MI Contoh Dua dokumen") == 3
    assert "MI Contoh Satu dokumen" not in opened
    assert "1 baris" not in text(cast.daeng, f"{BASE}bukti/?kode=belum")


def test_a_conclusion_is_triangulated_by_its_evidence_of_today(cast):
    seen = gathered(cast.daeng, cast.satu)
    said = gathered(cast.daeng, cast.satu, kind="wawancara", role="siswa", consent="ya")
    finding = concluded(cast.daeng, seen)
    assert "perlu 1 jenis sumber lagi" in text(cast.daeng, f"{BASE}{finding.pk}/")
    tie_ground(finding=finding, evidence=said, stance="mendukung", by=cast.daeng)
    assert "Dikuatkan: 2 jenis sumber, 2 sumber orang" in text(cast.daeng, f"{BASE}{finding.pk}/")
    tie_ground(finding=finding, evidence=said, stance="membantah", by=cast.daeng)
    verdict = verdicts_of([finding], cast.daeng)[finding.pk]
    assert (verdict.is_triangulated, verdict.against) == (False, 1)
    client_of(cast.daeng).post(f"{BASE}bukti/{said.pk}/hapus/")
    assert verdicts_of([finding], cast.daeng)[finding.pk].against == 0
    client_of(cast.daeng).post(f"{BASE}bukti/{said.pk}/kembalikan/")
    assert verdicts_of([finding], cast.daeng)[finding.pk].against == 1
    untie_ground(finding=finding, evidence=said, by=cast.daeng)
    assert verdicts_of([finding], cast.daeng)[finding.pk].pieces == 1


def test_one_press_puts_it_on_the_agenda_once_and_never_with_a_name(cast):
    session, finding = make_session(cast, days=5), concluded(cast.daeng)
    for _ in range(2):
        client_of(cast.daeng).post(f"{BASE}{finding.pk}/topik/", {"session": session.pk})
    assert [topic.title for topic in session.topics.all()] == [finding.title]
    named = concluded(cast.daeng, title="Bu Aminah menyalin RPP")
    assert "Bu Aminah" in text(cast.daeng, f"{BASE}{named.pk}/")
    with pytest.raises(Refused, match="Ubah dulu tanpa nama"):
        propose_finding(session=session, finding=named, by=cast.daeng)


def test_what_was_deleted_comes_back(cast):
    finding, client = concluded(cast.baso), client_of(cast.baso)
    client.post(f"{BASE}{finding.pk}/hapus/")
    assert "Baru dihapus" in text(cast.baso, BASE)
    assert client_of(cast.daeng).post(f"{BASE}{finding.pk}/kembalikan/").status_code == 404
    client.post(f"{BASE}{finding.pk}/kembalikan/")
    assert Finding.objects.visible_to(cast.baso).count() == 1


def cells(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in book}


def test_the_research_file_names_nobody_and_quotes_only_who_agreed(cast, settings):
    settings.MIN_GROUP_SIZE = 1  # hiding small groups: below
    code = coded(cast.daeng)
    gathered(cast.daeng, cast.satu, [code], text="Aminah Contoh, S.Pd.I. di MI Contoh Satu memakai kartu.")
    gathered(cast.baso, cast.satu, kind="wawancara", consent="tidak", text="Jangan dikutip.")
    gathered(cast.daeng, cast.satu, kind="wawancara", consent="ya", role="siswa", text="Bu Aminah sabar.")
    concluded(cast.daeng, title="Baso Contoh jarang masuk kelas")
    answer = client_of(cast.daeng).get(f"{BASE}xlsx/")
    found = cells(answer)
    assert "BACA SETIAP KALIMAT" in str(found.pop("Baca dulu"))
    whole = str(found)
    for name in ("Aminah", "Baso", "Contoh Satu", "Jangan dikutip"):
        assert name not in whole
    stands = {name: re.findall(rf"{name}-\d\d", whole) for name in ("MI", "Guru", "Kepala")}
    assert stands["MI"] and stands["Kepala"]
    said = [row[4] for row in found["Bukti"]]
    [teacher] = {word for words in said for word in re.findall(r"Guru-\d\d", words)}
    assert sorted(said)[1:] == [f"{teacher} di MI-01 memakai kartu.", f"{teacher} sabar."]
    assert "(tidak dikutip: tanpa persetujuan)" in whole


def test_small_cells_of_the_research_file_are_not_reckoned_back_from_its_rows(cast):
    code, other = coded(cast.daeng), coded(cast.daeng, "Lain")
    for place, how_many in ((cast.satu, 7), (cast.dua, 2)):
        for number in range(how_many):
            gathered(cast.daeng, place, [code], informant=f"kelas {number}")
    gathered(cast.daeng, cast.satu, [other], kind="dokumen")
    sheets = {title: rows for title, _, rows in research_file(cast.daeng)}
    counts = {tuple(row[:2]): [] for row in sheets["Kode per madrasah"]}
    for *key, _, count in sheets["Kode per madrasah"]:
        counts[tuple(key)].append(count)
    assert counts["RPP disalin", "Observasi"] == [9, "disembunyikan", "disembunyikan"]
    assert counts["Lain", "Dokumen"] == ["disembunyikan"] * 3
    told = [row[5] for row in sheets["Bukti"]]
    assert told.count("RPP disalin") == 9
    assert set(told) == {"RPP disalin", ""}, "nor does a row tell that it has a code that is hidden"
    assert not any("MI" in str(cell) for row in sheets["Bukti"] for cell in row)


def test_a_teacher_and_outsiders_get_nothing(cast):
    row, code, finding = gathered(cast.baso, cast.satu), coded(cast.baso), concluded(cast.baso)
    for user in (cast.aminah, cast.citra, cast.gita, cast.hasan):
        for address in (f"bukti/{row.pk}/", f"kode/{code.pk}/", f"{finding.pk}/"):
            assert client_of(user).get(f"{BASE}{address}").status_code == 404
        assert len(research_file(user)[1][2]) == 0


def test_questions_do_not_grow_with_evidence(cast, django_assert_max_num_queries):
    code = coded(cast.daeng)
    rows = [gathered(cast.daeng, cast.satu, [code], informant=str(number)) for number in range(14)]
    other = make_teacher(cast.dua)
    make_assignment(other, "kepala", cast.dua)
    finding = concluded(cast.daeng, *rows[:7], contra=rows[7:13])
    make_session(cast, days=5)
    for _ in range(12):
        concluded(cast.daeng, rows[0])
    for address in ("", f"{finding.pk}/", "bukti/", f"bukti/{rows[0].pk}/", "kode/", "kode/rekap/"):
        with django_assert_max_num_queries(13 if address == f"{finding.pk}/" else 11):
            client_of(cast.daeng).get(f"{BASE}{address}")
