"""The programme of a semester as a paper: each plan with its day, and who signs."""

from tests.cast import Cast, client_of
from tests.clock import on_day
from tests.kkg.makers import make_session, make_speaker
from tests.kkg.paper_makers import text_of
from tests.kkg.programme_makers import make_plan, make_programme

pytestmark = on_day(2026, 11, 23)


def test_the_programme_has_a_paper(cast: Cast) -> None:
    programme = make_programme(cast, goals="Guru menyusun RPP bersama")
    make_plan(programme, "Alat peraga", speaker=make_speaker(cast, "Ibu Rosmini"), pack="RPP", jp=3)
    make_plan(programme, "Menyusun RPP", session=make_session(cast, days=5))
    text = text_of(client_of(cast.aminah).get(f"/kkg/program/{programme.pk}.pdf"))
    words = (
        "PROGRAM SEMESTER",
        "Guru menyusun RPP bersama",
        "Alat peraga",
        "Ibu Rosmini",
        "28 November 2026",
        "Mengetahui",
    )
    assert [word for word in words if word not in text] == []
