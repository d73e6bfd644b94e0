"""Who saw a sheet and who carries on with it are two people: a take-over changes the second only (decisions.md 29)."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

import competency.migrations
from competency.models import Assessment
from competency.sharing.actions import give_back, share_assessment, start_correction, take_over
from competency.sharing.reply_actions import reply_to_assessment
from core.refusals import Refused
from madrasah.models import PersonMerge
from tests.cast import Cast, client_of
from tests.competency.sheet_makers import answered, current, fill, review, shared

pytestmark = pytest.mark.django_db
LIST = "/supervisi/lembar/"


def at(sheet: Assessment, tail: str = "") -> str:
    return f"{LIST}{sheet.pk}/{tail}"


def leaves(user) -> None:
    """The last day in every office was yesterday."""
    user.person.assignments.update(until=timezone.localdate() - timedelta(days=1))


def returns(user) -> None:
    user.person.assignments.update(until=None)


def left_behind(cast: Cast) -> Assessment:
    sheet = answered(cast.aminah, cast.daeng)
    leaves(cast.daeng)
    return sheet


def taken_over(cast: Cast) -> Assessment:
    return take_over(assessment=left_behind(cast), by=cast.baso)


def test_a_take_over_keeps_who_saw_and_when(cast: Cast) -> None:
    before, after = left_behind(cast), take_over(assessment=Assessment.objects.get(), by=cast.baso)
    assert (after.observer, after.observed_on) == (cast.daeng.person, before.observed_on)
    assert after.keeper == cast.baso.person


def test_the_observer_stands_on_sheet_list_and_calculation(cast: Cast) -> None:
    sheet, client = taken_over(cast), client_of(cast.baso)
    page = client.get(at(sheet)).content.decode()
    assert "Penilai</dt>" in page and "Diteruskan oleh</dt>" in page
    assert str(cast.daeng.person) in page
    assert f"oleh {cast.daeng.person}" in client_of(cast.aminah).get(LIST).content.decode()
    steps = client.get(f"/kompetensi/guru/{cast.aminah.person_id}/").content.decode()
    assert f", {cast.daeng.person}: " in steps and f", {cast.baso.person}: " not in steps


def test_a_take_over_is_asked_before_and_says_what_stays(cast: Cast) -> None:
    sheet, client = left_behind(cast), client_of(cast.baso)
    page = client.get(at(sheet, "pindah/")).content.decode()
    for words in ("tidak lagi bertugas di MI Contoh Satu", f"Nama penilai ({cast.daeng.person})", "mengembalikannya"):
        assert words in page
    assert current(sheet).keeper == cast.daeng.person
    for _ in range(2):
        assert client.post(at(sheet, "pindah/")).url == at(sheet)
    assert current(sheet).keeper == cast.baso.person


def test_who_took_it_over_gives_it_back(cast: Cast) -> None:
    sheet, client = taken_over(cast), client_of(cast.baso)
    assert "Kembalikan kepada" in client.get(at(sheet)).content.decode()
    assert str(cast.daeng.person) in client.get(at(sheet, "batal-pindah/")).content.decode()
    for _ in range(2):
        assert client.post(at(sheet, "batal-pindah/")).url == at(sheet)
    assert current(sheet).keeper == cast.daeng.person


def test_the_observer_takes_it_back_only_once_in_office_again(cast: Cast) -> None:
    sheet = taken_over(cast)
    assert client_of(cast.daeng).post(at(sheet, "batal-pindah/")).status_code == 403
    returns(cast.daeng)
    assert client_of(cast.daeng).post(at(sheet, "batal-pindah/")).status_code == 302
    assert current(sheet).keeper == cast.daeng.person


def test_nobody_else_gives_back(cast: Cast) -> None:
    sheet = taken_over(cast)
    for who in (cast.aminah, cast.citra, cast.hasan):
        with pytest.raises(Refused):
            give_back(assessment=sheet, by=who)
    assert client_of(cast.aminah).post(at(sheet, "batal-pindah/")).status_code == 403


def test_the_keeper_corrects_and_shares_and_the_observer_reads_on(cast: Cast) -> None:
    sheet = start_correction(assessment=taken_over(cast), by=cast.baso, reason="Salah tulis")
    fill(sheet, 1, **{next(iter(sheet.instrument.definition.codes)): "Lima kelompok."})
    with pytest.raises(Refused, match="pemegang lembar"):
        share_assessment(assessment=sheet, by=cast.daeng)
    share_assessment(assessment=sheet, by=cast.baso, review=review(sheet))
    page = client_of(cast.daeng).get(at(sheet)).content.decode()
    assert f"oleh {cast.baso.person}" in page
    reply_to_assessment(assessment=sheet, text="Baik", by=cast.aminah)
    assert "menanggapi" in client_of(cast.baso).get("/").content.decode()


def test_kepala_and_pengawas_are_told_what_waits(cast: Cast) -> None:
    sheet = answered(cast.aminah, cast.baso)
    pengawas = client_of(cast.daeng)
    assert "menunggu diambil alih" not in pengawas.get("/").content.decode()
    leaves(cast.baso)
    assert "1 lembar menunggu diambil alih" in pengawas.get("/").content.decode()
    page = pengawas.get(LIST).content.decode()
    assert at(sheet, "pindah/") in page and str(cast.baso.person) in page
    take_over(assessment=sheet, by=cast.daeng)
    assert "menunggu diambil alih" not in client_of(cast.daeng).get("/").content.decode()
    assert "Menunggu diambil alih" not in pengawas.get(LIST).content.decode()


def test_what_is_closed_or_about_oneself_is_not_offered(cast: Cast) -> None:
    sheet = left_behind(cast)
    assert set(Assessment.objects.offered_to(cast.baso)) == {sheet}
    for who in (cast.aminah, cast.citra, cast.daeng, cast.eka, cast.faisal, cast.keeper):
        assert not Assessment.objects.offered_to(who).exists()
    Assessment.objects.update(state="selesai", closed_at=timezone.now())
    assert not Assessment.objects.offered_to(cast.baso).exists()


def test_a_shared_sheet_of_one_in_office_waits_for_nobody(cast: Cast) -> None:
    shared(cast.aminah, cast.daeng)
    assert not Assessment.objects.offered_to(cast.baso).exists()


# --- Sheets of the release before, which had one column for both ---------------------------------------


def fill_columns() -> None:
    """What the migration runs, without the columns' making."""
    [module] = Path(competency.migrations.__path__[0]).glob("*_observer_and_keeper.py")
    with connection.cursor() as cursor:
        for statement in import_module(f"competency.migrations.{module.stem}").FILL:
            cursor.execute(statement)


def test_a_sheet_taken_over_before_gets_its_observer_back(cast: Cast) -> None:
    taken, own = answered(cast.aminah, cast.daeng), shared(cast.gita, cast.daeng)
    Assessment.objects.filter(pk=taken.pk).update(observer=cast.baso.person)
    fill_columns()
    assert (current(taken).observer, current(taken).keeper) == (cast.daeng.person, cast.baso.person)
    assert (current(own).observer, current(own).keeper) == (cast.daeng.person, cast.daeng.person)


def test_an_earlier_merge_can_still_be_undone_by_its_columns(cast: Cast) -> None:
    columns = {"before": {"assessor_id": "1"}, "after": {"assessor_id": "2"}}
    merge = PersonMerge.objects.create(
        kept=cast.aminah.person,
        dropped=cast.gita.person,
        by=cast.jafar,
        at=timezone.now(),
        steps=[{"model": "competency.Assessment", "pks": [1], "noun": "lembar", **columns}],
    )
    fill_columns()
    merge.refresh_from_db()
    [step] = merge.steps
    assert step["before"] == {"observer_id": "1", "keeper_id": "1"}
    assert step["after"] == {"observer_id": "2", "keeper_id": "2"}
