"""The file of a material: shown, taken off, put on again."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from core.files import serve
from kkg.library.actions import remove_file, restore_file
from kkg.library.models import Material
from madrasah.guards import actor, get_visible_or_404


@require_safe
def material_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file, through the door of its material."""
    return serve(get_visible_or_404(Material, request, pk=pk).file)


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong file off for 30 days."""
    remove_file(material=get_visible_or_404(Material, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas dihapus dari bahan ini. Bila keliru, kembalikan dari halaman ini.")
    return redirect("kkg:material-detail", pk)


@require_POST
def file_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on again."""
    restore_file(material=get_visible_or_404(Material, request, pk=pk), by=actor(request))
    messages.success(request, "Berkas dikembalikan.")
    return redirect("kkg:material-detail", pk)
