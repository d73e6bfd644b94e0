"""A sheet printed: the shared version whole, its own old words, and never more than the reader's screen shows."""

import pytest

from competency.instruments.actions import publish_instrument
from competency.models import Assessment, SharedVersion
from competency.reflections.actions import send_reflection
from competency.scoring.words import result_shown
from competency.sharing.actions import share_assessment, start_correction
from competency.sharing.presenters import result_of
from competency.sharing.reply_actions import reply_to_assessment
from competency.sheets.actions import save_stage
from competency.sheets.noted import Fact
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency.sheet_makers import current, document_of, draft, fill, review, shared, unreflected
from tests.kkg.paper_makers import text_of

pytestmark = on_day(2026, 11, 23)


def printed(user, sheet: Assessment, version: int | None = None) -> str:
    part = f"versi/{version}/" if version else ""
    return text_of(client_of(user).get(f"/supervisi/lembar/{sheet.pk}/{part}lembar.pdf"))


def lacking(text: str, *words: str) -> list[str]:
    """Those of `words` that the paper does not say; blanks aside, which kerning parts."""
    found = "".join(text.split())
    return [word for word in words if "".join(word.split()) not in found]


@pytest.mark.parametrize("code", ["kkg-gantarang", "pkg-2010", "supervisi-pm-kbc", "kompetensi-guru-2626"])
def test_totals_on_paper_are_those_of_the_screen_with_n_band_and_every_step(cast: Cast, code: str) -> None:
    purpose = {"purpose": "sumatif"} if code == "pkg-2010" else {}
    sheet = draft(cast.aminah, cast.baso, code=code, **purpose)
    codes = [indicator.code for indicator in sheet.instrument.definition.indicators]
    low, high = sheet.instrument.definition.scale.values[1:3]
    values = {each: high if at % 3 else low for at, each in enumerate(codes)}
    fill_with(sheet, values)
    share_assessment(assessment=current(sheet), by=cast.baso, review=review(sheet))
    definition = sheet.instrument.definition
    shown = result_shown(result_of(SharedVersion.objects.get(assessment=sheet), definition), definition)
    text = printed(cast.baso, sheet)
    assert lacking(text, shown["words"], shown["count"], *shown["steps"]) == []
    assert lacking(text, *(part["rests_on"] for part in shown["competencies"])) == []


def fill_with(sheet: Assessment, values: dict[str, int]) -> None:
    """Answers as given, each with a note where one is needed."""
    notes = {code: Fact("Terlihat jelas") for code in values}
    save_stage(assessment=sheet, answers=values, notes=notes, seen=sheet.mark_of(values), by=sheet.keeper.user)


def test_head_notes_words_reply_and_three_signatures_stand_on_it(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.baso, class_name="IV", lesson_topic="Pecahan")
    fill(sheet, 1, **{"GT-PED.1": "Guru menunjuk tujuan di papan"})
    share_assessment(assessment=current(sheet), by=cast.baso, review=review(sheet))
    reply_to_assessment(assessment=unreflected(sheet), text="Terima kasih, saya coba.", by=cast.aminah)
    text = printed(cast.aminah, sheet)
    words = ("Aminah Contoh", "MI Contoh Satu", "Senin, 23 November 2026", "Pecahan", "Guru menunjuk tujuan di papan")
    said = ("Salam dan doa bersama.", "Pakai alat peraga.", "Membuat alat peraga", "Terima kasih, saya coba.")
    signed = ("Guru,", "Penilai,", "Mengetahui", "Kepala madrasah,", "Baso Contoh")
    assert lacking(text, *words, *said, *signed) == []
    assert lacking(text, "DRAF") == ["DRAF"]


def test_the_self_reflection_stands_beside_the_values_for_who_sees_it_on_the_screen(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    send_reflection(assessment=current(sheet), answers={"GT-PED.1": 2}, text="Saya gugup.", by=cast.aminah)
    text = printed(cast.baso, sheet)
    assert lacking(text, "Saya gugup.", "Refleksi diri guru", "sebelum nilainya dilihat") == []


def test_an_earlier_version_prints_its_own_values_and_the_newest_says_what_it_is(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso, 1)
    start_correction(assessment=sheet, by=cast.baso, reason="Salah ketik butir satu")
    correcting = current(sheet)
    assert lacking(printed(cast.aminah, sheet), "sedang diperbaiki", "Salah ketik butir satu") == []
    fill(correcting, 2, **dict.fromkeys(correcting.instrument.definition.codes, "Terlihat"))
    assert lacking(printed(cast.aminah, sheet), "50%") == []  # what is being written is on nobody's paper
    share_assessment(assessment=current(sheet), by=cast.baso, review=review(sheet))
    assert lacking(printed(cast.baso, sheet, 1), "50%", "Sudah diganti oleh versi yang lebih baru") == []
    assert lacking(printed(cast.baso, sheet, 1), "100%") == ["100%"]
    assert lacking(printed(cast.baso, sheet, 2), "100%", "Versi 2") == []
    assert client_of(cast.baso).get(f"/supervisi/lembar/{sheet.pk}/versi/3/lembar.pdf").status_code == 404


def test_a_sheet_of_an_old_version_prints_its_old_wording_and_maximum(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso, 1)
    newer = document_of() | {"version": "2.0"}
    newer["groups"][0]["indicators"][0]["text"] = "Kalimat yang baru"
    newer["scale"]["values"].append({"value": 3, "label": "Melampaui"})
    old = sheet.instrument.definition.indicators[0].text
    publish_instrument(document=newer)
    text = printed(cast.aminah, sheet)
    assert lacking(text, old, "versi 1.0-usulan", "30 dari 30 butir terisi") == []
    assert lacking(text, "Kalimat yang baru", "Melampaui") == ["Kalimat yang baru", "Melampaui"]


def test_a_draft_is_printed_for_its_keeper_alone_and_says_so(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso))
    assert lacking(printed(cast.baso, sheet), "DRAF: belum dibagikan") == []
    for other in (cast.aminah, cast.daeng, cast.citra):
        assert client_of(other).get(f"/supervisi/lembar/{sheet.pk}/lembar.pdf").status_code == 404


def test_to_print_is_to_read(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso)
    printed(cast.aminah, sheet)
    assert current(sheet).read_at is not None
