"""What a town does with an introduced service in its project is its own word on whether it uses the service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from tests.solving.matching import making as matching
from tests.solving.projects.making import AT, again
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.matching import actions as matching_actions
from yui.solving.projects import actions
from yui.solving.projects.models import Project, UseCheck
from yui.solving.solutions import actions as services
from yui.solving.solutions import queries as solutions
from yui.solving.solutions.models import TownsWord

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=400)


@pytest.fixture
def project() -> Project:
    """The draft that lies ready in the town after both sides agreed to talk about a service."""
    introduction = matching.introduced()
    for by in (matching.for_town(), matching.for_vendor()):
        matching_actions.answer_introduction(introduction=introduction, agrees=True, by=by, at=AT)
    run_pending()
    with acting_for(matching.town()):
        found: Project = Project.objects.get()
    return found


def users(project: Project) -> list[str]:
    """The towns that say themselves that they use the service, as everybody reads it."""
    assert project.service_id is not None
    with acting_for(None):
        return [one.name for one in solutions.facts([project.service_id])[project.service_id].used_by]


def done(act: Any, project: Project, **more: Any) -> None:
    act(project=project, by=matching.for_town(), at=more.pop("at", AT), **more)
    run_pending()


def say(project: Project, uses: bool, at: Any) -> None:
    service = solutions.published_service(project.service_id or 0)
    assert service is not None
    services.say_used(service=service, uses=uses, by=matching.for_town(), at=at)


def answer_a_year_later(project: Project, answer: str, **more: Any) -> None:
    """As the town answers what it was asked a year after the adoption."""
    answer_again(asked_a_year_later(project), answer, **more)
    run_pending()


def asked_a_year_later(project: Project) -> UseCheck:
    """What the town is asked a year after the adoption, not yet answered."""
    with acting_for(matching.town()):
        check: UseCheck = UseCheck.begun(project)
        check.asked_on = LATER.date()
        check.save()
    return check


def answer_again(check: UseCheck, answer: str, *, at: Any = LATER, **more: Any) -> None:
    """As the town answers, and answers otherwise later; nothing follows before the jobs run."""
    actions.answer_still_in_use(check=check, answer=answer, by=matching.for_town(), at=at, **more)


def test_a_town_is_named_once_the_service_runs_though_its_supplier_never_claimed_it(project: Project) -> None:
    done(actions.start_trial, project)
    on_trial = users(project)
    done(actions.start_running, project)

    assert (on_trial, users(project)) == ([], ["霧ヶ沢村"])


def test_a_trial_that_is_finished_counts_as_use(project: Project) -> None:
    done(actions.start_trial, project)
    done(actions.finish_project, project)

    assert users(project) == ["霧ヶ沢村"]


def test_a_no_said_since_then_is_not_overruled_by_a_job_that_runs_late(project: Project) -> None:
    actions.start_running(project=project, by=matching.for_town(), at=AT)
    say(project, False, AT + timedelta(minutes=1))

    run_pending()

    assert users(project) == []


def test_a_no_said_before_the_service_ran_gives_way(project: Project) -> None:
    say(project, False, AT - timedelta(days=1))

    done(actions.start_running, project)

    assert users(project) == ["霧ヶ沢村"]


def test_what_the_town_has_said_already_is_not_said_again(project: Project) -> None:
    say(project, True, AT - timedelta(days=1))

    done(actions.start_running, project)

    with acting_for(matching.town()):
        assert solutions.own_word(project.service) == (True, AT - timedelta(days=1))


@pytest.mark.parametrize(
    ("answer", "more", "named"), [("fully", {}, 1), ("partly", {}, 1), ("not", {"reason": "cost"}, 0)]
)
def test_the_answer_a_year_later_is_the_towns_word_too(
    project: Project, answer: str, more: dict[str, str], named: int
) -> None:
    done(actions.start_running, project)

    answer_a_year_later(again(project), answer, **more)

    assert len(users(project)) == named


@pytest.mark.parametrize("answers", [("not", "fully"), ("fully", "not"), ("not", "fully", "not")])
def test_of_several_answers_the_last_one_counts_though_all_are_heard_after_it(
    project: Project, answers: tuple[str, ...]
) -> None:
    done(actions.start_running, project)
    check = asked_a_year_later(again(project))

    for minutes, answer in enumerate(answers):
        answer_again(check, answer, at=LATER + timedelta(minutes=minutes), reason="cost")
    run_pending()

    assert len(users(project)) == (answers[-1] == "fully")


def test_what_one_project_uses_no_more_is_used_while_another_uses_it(project: Project) -> None:
    other = another_project(project.service_id)
    for one in (project, other):
        done(actions.start_running, one)

    answer_a_year_later(again(project), "not", reason="cost")
    by_one = users(project)
    answer_a_year_later(again(other), "not", reason="cost")

    assert (by_one, users(project)) == (["霧ヶ沢村"], [])


def test_a_project_that_uses_the_service_no_more_keeps_nobody_named(project: Project) -> None:
    other = another_project(project.service_id)
    for one in (project, other):
        done(actions.start_running, one)
    answer_a_year_later(again(other), "not", reason="cost")

    done(actions.stop_project, again(project), reason="cost", at=LATER)

    assert users(project) == []


def test_finishing_what_is_used_no_more_names_nobody(project: Project) -> None:
    done(actions.start_running, project)
    answer_a_year_later(again(project), "not", reason="cost")
    with acting_for(matching.town()):
        TownsWord.objects.all().delete()

    done(actions.finish_project, again(project), at=LATER)

    assert users(project) == []


def test_a_no_pressed_while_the_job_looks_at_the_words_is_not_overruled(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(project, True, AT - timedelta(days=9))
    done(actions.start_running, project)
    done(actions.stop_project, again(project), reason="cost", at=LATER)
    read = solutions.own_word

    def read_and_pressed(service: Any) -> Any:
        """The town presses the button right after the job has read its last word, a no."""
        found = read(service)
        say(project, False, LATER + timedelta(minutes=2))
        return found

    other = another_project(project.service_id)
    actions.start_running(project=other, by=matching.for_town(), at=LATER + timedelta(minutes=1))
    monkeypatch.setattr(solutions, "own_word", read_and_pressed)
    run_pending()

    assert users(project) == []


def test_the_book_says_when_a_word_was_put_down_and_the_word_since_when_it_holds(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)

    done(actions.start_running, project)

    with acting_for(matching.town()):
        entry = Entry.objects.get(code="solutions.use-said")
        assert solutions.own_word(project.service) == (True, AT)
    assert entry.at == LATER


def test_a_service_given_up_is_used_no_more(project: Project) -> None:
    done(actions.start_running, project)

    done(actions.stop_project, again(project), reason="cost", at=LATER)

    assert users(project) == []


def test_a_plan_given_up_before_the_service_ran_says_nothing_of_its_use(project: Project) -> None:
    done(actions.stop_project, project, reason="cost")

    with acting_for(matching.town()):
        assert solutions.own_word(project.service) is None


def test_a_service_stays_in_use_while_another_project_uses_it(project: Project) -> None:
    other = another_project(project.service_id)
    for one in (project, other):
        done(actions.start_running, one)

    done(actions.stop_project, again(project), reason="cost", at=LATER)

    assert users(project) == ["霧ヶ沢村"]


def test_of_a_service_no_longer_offered_nothing_is_said(project: Project) -> None:
    services.withdraw_service(service=project.service, by=matching.for_vendor(), at=AT)

    done(actions.start_running, project)

    assert again(project).state == "running"
    with acting_for(matching.town()):
        assert solutions.own_word(project.service) is None


def another_project(service_id: int | None) -> Project:
    """A second project of the same town, on this service or on none."""
    plan = actions.Plan(name="学校でも使う", field="education")
    origin = actions.Origin(service_id=service_id)
    return actions.draft_project(plan=plan, origin=origin, by=matching.for_town(), at=AT)


def told_before(client: Any, project: Project, move: str) -> str:
    """The page that says what a move means, as an official of the town reads it."""
    client.force_login(make.member(matching.town(), "official").person)
    return str(client.get(f"/desk/projects/{project.ref}/move/{move}").content.decode())


NAMED, NAMED_NO_MORE = "使っている団体としてうちの名前が出ます", "使っている団体としてのうちの名前が消えます"


@pytest.mark.parametrize("move", ["run", "finish"])
def test_the_page_says_before_the_press_that_the_town_will_be_named(project: Project, client: Any, move: str) -> None:
    assert NAMED in told_before(client, project, move)
    assert NAMED not in told_before(client, another_project(None), move)

    services.withdraw_service(service=project.service, by=matching.for_vendor(), at=AT)

    assert NAMED not in told_before(client, project, move)


def test_who_gives_up_what_was_in_use_reads_before_that_the_name_vanishes(project: Project, client: Any) -> None:
    assert NAMED_NO_MORE not in told_before(client, project, "stop")  # it never ran

    done(actions.start_running, project)

    assert NAMED_NO_MORE in told_before(client, project, "stop")


def test_the_name_does_not_vanish_while_another_project_of_the_town_keeps_it(project: Project, client: Any) -> None:
    other, without = another_project(project.service_id), another_project(None)
    for one in (project, other, without):
        done(actions.start_running, one)

    assert NAMED_NO_MORE not in told_before(client, project, "stop")
    assert NAMED_NO_MORE not in told_before(client, without, "stop")

    done(actions.stop_project, again(other), reason="cost", at=LATER)

    assert NAMED_NO_MORE in told_before(client, project, "stop")

    answer_a_year_later(again(project), "not", reason="cost")

    assert NAMED_NO_MORE not in told_before(client, project, "stop")  # it is gone already
