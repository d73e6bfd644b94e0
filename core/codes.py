"""The square that a phone reads off a paper or a screen."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_drawing(address: str) -> str:
    """An SVG document, so that it is as sharp on paper as the printer."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def qr_inline(address: str) -> SafeString:
    """For a page: an SVG without style attributes, black on white in every colour scheme; only `address` is ours."""
    qr = segno.make(address, error="m", micro=False)
    return mark_safe(qr.svg_inline(omitsize=True, border=4, light="#fff", svgclass=None))  # noqa: S308
