"""The doors: which token opens which route, how much is let through, and what a refusal looks like."""

import json
from typing import Any

import pytest

from chalicelib.domain.errors import NotFound
from chalicelib.transport.http import TITLES
from chalicelib.transport.openapi import ANYWHERE
from infra.refusals import REFUSALS
from infra.throttles import THROTTLES

OPEN = {("/health", "get"), ("/openapi.json", "get"), ("/unsubscribe/{token}", "post")}
PASSWORD_SCOPE = {"Fn::If": ["Local", "aws.cognito.signin.user.admin", {"Ref": "AWS::NoValue"}]}
PEOPLE = ["clinic/portal", PASSWORD_SCOPE]
PEOPLE_AND_DIRECTORY = ["clinic/directory", *PEOPLE]


@pytest.fixture(scope="module")
def definition(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resources["RestAPI"]["Properties"]["DefinitionBody"]
    return found


@pytest.fixture(scope="module")
def operations(definition: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(path, method): said for path, methods in definition["paths"].items() for method, said in methods.items()}


def test_every_route_but_three_is_behind_the_authorizer(operations: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert {route for route, said in operations.items() if not said.get("security")} == OPEN


def test_every_guarded_route_names_the_scopes_of_those_it_serves(
    operations: dict[tuple[str, str], dict[str, Any]],
) -> None:
    for (path, method), said in operations.items():
        if (path, method) not in OPEN:
            expected = PEOPLE_AND_DIRECTORY if path.startswith("/directory/") else PEOPLE
            expected = ["clinic/directory"] if path == "/directory/fhir" else expected
            assert said["security"] == [{"Pool": expected}], f"{method} {path}"


def test_the_authorizer_asks_the_user_pool_of_the_stack(definition: dict[str, Any]) -> None:
    (authorizer,) = definition["securityDefinitions"].values()
    assert authorizer["x-amazon-apigateway-authorizer"] == {
        "type": "cognito_user_pools",
        "providerARNs": [{"Fn::GetAtt": ["UserPool", "Arn"]}],
    }


@pytest.mark.parametrize("kind", sorted(REFUSALS))
def test_the_gateway_refuses_with_a_problem_document(definition: dict[str, Any], kind: str) -> None:
    told = definition["x-amazon-apigateway-gateway-responses"][kind]
    problem = json.loads(told["responseTemplates"]["application/json"])
    headers = {
        name.removeprefix("gatewayresponse.header."): value for name, value in told["responseParameters"].items()
    }
    assert set(problem) == {"type", "title", "status", "detail", "code", "requestId"}
    assert str(problem["status"]) == told["statusCode"]
    assert headers["Content-Type"] == "'application/problem+json'"
    assert headers["Cache-Control"] == "'no-store'"
    assert headers["X-Request-Id"] == "context.requestId"
    assert ("Retry-After" in headers) == (problem["status"] in (429, 503))
    assert ("WWW-Authenticate" in headers) == (problem["status"] == 401)


def test_the_gateway_and_the_functions_speak_alike() -> None:
    titles = {refusal.status: refusal.title for refusal in REFUSALS.values()}
    assert {status: titles[status] for status in titles.keys() & TITLES.keys()} == {
        status: TITLES[status] for status in titles.keys() & TITLES.keys()
    }
    unknown = REFUSALS["MISSING_AUTHENTICATION_TOKEN"]
    assert (unknown.code, unknown.detail) == (NotFound.code, NotFound.detail)


def test_the_gateway_has_no_answer_left_in_its_own_words(definition: dict[str, Any]) -> None:
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(definition["x-amazon-apigateway-gateway-responses"])


def test_both_stages_throttle_and_log(resources: dict[str, Any]) -> None:
    rest, socket = resources["RestAPI"]["Properties"], resources["WebsocketAPIStage"]["Properties"]
    for limits in (rest["MethodSettings"][0], socket["DefaultRouteSettings"]):
        assert limits["ThrottlingRateLimit"] > 0
        assert limits["ThrottlingBurstLimit"] > 0
        assert limits["DataTraceEnabled"] is False
    assert rest["AccessLogSetting"]["DestinationArn"] == {"Fn::GetAtt": ["RestAccessLog", "Arn"]}
    assert socket["AccessLogSettings"]["DestinationArn"] == {"Fn::GetAtt": ["SocketAccessLog", "Arn"]}


def test_every_throttled_route_is_one_and_gets_less_than_the_stage(
    resources: dict[str, Any], operations: dict[tuple[str, str], dict[str, Any]]
) -> None:
    assert {(path, method.lower()) for method, path in THROTTLES} <= operations.keys()
    everywhere, *routes = resources["RestAPI"]["Properties"]["MethodSettings"]
    assert (everywhere["HttpMethod"], everywhere["ResourcePath"]) == ("*", "/*")
    for route in routes:
        assert route["ThrottlingRateLimit"] < everywhere["ThrottlingRateLimit"], route
        assert route["ThrottlingRateLimit"] < route["ThrottlingBurstLimit"] < everywhere["ThrottlingBurstLimit"], route
        assert (route["DataTraceEnabled"], route["MetricsEnabled"]) == (False, False)
    assert {found["ResourcePath"] for found in routes} >= {"/~1patients", "/~1me~1step-up~1{step_up_id}"}


def test_routes_that_anybody_may_call_are_throttled() -> None:
    assert {(path, method.lower()) for method, path in THROTTLES} >= OPEN


def test_what_is_throttled_is_refused_in_the_words_of_every_problem(definition: dict[str, Any]) -> None:
    told = definition["x-amazon-apigateway-gateway-responses"]["THROTTLED"]
    assert json.loads(told["responseTemplates"]["application/json"])["code"] == ANYWHERE[429]
    assert told["statusCode"] == "429"


@pytest.mark.parametrize("leak", ["$context.path", "querystring", "sourceIp", "claims"])
def test_access_logs_hold_neither_paths_nor_people(resources: dict[str, Any], leak: str) -> None:
    formats = [
        resources["RestAPI"]["Properties"]["AccessLogSetting"]["Format"],
        resources["WebsocketAPIStage"]["Properties"]["AccessLogSettings"]["Format"],
    ]
    for line in formats:
        assert json.loads(line)
        assert leak not in line


def test_the_stages_are_named_as_the_addresses_say(resources: dict[str, Any]) -> None:
    assert resources["RestAPI"]["Properties"]["StageName"] == "v1"
    assert resources["WebsocketAPIStage"]["Properties"]["StageName"] == "socket"
