"""Pages of tindak lanjut (RTL): the list, one with its proof, and opening it again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competency.followups.actions import close_followup, remove_proof, reopen_followup, restore_proof
from competency.followups.forms import FollowUpFilter, LookForm, MendedForm, ProofForm, ReopenForm
from competency.followups.permissions import (
    why_not_close_followup,
    why_not_hand_in,
    why_not_look_again,
    why_not_reopen_followup,
    why_not_take_proof_off,
    why_not_tend_followup,
    why_not_withdraw,
)
from competency.followups.reports import to_revisit
from competency.instruments.presenters import supervision_tabs
from competency.sheets.models import Assessment, FollowUp
from competency.sheets.presenters import followups_shown
from competency.sheets.round_presenters import rounds_shown
from core.files import serve
from core.forms import succeeds
from core.http import get_or_post
from core.paging import page_of
from core.refusals import refuse_if
from madrasah.guards import actor, get_visible_or_404, role_required
from madrasah.roles import Role
from madrasah.scope import scope_of


@require_safe
@role_required(Role.TEACHER, Role.KEPALA, Role.PENGAWAS)
def followup_list(request: HttpRequest) -> HttpResponse:
    """Own ones and those one looks after, the earliest due first."""
    form = FollowUpFilter(request.GET, user=actor(request), today=timezone.localdate())
    rows = FollowUp.objects.visible_to(request.user).listed().overdue_first(form.today)
    page = page_of(form.of(rows), request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": followups_shown(page),
        "filter_form": form,
        "revisits": bool(scope_of(request.user).opens),
        "reader": scope_of(request.user).person_id,
        "tabs": supervision_tabs("Tindak lanjut", actor(request)),
    }
    return render(request, "competency/followups/list.html", context)


@role_required(Role.KEPALA, Role.PENGAWAS)
@require_safe
def revisits(request: HttpRequest) -> HttpResponse:
    """Whose lesson is to be seen again, the earliest due first; each opens a new sheet."""
    rows = to_revisit(actor(request), timezone.localdate())
    page = page_of(rows, request.GET.get("halaman"))
    return render(request, "competency/followups/revisits.html", {"page": page})


@get_or_post
def followup_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed, what proved it, and for who may the form that closes it."""
    followup = get_visible_or_404(FollowUp.objects.detailed().with_rounds(), request, pk=pk)
    why_not = why_not_close_followup(actor(request), followup)
    if request.method == "POST" and not followup.closed_at:  # a second press finds it closed, and is no fault
        refuse_if(why_not)
    sheets = Assessment.objects.visible_to(request.user).proving(followup)
    form = ProofForm(request.POST or None, request.FILES or None, sheets=sheets)
    if form.is_valid() and _closed(request, followup, form):
        messages.success(request, "Tindak lanjut ditandai selesai.")
        return redirect("competency:followup-detail", pk)
    return render(request, "competency/followups/detail.html", followup_context(request, followup, form=form))


def followup_context(request: HttpRequest, followup: FollowUp, **forms: Any) -> dict[str, Any]:
    """What the page of one shows; `forms` that came back stand instead of empty ones."""
    user = actor(request)
    sheets = Assessment.objects.visible_to(user).proving(followup)
    rounds = rounds_shown(followup) if followup.is_mended else []
    may_hand_in = not why_not_hand_in(user, followup)
    may_look = followup.is_mended and not why_not_look_again(user, followup)
    # Whose turn it is to look is offered to take back only what came from that very account.
    is_offered = not may_look or any(
        one.mended_by_id == user.pk and not one.looked_at for one in followup.revisions.all()
    )
    return {
        "row": followups_shown([followup])[0],
        "followup": followup,
        "proof_sheet": sheets.filter(pk=followup.proof_sheet_id).first() if followup.proof_sheet_id else None,
        "form": forms.get("form") or ProofForm(None, sheets=sheets),
        "why_not": why_not_close_followup(user, followup),
        "may_take_off": why_not_take_proof_off(user, followup) is None,
        "may_reopen": why_not_reopen_followup(user, followup) is None,
        "rounds": rounds,
        "is_owner": followup.owner_id == scope_of(user).person_id,
        "may_tend": why_not_tend_followup(user, followup) is None,
        "may_withdraw": followup.is_mended and is_offered and why_not_withdraw(user, followup) is None,
        "mended_form": MendedForm(None) if may_hand_in else None,
        "look_form": LookForm(None) if may_look else None,
        "outcomes": LookForm.KINDS,
        **forms,
    }


def _closed(request: HttpRequest, followup: FollowUp, form: ProofForm) -> bool:
    try:
        close_followup(followup=followup, by=actor(request), **form.cleaned_data)
    except ValidationError as fault:
        form.add_error(None, fault)
    return form.is_valid()


@get_or_post
def followup_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """To be done again, with a reason."""
    followup = get_visible_or_404(FollowUp, request, pk=pk)
    refuse_if(why_not_reopen_followup(actor(request), followup))
    form = ReopenForm(request.POST or None)
    if form.is_valid() and succeeds(form, reopen_followup, followup=followup, by=actor(request), **form.cleaned_data):
        messages.success(request, "Tindak lanjut dibuka kembali.")
        return redirect("competency:followup-detail", pk)
    return render(request, "competency/followups/reopen.html", {"followup": followup, "form": form})


@require_safe
def followup_proof(request: HttpRequest, pk: int) -> FileResponse:
    """The file, through the door of its tindak lanjut."""
    return serve(get_visible_or_404(FollowUp, request, pk=pk).proof_file)


@require_POST
def proof_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong file off for 30 days."""
    remove_proof(followup=get_visible_or_404(FollowUp, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas bukti dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("competency:followup-detail", pk)


@require_POST
def proof_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    restore_proof(followup=get_visible_or_404(FollowUp, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas bukti dikembalikan.")
    return redirect("competency:followup-detail", pk)
