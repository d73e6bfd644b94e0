"""A record in words, so that two of one name are told apart before they become one."""

from django.utils import timezone

from core.formats import date_plain
from madrasah.people.models import Person
from madrasah.periods import holds
from madrasah.roles import Role


def record_words(person: Person) -> str:
    """NIP, birth date, and what the person does today; no query for one read `with_standing`."""
    today = timezone.localdate()
    posts = [post for post in person.placements.all() if holds(post, today)]
    offices = [office for office in person.assignments.all() if holds(office, today) and office.role != Role.TEACHER]
    words = [f"NIP {person.nip}" if person.nip else "tanpa NIP"]
    words += [f"lahir {date_plain(person.birth_date)}"] if person.birth_date else []
    words += [
        " ".join(filter(None, [post.get_post_display(), post.class_name, "di", str(post.madrasah)])) for post in posts
    ]
    words += [str(office) for office in offices]
    return " · ".join(words)
