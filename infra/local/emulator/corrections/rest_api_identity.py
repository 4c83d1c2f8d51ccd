"""A REST API whose routes change gets a new id, so that every address of it breaks. AWS keeps the id."""

from typing import Any

from ministack.services import apigateway_v1
from ministack.services.cloudformation import provisioners

TAKEN_OVER = ("_resources", "_authorizers_v1", "_models", "_gateway_responses")
DISCARDED = ("_stages_v1", "_deployments_v1", "_deployed_gateway_responses")


def apply() -> None:
    handler = provisioners._RESOURCE_HANDLERS["AWS::ApiGateway::RestApi"]
    plain_update = handler["update"]

    def update(api: str, old: dict[str, Any], new: dict[str, Any], stack: str, logical_id: str | None = None) -> Any:
        if new.get("Body") == old.get("Body"):
            return plain_update(api, old, new, stack, logical_id)
        created, _attributes = provisioners._apigw_rest_api_create(logical_id or api, new, stack)
        take_over(api, created)
        return api, provisioners._apigw_rest_api_attrs(api)

    handler["update"] = update


def take_over(api: str, created: str) -> None:
    """Let the API `api` have what was just imported as `created`; its stages and deployments stay."""
    apigateway_v1._rest_apis[api] = {**apigateway_v1._rest_apis.pop(created), "id": api}
    for name in TAKEN_OVER:
        store = getattr(apigateway_v1, name)
        store[api] = store.pop(created, {})
    for name in DISCARDED:
        getattr(apigateway_v1, name).pop(created, None)
