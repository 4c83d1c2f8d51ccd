"""`make deploy` brings a clinic of 0.1.0 to the present while people write: nothing is lost, and nothing doubled."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace

import pytest

from chalicelib import clock
from infra.deploy import applying, commands, indexes, migrating, releases, stacks
from infra.deploy.cloud import Cloud, connect
from infra.deploy.tenants import Tenant, parsed
from infra.local.emulating import emulator
from infra.local.settings import Settings, free_port
from infra.local.stack import Stack, front_of, verify_sender
from infra.local.steps import Failure
from tests.soak import records, recount
from tests.soak.records import Records
from tests.soak.still import come_to_rest
from tests.upgrade.people import Traffic, founded, writing
from tests.upgrade.releases import package_of

pytestmark = pytest.mark.promise

VERSION = "0.1.0"
ACCOUNT = "000000000000"
FILE = f"""\
account: "{ACCOUNT}"
region: us-east-1
clinic_name: Riverside
clinic_time_zone: America/New_York
portal_domain: messages.clinic.example
sender_address: no-reply@clinic.example
certificate_arn: arn:aws:acm:us-east-1:{ACCOUNT}:certificate/0a
"""
QUIET = 2
"""Seconds without a change after which all has settled."""


@dataclass(frozen=True)
class Upgraded:
    """A clinic after its upgrade. `told`: what the deployment said. `began`: when. `old`: its rows just before it."""

    cloud: Cloud
    stack: Stack
    traffic: Traffic
    told: str
    began: str
    old: Records
    now: Records


def tenant_at(settings: Settings) -> Tenant:
    """The clinic's tenant, whose people come through the front of this test."""
    socket = {"SocketUrl": f"{settings.portal_url.replace('http', 'ws', 1)}/socket"}
    it = parsed("riverside", FILE, "infra/tenants/riverside.yaml")
    return replace(it, parameters={**it.parameters, "PortalOrigin": settings.portal_url, **socket})


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    folder = tmp_path_factory.mktemp("upgrade")
    old_package = package_of(VERSION)
    settings = Settings(free_port(), free_port(), folder, is_kept=False)
    with emulator(settings):
        cloud = connect(tenant_at(settings), settings.emulator_url)
        outputs = applying.bring_to(cloud, releases.publish(cloud, old_package), allow_data_loss=False)
        stack = Stack(settings, dict(outputs))
        verify_sender(stack)
        with front_of(stack), founded(stack) as population:
            yield brought_to_the_present(cloud, stack, Traffic(population))


def brought_to_the_present(cloud: Cloud, stack: Stack, traffic: Traffic) -> Upgraded:
    """Let people write before, during and after, and everything come to rest."""
    told = io.StringIO()
    traffic.begin_conversations()
    with writing(traffic, hears=lambda who: who.role == "patient"):
        traffic.goes_on(30)
        old, began = records.read(stack), clock.timestamp()
        with redirect_stdout(told):
            commands.deploy(cloud.tenant, cloud.endpoint)
        traffic.goes_on(30)
    found = stacks.find(cloud)
    assert found
    now = Stack(stack.settings, dict(found.outputs))
    assert come_to_rest(now, QUIET)
    return Upgraded(cloud, now, traffic, told.getvalue(), began, old, records.read(now))


def test_what_was_acknowledged_stands_where_it_was_said_to_in_threads_without_a_gap(upgraded: Upgraded) -> None:
    threads = upgraded.now.threads
    for sent in upgraded.traffic.sent:
        stored = threads[sent.conversation_id][sent.seq]
        assert (stored["clientMessageId"], stored["text"]) == (sent.name, sent.text)
    for conversation_id, head in upgraded.now.heads.items():
        thread = threads[conversation_id]
        assert sorted(thread) == list(range(1, int(head["lastSeq"]) + 1))
        assert len({entry["clientMessageId"] for entry in thread.values()}) == len(thread)
    for sent in upgraded.traffic.sent:
        others = [it for it in upgraded.traffic.sent if it.name == sent.name]
        assert others == [sent], "one name, one acknowledgement"


def test_no_row_that_was_there_is_gone_and_no_message_is_another(upgraded: Upgraded) -> None:
    for conversation_id, thread in upgraded.old.threads.items():
        for seq, before in thread.items():
            assert upgraded.now.threads[conversation_id][seq] == before
    assert upgraded.old.people.keys() <= upgraded.now.people.keys()
    assert upgraded.old.seats.keys() <= upgraded.now.seats.keys()
    assert {row["SK"] for row in upgraded.old.audit} <= {row["SK"] for row in upgraded.now.audit}


def test_inbox_badge_tabs_search_and_statistics_agree_with_a_recount(upgraded: Upgraded) -> None:
    assert recount.badge_is_inbox_is_statistics(upgraded.now, upgraded.traffic.population) == []


def test_what_0_1_0_wrote_into_the_audit_is_read_today(upgraded: Upgraded) -> None:
    population = upgraded.traffic.population
    for patient in population.patients:
        asked = {"patientId": patient.id, "to": upgraded.began, "limit": "100"}
        entries = population.admin.http.get("/audit", params=asked).raise_for_status().json()["items"]
        assert {"message.sent", "messages.read"} & {entry["act"] for entry in entries}
        assert patient.http.get("/me/access-log").raise_for_status().json()["items"]


def test_what_0_1_0_wrote_stands_in_every_list_of_today(upgraded: Upgraded) -> None:
    for conversation_id in upgraded.old.heads:
        assert upgraded.now.heads[conversation_id]["activityPK"].startswith("ACTIVE#")
        assert upgraded.now.heads[conversation_id]["revision"] > 0
    for place in upgraded.old.seats:
        seat = upgraded.now.seats[place]
        assert "revision" in seat
        assert ("readingPK" in seat) == ("digestPK" in seat) == (seat["unread"] > 0)


def test_what_is_done_is_told_and_afterwards_nothing_is_left_to_do(
    upgraded: Upgraded, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "DynamoDB changes one index of a table at a time: this takes 3 updates." in upgraded.told
    assert "Migration 1, conversations of 0.1.0, is due" in upgraded.told
    assert "riverside is installed" in upgraded.told
    commands.diff(upgraded.cloud.tenant, upgraded.cloud.endpoint)
    told = capsys.readouterr().out
    assert "No changes" in told
    assert "is due" not in told


def test_the_template_that_is_there_has_todays_indexes_and_no_others(upgraded: Upgraded) -> None:
    names = set(indexes.indexes(indexes.deployed(upgraded.cloud), "Records"))
    table = upgraded.stack.aws("dynamodb").describe_table(TableName=upgraded.stack.outputs["RecordsTableName"])["Table"]
    assert names == {each["IndexName"] for each in table["GlobalSecondaryIndexes"]}
    assert "unread" not in names


def test_an_older_version_is_not_put_over_it(upgraded: Upgraded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "MIGRATIONS", ())
    with pytest.raises(Failure, match=r"nothing was changed.*newer version"):
        commands.deploy(upgraded.cloud.tenant, upgraded.cloud.endpoint)
