"""Certificates of days that overlap: a session's JP are certified once."""

import pytest
from django.urls import reverse

from kkg.certificates.actions import withdraw_certificate
from kkg.certificates.awards import Award, awards_to_issue, changed_since, standing
from kkg.models import Certificate, CertificateBatch
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day
from tests.kkg.certificate_makers import FIRST, LAST, held, make_batch

pytestmark = on_day(2026, 11, 23)


def of_the_first(cast: Cast) -> CertificateBatch:
    return make_batch(cast.group, cast.gita, until=days_from_now(-15))


@pytest.fixture
def earlier(cast: Cast) -> CertificateBatch:
    """Of the first of two sessions, 3 JP; the second has 4."""
    held(cast, days=-20, jp=3, title="Pecahan Contoh")
    held(cast, days=-9, jp=4, title="Membaca Contoh")
    return of_the_first(cast)


def own(cast: Cast, least: int = 1) -> Award:
    awards = awards_to_issue(cast.group, days_from_now(FIRST), days_from_now(LAST), least)
    return next(award for award in awards if award.holder == cast.aminah.person)


def issued(cast: Cast, **values) -> list[tuple[int, list[str]]]:
    rows = make_batch(cast.group, cast.gita, **values).certificates.filter(person=cast.aminah.person)
    return [(row.hours, [session["title"] for session in row.sessions]) for row in rows]


def test_what_another_certificate_holds_is_not_counted_again(cast: Cast, earlier: CertificateBatch) -> None:
    number = earlier.certificates.get(person=cast.aminah.person).number_text
    assert (own(cast).hours, own(cast).certified) == (4, {number: 3})
    assert own(cast, least=5).why_not == f"4 JP di luar sertifikat {number}: kurang dari 5 JP."
    assert issued(cast) == [(4, ["Membaca Contoh"])]


def test_where_nothing_is_left_the_refusal_names_the_certificate(cast: Cast, earlier: CertificateBatch) -> None:
    number = earlier.certificates.get(person=cast.aminah.person).number_text
    awards = awards_to_issue(cast.group, days_from_now(-30), days_from_now(-14), 1)
    assert {award.why_not for award in awards if award.holder == cast.aminah.person} == {
        f"Semua JP-nya sudah ada di sertifikat {number}."
    }


def test_one_that_was_withdrawn_holds_nothing(cast: Cast, earlier: CertificateBatch) -> None:
    mine = earlier.certificates.get(person=cast.aminah.person)
    withdraw_certificate(certificate=mine, reason="Salah nama", by=cast.gita)
    assert issued(cast) == [(7, ["Pecahan Contoh", "Membaca Contoh"])]


def test_who_came_only_to_the_other_session_loses_nothing(cast: Cast) -> None:
    held(cast, days=-20, jp=3, title="Pecahan Contoh", aminah="izin")
    held(cast, days=-9, jp=4, title="Membaca Contoh")
    of_the_first(cast)
    assert issued(cast) == [(4, ["Membaca Contoh"])]


def test_neither_batch_is_told_to_differ_or_to_lack_somebody(cast: Cast, earlier: CertificateBatch) -> None:
    whole = make_batch(cast.group, cast.gita)
    for batch in (earlier, whole):
        assert changed_since(batch, standing(batch.group, batch.since, batch.until)) == ([], [])


def test_two_from_before_this_rule_are_not_told_to_differ(cast: Cast, earlier: CertificateBatch) -> None:
    whole = make_batch(cast.group, cast.gita)
    for row in Certificate.objects.filter(batch=whole):
        first = earlier.certificates.get(person=row.person)
        row.sessions, row.hours = [*first.sessions, *row.sessions], first.hours + row.hours
        row.save()
    for batch in (earlier, whole):
        assert changed_since(batch, standing(batch.group, batch.since, batch.until))[0] == []


def preview(cast: Cast) -> str:
    days = {"dari": days_from_now(FIRST), "sampai": days_from_now(LAST), "tanggal": days_from_now(0)}
    asked = {"kegiatan": "KKG Contoh", "jp": "1"} | days
    return client_of(cast.gita).get(reverse("kkg:batch-new", args=[cast.group.pk]), asked).content.decode()


def test_the_preview_says_whose_hours_stand_elsewhere(cast: Cast, earlier: CertificateBatch) -> None:
    number = earlier.certificates.get(person=cast.aminah.person).number_text
    assert f"3 JP ada di sertifikat {number}" in preview(cast)


def test_where_all_hold_theirs_the_preview_looks_for_no_fault(cast: Cast, earlier: CertificateBatch) -> None:
    make_batch(cast.group, cast.gita)
    page = preview(cast)
    assert "Semua sudah punya sertifikat" in page
    assert "Periksa tanggalnya" not in page
