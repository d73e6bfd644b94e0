"""What a petugas kabupaten reads: frozen figures as pages, PDF and workbook. No filter but the semester."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.district.forms import CubeChoice
from competency.district.models import DistrictCube
from competency.district.papers import cube_paper
from competency.district.presenters import figures, frozen_words
from competency.district.reports import SHOWN_SEMESTERS, Block, blocks_of, madrasah_blocks, trend_blocks
from core.exports import workbook_response
from core.papers import paper_response
from madrasah.guards import actor, role_required
from madrasah.roles import Role

TITLE = "Angka kabupaten"


@role_required(Role.KABUPATEN)
@require_safe
def district(request: HttpRequest) -> HttpResponse:
    """Kecamatan × KKG, one measure a block."""
    context = _page(request, "competency:district")
    if cube := context["cube"]:
        context |= {"figures": figures(cube), "blocks": blocks_of(cube)}
    return render(request, "competency/district/cube.html", context)


@role_required(Role.KABUPATEN)
@require_safe
def madrasahs(request: HttpRequest) -> HttpResponse:
    """Madrasah beside each other, as far as each is large enough."""
    context = _page(request, "competency:district-madrasahs")
    if cube := context["cube"]:
        context["blocks"] = madrasah_blocks(cube)
    return render(request, "competency/district/madrasahs.html", context)


@role_required(Role.KABUPATEN)
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """The whole kabupaten from semester to semester."""
    context = _page(request, "competency:district-trend")
    if cube := context["cube"]:
        context["blocks"] = trend_blocks(_until(request, cube))
    return render(request, "competency/district/trend.html", context)


@role_required(Role.KABUPATEN)
@require_safe
def district_pdf(request: HttpRequest) -> HttpResponse:
    """All tables of the semester as PDF."""
    cube = _cube_or_404(request)
    paper = cube_paper(TITLE, cube, _all_blocks(request, cube), actor(request), timezone.localdate())
    return paper_response("tables.typ", paper, name=f"angka-{cube.region.name}-{cube.semester}")


@role_required(Role.KABUPATEN)
@require_safe
def district_sheet(request: HttpRequest) -> FileResponse:
    """The same as XLSX, one sheet each."""
    cube = _cube_or_404(request)
    tables = [block.whole for block in _all_blocks(request, cube)]
    sheets = [(f"{at}. {table.title}", table.head, table.rows) for at, table in enumerate(tables, start=1)]
    return workbook_response(f"angka {cube.region.name} {cube.semester}", sheets)


def _page(request: HttpRequest, here: str) -> dict[str, Any]:
    choice = _choice(request)
    cube, asked = choice.chosen, request.GET.urlencode()
    pages = (
        ("KKG", "competency:district"),
        ("Madrasah", "competency:district-madrasahs"),
        ("Antarsemester", "competency:district-trend"),
    )
    return {
        "choice": choice,
        "cube": cube,
        "frozen": frozen_words(cube) if cube else "",
        "tabs": [{"label": word, "url": f"{reverse(name)}?{asked}", "current": name == here} for word, name in pages],
        "paper_url": f"{reverse('competency:district-paper')}?{asked}",
        "sheet_url": f"{reverse('competency:district-sheet')}?{asked}",
    }


def _choice(request: HttpRequest) -> CubeChoice:
    cubes = DistrictCube.objects.visible_to(request.user).select_related("instrument").defer("document")
    return CubeChoice(request.GET, cubes=cubes)


def _cube_or_404(request: HttpRequest) -> DistrictCube:
    cube = _choice(request).chosen
    if cube is None:
        raise Http404
    return cube


def _until(request: HttpRequest, cube: DistrictCube) -> Sequence[DistrictCube]:
    """The same kabupaten, up to the semester that is looked at."""
    rows = DistrictCube.objects.visible_to(request.user).filter(region=cube.region_id, data_day__lte=cube.data_day)
    return list(rows.select_related("instrument").order_by("-data_day")[:SHOWN_SEMESTERS])


def _all_blocks(request: HttpRequest, cube: DistrictCube) -> list[Block]:
    by_madrasah = [_named(block, "per madrasah") for block in madrasah_blocks(cube)]
    return [
        *blocks_of(cube),
        *by_madrasah,
        *(_named(one, "antarsemester") for one in trend_blocks(_until(request, cube))),
    ]


def _named(block: Block, word: str) -> Block:
    return replace(block, table=replace(block.table, title=f"{block.table.title}, {word}"))
