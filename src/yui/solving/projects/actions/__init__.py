"""What people do with projects."""

from yui.solving.projects.actions.moves import (
    finish_project,
    hide_project,
    measure_effect,
    pause_project,
    publish_project,
    start_running,
    start_trial,
    stop_project,
)
from yui.solving.projects.actions.parts import (
    Gauge,
    add_partner,
    plan_handover,
    plan_milestone,
    remove_part,
    set_indicator,
    take_measurement,
    write_cost,
)
from yui.solving.projects.actions.plan import Origin, Plan, change_project, draft_project
from yui.solving.projects.actions.watching import (
    advise_on_trouble,
    answer_still_in_use,
    ask_still_in_use,
    report_trouble,
    resolve_trouble,
)

__all__ = [
    "Gauge",
    "Origin",
    "Plan",
    "add_partner",
    "advise_on_trouble",
    "answer_still_in_use",
    "ask_still_in_use",
    "change_project",
    "draft_project",
    "finish_project",
    "hide_project",
    "measure_effect",
    "pause_project",
    "plan_handover",
    "plan_milestone",
    "publish_project",
    "remove_part",
    "report_trouble",
    "resolve_trouble",
    "set_indicator",
    "start_running",
    "start_trial",
    "stop_project",
    "take_measurement",
    "write_cost",
]
