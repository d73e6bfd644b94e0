"""The public check of a certificate: a code gives what was certified and if it stands (decisions.md 14).

No list, no number of a person, nothing that is written. Addresses that keep guessing must wait.
"""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.brakes import Brake, visitor
from core.code_fields import plain
from core.formats import date_plain, date_range
from kkg.certificates.forms import CodeForm
from kkg.certificates.models import Certificate
from kkg.groups.lettering import code_in_fours

# A code has 72 bits: this bounds the work of a guessing machine, not the chance of a hit.
GUESSES = Brake("sertifikat", most=60, span=timedelta(minutes=10))


@never_cache
@login_not_required
@require_safe
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Type the code of a paper."""
    form = CodeForm(request.GET) if "kode" in request.GET else CodeForm()
    if form.is_valid():
        return redirect("kkg:certificate-public", form.cleaned_data["kode"])
    return _unlisted(render(request, "kkg/certificates/check.html", {"form": form}))


@never_cache
@login_not_required
@require_safe
def certificate_public(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR opens: one query. Who holds a paper never waits for those who guess."""
    found = Certificate.objects.coded(plain(code).upper()).first()
    if found is None and GUESSES.holds(visitor(request)):
        return _unlisted(render(request, "kkg/certificates/wait.html", status=429))
    if found is None:
        GUESSES.note(visitor(request))
        return _unlisted(render(request, "kkg/certificates/unknown.html", {"form": CodeForm()}, status=404))
    context = {"certificate": found, "facts": _facts(found), "withdrawn_on": _withdrawn_on(found)}
    return _unlisted(render(request, "kkg/certificates/public.html", context))


def _facts(found: Certificate) -> list[tuple[str, str]]:
    batch = found.batch
    return [
        ("Nomor", found.number_text),
        ("Nama", found.holder),
        ("Peran", found.get_part_display()),
        ("Kegiatan", batch.title),
        ("Penyelenggara", batch.group.name),
        ("Tanggal kegiatan", date_range(*found.days)),
        ("Jumlah jam", f"{found.hours} JP dari {len(found.sessions)} hari pertemuan"),
        ("Tanggal sertifikat", date_plain(batch.dated)),
        ("Kode", code_in_fours(found.code)),
    ]


def _withdrawn_on(found: Certificate) -> str:
    return date_plain(timezone.localtime(found.withdrawn_at)) if found.withdrawn_at else ""


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
