"""The supervision programme and its report, read back from their PDFs."""

from django.utils import timezone

from competency.recap.programme_reports import report_of
from competency.sharing.actions import share_assessment
from competency.sheets.start_actions import begin_visit
from competency.visits.actions import call_off_visit
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day, today
from tests.competency.sheet_makers import fill, publish, review, shared
from tests.competency.visit_makers import planned
from tests.kkg.paper_makers import text_of

pytestmark = on_day(2026, 11, 23)


def squeezed(words: str) -> str:
    return "".join(words.split())


def paper(user, name: str) -> str:
    return squeezed(text_of(client_of(user).get(f"/supervisi/rencana/{name}.pdf")))


def lacking(text: str, *words: str) -> list[str]:
    return [word for word in words if squeezed(word) not in text]


def test_the_programme_says_who_whom_when_and_what_for(cast: Cast) -> None:
    planned(cast.aminah, cast.baso, day=days_from_now(7), class_name="IV")
    off = planned(cast.aminah, cast.daeng, by=cast.daeng, day=days_from_now(3), kind="telaah")
    call_off_visit(visit=off, reason="Kelas ujian", by=cast.baso)
    text = paper(cast.baso, "program")
    said = ("PROGRAM SUPERVISI", "MI CONTOH SATU", "Semester gasal 2026/2027", "1 direncanakan, 1 dibatalkan")
    rows = ("Senin, 30 November 2026", "Aminah Contoh", "kelas IV", "Amati pelajaran", "Dibatalkan: Kelas ujian")
    assert lacking(text, *said, *rows, "Telaah RPP", "Mengetahui", "Kepala madrasah") == []


def test_the_report_counts_planned_and_carried_out_and_tells_findings_and_tindak_lanjut(cast: Cast) -> None:
    publish()
    visit = planned(cast.aminah, cast.baso, day=today())
    planned(cast.aminah, cast.daeng, by=cast.daeng, day=days_from_now(5))
    sheet = fill(begin_visit(visit=visit, by=cast.baso))
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet, due_on=days_from_now(10)))
    shared(cast.aminah, cast.daeng)
    text = paper(cast.daeng, "laporan")
    counts = ("2 kunjungan", "Terlaksana", "1 dari 2", "Di luar rencana", "1 lembar dibagikan", "0 dari 2 selesai")
    found = ("Salam dan doa bersama.", "Pakai alat peraga.", "Membuat alat peraga, sampai 3 Des 2026 (Diusulkan)")
    assert lacking(text, *counts, *found, "Kesimpulan", "Rekomendasi") == []
    assert "%" not in text  # findings are words; scores stand in the recap


def test_programme_and_report_are_of_ones_own_madrasah_and_for_kepala_and_pengawas(cast: Cast) -> None:
    planned(cast.aminah, cast.baso)
    for name in ("program", "laporan"):
        assert lacking(paper(cast.hasan, name), "Aminah") == ["Aminah"]
        assert client_of(cast.aminah).get(f"/supervisi/rencana/{name}.pdf").status_code == 403


def test_the_report_counts_what_the_page_of_visits_counts(cast: Cast) -> None:
    for days in (-20, -6, 3):
        planned(cast.aminah, cast.baso, by=cast.baso, day=days_from_now(days), on=days_from_now(days))
    page = client_of(cast.baso).get("/supervisi/rencana/").context
    facts, _ = report_of(cast.baso, cast.semester, [cast.satu.pk], timezone.localdate())
    assert dict(facts)["Direncanakan"] == f"{page['total']} kunjungan" == "3 kunjungan"
    counted = {figure["label"]: figure["number"] for figure in page["figures"]}
    told = {word: int(value.split()[0]) for word, value in facts if word != "Direncanakan" and "dari 3" in value}
    assert sum(told.values()) == sum(counted.values()) == 3
    assert "/supervisi/rencana/laporan.pdf" in client_of(cast.baso).get("/supervisi/rekap/").content.decode()
