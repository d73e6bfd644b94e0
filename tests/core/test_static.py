"""Collected static files: named by their content, and scripts that find each other under those names."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

SERVED = settings.STORAGES | {"staticfiles": {"BACKEND": "core.static.ContentNamedFiles"}}


@pytest.fixture
def collected(tmp_path):
    with override_settings(STORAGES=SERVED, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def test_a_script_asks_for_another_by_the_name_that_holds_its_content(collected) -> None:
    script = collected / staticfiles_storage.stored_name("js/autosave.js")
    asked = re.findall(r'from "\./(.+?)"', script.read_text("utf-8"))
    wanted = [f"js/{name}.js" for name in ("answers", "draft", "keeping", "outbox", "questions", "shelf")]
    assert asked == [staticfiles_storage.stored_name(name).removeprefix("js/") for name in wanted]
    assert all(re.fullmatch(r"[a-z]+\.[0-9a-f]{12}\.js", name) for name in asked)
