"""The doors: 404 for outsiders, 403 with the sentence, whole pages closed by role."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from core.refusals import refuse_if
from madrasah.guards import get_visible_or_404, role_required
from madrasah.models import Person
from madrasah.roles import Role
from tests.cast import Cast


def request_of(user: object):
    request = RequestFactory().get("/")
    request.user = user
    return request


@role_required(Role.PENGAWAS, Role.KEPALA)
def page(request) -> HttpResponse:
    return HttpResponse("terbuka")


def test_a_visible_row_comes_through(cast: Cast) -> None:
    aminah = cast.aminah.person
    assert get_visible_or_404(Person, request_of(cast.baso), pk=aminah.pk) == aminah


@pytest.mark.parametrize("who", ["citra", "hasan", "eka", "gita"])
def test_an_outsider_gets_404(cast: Cast, who: str) -> None:
    with pytest.raises(Http404):
        get_visible_or_404(Person, request_of(cast.everyone[who]), pk=cast.aminah.person.pk)


def test_nobody_logged_in_sees_nothing(cast: Cast) -> None:
    with pytest.raises(Http404):
        get_visible_or_404(Person, request_of(AnonymousUser()), pk=cast.aminah.person.pk)


def test_a_sentence_refuses_and_none_does_not() -> None:
    refuse_if(None)
    with pytest.raises(PermissionDenied, match="Belum boleh"):
        refuse_if("Belum boleh.")


def test_a_page_opens_for_one_of_its_roles(cast: Cast) -> None:
    assert page(request_of(cast.baso)).content == b"terbuka"
    assert page(request_of(cast.indah)).content == b"terbuka"


@pytest.mark.parametrize("who", ["aminah", "eka", "faisal", "jafar", "keeper"])
def test_a_page_is_closed_to_other_roles(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        page(request_of(cast.everyone[who]))
