"""Who is called or seen on photos, each with what they agreed to."""

from typing import Any

from django.db.models import Prefetch, Q

from kkg.attendance.rosters import called_at
from kkg.photos.models import SessionPhoto
from kkg.sessions.models import Session
from madrasah.models import Consent, Person


def people_on_photos(session: Session) -> list[tuple[Person, Consent | None]]:
    """Who is called or seen on a photo of this session, by name, each with the open consent: the standing
    one, else one to a photo of it. Two queries.
    """
    seen = SessionPhoto.people.through.objects.filter(sessionphoto__session=session).values_list("person", flat=True)
    ours = session.photos.values("file")
    open_ones = Consent.objects.to_photos().filter(Q(file=None) | Q(file__in=ours))
    people = (
        Person.objects.filter(pk__in=called_at(session, seen))
        .by_name()
        .select_related("user")
        .prefetch_related(Prefetch("consents", open_ones, to_attr="open_consents"))
    )
    found: list[Any] = list(people)
    return [(person, next(iter(person.open_consents), None)) for person in found]
