"""Letters: all papers of a session on one page, the PDF of one, a KKG's list, taking one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.formats import date_plain, dotted
from core.http import get_or_post, key_asked
from core.paging import page_of
from core.papers import paper_response
from core.refusals import refuse_if
from kkg.groups.models import WorkingGroup
from kkg.groups.permissions import why_not_edit_group, why_not_run_group
from kkg.groups.presenters import Line
from kkg.groups.reports import unsigned_note
from kkg.letters.actions import withdraw_letter
from kkg.letters.evidence_papers import roll_paper, withdrawn_words
from kkg.letters.forms import WithdrawForm
from kkg.letters.issuing_views import KINDS
from kkg.letters.models import Letter
from kkg.letters.papers import letter_response
from kkg.letters.permissions import why_not_issue_letter, why_not_withdraw_letter
from kkg.sessions.models import Session
from kkg.sessions.permissions import why_not_record_minutes
from kkg.sessions.presenters import session_when
from madrasah.guards import actor, get_visible_or_404


@require_safe
def attendance_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The daftar hadir as a PDF; `?kosong=1` leaves the rows for pens."""
    session = get_visible_or_404(Session.days.all(), request, pk=pk)
    data = roll_paper(session, actor(request), is_blank="kosong" in request.GET)
    return paper_response("attendance.typ", data, name=f"daftar-hadir-{session.date}")


@require_safe
def session_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers to print at once, papers to be numbered, and letters already issued."""
    session = get_visible_or_404(Session, request, pk=pk)
    issued = Letter.objects.visible_to(request.user).filter(session=session).order_by("year", "number")
    context = {
        "session": session,
        "days": Session.days.of_whole(session) if session.until else [],
        "when": session_when(session),
        "why_not_run": why_not_run_group(actor(request), session.group),
        "why_not_write": why_not_record_minutes(actor(request), session),
        "kinds": [_kind_line(request, session, kind) for kind in KINDS],
        "issued": [letter_line(letter) for letter in issued],
        "fresh": _just_issued(request),
        "unsigned": unsigned_note(session.group, session.date, actor(request)),
    }
    return render(request, "kkg/letters/session_papers.html", context)


def _just_issued(request: HttpRequest) -> Letter | None:
    """The letter that the page before has issued: its paper is what is wanted next."""
    return Letter.objects.visible_to(request.user).filter(pk=key_asked(request, "terbit")).first()


def _kind_line(request: HttpRequest, session: Session, kind: str) -> dict[str, Any]:
    return {
        "label": Letter.Kind(kind).label,
        "detail": KINDS[kind],
        "url": reverse("kkg:letter-new", args=[session.pk, kind]),
        "why_not": why_not_issue_letter(actor(request), session, kind),
    }


def letter_line(letter: Letter) -> Line:
    """One issued letter in a list, leading to its PDF."""
    about = letter.session.title if letter.session else ""
    withdrawn = f"alasan: {letter.withdrawn_reason}" if letter.withdrawn_at else ""
    detail = dotted(letter.get_kind_display(), date_plain(letter.dated), about, withdrawn)
    state, tone = ("Ditarik", "red") if letter.withdrawn_at else ("Terbit", "green")
    return Line(letter.number_text or "Tanpa nomor", detail, state, tone, reverse("kkg:letter-pdf", args=[letter.pk]))


@require_safe
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it was issued; one that was taken back says so on top."""
    letter = get_visible_or_404(Letter, request, pk=pk)
    standing = withdrawn_words(letter)
    return letter_response(letter.kind, letter.content, standing=standing, name=f"{letter.kind}-{letter.number_text}")


@require_safe
def letter_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters of a KKG, the last number first."""
    group = get_visible_or_404(WorkingGroup, request, pk=pk)
    refuse_if(why_not_run_group(actor(request), group))
    letters = Letter.objects.visible_to(request.user).filter(group=group).select_related("session", "group")
    page = page_of(letters, request.GET.get("halaman"))
    rows = [(letter, letter_line(letter), why_not_withdraw_letter(actor(request), letter)) for letter in page]
    context = {
        "group": group,
        "page": page,
        "rows": rows,
        "why_not_edit": why_not_edit_group(actor(request), group),
        "fresh": _just_issued(request),
    }
    return render(request, "kkg/letters/list.html", context)


@get_or_post
def letter_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a letter back with a reason; its number stays used."""
    letter = get_visible_or_404(Letter, request, pk=pk)
    refuse_if(why_not_withdraw_letter(actor(request), letter))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_letter(letter=letter, reason=form.cleaned_data["reason"], by=actor(request))
        messages.success(request, f"{letter} ditarik. Nomornya tidak dipakai lagi.")
        return redirect("kkg:letter-list", letter.group_id)
    return render(request, "kkg/letters/withdraw.html", {"letter": letter, "form": form})
