"""Moving a topic of the agenda: only where it moves, and the page comes back where one was."""

from kkg.models import Session
from tests.cast import Cast, client_of
from tests.kkg.makers import make_session, make_topic
from tests.kkg.work_makers import make_unfinished


def page(cast: Cast, session: Session) -> str:
    return client_of(cast.gita).get(f"/kkg/pertemuan/{session.pk}/agenda/").content.decode()


def test_no_button_that_would_move_nothing(cast: Cast) -> None:
    make_unfinished(cast, "Belum tuntas", days=-9)
    session = make_session(cast)
    for title in ("Satu", "Dua"):
        make_topic(session, title)
    html = page(cast, session)
    assert [f'value="{move}-{at}"' in html for move in ("naik", "turun") for at in range(3)] == [
        *(False, False, True),
        *(False, True, False),
    ]


def test_the_page_comes_back_at_the_topic_that_moved(cast: Cast) -> None:
    session = make_session(cast)
    for title in ("Satu", "Dua"):
        make_topic(session, title)
    html = page(cast, session)
    assert 'formaction="#topik-2"' in html.partition('value="turun-0"')[2][:80]
    assert 'formaction="#topik-3"' in html.partition('value="tambah"')[2][:80]
