"""Problems brought to a KKG: find, bring, reword, discuss, make a topic of, delete and bring back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.forms import RowForm, succeeds
from core.http import get_or_post, seen_revision
from core.paging import page_of
from core.refusals import refuse_if
from kkg.agenda.reports import outcomes_of
from kkg.groups.models import WorkingGroup
from kkg.problems.actions import (
    bring_problem,
    discuss_problem,
    edit_problem,
    make_topic,
    remove_problem,
    restore_problem,
)
from kkg.problems.forms import DiscussionForm, NewProblemForm, ProblemFilter, ProblemForm, TargetForm
from kkg.problems.models import Problem
from kkg.problems.permissions import (
    why_not_bring_problem,
    why_not_edit_problem,
    why_not_moderate_problem,
    why_not_remove_problem,
)
from kkg.problems.presenters import outcome_lines, problem_facts, problem_line
from kkg.sessions.models import Session
from madrasah.guards import actor, get_visible_or_404


@require_safe
def problem_list(request: HttpRequest) -> HttpResponse:
    """What was brought, newest first."""
    form = ProblemFilter(request.GET, groups=WorkingGroup.objects.visible_to(request.user))
    found = form.narrow(Problem.objects.visible_to(request.user).for_list())
    page = page_of(found, request.GET.get("halaman"))
    joined = WorkingGroup.objects.joined_by(request.user)
    context = {
        "form": form,
        "page": page,
        "lines": [problem_line(problem, with_group=form.has_many) for problem in page],
        "why_not_bring": why_not_bring_problem(joined),
        "removed": Problem.objects.restorable_by(request.user).only("text"),
    }
    return render(request, "kkg/problems/list.html", context)


@get_or_post
def problem_new(request: HttpRequest) -> HttpResponse:
    """Bring a problem, with or without a name."""
    groups = WorkingGroup.objects.joined_by(request.user)
    refuse_if(why_not_bring_problem(groups))
    form = NewProblemForm(request.POST or None, groups=groups)
    if form.is_valid() and succeeds(
        form,
        bring_problem,
        group=form.cleaned_data["group"],
        values=form.cleaned_data,
        is_named=form.is_named,
        key=form.cleaned_data["client_token"],
        by=actor(request),
    ):
        messages.success(request, "Masalah terkirim. Pengurus bisa menjadikannya topik pertemuan.")
        return redirect("kkg:problem-list")
    return render(request, "kkg/problems/form.html", {"form": form, "back": reverse("kkg:problem-list")})


@require_safe
def problem_detail(request: HttpRequest, key: Any) -> HttpResponse:
    """The problem, what was tried and said, and what came of its topic."""
    problem = get_visible_or_404(Problem, request, key=key)
    why_not_moderate = why_not_moderate_problem(actor(request), problem)
    steps = outcomes_of([problem.topic_id]).get(problem.topic_id, []) if problem.topic_id else []
    context = {
        "problem": problem,
        "facts": problem_facts(problem),
        "state": problem_line(problem, with_group=False),
        "outcomes": outcome_lines(steps),
        "why_not_edit": why_not_edit_problem(actor(request), problem),
        "why_not_moderate": why_not_moderate,
        "why_not_remove": why_not_remove_problem(actor(request), problem),
        "target": None if why_not_moderate or problem.topic_id else TargetForm(sessions=_coming(problem)),
    }
    return render(request, "kkg/problems/detail.html", context)


def _coming(problem: Problem) -> Any:
    """Open sessions of its group from today on, the soonest first."""
    return problem.group.sessions.kept().open().upcoming(timezone.localdate())


@get_or_post
def problem_edit(request: HttpRequest, key: Any) -> HttpResponse:
    """Reword one's own."""
    problem = get_visible_or_404(Problem, request, key=key)
    refuse_if(why_not_edit_problem(actor(request), problem))
    form = ProblemForm(request.POST or None, instance=problem)
    return _written(request, form, edit_problem, "kkg/problems/form.html", "Perubahan disimpan.")


@get_or_post
def problem_discuss(request: HttpRequest, key: Any) -> HttpResponse:
    """Write down what the group said, what was tried, and how far it is."""
    problem = get_visible_or_404(Problem, request, key=key)
    refuse_if(why_not_moderate_problem(actor(request), problem))
    form = DiscussionForm(request.POST or None, instance=problem)
    return _written(request, form, discuss_problem, "kkg/problems/discuss.html", "Pembahasan disimpan.")


def _written(
    request: HttpRequest, form: RowForm[Problem], write: Callable[..., Any], template: str, done: str
) -> HttpResponse:
    """On to the problem when `write` took what was typed; until then the form."""
    problem = form.instance
    back = reverse("kkg:problem-detail", args=[problem.key])
    given = {"problem": problem, "revision": seen_revision(request), "by": actor(request)}
    if form.is_valid() and succeeds(form, write, values=form.cleaned_data, **given):
        messages.success(request, done)
        return redirect(back)
    return render(request, template, {"form": form, "problem": problem, "back": back})


@require_POST
def problem_topic(request: HttpRequest, key: Any) -> HttpResponse:
    """One press puts it on the agenda of the coming session that was chosen."""
    problem = get_visible_or_404(Problem, request, key=key)
    refuse_if(why_not_moderate_problem(actor(request), problem))
    form = TargetForm(request.POST, sessions=_coming(problem))
    if not form.is_valid():
        messages.error(request, "Pilih dulu pertemuan yang akan datang.")
        return redirect("kkg:problem-detail", key)
    session: Session = form.cleaned_data["session"]
    make_topic(problem=problem, session=session, by=actor(request))
    messages.success(request, f"Menjadi topik pertemuan “{session.title}”.")
    return redirect("kkg:problem-detail", key)


@get_or_post
def problem_remove(request: HttpRequest, key: Any) -> HttpResponse:
    """Name what will happen, then delete for 30 days."""
    problem = get_visible_or_404(Problem, request, key=key)
    refuse_if(why_not_remove_problem(actor(request), problem))
    if request.method == "POST":
        remove_problem(problem=problem, by=actor(request))
        messages.success(request, "Masalah dihapus. Bila keliru, kembalikan dari daftar ini.")
        return redirect("kkg:problem-list")
    return render(request, "kkg/problems/remove.html", {"problem": problem})


@require_POST
def problem_restore(request: HttpRequest, key: Any) -> HttpResponse:
    """Bring a deleted problem back."""
    problem = get_object_or_404(Problem.objects.restorable_by(request.user), key=key)
    restore_problem(problem=problem, by=actor(request))
    messages.success(request, "Masalah dikembalikan.")
    return redirect("kkg:problem-detail", key)
