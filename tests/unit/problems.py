"""What every refusal looks like."""

from tests.unit.clinic import Answer


def assert_problem(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer["status"], answer["code"]) == (status, status, code), answer.body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"type", "title", "status", "detail", "code", "requestId"} <= answer.body.keys()
