"""What is said of a session is one text, written in the notulen; what two boxes held before is kept."""

from importlib import import_module

import pytest
from django.db import connection

from kkg.models import Session
from kkg.record.papers import minutes
from kkg.record.reports import with_record
from tests.cast import client_of
from tests.kkg.makers import make_session

BEFORE = [("", ""), ("Hasil", ""), ("", "Catatan"), ("Hasil", "Catatan"), ("Sama", "Sama")]
AFTER = ["", "Hasil", "Catatan", "Hasil\n\nCatatan", "Sama"]


@pytest.mark.django_db
def test_what_two_boxes_held_stands_in_one() -> None:
    merging = import_module("kkg.migrations.0003_one_text").KEEP_BOTH.format(table="two_boxes")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE two_boxes (at serial, result_text text, minutes_text text)")
        cursor.executemany("INSERT INTO two_boxes (result_text, minutes_text) VALUES (%s, %s)", BEFORE)
        cursor.execute(merging)
        cursor.execute("SELECT result_text FROM two_boxes ORDER BY at")
        assert [text for (text,) in cursor.fetchall()] == AFTER


def test_the_one_text_stands_on_page_and_paper(cast) -> None:
    session = make_session(cast)
    Session.objects.filter(pk=session.pk).update(result_text="Dua RPP tersusun")
    page = client_of(cast.aminah).get(f"/kkg/pertemuan/{session.pk}/").content.decode()
    assert page.count("Dua RPP tersusun") == 1
    assert minutes(with_record(Session.objects).get(pk=session.pk), with_numbers=False)["result"] == "Dua RPP tersusun"


def test_closing_asks_for_no_second_text(cast) -> None:
    page = client_of(cast.gita).get(f"/kkg/pertemuan/{make_session(cast).pk}/tutup/").content.decode()
    assert "<textarea" not in page
