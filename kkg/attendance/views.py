"""The roll call of a session, guests and persons invited."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.formats import clock
from core.forms import succeeds
from core.http import get_or_post, is_done, not_kept, seen_revision
from core.refusals import Refused, refuse_if
from kkg.attendance.actions import add_guest, edit_guest, invite_person, mark_roll_call, remove_extra, remove_speaker
from kkg.attendance.forms import GuestEditForm, GuestForm, RollCallForm
from kkg.attendance.models import Attendance
from kkg.attendance.presenters import awaited_lines, day_tabs, extra_lines
from kkg.attendance.rosters import RosterEntry, default_mark, roster_of, rows_of
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_take_roll
from kkg.speakers.models import Speaker
from madrasah.guards import actor, get_visible_or_404

ASKED = "Ada nama yang ditandai lain oleh orang lain. Tekan Simpan untuk memilih; isian tetap ada di perangkat ini."


@get_or_post
def session_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody present, tap the exceptions, one submit; kept by itself while it is tapped."""
    session = get_visible_or_404(Session.days.select_related("check_in"), request, pk=pk)
    refuse_if(why_not_take_roll(actor(request), session))
    rows = rows_of(session)
    roster = roster_of(session, rows)
    form = _roll_form(request.POST or None, session, roster)
    if form.is_valid() and succeeds(
        form,
        mark_roll_call,
        session=session,
        marks=form.marks,
        revision=seen_revision(request),
        by=actor(request),
        seen_checked=form.seen_checked,
        seen=form.seen,
        assumed=form.assumed,
    ):
        messages.success(request, f"Kehadiran disimpan: {form.totals}.{form.overruled}")
        return (
            redirect("kkg:session-attendance", pk)
            if form.marks_rest
            else redirect("kkg:session-detail", session.whole_pk)
        )
    return _page(request, session, rows, roster, form, GuestForm(session=session, roster=roster))


@require_POST
def roll_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """The same roll, sent by the page itself; the answer's shape is told in docs/tampilan.md."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    try:
        refuse_if(why_not_take_roll(actor(request), session))
        return _kept(request, session)
    except Refused as refusal:
        return JsonResponse({"message": f"{refusal} Isian tetap ada di perangkat ini."}, status=403)


def _kept(request: HttpRequest, session: Session) -> JsonResponse:
    form = _roll_form(request.POST, session, roster_of(session))
    if not form.is_valid():
        return not_kept(form)
    try:
        saved = mark_roll_call(
            session=session,
            marks=form.marks,
            revision=seen_revision(request),
            by=actor(request),
            seen_checked=form.seen_checked,
            seen=form.shown,
            assumed=form.assumed_so_far,
        )
    except ValidationError:
        return JsonResponse({"message": ASKED, "url": ""}, status=409)
    fields = {"seen": form.seen_after(roster_of(saved))}
    moment = clock(timezone.localtime(timezone.now()))
    return JsonResponse({"revision": saved.revision, "saved": moment, "fields": fields})


def _roll_form(sent: QueryDict | None, session: Session, roster: list[RosterEntry]) -> RollCallForm:
    return RollCallForm(sent, roster=roster, taken_as=default_mark(session, roster))


def _page(
    request: HttpRequest,
    session: Session,
    rows: list[Attendance],
    roster: list[RosterEntry],
    form: RollCallForm,
    guest: GuestForm,
) -> HttpResponse:
    speakers, guests = list(Speaker.objects.at(session)), [row for row in rows if not row.person_id]
    members = {entry.person.pk for entry in roster if not entry.is_invited}
    context = {
        "session": session,
        "days": day_tabs(session),
        "form": form,
        "guest_form": guest,
        "extras": extra_lines(roster, guests, speakers),
        "awaited": awaited_lines(roster, guests, speakers, guest.known),
        "member_speakers": [s for s in speakers if s.is_noted and s.person_id in members],
    }
    return render(request, "kkg/attendance/form.html", context)


@require_POST
def session_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a guest by name, or a person who isn't on the roster."""
    session = get_visible_or_404(Session.days.select_related("check_in"), request, pk=pk)
    refuse_if(why_not_take_roll(actor(request), session))
    rows = rows_of(session)
    roster = roster_of(session, rows)
    form = GuestForm(request.POST, session=session, roster=roster)
    if form.is_valid() and _noted(request, session, form):
        messages.success(request, "Ditambahkan ke kehadiran.")
        return redirect(f"{reverse('kkg:session-attendance', args=[pk])}#tamu")
    return _page(request, session, rows, roster, _roll_form(None, session, roster), form)


def _noted(request: HttpRequest, session: Session, form: GuestForm) -> bool:
    data = form.cleaned_data
    who = data["who"]
    shared = {"session": session, "is_speaker": data["is_speaker"], "by": actor(request)}
    if who.person:
        return succeeds(form, invite_person, person=who.person, **shared)
    token = data["client_token"]
    return succeeds(form, add_guest, name=who.name, institution=who.institution, client_token=token, **shared)


@get_or_post
def guest_edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Put a guest's name or place right."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    refuse_if(why_not_take_roll(actor(request), session))
    guest = get_object_or_404(session.attendances.guests(), pk=row)
    stored = {"name": guest.guest.name, "institution": guest.guest.institution}
    form = GuestEditForm(request.POST or None, initial=stored)
    if form.is_valid() and succeeds(form, edit_guest, guest=guest, by=actor(request), **form.cleaned_data):
        messages.success(request, "Data tamu disimpan.")
        return redirect("kkg:session-attendance", pk)
    return render(request, "kkg/attendance/guest_form.html", {"session": session, "form": form})


@require_POST
def speaker_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A member is no longer noted as narasumber."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    refuse_if(why_not_take_roll(actor(request), session))
    speaker = get_object_or_404(session.speakers, pk=row, person__isnull=False)
    remove_speaker(session=session, speaker=speaker, by=actor(request))
    messages.success(request, "Tidak lagi dicatat sebagai narasumber.")
    return redirect("kkg:session-attendance", pk)


@require_POST
def attendance_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Takes a guest or an invited person off the list."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    refuse_if(why_not_take_roll(actor(request), session))
    attendance = get_object_or_404(session.attendances, pk=row)
    if is_done(request, remove_extra, attendance=attendance, by=actor(request)):
        messages.success(request, "Dikeluarkan dari kehadiran.")
    return redirect("kkg:session-attendance", pk)
