"""Corrections of REST APIs: `swagger_import`, `rest_api_identity`, `route_limits`, the limits of `gateway_limits`."""

from typing import Any

import httpx

from tests.local.emulator.local_aws import LocalAws, unique, wait_for

ORIGIN = "method.response.header.Access-Control-Allow-Origin"
PREFLIGHT = {
    "x-amazon-apigateway-integration": {
        "type": "mock",
        "requestTemplates": {"application/json": '{"statusCode": 200}'},
        "responses": {"default": {"statusCode": "200", "responseParameters": {ORIGIN: "'*'"}}},
    }
}
LARGEST = 10 * 1024 * 1024


OWN_ANSWER = {"UNAUTHORIZED": {"statusCode": "401", "responseTemplates": {"text/plain": "no"}}}


def deployed(aws: LocalAws, stack: str, *paths: str) -> str:
    """The id of an API with preflights at these paths, after its stack was created or updated."""
    body = {
        "swagger": "2.0",
        "info": {"title": "api", "version": "1"},
        "paths": {path: {"options": PREFLIGHT} for path in paths},
        "x-amazon-apigateway-binary-media-types": ["application/pdf"],
        "x-amazon-apigateway-gateway-responses": OWN_ANSWER,
    }
    template = {"Resources": {"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": body}}}}
    return aws.stack(stack, template)["Api"]


def what_is_left_of_an_import(aws: LocalAws) -> dict[str, Any]:
    gateway, api = aws.client("apigateway"), deployed(aws, unique("stack"), "/")
    root = gateway.get_resources(restApiId=api)["items"][0]
    method = gateway.get_method(restApiId=api, resourceId=root["id"], httpMethod="OPTIONS")
    responses = method.get("methodIntegration", {}).get("integrationResponses", {})
    own = [each for each in gateway.get_gateway_responses(restApiId=api)["items"] if not each["defaultResponse"]]
    return {
        "preflight": {status: each.get("responseParameters") for status, each in responses.items()},
        "binary": gateway.get_rest_api(restApiId=api).get("binaryMediaTypes", []),
        "own answers": [each["responseType"] for each in own],
    }


def test_plain_loses_preflights_binary_types_and_gateway_responses(plain: LocalAws) -> None:
    left = what_is_left_of_an_import(plain)
    assert left["preflight"].get("200") != {ORIGIN: "'*'"}
    assert left["binary"] == []
    assert left["own answers"] == []


def test_corrected_keeps_preflights_binary_types_and_gateway_responses(corrected: LocalAws) -> None:
    left = what_is_left_of_an_import(corrected)
    assert left == {
        "preflight": {"200": {ORIGIN: "'*'"}},
        "binary": ["application/pdf"],
        "own answers": ["UNAUTHORIZED"],
    }


def statuses_of_a_route_that_lets_one_through(aws: LocalAws) -> list[int]:
    body = {"swagger": "2.0", "info": {"title": "api", "version": "1"}, "paths": {"/a/{id}": {"options": PREFLIGHT}}}
    limits = {"HttpMethod": "OPTIONS", "ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 0.01}
    api, deployment = {"Ref": "Api"}, {"Ref": "Deployment"}
    template = {
        "Resources": {
            "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": body}},
            "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": api}},
            "Stage": {
                "Type": "AWS::ApiGateway::Stage",
                "Properties": {
                    **{"RestApiId": api, "DeploymentId": deployment, "StageName": "v1"},
                    "MethodSettings": [{"ResourcePath": "/~1a~1{id}", **limits}],
                },
            },
        }
    }
    made = aws.stack(unique("stack"), template)["Api"]
    address = f"{aws.url}/restapis/{made}/v1/_user_request_/a/1"
    return [httpx.options(address).status_code for _ in range(3)]


def test_plain_lets_everything_through_where_one_route_has_a_limit(plain: LocalAws) -> None:
    assert statuses_of_a_route_that_lets_one_through(plain) == [200, 200, 200]


def test_corrected_holds_a_route_to_its_limit(corrected: LocalAws) -> None:
    assert statuses_of_a_route_that_lets_one_through(corrected) == [200, 429, 429]


def ids_before_and_after_a_new_route(aws: LocalAws) -> tuple[str, str]:
    stack = unique("stack")
    return deployed(aws, stack, "/"), deployed(aws, stack, "/", "/new")


def test_plain_gives_an_api_a_new_id_when_its_routes_change(plain: LocalAws) -> None:
    before, after = ids_before_and_after_a_new_route(plain)
    assert before != after


def test_corrected_keeps_the_id_and_has_the_new_route(corrected: LocalAws) -> None:
    before, after = ids_before_and_after_a_new_route(corrected)
    assert before == after
    resources = corrected.client("apigateway").get_resources(restApiId=after)["items"]
    assert {resource["path"] for resource in resources} == {"/", "/new"}


def rest_api(aws: LocalAws, code: str) -> str:
    gateway = aws.client("apigateway")
    api = gateway.create_rest_api(name=unique("api"))["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    place = {"restApiId": api, "resourceId": root, "httpMethod": "POST"}
    gateway.put_method(**place, authorizationType="NONE")
    uri = aws.integration(aws.function(code))
    gateway.put_integration(**place, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
    gateway.create_deployment(restApiId=api, stageName="live")
    return f"{aws.url}/restapis/{api}/live/_user_request_/"


QUICK = "def run(event, context): return {'statusCode': 200, 'body': 'ok'}"
SLOW = "import time\n" + QUICK.replace("return", "time.sleep(2); return")


def test_plain_takes_bodies_above_10_mb(plain: LocalAws) -> None:
    assert httpx.post(rest_api(plain, QUICK), content=b"x" * (LARGEST + 1), timeout=30).status_code == 200


def test_corrected_refuses_bodies_above_10_mb(corrected: LocalAws) -> None:
    url = rest_api(corrected, QUICK)
    # The first answers may come later than these tests let the gateway wait: the function starts meanwhile.
    assert wait_for(lambda: httpx.post(url, content=b"x" * 1000, timeout=30).status_code == 200)
    assert httpx.post(url, content=b"x" * (LARGEST + 1), timeout=30).status_code == 413


def test_plain_waits_for_a_slow_function(plain: LocalAws) -> None:
    assert httpx.post(rest_api(plain, SLOW), timeout=30).status_code == 200


def test_corrected_gives_up_on_a_slow_function_with_504(corrected: LocalAws) -> None:
    """After 29 s, as API Gateway does; here the limit is set to 1.5 s."""
    answer = httpx.post(rest_api(corrected, SLOW), timeout=30)
    assert (answer.status_code, answer.json()) == (504, {"message": "Endpoint request timed out"})
