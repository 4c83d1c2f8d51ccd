"""The night archives what is due while people write there, functions die and runs overlap: nothing lost, once each."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.nights import FUNCTION, night, set_back
from tests.stack_fixture.person import new_message
from tests.stack_fixture.workers import kill

COUNT, SEED = 12, 20261130
PATIENCE = 60


def begun_long_ago(stack: Stack, clinic: Clinic, number: int) -> str:
    """A conversation of Ada's in which, as its head tells, nobody has written for years."""
    wanted = {"kind": "topic", "topic": f"Old {number}", "careTeamId": "heart", "message": new_message()}
    conversation_id: str = clinic.ada.http.post("/conversations", json=wanted).raise_for_status().json()["id"]
    set_back(stack, conversation_id)
    return conversation_id


def entries(clinic: Clinic, conversation_id: str) -> list[str]:
    """What the thread says, without how it began: the act of a system entry, or the text."""
    items = clinic.nora.http.get(f"/conversations/{conversation_id}/messages").raise_for_status().json()["items"]
    assert [it["seq"] for it in items] == list(range(1, len(items) + 1))
    return [it["system"]["act"] if it["system"] else it["text"] for it in items[1:]]


def test_messages_that_come_while_conversations_are_archived_win_or_bring_them_back(
    stack: Stack, clinic: Clinic
) -> None:
    ids = [begun_long_ago(stack, clinic, number) for number in range(COUNT)]
    written, quiet = ids[: COUNT // 2], set(ids[COUNT // 2 :])
    assert set(ids) <= set(night(stack, dryRun=True)["archive"]["conversations"])
    chance = random.Random(SEED)
    pauses = {conversation_id: chance.uniform(0, 0.4) for conversation_id in written}

    def write(conversation_id: str) -> None:
        time.sleep(pauses[conversation_id])
        path = f"/conversations/{conversation_id}/messages"
        clinic.ada.http.post(path, json=new_message("Still here")).raise_for_status()

    with ThreadPoolExecutor(len(written)) as pool:
        writing = [pool.submit(write, conversation_id) for conversation_id in written]
        for round_ in range(3):
            stack.aws("lambda").invoke(FunctionName=FUNCTION, InvocationType="Event", Payload="{}")
            time.sleep(0.1 * round_)
            kill(stack, "-archive")
        for each in writing:
            each.result()
    while not night(stack)["complete"]:
        pass

    for conversation_id in ids:
        assert_told_once(clinic, conversation_id, is_written=conversation_id in written)
    wait_for_tab(clinic, "archived", quiet)
    wait_for_tab(clinic, "all", set(written))


def assert_told_once(clinic: Clinic, conversation_id: str, *, is_written: bool) -> None:
    told = entries(clinic, conversation_id)
    if is_written:
        assert told in (["Still here"], ["archived", "reopened", "Still here"])
    else:
        assert told == ["archived"]


def wait_for_tab(clinic: Clinic, tab: str, wanted: set[str]) -> None:
    """Until the stream has brought these into that tab of Nora's inbox."""
    deadline = time.monotonic() + PATIENCE
    while not wanted <= {
        row["id"] for row in clinic.nora.http.get(f"/conversations?filter={tab}&limit=100").json()["items"]
    }:
        assert time.monotonic() < deadline, tab
        time.sleep(0.1)
