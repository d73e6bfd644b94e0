"""What is next for those who keep places and people: Task cards for home.

KKG and its roles come from the upper apps. Not here: what a card looks like (core/todo.py).
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from core.formats import moment_short
from core.todo import Task
from madrasah.accounts.states import AccountState
from madrasah.rights.models import DataRequest
from madrasah.roles import Role
from madrasah.scope import scope_of
from madrasah.users.models import User
from madrasah.work.models import Assignment
from madrasah.work.reports import Register

STARTING = 60  # an empty system: nothing else can be done first
ROUTINE = 11  # something to do, so before a meeting that is only told
MOST_ASKED = 100


def tasks_for(user: User, register: Register | None) -> list[Task]:
    """Cards for the user; none for those who keep no people. `register`: what is registered, in numbers."""
    scope = scope_of(user)
    if register is None:
        return []
    if scope.is_keeper and user.person_id is None:
        return [*_first_registrars(), *_accounts(register)]
    asked = list(_asked(user)) if scope.registers_regions else []
    if not (scope.registers_regions or scope.registers or scope.heads):
        return []
    return [*asked, *_starting(register, is_regional=bool(scope.registers_regions)), *_accounts(register)]


def _first_registrars() -> Iterator[Task]:
    """Without an operator nobody can register a madrasah; only the keeper can name one (decisions.md 9)."""
    if not Assignment.objects.open().filter(role=Role.OPERATOR, region__isnull=False).exists():
        yield Task(
            title="Tetapkan operator wilayah",
            url=reverse("madrasah:person-new"),
            action="Tambah orang",
            detail="Operator wilayah mendaftarkan madrasah dan guru, lalu memberi tugas di sana.",
            weight=STARTING,
        )


def _starting(register: Register, *, is_regional: bool) -> Iterator[Task]:
    """Madrasah, then guru, then offices: the first one missing (decisions.md 8)."""
    if is_regional and not register.madrasahs:
        yield Task(
            title="Daftarkan madrasah pertama",
            url=reverse("madrasah:madrasah-new"),
            action="Daftarkan",
            detail="Urutannya: madrasah, guru, KKG, lalu tugas-tugasnya.",
            weight=STARTING,
        )
    elif not register.is_staffed:
        yield Task(
            title="Tambahkan guru",
            url=reverse("madrasah:person-new"),
            action="Tambah guru",
            detail="Satu per satu, atau sekaligus dari berkas Excel.",
            weight=STARTING,
        )
    elif is_regional:
        yield from _missing_offices(register)


def _missing_offices(register: Register) -> Iterator[Task]:
    if register.unheaded:
        yield Task(
            title="Tunjuk kepala madrasah",
            url=f"{reverse('madrasah:madrasah-list')}?tanpa_kepala=on",
            action="Buka daftarnya",
            detail=f"{register.unheaded} madrasah belum punya kepala atau Plt yang tercatat.",
            state=f"{register.unheaded} madrasah",
            tone="amber",
            weight=STARTING // 2,
        )
    if not register.has_pengawas:
        yield Task(
            title="Tunjuk pengawas",
            url=reverse("madrasah:person-list"),
            action="Pilih orangnya",
            detail="Belum ada pengawas yang tercatat di wilayah Anda.",
            weight=STARTING // 2,
        )


def _asked(user: User) -> Iterator[Task]:
    """Requests about people's own data fall due after 3 × 24 hours, so they stand first."""
    waiting = DataRequest.objects.visible_to(user).of_others(user).waiting()
    dues = list(waiting.values_list("due_at", flat=True)[:MOST_ASKED])
    if dues:
        due = timezone.localtime(dues[0])
        yield Task(
            title="Jawab permintaan tentang data pribadi",
            url=reverse("madrasah:data-request-list"),
            action="Buka",
            detail=f"Yang pertama paling lambat {moment_short(due)}.",
            state=f"{len(dues)} permintaan",
            tone="amber",
            due=due.date(),
            weight=STARTING + 1,
        )


def _accounts(register: Register) -> Iterator[Task]:
    """People who work here and can't log in yet."""
    waiting = register.waiting
    if waiting:
        yield Task(
            title="Buatkan akun",
            url=f"{reverse('madrasah:account-list')}?keadaan={AccountState.NONE}",
            action="Pilih orangnya",
            detail=f"{waiting} orang belum punya akun, jadi belum bisa membaca hasilnya sendiri.",
            state=f"{waiting} orang",
            weight=ROUTINE,
        )
