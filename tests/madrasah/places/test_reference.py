"""load_reference fills an empty system and changes nothing when repeated."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db.models import F

from madrasah.models import Region, RegionAlias, Semester, Subject
from madrasah.places.reference import load_reference

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_regions_have_parents_and_spellings() -> None:
    load_reference(today=TODAY)
    gantarang = Region.objects.get(code="73.02.01")
    assert (gantarang.name, gantarang.parent.name) == ("Gantarang", "Kabupaten Bulukumba")
    assert RegionAlias.objects.filter(region=gantarang, name="Gantorang").exists()
    assert Region.objects.filter(level=Region.Level.PROVINSI, parent=None).count() == 38


def test_subjects_know_their_other_names() -> None:
    load_reference(today=TODAY)
    assert "Penjas" in Subject.objects.get(code="PJOK").other_names


def test_first_semesters_are_this_and_next_school_year() -> None:
    assert load_reference(today=TODAY).semesters == 4
    years = Semester.objects.order_by("starts_on").values_list("school_year", "term")
    assert list(years) == [(2026, "gasal"), (2026, "genap"), (2027, "gasal"), (2027, "genap")]


def test_repeating_changes_nothing_and_keeps_typed_dates(capsys) -> None:
    call_command("load_reference")
    Semester.objects.filter(term="gasal").update(ends_on=F("ends_on") - timedelta(days=3))
    typed = list(Semester.objects.values_list("pk", "starts_on", "ends_on"))
    before = (Region.objects.count(), RegionAlias.objects.count(), Subject.objects.count())
    call_command("load_reference")
    assert (Region.objects.count(), RegionAlias.objects.count(), Subject.objects.count()) == before
    assert list(Semester.objects.values_list("pk", "starts_on", "ends_on")) == typed
    assert "0 new semesters" in capsys.readouterr().out
