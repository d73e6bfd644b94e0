"""A person's diplomas and teaching certificates: added, deleted and brought back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from core.removal import lately_deleted
from madrasah.guards import actor, get_visible_or_404
from madrasah.people.models import Person
from madrasah.people.permissions import why_not_edit_person
from madrasah.qualifications.actions import add_qualification, remove_qualification, restore_qualification
from madrasah.qualifications.forms import CertificateForm, DegreeForm
from madrasah.qualifications.models import Degree, TeachingCertificate

KINDS: dict[str, tuple[Any, Any]] = {
    "ijazah": (Degree, DegreeForm),
    "sertifikat": (TeachingCertificate, CertificateForm),
}


@get_or_post
def qualification_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A diploma ("ijazah") or a teaching certificate ("sertifikat")."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(actor(request), person))
    model, form_kind = KINDS[kind]
    form = form_kind(request.POST or None, instance=model(person=person))
    if form.is_valid() and succeeds(form, add_qualification, qualification=form.instance, by=actor(request)):
        messages.success(request, f"{form.instance} sudah ditambahkan.")
        return redirect("madrasah:person-detail", pk)
    context = {"form": form, "person": person, "kind": kind, "removed": lately_deleted(model, person=person)}
    return render(request, "madrasah/qualifications/form.html", context)


@require_POST
def qualification_remove(request: HttpRequest, pk: int, kind: str, row_pk: int) -> HttpResponse:
    """Take back one typed by mistake."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(actor(request), person))
    remove_qualification(qualification=get_object_or_404(KINDS[kind][0], pk=row_pk, person=person), by=actor(request))
    messages.success(request, f"Sudah dihapus. Bila keliru, kembalikan lewat Tambah {kind}.")
    return redirect("madrasah:person-detail", pk)


@require_POST
def qualification_restore(request: HttpRequest, pk: int, kind: str, event: int) -> HttpResponse:
    """Bring back one deleted by mistake."""
    person = get_visible_or_404(Person, request, pk=pk)
    refuse_if(why_not_edit_person(actor(request), person))
    deletion = get_object_or_404(lately_deleted(KINDS[kind][0], person=person), pgh_id=event)
    try:
        found = restore_qualification(event=deletion, by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{found} sudah dikembalikan.")
    return redirect("madrasah:person-detail", pk)
