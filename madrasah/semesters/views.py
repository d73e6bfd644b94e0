"""The calendar: semesters with their dates, and holidays."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.forms import succeeds
from core.http import get_or_post
from core.refusals import refuse_if
from core.removal import lately_deleted
from madrasah.guards import actor
from madrasah.semesters.actions import (
    add_holiday,
    add_national_holidays,
    edit_semester,
    remove_holiday,
    restore_holiday,
)
from madrasah.semesters.forms import HolidayForm, NationalForm, SemesterForm
from madrasah.semesters.models import Holiday, Semester
from madrasah.semesters.national_reads import offered_to
from madrasah.semesters.permissions import why_not_edit_semester

PREFIX = "libur"  # two forms on one page


@require_safe
def semester_list(request: HttpRequest) -> HttpResponse:
    """Everybody may look."""
    semesters = Semester.objects.prefetch_related("holidays")
    context = {
        "semesters": semesters,
        "today": timezone.localdate(),
        "why_not_edit": why_not_edit_semester(actor(request)),
    }
    return render(request, "madrasah/semesters/list.html", context)


@get_or_post
def semester_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """First and last day, with the holidays below."""
    refuse_if(why_not_edit_semester(actor(request)))
    semester = get_object_or_404(Semester, pk=pk)
    form = SemesterForm(request.POST or None, instance=semester)
    if form.is_valid() and succeeds(form, edit_semester, semester=semester, by=actor(request), **form.cleaned_data):
        messages.success(request, f"Tanggal {semester} sudah disimpan.")
        return redirect("madrasah:semester-list")
    holiday_form = HolidayForm(prefix=PREFIX, instance=Holiday(semester=semester))
    return _edit_page(request, semester, form, holiday_form)


@require_POST
def holiday_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One holiday more; a wrong one comes back filled."""
    refuse_if(why_not_edit_semester(actor(request)))
    semester = get_object_or_404(Semester, pk=pk)
    form = HolidayForm(request.POST, prefix=PREFIX, instance=Holiday(semester=semester))
    if form.is_valid() and succeeds(form, add_holiday, holiday=form.instance, by=actor(request)):
        messages.success(request, "Hari libur sudah ditambahkan.")
        return redirect("madrasah:semester-edit", pk)
    return _edit_page(request, semester, SemesterForm(instance=semester), form)


@get_or_post
def holiday_national(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose from the national holidays that fall into the semester."""
    refuse_if(why_not_edit_semester(actor(request)))
    semester = get_object_or_404(Semester, pk=pk)
    form = NationalForm(request.POST or None, offered=offered_to(semester))
    if form.is_valid() and succeeds(
        form, add_national_holidays, semester=semester, chosen=form.chosen, by=actor(request)
    ):
        messages.success(request, f"{len(form.chosen)} hari libur nasional masuk ke kalender.")
        return redirect("madrasah:semester-edit", pk)
    return render(request, "madrasah/semesters/national.html", {"semester": semester, "form": form})


@require_POST
def holiday_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a holiday out of the calendar."""
    refuse_if(why_not_edit_semester(actor(request)))
    holiday = get_object_or_404(Holiday, pk=pk)
    remove_holiday(holiday=holiday, by=actor(request))
    messages.success(request, f"{holiday.name} dihapus. Bila keliru, kembalikan dari bagian Baru dihapus.")
    return redirect("madrasah:semester-edit", holiday.semester_id)


@require_POST
def holiday_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted holiday back."""
    refuse_if(why_not_edit_semester(actor(request)))
    holiday = restore_holiday(event=get_object_or_404(lately_deleted(Holiday), pgh_id=pk), by=actor(request))
    messages.success(request, f"{holiday.name} ada lagi di kalender.")
    return redirect("madrasah:semester-edit", holiday.semester_id)


def _edit_page(request: HttpRequest, semester: Semester, form: SemesterForm, holiday_form: HolidayForm) -> HttpResponse:
    removed = lately_deleted(Holiday, semester=semester)
    context = {"semester": semester, "form": form, "holiday_form": holiday_form, "removed": removed}
    return render(request, "madrasah/semesters/form.html", context)
