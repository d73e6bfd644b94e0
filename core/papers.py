"""Rows to PDF by typst templates under templates/papers; the only place that knows typst.

What a paper says is its app's affair: it hands over plain data, which reaches the template as JSON, so that
nothing typed by a person is ever read as markup.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.text import slugify

from core.charts import Chart
from core.glyphs import HOME, covers, drawable

logger = logging.getLogger(__name__)
ROOT = settings.BASE_DIR / "templates" / "papers"
TYPESETTER = [sys.executable, "-I", str(settings.BASE_DIR / "core" / "typesetter.py")]
MOST_SECONDS = 60
STANDARD: Literal["ua-1"] = "ua-1"  # tagged, so that a screen reader finds title, headings and table heads


def to_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """`template`: a file name under templates/papers; `data`: JSON values, with "title".

    Templates read nothing outside their folder; fonts are those in the typst package and in core/fonts, and what
    they lack is drawn as core/glyphs.py says. Set in a process of its own (core/typesetter.py); RuntimeError with
    its words if it fails.
    """
    order = {
        "input": str(ROOT / template),
        "root": str(ROOT),
        "font_paths": [str(HOME)],
        "ignore_system_fonts": True,
        "pdf_standards": [STANDARD],
        "sys_inputs": {"data": json.dumps(_drawable(data)), "fonts": json.dumps(list(covers()))},
    }
    done = subprocess.run(TYPESETTER, input=json.dumps(order).encode(), capture_output=True, timeout=MOST_SECONDS)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{template}: {done.stderr.decode()}")
    return done.stdout


def chart_svg(chart: Chart) -> str:
    """The drawing for `image(bytes(…), format: "svg")` in a paper, which prints the chart's table beside it."""
    return render_to_string("components/_chart.html", {"chart": chart})


def why_not_print(template: str, data: Mapping[str, Any]) -> str | None:
    """Whether `to_pdf` makes this paper: asked before a number is given to it, since a number can't be given back."""
    try:
        to_pdf(template, data)
    except (RuntimeError, subprocess.TimeoutExpired):
        logger.exception("A paper could not be made")
        return "Kertas ini belum berhasil dibuat, jadi nomornya belum dipakai. Coba lagi sebentar lagi."
    return None


def _drawable(value: Any) -> Any:
    """The same with every word that a person may have typed made drawable."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {name: _drawable(part) for name, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, list | tuple) else value


def paper_response(template: str, data: Mapping[str, Any], *, name: str) -> HttpResponse:
    """The PDF for the browser to show; `name` becomes the file's name when it is kept."""
    response = HttpResponse(to_pdf(template, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name) or "berkas"}.pdf"'
    return response
