"""Importing a REST API loses its mock answers (CORS preflights), its binary media types and its gateway responses."""

from typing import Any

from ministack.services import apigateway_v1

BINARY_TYPES = "x-amazon-apigateway-binary-media-types"
GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"
INTEGRATION = "x-amazon-apigateway-integration"


def apply() -> None:
    plain_operation, plain_api = apigateway_v1._import_operation, apigateway_v1._import_rest_api

    def import_operation(api: str, resource: str, method: str, operation: Any, *rest: Any, **named: Any) -> None:
        plain_operation(api, resource, method, operation, *rest, **named)
        integration = (operation or {}).get(INTEGRATION) or {}
        if str(integration.get("type")).lower() == "mock":
            put_mock(api, resource, method, integration)

    def import_rest_api(spec: dict[str, Any], base: dict[str, Any] | None = None) -> Any:
        types = (base or {}).get("binaryMediaTypes") or spec.get(BINARY_TYPES) or []
        api = plain_api(spec, {**(base or {}), "binaryMediaTypes": types})
        for kind, response in (spec.get(GATEWAY_RESPONSES) or {}).items():
            apigateway_v1._put_gateway_response(api, kind, response)
        return api

    apigateway_v1._import_operation, apigateway_v1._import_rest_api = import_operation, import_rest_api


def put_mock(api: str, resource: str, method: str, integration: dict[str, Any]) -> None:
    request = {"type": "MOCK", "requestTemplates": integration.get("requestTemplates", {})}
    apigateway_v1._put_integration(api, resource, method, request)
    for answer in (integration.get("responses") or {}).values():
        status, headers = str(answer["statusCode"]), answer.get("responseParameters") or {}
        declared = {"responseParameters": dict.fromkeys(headers, False)}
        apigateway_v1._put_method_response(api, resource, method, status, declared)
        apigateway_v1._put_integration_response(api, resource, method, status, {"responseParameters": headers})
