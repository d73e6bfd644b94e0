"""A semester that is over is told with the names of its own time, whatever changed since (decisions.md 11)."""

from datetime import timedelta

from competency.models import Assessment
from kkg.models import Officer
from madrasah.closings.actions import rename_madrasah
from madrasah.models import Placement
from madrasah.work.actions import move_person
from tests.cast import Cast, client_of
from tests.clock import days_from_now, on_day, today
from tests.competency.sheet_makers import shared
from tests.competency.visit_makers import planned
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import text_of

pytestmark = on_day(2026, 11, 23)
OLD, NEW = "MI Contoh Satu", "MI Negeri Baru Contoh"


def rename(cast: Cast) -> None:
    """Yesterday's rows lie before it."""
    rename_madrasah(madrasah=cast.satu, name=NEW, since=today(), by=cast.jafar)


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_the_recap_of_a_past_semester_names_the_madrasah_as_it_was(cast: Cast) -> None:
    shared(cast.aminah, cast.baso, on=days_from_now(-7))
    past = cast.semester
    past.ends_on = days_from_now(-2)
    past.save()
    rename(cast)
    page = client_of(cast.baso).get(f"/supervisi/rekap/?semester={past.pk}").content.decode()
    assert OLD in page.partition("<table")[2] and NEW not in page.partition("<table")[2]


def test_a_visit_of_the_past_is_printed_with_the_name_of_its_day(cast: Cast) -> None:
    planned(cast.aminah, cast.baso, day=days_from_now(1))
    rename_madrasah(madrasah=cast.satu, name=NEW, since=today(), by=cast.jafar)
    text = squeezed(text_of(client_of(cast.baso).get("/supervisi/rencana/program.pdf")))
    assert squeezed(NEW) in text


def test_a_sheet_keeps_class_and_madrasah_of_its_day_when_its_teacher_moves(cast: Cast) -> None:
    sheet = shared(cast.aminah, cast.baso, on=days_from_now(-7), class_name="IV")
    post = Placement.objects.get(person=cast.aminah.person)
    move_person(placement=post, to=Placement(madrasah=cast.tiga, since=today(), class_name="VI"), by=cast.jafar)
    rename(cast)
    page = client_of(cast.aminah).get(f"/supervisi/lembar/{sheet.pk}/").content.decode()
    assert OLD in page and NEW not in page and "IV" in page
    assert Assessment.objects.visible_to(cast.hasan).count() == 0  # the new madrasah reads nothing of before
    later = shared(cast.aminah, cast.hasan)
    assert later.madrasah == cast.tiga
    assert not Assessment.objects.visible_to(cast.baso).filter(pk=later.pk).exists()


def test_the_roll_of_a_past_session_keeps_madrasah_and_ketua_of_its_day(cast: Cast) -> None:
    session = make_session(cast, days=-9)
    call_roll(session, cast.daeng)
    Officer.objects.filter(group=cast.group).update(until=today() - timedelta(days=1))
    Officer.objects.create(group=cast.group, person=cast.aminah.person, office="ketua", since=today())
    rename(cast)
    paper = squeezed(text_of(client_of(cast.daeng).get(f"/kkg/pertemuan/{session.pk}/daftar-hadir.pdf")))
    assert squeezed(OLD) in paper and squeezed(NEW) not in paper
    assert squeezed("Gita Contoh") in paper
