"""Where the tables of KKG hold a person, and what becomes of it (madrasah/erasures/rules.py)."""

from core.files import discard_if_alone
from core.models import StoredFile
from kkg.groups.models import Officer
from kkg.photos.models import SessionPhoto
from madrasah.erasures.reads import Subject
from madrasah.erasures.rules import PSEUDONYM, Own, Photo
from madrasah.models import Consent, Person

OWN = {"kkg.Certificate": Own(("person",), {"holder": PSEUDONYM, "holder_number": ""})}
WORDS = {
    "kkg.WorkingGroup": "letterhead approver_office approver_name approver_number",
    "kkg.Speaker": "name institution",
    "kkg.SpeakerMerge": "name steps",
    "kkg.Session": "title place method result_text reopened_reason cancelled_reason",
    "kkg.Postponement": "reason",
    "kkg.Topic": "title achieved obstacles advice settled_to settled_note returned_reason",
    "kkg.Attendance": "guest_name guest_institution",
    "kkg.CertificateBatch": "title paper",
    "kkg.Certificate": "institution sessions withdrawn_reason",
    "kkg.CodedList": "lines",
    "kkg.Decision": "text proof reopened_reason",
    "kkg.Letter": "content withdrawn_reason",
    "kkg.Material": "title text link words",
    "kkg.Use": "what_happened",
    "kkg.SessionPhoto": "caption",
    "kkg.Problem": "text discussion tried",
    "kkg.Programme": "goals",
    "kkg.PlannedSession": "title pack",
}
CODES = {
    "kkg.WorkingGroup": "name city letter_pattern certificate_pattern",
    "kkg.Certificate": "number_text code",
    "kkg.CheckInWindow": "secret",
    "kkg.CodedList": "code",
    "kkg.Letter": "number_text",
    "kkg.Material": "classes",
    "kkg.SessionReflection": "useful clear will_try",
}
PHOTOS: dict[str, Photo] = {}
# "column way to the person": files that may name the person, and show others too.
UNREAD = {
    "kkg.Material": "file shared_by",
    "kkg.Decision": "proof_file owner",
    "kkg.CodedList": "photo session__attendances__person",
}


def drop_own_pictures(subject: Subject) -> int:
    """Pictures on which nobody else is; of the others no paper may show the person any more."""
    pictures = SessionPhoto.objects.filter(people__in=subject.persons, shows_others=False)
    alone = [one for one in pictures.distinct() if not one.people.exclude(pk__in=subject.persons).exists()]
    files = [one.file_id for one in alone]
    SessionPhoto.objects.filter(pk__in=[one.pk for one in alone]).delete()
    Consent.objects.filter(file__in=files).delete()
    Consent.objects.filter(person__in=subject.persons, withdrawn_on=None).update(withdrawn_on=subject.at.date())
    return sum(map(discard_if_alone, StoredFile.objects.filter(pk__in=files)))


def why_not_erase(person: Person) -> str | None:
    """Whoever runs a KKG today is still somebody there."""
    if Officer.objects.filter(person=person).open().exists():
        return "Orang ini masih pengurus KKG. Akhiri dulu masa jabatannya di halaman KKG itu."
    return None


FIRST = (drop_own_pictures,)
