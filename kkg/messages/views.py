"""Prepared WhatsApp texts of a session: shown, changed, opened in WhatsApp; neither sent nor stored here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.http import get_or_post
from core.refusals import refuse_if
from core.whatsapp import message_link
from kkg.attendance.rosters import called_people
from kkg.decisions.models import Decision
from kkg.groups.permissions import why_not_run_group
from kkg.messages import texts as words
from kkg.messages.facts import facts_of_session
from kkg.messages.forms import KINDS, ChangedText, MessageChoice
from kkg.sessions.models import Session
from kkg.sessions.presenters import session_when
from madrasah.guards import actor, get_visible_or_404
from madrasah.models import Person


@dataclass
class Draft:
    """One message on the page; `form` holds its text for changing."""

    key: str
    title: str
    text: str
    phone: str = ""
    detail: str = ""
    form: Any = None

    @property
    def why_not(self) -> str | None:
        """What in the recorded words may not go into a chat."""
        return words.why_not_message(self.text)

    @property
    def url(self) -> str:
        """Opens WhatsApp; empty while something stands in the way."""
        return "" if self.why_not else message_link(self.text, self.phone)


@get_or_post
def session_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """One kind of text at a time, for everybody or one person; a changed text is shown, never kept."""
    session = get_visible_or_404(Session.objects.with_first_dates(), request, pk=pk)
    refuse_if(why_not_run_group(actor(request), session.group))
    choice = MessageChoice(request.GET, people=called_people(session))
    kinds = _kinds(session)
    kind = choice.kind if choice.kind in kinds else _next_kind(session)
    drafts = _drafts(request, session, kind, choice.person)
    _take_changes(request, drafts)
    context = {
        "session": session,
        "when": session_when(session),
        "kind": kind,
        "choice": choice,
        "drafts": drafts,
        "tabs": _tabs(session, kinds, kind),
        "unowned": _open_decisions(session).filter(owner=None).count() if kind == "keputusan" else 0,
    }
    return render(request, "kkg/messages/session_messages.html", context)


def _kinds(session: Session) -> list[str]:
    if session.cancelled_at:
        return ["batal"]
    return [kind for kind in KINDS if kind != "batal"]


def _next_kind(session: Session) -> str:
    """What would be sent now: an invitation, from the day before a reminder, afterwards what came of it."""
    if session.cancelled_at:
        return "batal"
    days = (session.date - timezone.localdate()).days
    if session.is_closed or days < 0:
        return "hasil"
    return "undangan" if days > 1 else "pengingat"


def _tabs(session: Session, kinds: Iterable[str], kind: str) -> list[dict[str, Any]]:
    path = reverse("kkg:session-messages", args=[session.pk])
    return [{"label": KINDS[k], "url": f"{path}?pesan={k}", "current": k == kind} for k in kinds]


def _drafts(request: HttpRequest, session: Session, kind: str, person: Person | None) -> list[Draft]:
    if kind == "keputusan":
        return _to_owners(request, session)
    to = _addressee(person) if person else words.group_addressee(session.group.name)
    address = request.build_absolute_uri(reverse("kkg:session-detail", args=[session.pk]))
    told = facts_of_session(session, address)
    text = {
        "undangan": lambda: words.invitation(told, to),
        "pengingat": lambda: words.reminder(told, to, timezone.localdate()),
        "hasil": lambda: words.minutes(told, to),
        "batal": lambda: words.cancellation(told, to),
    }[kind]()
    phone = _phones(request, [person] if person else []).get(person.pk, "") if person else ""
    return [Draft(kind, KINDS[kind], text, phone)]


def _addressee(person: Person) -> words.Addressee:
    return words.person_addressee(str(person), person.sex)


def _open_decisions(session: Session) -> Any:
    """Of this session and of earlier ones of the group: what is still waited for."""
    found = Decision.objects.for_list().defer(None).open()
    kept = found.filter(session__group=session.group_id, session__removed_at=None)
    return kept.filter(session__date__lte=session.date)


def _to_owners(request: HttpRequest, session: Session) -> list[Draft]:
    """One message per owner with all that waits for that person; the earliest due first."""
    waiting: dict[Person, list[Decision]] = {}
    for decision in _open_decisions(session).filter(owner__isnull=False):
        waiting.setdefault(decision.owner, []).append(decision)
    phones = _phones(request, waiting)
    address = request.build_absolute_uri(reverse("kkg:decision-list"))
    return [
        Draft(
            f"milik-{owner.pk}",
            str(owner),
            words.decisions_due([(row.text, row.due) for row in rows], session.group.name, _addressee(owner), address),
            phones.get(owner.pk, ""),
            f"{len(rows)} keputusan",
        )
        for owner, rows in waiting.items()
    ]


def _phones(request: HttpRequest, people: Iterable[Person]) -> dict[int, str]:
    """Numbers of those whose identity the user may know: not the officers (decisions.md 10)."""
    keys = [person.pk for person in people]
    if not keys:
        return {}
    known = Person.objects.visible_to(request.user).filter(pk__in=keys)
    return dict(known.values_list("pk", "phone"))


def _take_changes(request: HttpRequest, drafts: Iterable[Draft]) -> None:
    """Each draft gets its form; the one that was posted shows the changed text, or what is wrong with it."""
    for draft in drafts:
        initial = {"which": draft.key, "text": draft.text}
        draft.form = ChangedText(initial=initial, auto_id=f"id_{draft.key}_%s")
        if request.method == "POST" and request.POST.get("which") == draft.key:
            draft.form = ChangedText(request.POST, auto_id=f"id_{draft.key}_%s")
            if draft.form.is_valid():
                draft.text = draft.form.cleaned_data["text"]
