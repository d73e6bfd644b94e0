"""The teacher's reflection: offered before any score shows, sent once or skipped, beside the assessor's choices."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from competency.models import Assessment, Score, SelfReflection
from competency.reflections.actions import send_reflection, skip_reflection
from competency.reflections.presenters import beside
from competency.sharing.actions import share_assessment, start_correction
from competency.sharing.reply_actions import mark_read
from core.refusals import Refused
from tests.cast import LONG_AGO, Cast, client_of
from tests.competency.sheet_makers import current, draft, fill, review
from tests.worlds import standing

RESULT = "Per kompetensi"


@standing
def sheet(cast: Cast) -> Assessment:
    """Shared by Baso, not looked at by Aminah."""
    filled = fill(draft(cast.aminah, cast.baso))
    share_assessment(assessment=filled, by=cast.baso, review=review(filled))
    return current(filled)


def page(client: Client, name: str, *args: int) -> str:
    answer = client.get(reverse(f"competency:{name}", args=args), follow=True)
    return " ".join(answer.content.decode().split())


def ways_to_the_scores(sheet: Assessment) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "assessment-detail", (sheet.pk,)
    yield "assessment-version", (sheet.pk, 1)
    yield "assessment-paper", (sheet.pk,)
    yield "assessment-version-paper", (sheet.pk, 1)
    yield "my-summary", ()
    yield "my-growth", ()
    yield "my-competencies-paper", ()


def test_no_page_shows_the_teacher_a_score_before_reflecting_and_looking_is_not_reading(
    cast: Cast, sheet: Assessment
) -> None:
    client = client_of(cast.aminah)
    for name, args in ways_to_the_scores(sheet):
        found = page(client, name, *args)
        assert "refleksi diri dulu" in found and RESULT not in found and "%" not in found, name
    assert current(sheet).read_at is None
    answer = client.post(reverse("competency:assessment-reply", args=[sheet.pk]), {"text": ""})
    assert answer.url == reverse("competency:reflection-write", args=[sheet.pk])
    assert RESULT in page(client_of(cast.baso), "assessment-detail", sheet.pk)


def test_one_tap_skips_and_is_recorded_as_skipped(cast: Cast, sheet: Assessment) -> None:
    client = client_of(cast.aminah)
    for _ in range(2):
        client.post(reverse("competency:reflection-skip", args=[sheet.pk]))
    row = SelfReflection.objects.get()
    assert row.is_skipped and row.answers == {}
    assert RESULT in page(client, "assessment-detail", sheet.pk)
    assert "Refleksi diri dilewati" in page(client_of(cast.baso), "assessment-detail", sheet.pk)
    assert current(sheet).read_at is not None


def test_what_was_sent_stands_beside_the_assessors_choices_for_both_and_in_no_score(
    cast: Cast, sheet: Assessment
) -> None:
    scores = list(Score.objects.order_by("pk").values())
    first, second = [indicator.code for indicator in sheet.instrument.definition.indicators][:2]
    client = client_of(cast.aminah)
    sent = {f"butir-{first}": "2", f"butir-{second}": "1", "text": "Anak-anak ramai", "revision": "0"}
    client.post(reverse("competency:reflection-write", args=[sheet.pk]), sent)
    assert SelfReflection.objects.get().answers == {first: 2, second: 1}
    for reader in (cast.aminah, cast.baso, cast.daeng):
        found = page(client_of(reader), "assessment-version", sheet.pk, 1)
        assert "Anak-anak ramai" in found and "menilai lebih tinggi" in found and "dikosongkan" in found
    assert list(Score.objects.order_by("pk").values()) == scores


def test_what_went_well_stands_first(cast: Cast, sheet: Assessment) -> None:
    definition = sheet.instrument.definition
    low, high = [indicator.code for indicator in definition.indicators][:2]
    row = send_reflection(assessment=sheet, answers={low: 1}, text="", by=cast.aminah)
    shown = beside(row, {low: definition.scale.minimum, high: definition.scale.maximum}, definition)
    assert shown
    assert [pair.number for pair in shown["well"]] == [2] and shown["rest"][0].number == 1


def test_an_empty_reflection_is_asked_again_and_the_assessors_way_out_is_no_choice(
    cast: Cast, sheet: Assessment
) -> None:
    client, code = client_of(cast.aminah), next(iter(sheet.instrument.definition.codes))
    address = reverse("competency:reflection-write", args=[sheet.pk])
    for sent in ({"text": "Hanya kata"}, {f"butir-{code}": "tt"}):
        answer = client.post(address, sent | {"revision": "0"})
        assert "Belum ada butir yang dipilih" in answer.content.decode()
    assert not SelfReflection.objects.exists()


def test_it_is_frozen_once_sent_even_in_the_database(cast: Cast, sheet: Assessment) -> None:
    code = next(iter(sheet.instrument.definition.codes))
    told = {"assessment": sheet, "answers": {code: 1}, "text": "Ya"}
    rows = {send_reflection(**told, by=cast.aminah).pk for _ in range(2)}
    assert len(rows) == 1
    with pytest.raises(Refused, match="sudah dikirim"):
        send_reflection(**told | {"text": "Lain"}, by=cast.aminah)
    with pytest.raises(DatabaseError), transaction.atomic():
        SelfReflection.objects.update(text="Lain")


def test_who_has_read_a_result_once_is_not_asked_after_its_correction(cast: Cast, sheet: Assessment) -> None:
    mark_read(assessment=sheet, reader=cast.aminah)
    correcting = start_correction(assessment=current(sheet), by=cast.baso, reason="Salah tulis")
    share_assessment(assessment=correcting, by=cast.baso, review=review(correcting))
    assert current(sheet).read_at is None
    with pytest.raises(Refused, match="sudah Anda baca"):
        skip_reflection(assessment=current(sheet), by=cast.aminah)
    assert RESULT in page(client_of(cast.aminah), "assessment-detail", sheet.pk)


def test_a_later_version_keeps_the_reflection_of_before(cast: Cast, sheet: Assessment) -> None:
    code = next(iter(sheet.instrument.definition.codes))
    send_reflection(assessment=sheet, answers={code: 2}, text="Sebelum nilai", by=cast.aminah)
    correcting = start_correction(assessment=current(sheet), by=cast.baso, reason="Salah tulis")
    share_assessment(assessment=correcting, by=cast.baso, review=review(correcting))
    client = client_of(cast.aminah)
    for number in (1, 2):
        assert "Sebelum nilai" in page(client, "assessment-version", sheet.pk, number)


def test_a_telaah_asks_for_no_reflection(cast: Cast) -> None:
    sheet = fill(draft(cast.aminah, cast.baso, code="telaah-rpp"), 2)
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    assert RESULT in page(client_of(cast.aminah), "assessment-detail", sheet.pk)


def test_a_kepala_who_teaches_finds_no_own_score_in_the_list_of_teachers_either(cast: Cast) -> None:
    cast.baso.person.placements.create(madrasah=cast.satu, since=LONG_AGO)
    sheet = fill(draft(cast.baso, cast.daeng))
    share_assessment(assessment=sheet, by=cast.daeng, review=review(sheet))
    found = page(client_of(cast.baso), "summary-list")
    assert "Ada hasil baru untuk Anda" in found and "%" not in found
    skip_reflection(assessment=sheet, by=cast.baso)
    assert "%" in page(client_of(cast.baso), "summary-list")


def test_a_kepala_who_teaches_finds_no_own_step_among_the_teachers_records_either(cast: Cast) -> None:
    cast.baso.person.placements.create(madrasah=cast.satu, since=LONG_AGO)
    sheet = fill(draft(cast.baso, cast.daeng))
    share_assessment(assessment=sheet, by=cast.daeng, review=review(sheet))
    seen = "Dilihat Daeng Contoh"
    assert seen not in page(client_of(cast.baso), "staircase")
    assert seen in page(client_of(cast.daeng), "staircase")
    skip_reflection(assessment=sheet, by=cast.baso)
    assert seen in page(client_of(cast.baso), "staircase")
