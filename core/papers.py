"""Rows to PDF by typst templates under templates/papers; the only place that knows typst.

What a paper says is its app's affair: it hands over plain data, which reaches the template as JSON, so that
nothing typed by a person is ever read as markup.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify

ROOT = settings.BASE_DIR / "templates" / "papers"
TYPESETTER = [sys.executable, "-I", str(settings.BASE_DIR / "core" / "typesetter.py")]
MOST_SECONDS = 60
STANDARD: Literal["ua-1"] = "ua-1"  # tagged, so that a screen reader finds title, headings and table heads


def to_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """`template`: a file name under templates/papers; `data`: JSON values, with "title".

    Templates read nothing outside their folder, fonts are those in the typst package. Set in a process of its own
    (core/typesetter.py); RuntimeError with its words if it fails.
    """
    order = {
        "input": str(ROOT / template),
        "root": str(ROOT),
        "ignore_system_fonts": True,
        "pdf_standards": [STANDARD],
        "sys_inputs": {"data": json.dumps(data)},
    }
    done = subprocess.run(TYPESETTER, input=json.dumps(order).encode(), capture_output=True, timeout=MOST_SECONDS)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{template}: {done.stderr.decode()}")
    return done.stdout


def paper_response(template: str, data: Mapping[str, Any], *, name: str) -> HttpResponse:
    """The PDF for the browser to show; `name` becomes the file's name when it is kept."""
    response = HttpResponse(to_pdf(template, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name) or "berkas"}.pdf"'
    return response
