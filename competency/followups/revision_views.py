"""Pages of the rounds after a telaah: sudah diperbaiki, lihat lagi, and the file of a round."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from competency.followups.forms import LookForm, MendedForm
from competency.followups.permissions import why_not_look_again
from competency.followups.revision_actions import hand_in, look_again, remove_file, restore_file, withdraw_hand_in
from competency.followups.views import followup_context
from competency.sheets.models import FollowUp, Revision
from core.files import serve
from core.forms import succeeds
from madrasah.guards import actor, get_visible_or_404

OPEN = FollowUp.objects.detailed().with_rounds


@require_POST
def followup_mended(request: HttpRequest, pk: int) -> HttpResponse:
    """The teacher has mended; the assessor is asked to look again."""
    followup = get_visible_or_404(OPEN(), request, pk=pk)
    form = MendedForm(request.POST, request.FILES)
    if form.is_valid() and succeeds(form, hand_in, followup=followup, by=actor(request), **form.cleaned_data):
        messages.success(request, "Tercatat: sudah diperbaiki. Penilai diminta melihatnya lagi.")
        return redirect("competency:followup-detail", pk)
    context = followup_context(request, followup, mended_form=form)
    return render(request, "competency/followups/detail.html", context)


@require_POST
def followup_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Not yet, after all."""
    withdraw_hand_in(followup=get_visible_or_404(FollowUp, request, pk=pk), by=actor(request))
    messages.success(request, "Ditarik. Tekan lagi bila sudah benar-benar diperbaiki.")
    return redirect("competency:followup-detail", pk)


@require_POST
def followup_look(request: HttpRequest, pk: int) -> HttpResponse:
    """The assessor has looked: accepted, or a further round."""
    followup = get_visible_or_404(OPEN(), request, pk=pk)
    form = LookForm(request.POST)
    if form.is_valid() and succeeds(form, look_again, followup=followup, by=actor(request), **form.told()):
        is_done = form.cleaned_data["outcome"] == LookForm.ACCEPTED
        done, again = "Perbaikan diterima, tindak lanjutnya selesai.", "Putaran berikutnya diminta. Guru melihatnya."
        messages.success(request, done if is_done else again)
        return redirect("competency:followup-detail", pk)
    may_look = why_not_look_again(actor(request), followup) is None
    context = followup_context(request, followup, look_form=form if may_look else None)
    return render(request, "competency/followups/detail.html", context)


@require_safe
def revision_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a round, through the door of its tindak lanjut."""
    return serve(get_visible_or_404(Revision, request, pk=pk).file)


@require_POST
def revision_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong file off for 30 days."""
    revision = get_visible_or_404(Revision, request, pk=pk)
    remove_file(revision=revision, by=actor(request))
    messages.success(request, "Berkas dihapus. Bila keliru, kembalikan dari halaman ini.")
    return redirect("competency:followup-detail", revision.followup_id)


@require_POST
def revision_file_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    revision = get_visible_or_404(Revision, request, pk=pk)
    restore_file(revision=revision, by=actor(request))
    messages.success(request, "Berkas dikembalikan.")
    return redirect("competency:followup-detail", revision.followup_id)
