"""Nobody writes while a table is exchanged: what they wrote would be lost. Portals keep it, and send it afterwards."""

from infra.deploy.cloud import Cloud
from infra.deploy.stacks import Stack
from infra.restore.switching import physical_ids

ENTRANCES = ("APIHandler", "WebsocketConnect", "WebsocketMessage")
"""The functions through which people come in."""
FUNCTION = "AWS::Lambda::Function"


def close(cloud: Cloud, stack: Stack) -> None:
    functions = physical_ids(cloud, stack, FUNCTION)
    for name in ENTRANCES:
        cloud.client("lambda").put_function_concurrency(FunctionName=functions[name], ReservedConcurrentExecutions=0)


def open_again(cloud: Cloud, stack: Stack) -> None:
    for function in physical_ids(cloud, stack, FUNCTION).values():
        cloud.client("lambda").delete_function_concurrency(FunctionName=function)
