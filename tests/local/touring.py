"""A tour of the demo clinic, so that its functions have something to log, and the search of all that they did."""

from functools import partial
from pathlib import Path
from typing import Any

import httpx

from infra import demo
from infra.local.aws import client
from infra.local.settings import STACK_NAME
from tests.log_search.searching import Searched
from tests.log_search.stack_logs import search_stack

Known = dict[str, Any]
VISITORS = {"patient": 2, "provider": 2, "front_desk": 1, "admin": 1}
"""How many of each role."""


def signed_in(known: Known, person: dict[str, str]) -> httpx.Client:
    """The API as that person calls it."""
    given = {"USERNAME": person["username"], "PASSWORD": person["password"]}
    pool = client("cognito-idp", known["awsEndpoint"])
    made = pool.initiate_auth(ClientId=known["clientId"], AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)
    headers = {"Authorization": f"Bearer {made['AuthenticationResult']['AccessToken']}"}
    return httpx.Client(base_url=known["apiUrl"], headers=headers, timeout=30)


def tour(known: Known) -> None:
    """Some people of each role look around, search for others by name, and ask for what is not theirs or not right."""
    for role, number in VISITORS.items():
        for person in [it for it in known["people"] if it["role"] == role][:number]:
            with signed_in(known, person) as http:
                visit(http, known["people"])


def visit(http: httpx.Client, people: list[dict[str, str]]) -> None:
    for path in ("/me", "/me/unread", "/statistics", "/appointments", "/audit"):
        http.get(path)
    for other in people[:3]:
        http.get("/patients", params={"q": other["name"]})
        http.get("/conversations", params={"q": other["name"].split()[0]})
        http.get(f"/patients/{other['personId']}")
    conversations = http.get("/conversations").json().get("items", [])
    for conversation in conversations[:3]:
        messages = f"/conversations/{conversation['id']}/messages"
        for shown in http.get(messages).json()["items"][:2]:
            http.post(messages, json={"clientMessageId": "no", "text": shown["text"], str(shown["text"]): 1})


def tour_and_search(known: Known, folder: Path) -> Searched:
    """Take the tour; then search what the functions logged, and what was logged while the clinic was filled."""
    tour(known)
    aws = partial(client, emulator_url=known["awsEndpoint"])
    [stack] = aws("cloudformation").describe_stacks(StackName=STACK_NAME)["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    filled = (folder / demo.LOG).read_text().splitlines()
    tables = outputs["RecordsTableName"], outputs["AuditTableName"]
    return search_stack("logs and audit of the demo clinic", aws, *tables, more=filled)
