"""A form that is sent in vain loses nothing: what was typed waits for its account, in this browser alone.

In vain is: logged out meanwhile, a form older than the last log-in, or another account logged in by now. The
person then stands on the form's page with every field as typed (capability 1, conventions 2 and 3). Every form
says by `{% csrf_token %}` whose it is and where it stands (core/templatetags/form_marks.py).

Two sends of one form wait side by side, unless they say the same or one was given back to be sent again.

Kept 24 hours, at most 1 MB a send (its words as JSON in UTF-8, before they are packed and locked) and 20 sends an
account; what is more is refused and said, nothing older makes room (decisions.md 37). "Given back once" is: into
one form, that from which it was sent, and gone when that form arrives or its person drops it. Until then a page
loaded again shows it again, since a page that was given and lost on the way would be words lost.
"""

import json
import re
import secrets
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from core.cookies import put_cookie, read_cookie
from core.drafts import DRAFT_FIELD, has_arrived, is_quiet
from core.http import is_looked_at
from core.keys import seal, unseal
from core.models import KeptSend
from core.refill import Form, insert_after, refill

COOKIE, PLACE = "isian", "dipulihkan"
KEPT_FIELD = "titipan"  # of a form given back: which send it is
ACCOUNT_FIELD, PAGE_FIELD = "akun", "asal"
OWN_FIELDS = frozenset({"csrfmiddlewaretoken", ACCOUNT_FIELD, PAGE_FIELD, DRAFT_FIELD, KEPT_FIELD, "putus"})
SECRET_FIELDS = frozenset({"password", "old_password", "new_password1", "new_password2", "pin"})
KEPT_FOR = timedelta(hours=24)
MOST_OF_ACCOUNT, MOST_BYTES, LONGEST_ADDRESS = 20, 1024 * 1024, 500
ON_THE_PHONE = "Bila masih ada di perangkat ini, formulirnya menawarkannya."
TOO_LONG = f"Isian itu terlalu panjang untuk dititipkan di server. {ON_THE_PHONE}"
TOO_MANY = (
    f"Sudah {MOST_OF_ACCOUNT} isian akun ini menunggu, jadi yang ini tidak dititipkan di server. Kirim atau buang dulu "
    f"yang menunggu di halaman depan. {ON_THE_PHONE}"
)
LOG_IN_AGAIN = "Anda sudah keluar, jadi isian belum terkirim. Isian itu disimpan: masuk lagi, lalu kirim."
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*|[A-Z0-9]+([-.][A-Z0-9]+)+")


def mark_of(account: int) -> str:
    """What a form says of the account it was shown to; nobody else can write it."""
    return _signer().sign(str(account))


def marked_account(request: HttpRequest) -> int | None:
    """The account to which the form that sends this was shown; None for a form that doesn't say."""
    try:
        return int(_signer().unsign(request.POST.get(ACCOUNT_FIELD, "")))
    except (BadSignature, ValueError):
        return None


def page_of(request: HttpRequest) -> str:
    """The page on which the form stands, also when it came back with faults from the address it sends to."""
    page = request.POST.get(PAGE_FIELD, "") if request.method == "POST" else request.get_full_path()
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours and len(page) <= LONGEST_ADDRESS else "/"


def interrupted_sends(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before those that refuse: keeps what they would refuse, and gives it back with its page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not read_cookie(request, COOKIE) or not request.user.is_authenticated:
            return response
        if has_arrived(request, response) and marked_account(request) == request.user.pk:
            _earlier(request, request.user.pk).delete()
        elif is_looked_at(request) and _is_page(response):
            _restore(request, response)
        return response

    def process_view(request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        is_for_all = not getattr(view, "login_required", True)
        if request.method != "POST" or is_for_all or is_quiet(request):
            return None
        account = marked_account(request)
        if not request.user.is_authenticated:
            return _to_log_in(request, account)
        return None if account in (None, request.user.pk) else _to_the_other(request, account)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def return_to_form(request: HttpRequest) -> HttpResponse | None:
    """The page of a form whose token is too old, with what was typed; None for a form of nobody."""
    account = marked_account(request)
    if account is None or account != request.user.pk:
        return None
    return _with_secret(redirect(f"{page_of(request)}#{PLACE}"), _keep(request, account))


def hold_back(request: HttpRequest, where: str) -> tuple[HttpResponse, str]:
    """Keeps what a form sends that may not be taken yet: the answer that leads to `where`, and the form's page."""
    page, account = page_of(request), marked_account(request)
    answer = redirect(where)
    if account is None or account != request.user.pk:
        return answer, page
    return _with_secret(answer, _keep(request, account)), f"{page}#{PLACE}"


def kept_by(request: HttpRequest) -> list[KeptSend]:
    """What waits in this browser for the account that is logged in, the latest first."""
    return list(_own(request).order_by("-created_at")) if read_cookie(request, COOKIE) else []


def waiting_lines(request: HttpRequest) -> list[tuple[KeptSend, str]]:
    """The same, each with the words by which one knows it again."""
    read = [(send, words_of(send, request)) for send in kept_by(request)]
    return [(send, max(sentences_of(words), key=len, default="Isian tanpa teks")) for send, words in read if words]


def words_of(send: KeptSend, request: HttpRequest) -> dict[str, Any] | None:
    """What was typed, as {"fields": {name: [value]}, "files": [name]}; None where the browser's secret fails."""
    plain = unseal(_purpose(read_cookie(request, COOKIE)), bytes(send.content))
    if plain is None:
        return None
    found: dict[str, Any] = json.loads(zlib.decompress(plain))
    return found


def texts_of(words: dict[str, Any], names: Iterable[str]) -> list[str]:
    """What a person would know as their own words; not the numbers and keys that forms send unseen."""
    values = [value for name in names for value in words["fields"][name]]
    return [value for value in values if re.search(r"[^\W\d_]", value) and not KEY.fullmatch(value)]


def sentences_of(words: dict[str, Any]) -> list[str]:
    """The same of the whole form, without what looks like the value of a choice ("tidak_perlu", "GT-PED.1").

    A single word in small letters does too: its form shows it again, so no list may say that this is all.
    """
    return [text for text in texts_of(words, words["fields"]) if not CODE.fullmatch(text)]


def purge_sends(*, at: datetime) -> None:
    """The daily duty, and done with each keeping: what nobody came back for within KEPT_FOR goes."""
    KeptSend.objects.filter(created_at__lte=at - KEPT_FOR).delete()


def _to_log_in(request: HttpRequest, account: int | None) -> HttpResponse:
    page = page_of(request)
    if account is None:
        return redirect_to_login(page)
    if secret := _keep(request, account):
        messages.info(request, LOG_IN_AGAIN)
    return _with_secret(redirect_to_login(f"{page}#{PLACE}"), secret)


def _to_the_other(request: HttpRequest, account: int) -> HttpResponse:
    secret = _keep(request, account)
    context = {"hours": KEPT_FOR // timedelta(hours=1) if secret else 0}
    return _with_secret(render(request, "409_account.html", context, status=409), secret)


def _keep(request: HttpRequest, account: int) -> str:
    """The secret under which it waits now; "" for what finds no room: it is not cut, and one is told."""
    words = json.dumps(_said(request), ensure_ascii=False).encode()
    secret, now = read_cookie(request, COOKIE) or secrets.token_urlsafe(32), timezone.now()
    purge_sends(at=now)
    earlier = _earlier(request, account)
    if no_room := _why_no_room(words, request.path, account, earlier):
        messages.error(request, no_room)
        return ""
    earlier.delete()
    KeptSend.objects.create(
        browser=_digest(secret),
        account_id=account,
        page=page_of(request),
        action=request.path,
        content=seal(_purpose(secret), zlib.compress(words)),
    )
    return secret


def _said(request: HttpRequest) -> dict[str, Any]:
    fields = {name: values for name, values in request.POST.lists() if name not in OWN_FIELDS | SECRET_FIELDS}
    return {"fields": fields, "files": [file.name for _, found in request.FILES.lists() for file in found]}


def _earlier(request: HttpRequest, account: int) -> Any:
    """What waits of the very form that is sent now: the one given back into it, or one that says the same."""
    place = {"account": account, "page": page_of(request), "action": request.path}
    found = KeptSend.objects.filter(browser=_digest(read_cookie(request, COOKIE)), **place)
    number, said = request.POST.get(KEPT_FIELD, ""), _said(request)
    return found.filter(pk__in=[one.pk for one in found if str(one.pk) == number or words_of(one, request) == said])


def _why_no_room(words: bytes, action: str, account: int, earlier: Any) -> str:
    """A sentence for what is too long, or one too many; what is sent again takes its own place."""
    if len(words) > MOST_BYTES or len(action) > LONGEST_ADDRESS:
        return TOO_LONG
    others = KeptSend.objects.filter(account=account).exclude(pk__in=earlier)
    return TOO_MANY if others.count() >= MOST_OF_ACCOUNT else ""


def _with_secret(response: HttpResponse, secret: str) -> HttpResponse:
    """It goes to the browser and stays nowhere else."""
    if secret:
        put_cookie(response, COOKIE, secret, max_age=KEPT_FOR)
    return response


def _own(request: HttpRequest) -> Any:
    """The duty comes once a day; what is older than KEPT_FOR is gone all the same."""
    alive = KeptSend.objects.filter(created_at__gt=timezone.now() - KEPT_FOR)
    return alive.filter(browser=_digest(read_cookie(request, COOKIE)), account=request.user.pk)


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and not response.streaming and kind.startswith("text/html")


def _restore(request: HttpRequest, response: HttpResponse) -> None:
    """What was sent from this page and did not arrive, in its fields again; the latest, if there are several."""
    here = request.get_full_path()
    waiting = list(_own(request).filter(page=here).order_by("-created_at", "-pk"))
    send = waiting[0] if waiting else None
    words = words_of(send, request) if send else None
    if send is None or words is None:
        return

    def note(form: Form | None, left: Iterable[str]) -> str:
        context = {
            "place": PLACE,
            "send": send,
            "form": form,
            "files": words["files"],
            "homeless": texts_of(words, left),
            "others": len(waiting) - 1,
        }
        return render_to_string("components/restored.html", context)

    page, sent = response.content.decode(response.charset), words["fields"]
    found = refill(page, at=here, action=send.action, sent=sent, own=OWN_FIELDS, note=note)
    response.content = (found or insert_after(page, "main", note(None, sent))).encode(response.charset)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _purpose(secret: str) -> str:
    return f"core.interrupted.{secret}"


def _signer() -> Signer:
    return Signer(salt="akun")
