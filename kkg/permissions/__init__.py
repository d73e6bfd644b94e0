"""Who may do what in a working group: one Indonesian sentence, or None.

Nothing is defined here. Which rows: kkg/scope.py.
"""

from kkg.permissions.checkin import ASK_OFFICER, why_not_check_in, why_not_open_check_in, why_not_scan
from kkg.permissions.groups import (
    why_not_change_groups,
    why_not_create_group,
    why_not_edit_group,
    why_not_plan_on,
    why_not_plan_programme,
    why_not_run_group,
)
from kkg.permissions.letters import (
    why_not_issue_certificates,
    why_not_issue_letter,
    why_not_withdraw_certificate,
    why_not_withdraw_letter,
)
from kkg.permissions.library import (
    why_not_edit_material,
    why_not_remove_use,
    why_not_share,
    why_not_use_material,
)
from kkg.permissions.problems import (
    why_not_bring_problem,
    why_not_close_decision,
    why_not_edit_decision,
    why_not_edit_problem,
    why_not_moderate_problem,
    why_not_record_decision,
    why_not_remove_problem,
    why_not_reopen_decision,
)
from kkg.permissions.reflection import REFLECTION_DAYS, has_reflected, reflection_ends_on, why_not_reflect
from kkg.permissions.sessions import (
    CANCELLED,
    CLOSED,
    why_not_cancel,
    why_not_keep_photos,
    why_not_plan_session,
    why_not_postpone,
    why_not_record_minutes,
    why_not_remove_session,
    why_not_reopen_session,
    why_not_revive,
    why_not_run_session,
    why_not_see_reasons,
    why_not_take_roll,
)
from kkg.permissions.topics import (
    state_forbids_settling,
    state_forbids_taking_back,
    why_not_settle_topic,
    why_not_take_back_topic,
    why_not_tie_topic,
)

__all__ = [
    "ASK_OFFICER",
    "CANCELLED",
    "CLOSED",
    "REFLECTION_DAYS",
    "has_reflected",
    "reflection_ends_on",
    "state_forbids_settling",
    "state_forbids_taking_back",
    "why_not_bring_problem",
    "why_not_cancel",
    "why_not_change_groups",
    "why_not_check_in",
    "why_not_close_decision",
    "why_not_create_group",
    "why_not_edit_decision",
    "why_not_edit_group",
    "why_not_edit_material",
    "why_not_edit_problem",
    "why_not_issue_certificates",
    "why_not_issue_letter",
    "why_not_keep_photos",
    "why_not_moderate_problem",
    "why_not_open_check_in",
    "why_not_plan_on",
    "why_not_plan_programme",
    "why_not_plan_session",
    "why_not_postpone",
    "why_not_record_decision",
    "why_not_record_minutes",
    "why_not_reflect",
    "why_not_remove_problem",
    "why_not_remove_session",
    "why_not_remove_use",
    "why_not_reopen_decision",
    "why_not_reopen_session",
    "why_not_revive",
    "why_not_run_group",
    "why_not_run_session",
    "why_not_scan",
    "why_not_see_reasons",
    "why_not_settle_topic",
    "why_not_share",
    "why_not_take_back_topic",
    "why_not_take_roll",
    "why_not_tie_topic",
    "why_not_use_material",
    "why_not_withdraw_certificate",
    "why_not_withdraw_letter",
]
