"""A fact note keeps its own time, says when it was changed, and every shared version opens whole."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from competency.models import Assessment, Note
from competency.sharing.actions import give_up_correction, share_assessment, start_correction
from competency.sheets.actions import save_stage
from competency.sheets.noted import Fact
from core.revisions import Overtaken
from tests.cast import Cast, client_of
from tests.clock import days_from_now, today
from tests.competency.sheet_makers import current, draft, fill, review, unreflected

pytestmark = pytest.mark.django_db


def at(sheet: Assessment, tail: str = "") -> str:
    return f"/supervisi/lembar/{sheet.pk}/{tail}"


def first(sheet: Assessment) -> str:
    return sheet.instrument.definition.indicators[0].code


def seen(sheet: Assessment) -> int:
    """What the first screen shows before anything is filled."""
    return current(sheet).mark_of(indicator.code for indicator in sheet.instrument.definition.screens()[0].indicators)


def moment(hour: int, minute: int, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(days_from_now(days), time(hour, minute)))


def note(sheet: Assessment, text: str, seen_at: time | None = None, written: datetime | None = None) -> Note | None:
    save_stage(
        assessment=sheet,
        answers={},
        notes={first(sheet): Fact(text, seen_at)},
        seen=current(sheet).mark_of([first(sheet)]),
        by=sheet.keeper.user,
        at=written,
    )
    return sheet.notes.first()


def share(sheet: Assessment) -> None:
    share_assessment(assessment=sheet, by=sheet.keeper.user, review=review(sheet))
    unreflected(sheet)


def noted(cast: Cast, seen_at: time | None = None) -> Assessment:
    sheet = fill(draft(cast.aminah, cast.daeng))
    note(sheet, "Lima kelompok mengukur meja.", seen_at, moment(9, 41))
    share(sheet)
    return sheet


def page_of(sheet: Assessment, user, tail: str = "") -> str:
    return " ".join(client_of(user).get(at(sheet, tail)).content.decode().split())


def test_the_form_takes_the_time_of_the_event(cast: Cast) -> None:
    sheet, client = draft(cast.aminah, cast.daeng), client_of(cast.daeng)
    code = first(sheet)
    assert "Kosong berarti jam menulis" in client.get(at(sheet, "isi/1/")).content.decode()
    data = {"revision": seen(sheet), f"catatan-{code}": "Lima kelompok.", f"pukul-{code}": "08.22"}
    assert client.post(at(sheet, "isi/1/"), data).status_code == 302
    assert sheet.notes.get().seen_at == time(8, 22)
    assert 'value="08:22"' in client.get(at(sheet, "isi/1/")).content.decode()


@pytest.mark.parametrize(
    ("note_text", "hour", "sentence"),
    [("Lima kelompok.", "pagi", "Tulis seperti 08.30"), ("", "08.22", "tulis apa yang terlihat pada jam itu")],
)
def test_a_time_that_says_nothing_comes_back_with_a_sentence(cast: Cast, note_text, hour, sentence) -> None:
    sheet, client = draft(cast.aminah, cast.daeng), client_of(cast.daeng)
    code = first(sheet)
    data = {"revision": seen(sheet), f"catatan-{code}": note_text, f"pukul-{code}": hour}
    page = client.post(at(sheet, "isi/1/"), data).content.decode()
    assert sentence in page and f'value="{hour}"' in page
    assert not sheet.notes.exists()


def test_a_changed_time_alone_is_a_change_and_never_overwrites_unseen(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    before = sheet.mark_of([first(sheet)])
    note(sheet, "Lima kelompok.", time(8, 22))
    given = {"assessment": sheet, "answers": {}, "notes": {first(sheet): Fact("Lima kelompok.", time(8, 40))}}
    with pytest.raises(Overtaken):
        save_stage(**given, seen=before, by=cast.daeng)
    save_stage(**given, seen=sheet.mark_of([first(sheet)]), by=cast.daeng)
    assert sheet.notes.get().seen_at == time(8, 40)
    stale = {"revision": 1, f"catatan-{first(sheet)}": "Lima kelompok.", f"pukul-{first(sheet)}": "08:22"}
    assert "Jam yang tersimpan: 08.40." in client_of(cast.daeng).post(at(sheet, "isi/1/"), stale).content.decode()


def test_the_page_says_the_told_time_else_that_of_writing(cast: Cast) -> None:
    assert "<b>08.22</b> Lima kelompok" in page_of(noted(cast, time(8, 22)), cast.aminah)
    assert "<b>ditulis 09.41</b> Lima kelompok" in page_of(noted(cast), cast.aminah)


def test_a_note_of_another_day_says_its_day(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng, on=days_from_now(-3)))
    note(sheet, "Lima kelompok.", written=moment(9, 41))
    share(sheet)
    page = page_of(sheet, cast.aminah)
    assert f"{today().year}, 09.41</b> Lima kelompok." in page


def test_a_note_changed_after_sharing_shows_both_with_their_times(cast: Cast) -> None:
    sheet = noted(cast)
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah hitung")
    note(sheet, "Enam kelompok mengukur meja.", written=moment(10, 15))
    share(sheet)
    page = page_of(sheet, cast.aminah)
    assert "Yang berubah pada perbaikan" in page
    assert "Catatan semula: “Lima kelompok mengukur meja.” (ditulis 09.41)" in page
    assert "Sekarang: “Enam kelompok mengukur meja.” (ditulis 10.15)" in page


def test_a_note_added_or_taken_away_after_sharing_shows_too(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.daeng))
    share(sheet)
    for text, words in (("Enam kelompok.", "Catatan semula: belum ada. Sekarang: “Enam"), ("", "Sekarang: dihapus")):
        start_correction(assessment=sheet, by=cast.daeng, reason="Salah hitung")
        note(sheet, text)
        share(sheet)
        assert words in page_of(sheet, cast.aminah)


def test_giving_up_brings_back_the_note_with_its_times(cast: Cast) -> None:
    sheet = noted(cast, time(8, 22))
    before = sheet.notes.get()
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah hitung")
    note(sheet, "Enam kelompok.", time(9, 0), moment(10, 15))
    give_up_correction(assessment=sheet, by=cast.daeng)
    assert sheet.notes.get().fact == before.fact


def test_a_version_shared_before_times_were_told_still_opens(cast: Cast) -> None:
    sheet = noted(cast)
    version = sheet.versions.get()
    for kept in version.notes:
        del kept["seen_at"]
    version.pk, version.number = None, 2
    version.save(force_insert=True)
    assert "<b>ditulis 09.41</b> Lima kelompok" in page_of(sheet, cast.aminah)


def test_every_earlier_version_opens_whole_for_who_reads_the_sheet(cast: Cast) -> None:
    sheet = noted(cast)
    start_correction(assessment=sheet, by=cast.daeng, reason="Salah hitung")
    fill(sheet, 2, **dict.fromkeys(sheet.instrument.definition.codes, "Terlihat pada semua kelompok."))
    share(sheet)
    assert at(sheet, "versi/1/") in page_of(sheet, cast.aminah)
    for user in (cast.aminah, cast.baso, cast.daeng):
        page = page_of(sheet, user, "versi/1/")
        assert "Lima kelompok mengukur meja." in page and "50%" in page
        assert "Terlihat pada semua kelompok." not in page
    assert "Salah hitung" in page_of(sheet, cast.aminah, "versi/2/")
    assert "Yang berubah pada perbaikan" in page_of(sheet, cast.aminah, "versi/2/")


def test_a_version_that_is_none_or_not_ones_to_read_is_404(cast: Cast) -> None:
    sheet, unshared = noted(cast), draft(cast.aminah, cast.daeng)
    assert client_of(cast.aminah).get(at(sheet, "versi/2/")).status_code == 404
    assert client_of(cast.citra).get(at(sheet, "versi/1/")).status_code == 404
    assert client_of(cast.daeng).get(at(unshared, "versi/1/")).status_code == 404


def test_the_summary_quotes_the_note_with_day_and_time(cast: Cast) -> None:
    noted(cast, time(8, 22))
    page = client_of(cast.aminah).get("/kompetensi/").content.decode()
    assert f"{today().year}, 08.22</b> Lima kelompok" in page


def test_a_draft_note_written_again_keeps_the_first_time(cast: Cast) -> None:
    sheet = draft(cast.aminah, cast.daeng)
    first_one = note(sheet, "Lima kelompok.", written=moment(9, 41) - timedelta(hours=1))
    again = note(sheet, "Enam kelompok.", written=moment(9, 41))
    assert again.noted_at == first_one.noted_at
