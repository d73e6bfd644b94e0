"""A form that was stored and is sent again with other words: told, never swallowed, and stored at the next press."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from competency.models import Assessment, Visit
from competency.visits.actions import VisitData, plan_visit
from core.revisions import SENT_BEFORE, SentBefore
from core.tokens import LOST
from kkg.models import Session
from kkg.sessions.actions import open_session, remove_session
from tests.cast import Cast, client_of
from tests.clock import today
from tests.competency.sheet_makers import publish
from tests.factories import make_teacher

pytestmark = pytest.mark.django_db


def planned(cast: Cast, **other: object) -> dict[str, object]:
    told = {"teacher": cast.aminah.person_id, "kind": Visit.Kind.LESSON.value, "day": today().isoformat()}
    return told | {"observer": cast.baso.person_id, "client_token": str(uuid4())} | other


def test_the_next_visit_written_into_the_same_form_is_told_and_stored_at_the_second_press(cast: Cast) -> None:
    other, client, page = (
        make_teacher(cast.satu, name="Guru Lain"),
        client_of(cast.baso),
        reverse("competency:visit-plan"),
    )
    first = planned(cast)
    client.post(page, first)
    answer = client.post(page, first | {"teacher": other.pk})
    assert SENT_BEFORE in answer.content.decode()
    form = answer.context["form"]
    assert str(form["teacher"].value()) == str(other.pk)
    client.post(page, {name: form[name].value() or "" for name in form.fields})
    assert list(Visit.objects.order_by("pk").values_list("teacher__name", flat=True)) == ["Aminah Contoh", "Guru Lain"]


def test_the_same_again_is_the_same_row_though_others_wrote_on_it(cast: Cast) -> None:
    data = VisitData(cast.baso.person, Visit.Kind.LESSON, today())
    told = {"teacher": cast.aminah.person, "data": data, "client_token": uuid4(), "by": cast.baso}
    visit = plan_visit(**told)
    Visit.objects.filter(pk=visit.pk).update(wanted="Anak yang pendiam")
    assert plan_visit(**told) == visit


def test_what_was_deleted_since_is_no_answer_to_a_form_sent_again(cast: Cast) -> None:
    values = {"title": "Alat peraga", "date": today()}
    told = {"group": cast.group, "client_token": uuid4(), "values": values, "by": cast.gita}
    remove_session(session=open_session(**told), by=cast.gita)
    with pytest.raises(SentBefore):
        open_session(**told)
    assert Session.objects.count() == 1


def test_a_deleted_draft_is_told_to_who_sends_its_start_again(cast: Cast) -> None:
    client, start = client_of(cast.baso), reverse("competency:assessment-start")
    told = {"teacher": cast.aminah.person_id, "instrument": publish().pk, "observed_on": today().isoformat()}
    told |= {"client_token": str(uuid4())}
    client.post(start, told)
    client.post(reverse("competency:assessment-remove", args=[Assessment.objects.get().pk]))
    answer = client.post(start, told, follow=True)
    assert answer.status_code == 200
    assert "sudah dihapus" in answer.content.decode()


@pytest.mark.parametrize("token", [None, "", "rusak"])
def test_a_page_without_its_token_gets_one_for_the_next_press(cast: Cast, token: str | None) -> None:
    client, page = client_of(cast.aminah), reverse("kkg:problem-new")
    told = {"group": cast.group.pk, "text": "Buku cerita kurang", "named": "nama"}
    answer = client.post(page, told if token is None else told | {"client_token": token})
    assert LOST in answer.content.decode()
    given = re.search(r'name="client_token" value="([^"]+)"', answer.content.decode())
    assert given
    assert client.post(page, told | {"client_token": given[1]}).status_code == 302


def test_no_form_makes_its_token_by_another_field(project: Path) -> None:
    forms = [path for app in ("madrasah", "kkg", "competency") for path in (project / app).rglob("*forms.py")]
    assert not [path for path in forms if re.search(r"client_token = (?!token_field\(\))", path.read_text("utf-8"))]


def test_no_action_takes_a_token_for_a_row_without_looking_what_it_says(project: Path) -> None:
    apps = [project / name for name in ("madrasah", "kkg", "competency")]
    blind = re.compile(r"get_or_create\(\s*(client_token|key)=")
    assert not [path for app in apps for path in app.rglob("*.py") if blind.search(path.read_text("utf-8"))]
