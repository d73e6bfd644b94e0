"""Which methods a page answers. Beside it Django's `require_safe` and `require_POST`."""

from django.views.decorators.http import require_http_methods

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
