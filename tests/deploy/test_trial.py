"""A trial says what it could not try, and why that is no fault of the installation."""

from dataclasses import replace

import pytest

from infra.deploy.hosted_page import UnknownPage
from infra.deploy.trial import not_tried
from infra.deploy.trial_people import SIGN_IN
from infra.deploy.trials import Trial
from tests.deploy.stubbed import TENANT, StubbedAws

PAGE = UnknownPage("the page at https://river.example/mfa asks for neither name nor password")


@pytest.mark.parametrize(
    ("second_factor", "told"),
    [
        ("ON", "The sign-in asks for a second factor, as it should, and a trial has none. A message, a file"),
        ("OPTIONAL", "could not be gone through by a program (the page at https://river.example/mfa asks for"),
    ],
)
def test_what_is_behind_a_page_that_a_program_cannot_answer_is_left_out(
    aws: StubbedAws, second_factor: str, told: str
) -> None:
    tenant = replace(TENANT, parameters={**TENANT.parameters, "SecondFactor": second_factor})
    said = not_tried(Trial(replace(aws.cloud, tenant=tenant), {}), PAGE)
    assert told in said
    assert said.endswith("do it by hand, docs/install.md, 7.")


def test_everything_that_a_trial_makes_bears_its_id_by_which_the_next_finds_it(aws: StubbedAws) -> None:
    trial = Trial(aws.cloud, {})
    assert {found[1] for name in (trial.patient, trial.nurse) if (found := SIGN_IN.fullmatch(name))} == {trial.id}
    assert all(trial.id in path for path in trial.paths)
    assert not SIGN_IN.fullmatch("trial-nurse"), "somebody of the clinic's"
