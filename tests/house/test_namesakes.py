"""Two persons of one name are told apart wherever one of them is chosen: by madrasah, then class."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import reverse

from madrasah.models import Person
from madrasah.work.namesakes import PeopleChoice, PersonChoice, told_apart
from tests.cast import Cast, client_of
from tests.factories import make_teacher
from tests.house.doors import build_rows
from tests.house.test_doors import WHO, lines
from tests.house.test_first_values import forms_in

NAME = "Andi Serupa"


@pytest.fixture
def namesakes(cast: Cast) -> list[Person]:
    """One at another madrasah; two at the same, of which one is written otherwise and teaches another class."""
    at_two = make_teacher(cast.dua, name=NAME)
    fourth, fifth = make_teacher(cast.satu, name=NAME), make_teacher(cast.satu, name=NAME.upper())
    fourth.placements.update(class_name="IV")
    fifth.placements.update(class_name="V")
    return [at_two, fourth, fifth]


def test_a_name_grows_only_where_another_reads_alike(cast, namesakes, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        names = told_apart([*namesakes, cast.aminah.person])
    assert list(names.values()) == [
        "Andi Serupa · MI Contoh Dua",
        "Andi Serupa · MI Contoh Satu · kelas IV",
        "ANDI SERUPA · MI Contoh Satu · kelas V",
        "Aminah Contoh, S.Pd.I.",
    ]
    with django_assert_num_queries(0):
        assert told_apart(namesakes[:1]) == {namesakes[0].pk: NAME}


def test_muh_and_muhammad_read_alike_and_an_office_tells_where_there_is_no_post(cast) -> None:
    teacher = make_teacher(cast.satu, name="Muh. Hasan Contoh")
    cast.hasan.person.name = "Muhammad Hasan Contoh"
    names = told_apart([teacher, cast.hasan.person])
    assert names[teacher.pk] == "Muh. Hasan Contoh · MI Contoh Satu"
    assert names[cast.hasan.person_id].endswith("· Kepala madrasah MI Contoh Tiga")


def test_who_is_alike_in_everything_gets_a_number(cast) -> None:
    twins = [make_teacher(cast.satu, name=NAME) for _ in range(2)]
    assert list(told_apart(twins).values()) == [f"{NAME} · MI Contoh Satu · data {number}" for number in (1, 2)]


def test_two_records_that_become_one_are_told_apart(cast: Cast) -> None:
    kept, dropped = make_teacher(cast.satu, name=NAME, nip="198501012010012001"), make_teacher(cast.satu, name=NAME)
    dropped.placements.update(class_name="V")
    client, url = client_of(cast.jafar), reverse("person-merge", args=[kept.pk, dropped.pk])
    page = client.get(url).content.decode()
    assert f"<b>{NAME} · MI Contoh Satu · kelas V</b> pindah ke" in page
    assert "NIP 198501012010012001 · " in page and "tanpa NIP · " in page
    done = client.post(url, {"mark": client.get(url).context["form"].initial["mark"]}, follow=True).content.decode()
    assert f"dan {NAME} · MI Contoh Satu · kelas V sudah menjadi satu." in done


def of_persons(form: forms.BaseForm) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Person:
            yield name, field


def test_every_form_tells_namesakes_apart(cast, namesakes) -> None:
    """Walks every page: fields over persons, and every other choice in which a namesake stands."""
    rows = build_rows(cast)
    clients = {who: client_of(user) for who, user in cast.everyone.items()}
    plain, alike, seen = set(), {}, set()
    for method, name, row, codes in lines():
        for who in (who for who, code in zip(WHO, codes, strict=True) if code == 200 and who in clients):
            if method != "GET":
                continue
            answer = clients[who].get(reverse(name, kwargs=rows[row] if row != "-" else {}))
            for form in forms_in(answer.context):
                kind = type(form).__name__
                plain |= {
                    f"{kind}.{f}" for f, one in of_persons(form) if not isinstance(one, PersonChoice | PeopleChoice)
                }
                for field_name, field in form.fields.items():
                    words = [
                        str(word) for _, word in getattr(field, "choices", ()) if NAME.lower() in str(word).lower()
                    ]
                    seen |= {f"{kind}.{field_name}"} if len(words) > 2 else set()
                    if len({word.lower() for word in words}) < len(words):
                        alike[f"{kind}.{field_name}"] = words
            break
    assert plain == set()
    assert alike == {}
    assert len(seen) >= 8, seen
