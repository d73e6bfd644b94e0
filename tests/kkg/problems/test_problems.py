"""Problems brought to a KKG: with a name or without a trace, discussed, and made a topic."""

from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse

from core.revisions import SENT_BEFORE
from kkg.models import Problem
from kkg.problems.actions import make_topic, remove_problem
from madrasah.models import User
from tests.cast import client_of
from tests.kkg.database import everything
from tests.kkg.makers import close, make_session
from tests.kkg.work_makers import make_problem

NEW = reverse("kkg:problem-new")
KEY = UUID(int=7)


def sent(cast, **values) -> dict:
    plain = {"group": cast.group.pk, "text": "Murid sulit membaca jam", "named": "tanpa", "client_token": str(KEY)}
    return plain | values


def page_of(problem: Problem, name: str = "detail") -> str:
    return reverse(f"kkg:problem-{name}", args=[problem.key])


def after(client, form: dict) -> str:
    """All the database holds once this form was sent, which is then undone."""
    with transaction.atomic():
        assert client.post(NEW, form).status_code == 302
        held = everything()
        transaction.set_rollback(True)
    return held


def test_without_a_name_the_database_is_the_same_whoever_sent_it(cast) -> None:
    users: list[User] = [cast.aminah, cast.gita, cast.daeng]
    clients = [client_of(user) for user in users]
    for client in clients:
        client.get(NEW)  # devices and sessions are noted now
    told = {after(client, sent(cast)) for client in clients}
    assert len(told) == 1
    assert len({after(client, sent(cast, named="nama")) for client in clients}) == 3


def test_the_next_one_written_into_the_same_form_is_told_and_stored_at_the_second_press(cast) -> None:
    client = client_of(cast.aminah)
    assert client.post(NEW, sent(cast)).status_code == client.post(NEW, sent(cast)).status_code == 302
    answer = client.post(NEW, sent(cast, text="Buku cerita kurang"))
    assert SENT_BEFORE in answer.content.decode()
    form = answer.context["form"]
    client.post(NEW, {name: form[name].value() or "" for name in form.fields})
    assert set(Problem.objects.values_list("text", flat=True)) == {"Murid sulit membaca jam", "Buku cerita kurang"}


def test_the_newest_without_a_name_is_not_told_by_its_transaction(cast) -> None:
    for by in (cast.aminah, cast.gita):
        make_problem(cast, by, is_named=False)
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct xmin::text), count(*) from kkg_problem")
        assert cursor.fetchone() == (1, 2)


def test_no_column_and_no_history_has_room_for_who_or_when() -> None:
    names = {field.name for field in Problem._meta.get_fields() if field.concrete}
    assert {"created_at", "updated_at", "client_token"}.isdisjoint(names)
    assert Problem._meta.get_field("brought_on").get_internal_type() == "DateField"
    assert not hasattr(Problem, "pgh_tracker")


def test_before_sending_it_is_said_that_it_cannot_be_changed_and_it_cannot(cast) -> None:
    client = client_of(cast.aminah)
    assert "tidak bisa mengubah atau menghapusnya" in client.get(NEW).content.decode()
    problem = make_problem(cast, cast.aminah, is_named=False)
    for name in ("edit", "remove"):
        assert client.get(page_of(problem, name)).status_code == 403
    assert "Tanpa nama" in client.get(page_of(problem)).content.decode()


def test_one_key_is_one_problem(cast) -> None:
    client = client_of(cast.aminah)
    for _ in range(2):
        client.post(NEW, sent(cast, named="nama"))
    assert Problem.objects.get().brought_by == cast.aminah.person


def test_the_bringer_rewords_own_and_a_stale_form_is_refused(cast) -> None:
    problem, client = make_problem(cast, cast.aminah), client_of(cast.aminah)
    form = {"text": "Murid sulit membaca jam analog", "revision": 1}
    assert client.post(page_of(problem, "edit"), form).status_code == 302
    again = client.post(page_of(problem, "edit"), form | {"text": "Lain"})
    assert "orang lain mengubah" in again.content.decode()
    assert client_of(cast.gita).get(page_of(problem, "edit")).status_code == 403


def test_officers_write_the_discussion_and_members_read_it(cast) -> None:
    problem = make_problem(cast, cast.aminah, is_named=False)
    form = {"discussion": "Pakai jam kardus", "tried": "Gambar di papan", "status": "selesai", "revision": 1}
    assert client_of(cast.gita).post(page_of(problem, "discuss"), form).status_code == 302
    page = client_of(cast.citra).get(page_of(problem)).content.decode()
    assert all(words in page for words in ("Pakai jam kardus", "Gambar di papan", "Selesai"))


def test_one_press_makes_a_topic_and_what_came_of_it_is_shown(cast) -> None:
    session, problem = make_session(cast), make_problem(cast, cast.aminah)
    client = client_of(cast.gita)
    for _ in range(2):
        assert client.post(page_of(problem, "topic"), {"session": session.pk}).status_code == 302
    topic = session.topics.get()
    assert (topic.title, topic.competency) == ("Murid sulit membaca jam", "pedagogik")
    close(session, cast.gita, **{topic.title: "sebagian"})
    topic.refresh_from_db()
    topic.achieved = "Dua cara dicoba"
    topic.save()
    problem.refresh_from_db()
    assert problem.status == "dibahas"
    following = make_session(cast, days=7)
    page = client_of(cast.aminah).get(page_of(problem)).content.decode()
    assert "Capaian: Dua cara dicoba" in page and "Sebagian" in page
    assert reverse("kkg:session-detail", args=[following.pk]) in page


def test_with_several_coming_sessions_it_asks_which(cast) -> None:
    problem, client = make_problem(cast, cast.aminah), client_of(cast.gita)
    assert "Belum ada pertemuan yang direncanakan" in client.get(page_of(problem)).content.decode()
    make_session(cast, days=1, title="Besok")
    assert "Masuk agenda “Besok”" in client.get(page_of(problem)).content.decode()
    later = make_session(cast, days=9, title="Nanti")
    page = client.get(page_of(problem)).content.decode()
    assert f"Nanti ({later.date:%d-%m-%Y})" in page and "<select" in page
    assert client.post(page_of(problem, "topic"), {"session": "x"}).status_code == 302
    make_topic(problem=problem, session=later, by=cast.gita)
    assert "Jadikan topik" not in client.get(page_of(problem)).content.decode()


def test_a_deleted_problem_comes_back(cast) -> None:
    problem, client = make_problem(cast, cast.aminah), client_of(cast.aminah)
    remove_problem(problem=problem, by=cast.aminah)
    assert client.get(page_of(problem)).status_code == 404
    assert client.post(page_of(problem, "restore")).status_code == 302
    assert client.get(page_of(problem)).status_code == 200


def test_no_address_breaks_the_list(cast) -> None:
    make_problem(cast, cast.aminah)
    client = client_of(cast.aminah)
    for query in ("?cari=%00", "?keadaan=x", "?kkg=99999999999999999999", "?cari=jam&keadaan=terbuka"):
        assert client.get(reverse("kkg:problem-list") + query).status_code == 200
