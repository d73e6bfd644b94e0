"""Registers as XLSX in the columns of EMIS, SIMPATIKA and Dapodik."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from core.exports import workbook_response
from core.refusals import refuse_if
from madrasah.guards import actor
from madrasah.registers import madrasah_reports, teacher_reports
from madrasah.registers.permissions import why_not_take_register


@require_safe
def teacher_register(request: HttpRequest, columns: str) -> FileResponse:
    """The guru of today, as that list has them."""
    if columns not in teacher_reports.COLUMNS:
        raise Http404
    user = actor(request)
    refuse_if(why_not_take_register(user))
    refuse_if(why_not_take_register(user, teacher_reports.teacher_posts(user).count()))
    return workbook_response(f"guru {columns}", [teacher_reports.teacher_sheet(user, columns)])


@require_safe
def madrasah_register(request: HttpRequest, columns: str) -> FileResponse:
    """The madrasah of today, as that list has them."""
    if columns not in madrasah_reports.COLUMNS:
        raise Http404
    user = actor(request)
    refuse_if(why_not_take_register(user))
    refuse_if(why_not_take_register(user, madrasah_reports.register_places(user).count()))
    return workbook_response(f"madrasah {columns}", madrasah_reports.madrasah_sheets(user, columns))
