"""A link leads to a page: never to an address that only takes what a button sends, on any page of anybody."""

import re
from html import unescape

import pytest
from django.urls import Resolver404, resolve

from tests.house.table import Page, lines

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"?#]*)')
BUTTONS_ONLY = {door.name for door in lines() if door.method == "GET" and 405 in door.codes}


def name_of(path: str) -> str:
    """The name of the address; "" for files, which are no pages of ours."""
    try:
        return resolve(unescape(path)).view_name
    except Resolver404:
        return ""


@pytest.mark.django_db
def test_no_link_leads_to_where_only_buttons_send(shown: list[Page]) -> None:
    led = {(page.name, name_of(path)) for page in shown for path in LINK.findall(page.html)}
    assert sorted(pair for pair in led if pair[1] in BUTTONS_ONLY) == []
    assert len(led) > 500
    assert "kkg:session-revive" in BUTTONS_ONLY
