"""Who is refused a page is told whom to ask: never the own office."""

import pytest

from tests.cast import client_of


@pytest.mark.parametrize(
    ("who", "asked"),
    [("aminah", "operator madrasah Anda."), ("eka", "operator wilayah."), ("daeng", "operator wilayah.")],
)
def test_a_refusal_names_the_office_above(cast, who, asked) -> None:
    page = client_of(cast.everyone[who]).get(f"/madrasah/{cast.satu.pk}/hapus/")
    assert page.status_code == 403
    assert f"Hubungi {asked}" in page.content.decode()
