"""Before a meeting is deleted its page says which one it is and what goes along; afterwards which day it was."""

from core.formats import date_plain
from tests.cast import Cast, client_of
from tests.clock import in_the_morning
from tests.kkg.makers import call_roll, make_session
from tests.kkg.paper_makers import make_photo

pytestmark = in_the_morning


def test_the_question_names_the_meeting_and_what_goes_along(cast: Cast) -> None:
    session = make_session(cast)
    client, path = client_of(cast.gita), f"/kkg/pertemuan/{session.pk}/hapus/"
    bare = client.get(path).content.decode()
    assert f"“{session.title}”" in bare and date_plain(session.date) in bare and "Ikut tidak tampak" not in bare
    call_roll(session, cast.gita)
    make_photo(session, cast.gita)
    number = session.attendances.count()
    assert f"Ikut tidak tampak: {number} kehadiran dan 1 foto." in client.get(path).content.decode()


def test_the_list_of_those_deleted_names_the_day(cast: Cast) -> None:
    session = make_session(cast)
    page = client_of(cast.gita).post(f"/kkg/pertemuan/{session.pk}/hapus/", follow=True).content.decode()
    assert f"“{session.title}”, {date_plain(session.date)}, baru dihapus." in page
