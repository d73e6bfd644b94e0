"""The square that a phone reads off a paper."""

import io

import segno


def qr_drawing(address: str) -> str:
    """An SVG document, so that it is as sharp on paper as the printer."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
