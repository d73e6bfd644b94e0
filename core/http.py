"""What views share: the methods a page answers (beside Django's own), the revision it was shown with."""

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def seen_revision(request: HttpRequest) -> int:
    """The revision the person saw; what can't be read is none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
