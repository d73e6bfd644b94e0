"""The page of one session's reflection: three questions while they are open, counts afterwards."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from kkg.reflection.actions import give_reflection
from kkg.reflection.forms import ReflectionForm
from kkg.reflection.permissions import has_reflected, reflection_ends_on, why_not_reflect
from kkg.reflection.presenters import reflection_table
from kkg.sessions.models import Session
from kkg.sessions.presenters import session_when
from madrasah.guards import actor, get_visible_or_404


@get_or_post
def session_reflect(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer without a name, once; a second press says only that it is done."""
    session = get_visible_or_404(Session, request, pk=pk)
    why_not = why_not_reflect(actor(request), session)
    form = ReflectionForm(request.POST or None)
    if request.method == "POST":
        refuse_if(why_not)
        if form.is_valid() and succeeds(
            form, give_reflection, session=session, answers=form.cleaned_data, by=actor(request)
        ):
            messages.success(request, "Terima kasih, tanggapan Anda masuk hitungan tanpa nama.")
            return redirect("kkg:session-reflect", pk)
    context = {
        "session": session,
        "when": session_when(session),
        "form": form,
        "why_not": why_not,
        "is_given": has_reflected(actor(request), session),
        "until": reflection_ends_on(session),
        "minimum": settings.MIN_GROUP_SIZE,
        "table": reflection_table(session, timezone.localdate(), settings.MIN_GROUP_SIZE),
    }
    return render(request, "kkg/reflection/session_reflect.html", context)
