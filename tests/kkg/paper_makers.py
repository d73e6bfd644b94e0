"""Letters and papers for tests: one that is issued, the text of a PDF, and what a form would send."""

import io
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.test import Client
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from core.files import store_image
from kkg.attendance.rosters import roster_of
from kkg.groups.reports import signers_on
from kkg.letters.actions import issue_letter
from kkg.letters.forms import InvitationForm
from kkg.letters.papers import INVITATION_WORDS, invitation, named_by
from kkg.models import Letter, Session, SessionPhoto, WorkingGroup
from madrasah.models import Person, User

WORDS = ("number", "dated", "day", "hours", "place", "speakers", *INVITATION_WORDS)
SIGNER = {"office": "", "name": "", "number": ""}
SIGNERS = {"left": SIGNER, "right": SIGNER}
EMPTY = dict.fromkeys(WORDS, "") | {"title": "Undangan", "letterhead": ["KKG"], "signers": SIGNERS}


def make_letter(session: Session, by: User) -> Letter:
    """An issued undangan with the words its form proposes."""
    words = sent_by(InvitationForm(session=session, roster=roster_of(session)))
    words["dated"] = timezone.localdate()
    content = invitation(session, words, signers_on(session.group, words["dated"], with_numbers=True))
    named = named_by(session, "undangan", content)
    return number_letter(session.group, by, session=session, content=content, named=named)


def number_letter(group: WorkingGroup, by: User, **values: Any) -> Letter:
    """An undangan of today whose room is all dotted, unless told otherwise."""
    defaults = {"kind": "undangan", "dated": timezone.localdate(), "content": EMPTY, "client_token": uuid4()}
    return issue_letter(group=group, by=by, **defaults | values)


def sent_by(form: BaseForm) -> dict[str, Any]:
    """What a browser sends if nothing is touched."""
    return {name: form[name].value() for name in form.fields if form[name].value()}


def picture(colour: str = "green", name: str = "contoh.png", content: bytes = b"") -> SimpleUploadedFile:
    """An upload: a small picture of one colour, or whatever `content` is."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(drawn, "PNG")
    return SimpleUploadedFile(name, content or drawn.getvalue(), "image/png")


def make_photo(session: Session, by: User, *people: Person) -> SessionPhoto:
    """A small picture of the session on which these people are seen."""
    stored = store_image(picture(), by=by)
    photo = session.photos.create(file=stored, caption="Foto kelompok Contoh", added_by=by)
    photo.people.set(people)
    return photo


def filled(client: Client, path: str, **values: Any) -> dict[str, Any]:
    """The form at `path` as it is proposed, with `values` typed over it."""
    return sent_by(client.get(path).context["form"]) | values


def text_of(answer: Any) -> str:
    """The words of a PDF, every run of blanks as one."""
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
