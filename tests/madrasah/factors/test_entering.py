"""The way in with a second factor: nothing is open before the code, and nothing typed is lost on the way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from madrasah.accounts.link_actions import reset_account
from madrasah.models import User
from tests.cast import PASSWORD, Cast, client_of
from tests.clock import travel
from tests.madrasah.factors.makers import code_on, switched_on

pytestmark = pytest.mark.django_db
STEP = "/masuk/kode/"


def at_the_code(user: User, *, after: str = "") -> Client:
    """A browser in which the right password was just given."""
    client = Client()
    answer = client.post(f"/masuk/{after}", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302 and answer.url == STEP
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("madrasah:account")).status_code == 200


def test_the_password_alone_opens_nothing_and_the_code_opens(cast: Cast) -> None:
    switched_on(cast.aminah)
    client = at_the_code(cast.aminah)
    assert not is_in(client)
    page = client.get(STEP).content.decode()
    assert "Aminah" not in page and cast.aminah.username not in page
    assert client.post(STEP, {"pin": code_on(cast.aminah)}).url == reverse("home")
    assert is_in(client)


def test_who_has_none_is_in_at_once(cast: Cast) -> None:
    client = Client()
    assert client.post("/masuk/", {"username": cast.aminah.username, "password": PASSWORD}).url == reverse("home")
    assert is_in(client)


def test_the_page_asked_for_is_kept_through_the_code(cast: Cast) -> None:
    switched_on(cast.aminah)
    client = at_the_code(cast.aminah, after="?next=/akun/sandi/")
    assert client.post(STEP, {"pin": code_on(cast.aminah)}).url == "/akun/sandi/"


def test_a_wrong_code_opens_nothing_and_says_the_same_whatever_is_wrong(cast: Cast) -> None:
    codes = switched_on(cast.aminah)
    used = code_on(cast.aminah)
    assert at_the_code(cast.aminah).post(STEP, {"pin": used}).status_code == 302
    said = set()
    for number, code in enumerate((used, "123456")):
        with travel(timezone.now() + timedelta(seconds=60 * number)):
            client = at_the_code(cast.aminah)
            page = client.post(STEP, {"pin": code})
            said.add(str(page.context["form"].errors["pin"]))
            assert not is_in(client)
    assert len(said) == 1
    assert at_the_code(cast.aminah).post(f"{STEP}?cadangan=1", {"pin": codes[0]}).status_code == 302


def test_a_recovery_code_is_typed_as_it_stands_on_the_paper(cast: Cast) -> None:
    codes = switched_on(cast.aminah)
    client = at_the_code(cast.aminah)
    typed = f" {codes[0][:5]}-{codes[0][5:]} ".lower()
    page = client.post(f"{STEP}?cadangan=1", {"pin": typed}, follow=True)
    assert "Sisa 9 kode" in page.content.decode()


def test_after_five_minutes_one_begins_anew_and_the_page_asked_for_stays(cast: Cast) -> None:
    switched_on(cast.aminah)
    client = at_the_code(cast.aminah, after="?next=/akun/sandi/")
    with travel(timezone.now() + timedelta(minutes=5)):
        answer = client.post(STEP, {"pin": code_on(cast.aminah)})
    assert answer.url == "/masuk/?next=/akun/sandi/"
    assert not is_in(client)


def test_a_password_changed_meanwhile_ends_the_way(cast: Cast) -> None:
    switched_on(cast.aminah)
    client = at_the_code(cast.aminah)
    user = User.objects.get(pk=cast.aminah.pk)
    user.set_password("lain-sekali-9")
    user.save()
    assert client.post(STEP, {"pin": code_on(cast.aminah)}).url.startswith("/masuk/?next=")
    assert not is_in(client)


def test_without_a_password_nobody_comes_to_the_code(cast: Cast) -> None:
    switched_on(cast.aminah)
    assert Client().get(STEP).url.startswith("/masuk/")
    assert client_of(cast.baso).get(STEP).url == reverse("home")


def test_a_reset_password_does_not_pass_by_the_factor(cast: Cast) -> None:
    switched_on(cast.aminah)
    issued, client = reset_account(person=cast.aminah.person, by=cast.baso), Client()
    client.post(f"/t/{issued.token}/", {"pin": issued.pin})
    new = {"new_password1": "lain-sekali-9", "new_password2": "lain-sekali-9"}
    assert client.post(f"/t/{issued.token}/sandi/", new).url == STEP
    assert not is_in(client)
    assert client.post(STEP, {"pin": code_on(cast.aminah)}).url == reverse("home")
    assert is_in(client)


def test_what_was_typed_in_an_expired_session_stands_in_its_form_after_the_code(cast: Cast) -> None:
    switched_on(cast.aminah)
    page, client = reverse("kkg:problem-new"), client_of(cast.aminah)
    form = client.get(page).context["form"]
    words = client.get(page).content.decode()
    marks = {name: words.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("akun", "asal")}
    client.logout()
    field = next(name for name in form.fields if form.fields[name].widget.__class__.__name__ == "Textarea")
    answer = client.post(page, {**marks, field: "Anak-anak belum lancar membagi."})
    client.post(answer.url, {"username": cast.aminah.username, "password": PASSWORD})
    where = client.post(STEP, {"pin": code_on(cast.aminah)}).url
    assert "Anak-anak belum lancar membagi." in client.get(where.partition("#")[0]).content.decode()


def test_the_owner_is_told_once_who_took_it_off(cast: Cast) -> None:
    switched_on(cast.aminah)
    client_of(cast.baso).post(f"/guru/{cast.aminah.person_id}/pengaman/", {"reason": "Perangkat hilang"})
    words = {"username": cast.aminah.username, "password": PASSWORD}
    told = [Client().post("/masuk/", words, follow=True).content.decode() for _ in range(2)]
    assert ["Pengaman kedua akun Anda dilepas oleh" in page for page in told] == [True, False]
