"""Order and history of topics, and the agenda page that stores them."""

from datetime import date

import pytest

from kkg.agenda.actions import add_topic, save_agenda
from kkg.agenda.history import PastTopic, history, rearranged
from kkg.record.actions import reopen_session
from kkg.sessions.actions import remove_session, restore_session
from tests.cast import client_of
from tests.clock import on_day
from tests.kkg.makers import close, make_session, make_topic

pytestmark = on_day(2026, 11, 23)

OCT, NOV = date(2026, 10, 12), date(2026, 11, 9)


def url(session) -> str:
    return f"/kkg/pertemuan/{session.pk}/agenda/"


def posted(session, *rows, aksi="simpan", revision=None) -> dict:
    data = {"aksi": aksi, "revision": revision or session.revision}
    data |= {"t-TOTAL_FORMS": len(rows), "t-INITIAL_FORMS": 0}
    for at, row in enumerate(rows):
        data |= {f"t-{at}-{name}": value for name, value in row.items()}
    return data


def titles(session) -> list[str]:
    return [topic.title for topic in session.topics.all()]


def test_history_reads_oldest_first_and_survives_a_circle() -> None:
    past = {
        1: PastTopic(pk=1, status="belum", date=OCT, continues=2),
        2: PastTopic(pk=2, status="sebagian", date=NOV, continues=1),
    }
    assert [topic.pk for topic in history(2, past)] == [1, 2]
    assert history(9, past) == []


@pytest.mark.parametrize(
    ("move", "at", "expected"),
    [
        ("naik", 2, "c b a"),
        ("turun", 1, "c b a"),
        ("hapus", 1, "c b"),
        ("tambah", -1, "c a b "),
        ("naik", 1, "c a b"),
        ("hapus", 0, "c a b"),
        ("turun", 9, "c a b"),
        ("melompat", 1, "c a b"),
    ],
)
def test_a_press_rearranges_but_carried_topics_stay_first(move, at, expected) -> None:
    rows = [{"title": "c", "carried": True}, {"title": "a"}, {"title": "b"}]
    assert " ".join(row.get("title", "") for row in rearranged(rows, move, at)) == expected


def test_unfinished_topics_lead_the_next_agenda_oldest_first(cast) -> None:
    for days, title in ((-20, "Lama"), (-10, "Baru")):
        session = make_session(cast, days=days)
        make_topic(session, title)
        make_topic(session, f"{title} selesai")
        close(session, cast.gita, Lama="sebagian", Baru="belum")
    following = make_session(cast, days=5)
    assert titles(following) == ["Lama", "Baru"]
    page = client_of(cast.aminah).get(f"/kkg/pertemuan/{following.pk}/").content.decode()
    assert "Dibahas 3 Nov 2026 (sebagian), 13 Nov 2026 (belum)" not in page  # each with its own story
    assert "Dibahas 3 Nov 2026 (sebagian)" in page
    assert page.count("kalinya") == 2


def test_a_planned_session_receives_what_an_earlier_one_leaves(cast) -> None:
    session, planned = make_session(cast, days=-1), make_session(cast, days=7)
    make_topic(planned, "Sudah direncanakan")
    make_topic(session, "Belum jadi")
    close(session, cast.gita, **{"Belum jadi": "belum"})
    assert titles(planned) == ["Belum jadi", "Sudah direncanakan"]


def test_a_session_planned_in_between_is_the_next_one(cast) -> None:
    session, planned = make_session(cast, days=-1), make_session(cast, days=7)
    make_topic(session, "Belum jadi")
    close(session, cast.gita, **{"Belum jadi": "belum"})
    between = make_session(cast, days=2)
    assert (titles(between), titles(planned)) == (["Belum jadi"], [])


def test_a_corrected_result_takes_the_topic_off_the_next_agenda(cast) -> None:
    session, planned = make_session(cast, days=-1), make_session(cast, days=7)
    make_topic(session, "Keliru dicatat")
    closed = close(session, cast.gita, **{"Keliru dicatat": "belum"})
    close(reopen_session(session=closed, reason="Salah pilih", by=cast.gita), cast.gita)
    assert titles(planned) == []


def test_topics_of_a_removed_session_wait_again_and_tie_up_when_it_returns(cast) -> None:
    session = make_session(cast, days=-9)
    make_topic(session, "Tertunda")
    close(session, cast.gita, Tertunda="belum")
    second = make_session(cast, days=3)
    remove_session(session=second, by=cast.gita)
    restore_session(session=second, by=cast.gita)
    assert titles(second) == ["Tertunda"]
    assert second.topics.get().continues is not None


def test_agenda_is_saved_in_the_order_of_the_screen(cast) -> None:
    session = make_session(cast)
    rows = [{"title": "Pertama", "minutes_planned": "45", "competency": "pedagogik"}, {"title": "Kedua"}, {}]
    answer = client_of(cast.gita).post(url(session), posted(session, *rows))
    assert answer.status_code == 302
    assert titles(session) == ["Pertama", "Kedua"]


def test_the_same_agenda_sent_twice_makes_no_doubles(cast) -> None:
    session, client = make_session(cast), client_of(cast.gita)
    for _ in range(2):
        assert client.post(url(session), posted(session, {"title": "Sekali"})).status_code == 302
    assert titles(session) == ["Sekali"]


def test_a_press_on_tambah_saves_nothing_and_keeps_what_was_typed(cast) -> None:
    session = make_session(cast)
    page = client_of(cast.gita).post(url(session), posted(session, {"title": "Diketik"}, aksi="tambah"))
    assert page.content.decode().count('id="topik-') == 2
    assert "Diketik" in page.content.decode()
    assert titles(session) == []


def test_a_second_editor_is_told_and_keeps_own_typing(cast) -> None:
    session = make_session(cast)
    save_agenda(session=session, rows=[{"title": "Punya Gita"}], revision=1, by=cast.gita)
    page = client_of(cast.daeng).post(url(session), posted(session, {"title": "Punya Daeng"}, revision=1))
    assert "orang lain mengubah" in page.content.decode()
    assert "Punya Daeng" in page.content.decode()
    assert titles(session) == ["Punya Gita"]


def test_a_carried_topic_cannot_be_left_out(cast) -> None:
    session = make_session(cast, days=-3)
    make_topic(session, "Harus lanjut")
    close(session, cast.gita, **{"Harus lanjut": "belum"})
    following = make_session(cast, days=3)
    save_agenda(session=following, rows=[{"title": "Lain"}], revision=following.revision, by=cast.gita)
    assert titles(following) == ["Harus lanjut", "Lain"]


def test_a_wrong_row_comes_back_with_its_number_in_words(cast) -> None:
    session = make_session(cast)
    rows = [{"title": "Baik"}, {"title": "", "minutes_planned": "tiga"}]
    page = client_of(cast.gita).post(url(session), posted(session, *rows)).content.decode()
    assert "Topik 2: Pokok bahasan belum diisi." in page
    assert "Topik 2: Menit harus angka" in page


@pytest.mark.parametrize("broken", [{}, {"t-TOTAL_FORMS": "x\0"}, {"t-TOTAL_FORMS": "999", "aksi": "naik-9"}])
def test_a_broken_form_is_answered_in_words(cast, broken) -> None:
    assert client_of(cast.gita).post(url(make_session(cast)), broken).status_code == 200


def test_add_topic_does_not_double_a_title(cast) -> None:
    session = make_session(cast)
    first = add_topic(session=session, title="Media pecahan", by=cast.daeng)
    assert add_topic(session=session, title="media pecahan", by=cast.daeng) == first


def test_the_page_asks_as_often_for_many_topics_as_for_one(cast, django_assert_max_num_queries) -> None:
    session = make_session(cast)
    for number in range(25):
        make_topic(session, f"Topik {number}")
    client = client_of(cast.gita)
    client.get(url(session))  # the first visit also notes the device
    with django_assert_max_num_queries(20):
        client.get(url(session))


@pytest.mark.parametrize(("who", "status"), [("hasan", 404), ("aminah", 403), ("citra", 403), ("daeng", 200)])
def test_who_may_open_the_agenda_form(cast, who, status) -> None:
    session = make_session(cast)
    assert client_of(getattr(cast, who)).get(url(session)).status_code == status


def test_a_closed_agenda_says_how_to_open_it(cast) -> None:
    session = make_session(cast)
    make_topic(session)
    close(session, cast.gita)
    page = client_of(cast.gita).get(url(session))
    assert page.status_code == 403
    assert "Buka kembali dulu" in page.content.decode()
