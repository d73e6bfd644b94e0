"""A page about an account that refuses because of its state leads to where that is changed."""

from django.urls import reverse

from madrasah.accounts.actions import close_account
from tests.cast import client_of


def test_a_closed_account_leads_to_where_it_is_opened(cast) -> None:
    close_account(user=cast.aminah, reason="Cuti", by=cast.baso)
    page = client_of(cast.baso).get(reverse("madrasah:account-reset", args=[cast.aminah.person_id]))
    way = reverse("madrasah:account-detail", args=[cast.aminah.person_id])
    assert page.status_code == 403 and f'href="{way}"' in page.content.decode()
    assert client_of(cast.baso).get(way).status_code == 200


def test_ones_own_account_leads_to_its_page(cast) -> None:
    page = client_of(cast.baso).get(reverse("madrasah:account-reset", args=[cast.baso.person_id]))
    assert page.status_code == 403
    assert f'class="btn" href="{reverse("madrasah:account")}"' in page.content.decode()
