"""A page that refuses because of the state of a session leads to where that state is changed."""

import re

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from kkg.decisions.actions import close_decision
from kkg.models import Officer, Session
from tests.cast import Cast, client_of
from tests.clock import days_from_now
from tests.kkg.makers import make_session, make_topic
from tests.kkg.work_makers import make_decision

SHUT = {"closed_at": timezone.now, "closed_by": "gita"}
OFF = {"cancelled_at": timezone.now, "cancelled_by": "gita"}


def refused_pages(cast: Cast, session: Session) -> dict[str, str]:
    """Name -> HTML of every page of this session that refuses its ketua."""
    kkg = get_resolver().namespace_dict["kkg"][1]
    names = [name for name in kkg.reverse_dict if isinstance(name, str)]
    client, found = client_of(cast.gita), {}
    for name in names:
        routes = [route for route, _ in kkg.reverse_dict.getlist(name)[0][0]]
        if not any(re.fullmatch(r"kkg/pertemuan/%\(pk\)s/.*", route) and route.count("%(") == 1 for route in routes):
            continue
        answer = client.get(reverse(f"kkg:{name}", args=[session.pk]))
        if answer.status_code == 403:
            found[name] = answer.content.decode()
    return found


@pytest.mark.parametrize(
    ("state", "way"), [(SHUT, "kkg:session-reopen"), (OFF, "kkg:session-detail"), ({}, "kkg:session-edit")]
)
def test_every_page_that_refuses_for_a_state_leads_out_of_it(cast: Cast, state: dict, way: str) -> None:
    session = make_session(cast, days=0 if state else 3)
    make_topic(session)
    values = {name: getattr(cast, value) if isinstance(value, str) else value() for name, value in state.items()}
    Session.objects.filter(pk=session.pk).update(**values)
    pages, link = refused_pages(cast, session), f'href="{reverse(way, args=[session.pk])}"'
    own = {"session-reopen", "session-revive"}  # the ways out of another state
    assert len(set(pages) - own) >= 3
    assert [name for name, html in pages.items() if name not in own and link not in html] == []


def test_a_way_that_is_closed_to_the_reader_is_not_offered(cast: Cast) -> None:
    session = make_session(cast, days=0)
    Session.objects.filter(pk=session.pk).update(closed_at=timezone.now(), closed_by=cast.gita)
    Officer.objects.create(group=cast.group, person=cast.aminah.person, office="sekretaris", since=days_from_now(-9))
    page = client_of(cast.aminah).get(reverse("kkg:session-edit", args=[session.pk]))
    assert page.status_code == 403
    assert "Hanya ketua KKG" in page.content.decode()
    assert reverse("kkg:session-reopen", args=[session.pk]) not in page.content.decode()


def test_a_closed_decision_leads_to_where_it_is_opened_again(cast: Cast) -> None:
    decision = make_decision(make_session(cast), cast.gita.person, cast.gita)
    close_decision(decision=decision, status="selesai", proof="Ada", upload=None, by=cast.gita)
    page = client_of(cast.gita).get(reverse("kkg:decision-edit", args=[decision.pk])).content.decode()
    assert f'href="{reverse("kkg:decision-reopen", args=[decision.pk])}"' in page
