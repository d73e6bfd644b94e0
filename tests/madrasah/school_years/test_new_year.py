"""A new school year: tried out, opened once, taken back while unused; the past keeps its own names."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.opening import OPENING_RULES
from core.refusals import Refused
from kkg.models import Officer
from madrasah.models import Assignment, Holiday, Placement, Semester, YearOpening
from madrasah.periods import Span, school_year_label
from madrasah.school_years.actions import rehearse, take_back_year
from madrasah.school_years.rules import next_year
from tests.cast import client_of
from tests.madrasah.school_years.makers import opened_year, opening_of_next_year

HERE = "/semester/tahun-baru/"
FIELDS = ("gasal_starts", "gasal_ends", "genap_starts", "genap_ends")


def typed(cast, **other):
    opening = opening_of_next_year(cast)
    days = (opening.gasal.starts_on, opening.gasal.ends_on, opening.genap.starts_on, opening.genap.ends_on)
    return {name: day.isoformat() for name, day in zip(FIELDS, days, strict=True)} | other


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_first_press_tries_it_out_and_the_second_opens_it(cast):
    client, before, year = client_of(cast.jafar), Semester.objects.count(), next_year()
    tried = client.post(HERE, typed(cast))
    page = text(tried)
    assert "Belum ada yang disimpan" in page and f"Semester gasal {school_year_label(year)}" in page
    assert "2 tempat tugas guru berlanjut" in page and "KKG MI Contoh Lain tidak punya ketua" in page
    assert Semester.objects.count() == before and not YearOpening.objects.exists()
    mark = tried.context["form"].data["mark"]
    assert client.post(HERE, typed(cast, mark=mark)).status_code == 302
    assert Semester.objects.filter(school_year=year).count() == 2


def test_what_changed_since_the_try_is_shown_again_and_not_done(cast):
    client = client_of(cast.jafar)
    mark = client.post(HERE, typed(cast)).context["form"].data["mark"]
    Officer.objects.all().delete()
    assert "KKG MI Contoh Gantarang tidak punya ketua" in text(client.post(HERE, typed(cast, mark=mark)))
    assert not YearOpening.objects.exists()


def test_opened_twice_is_once_and_taken_back_is_as_before(cast):
    before = set(Semester.objects.values_list("pk", flat=True))
    opening = opening_of_next_year(cast)
    first = opened_year(cast)
    assert rehearse(opening, OPENING_RULES).refusals
    for _ in range(2):
        take_back_year(opening=first, by=cast.jafar)
    assert set(Semester.objects.values_list("pk", flat=True)) == before
    assert opened_year(cast).pk != first.pk


def test_a_year_that_is_in_use_is_not_taken_back(cast):
    opening = opened_year(cast)
    semester = Semester.objects.filter(school_year=opening.school_year).first()
    Holiday.objects.create(semester=semester, name="Libur", starts_on=semester.starts_on, ends_on=semester.starts_on)
    with pytest.raises(Refused, match="hari libur"):
        take_back_year(opening=opening, by=cast.jafar)
    assert Semester.objects.filter(school_year=opening.school_year).count() == 2


def test_dates_that_clash_are_said_in_the_try(cast):
    opening = opening_of_next_year(cast)
    last = Semester.objects.order_by("-ends_on").first()
    early = replace(opening, gasal=Span(last.ends_on - timedelta(days=9), opening.gasal.ends_on))
    assert "bertumpuk" in " ".join(rehearse(early, OPENING_RULES).refusals)
    late = replace(opening, genap=opening.gasal)
    assert "Urutkan" in " ".join(rehearse(late, OPENING_RULES).refusals)


def test_nothing_of_the_past_moves(cast):
    """Posts, offices and officers hold by their own days; a new year writes none of them anew."""
    kinds = (Officer, Assignment, Placement)
    before = [list(model.objects.order_by("pk").values()) for model in kinds]
    opened_year(cast)
    assert before == [list(model.objects.order_by("pk").values()) for model in kinds]
