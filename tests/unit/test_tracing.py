"""Traces: of sampled calls alone, and without what people wrote."""

import json
import os
import socket
import subprocess
import sys

TRACED_CALL = """
import sys
import app
context = {"resourcePath": "/health", "httpMethod": "GET", "requestId": "-", "identity": {}}
event = {"requestContext": context, "headers": {}, "multiValueQueryStringParameters": None, "pathParameters": None,
         "stageVariables": None, "body": '{"text": "I feel dizzy"}', "isBase64Encoded": False}
context = type("Context", (), {"function_name": "api", "aws_request_id": "-"})()
assert app.app(event, context)["statusCode"] == 200
print("aws_xray_sdk" in sys.modules)
"""


def heard_by_the_daemon(sampled: int) -> tuple[str, bool]:
    """What one call sends to X-Ray's daemon, and whether it imported the library at all."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        daemon.settimeout(1)
        trace = f"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled={sampled}"
        environment = {
            **os.environ,
            "POWERTOOLS_TRACE_DISABLED": "false",
            "LAMBDA_TASK_ROOT": "/var/task",
            "AWS_XRAY_DAEMON_ADDRESS": f"127.0.0.1:{daemon.getsockname()[1]}",
            "_X_AMZN_TRACE_ID": trace,
        }
        command = [sys.executable, "-c", TRACED_CALL]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        try:
            heard = daemon.recv(65_536).decode()
        except TimeoutError:
            heard = ""
        return heard, json.loads(done.stdout.splitlines()[-1].lower())


def test_a_sampled_call_is_traced_without_what_was_said() -> None:
    heard, imported = heard_by_the_daemon(sampled=1)
    assert imported
    assert '"trace_id": "1-5759e988-bd862e3fe1be46a994272793"' in heard
    assert "dizzy" not in heard


def test_a_call_that_is_not_sampled_does_without_the_library() -> None:
    assert heard_by_the_daemon(sampled=0) == ("", False)
