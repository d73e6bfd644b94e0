"""After a breach: whose data was opened for sure, whose could have been, and what the answer rests on."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from competency.models import Pack
from competency.sharing.link_actions import issue_result_link
from madrasah.models import AccessLink
from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.competency import sheet_makers as sheets
from tests.factories import make_madrasah, make_region, make_teacher

pytestmark = on_day(2026, 11, 23)


def affected(**options: object) -> str:
    """The list, and what was said beside it."""
    told = StringIO()
    call_command("affected", since="2026-11-20", stdout=told, stderr=told, **options)
    return told.getvalue()


def test_who_was_in_reach_by_office_stands_there_and_nobody_else(cast: Cast) -> None:
    make_teacher(make_madrasah(make_region("73.03.01")), name="Jauh Contoh")
    told = affected(account="baso-01")
    assert "Aminah Contoh" in told and "data diri, hasil supervisi" in told
    assert "Gita Contoh" in told  # a fellow member of the KKG: by name alone
    assert "Hasan Contoh" not in told and "Jauh Contoh" not in told
    assert "Membuka halaman tidak dicatat" in told


def test_what_was_written_and_gathered_is_sure(cast: Cast) -> None:
    client = client_of(cast.faisal)
    page = client.get(f"/guru/{cast.aminah.person.pk}/ubah/")
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"birth_place": "Bulukumba"}
    assert client.post(f"/guru/{cast.aminah.person.pk}/ubah/", sent).status_code == 302
    told = affected(account="faisal-01", until="2100-01-01")  # the database tells its own time
    line = next(line for line in told.splitlines() if "Aminah" in line)
    assert "ditulis" in line
    Pack.objects.create(kind=Pack.Kind.SCOPE, by=cast.faisal, made_at=timezone.now())
    told = affected(account="faisal-01", until="2100-01-01")  # the database tells its own time
    assert "ikut dalam paket yang diunduh" in told and "anggap semua yang terjangkau" in told


def test_a_result_link_opens_one_sheet(cast: Cast) -> None:
    sheet = sheets.shared(cast.aminah, cast.baso)
    issue_result_link(assessment=sheet, by=cast.baso)
    link = AccessLink.objects.get(kind="hasil")
    told = affected(link=link.pk)
    assert "Aminah Contoh" in told and "Baso Contoh" in told and "Gita" not in told
    assert "belum dibuka" in told


def test_what_is_not_there_or_cannot_be_read_is_said(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Tidak ada akun"):
        affected(account="tidak-ada")
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("affected", since="kemarin", account="baso-01")
