"""A clinic in memory: the template's own tables and user pool on moto, and the app in this process."""

import os
from collections.abc import Iterator
from dataclasses import replace

import boto3
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from chalicelib.settings import settings
from tests.log_search.noted import NOTED
from tests.log_search.plugin import SEARCHES
from tests.log_search.searching import search
from tests.unit import hosted_page, tables
from tests.unit.clinic import Clinic, callers, fill_directory
from tests.unit.cloud import in_memory
from tests.unit.filing import put_file
from tests.unit.gateway import Gateway, open_socket, standing
from tests.unit.hosted_page import HostedPage
from tests.unit.wire import Wire, tapped

property_settings.register_profile("unit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("unit")


@pytest.fixture(scope="session", autouse=True)
def logs(pytestconfig: pytest.Config) -> Iterator[None]:
    """All that is logged in the whole run, searched at its end for all that anybody sent."""
    from tests.unit.heard import listening

    with listening() as said:
        yield
        pytestconfig.stash[SEARCHES].append(search("logs of these tests", said.getvalue().splitlines(), NOTED))


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Whoever was overtaken tries for as long as it takes: what was in the way waits for other tests, too."""
    from chalicelib.adapters import table

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "PATIENCE", 60)
        yield


@pytest.fixture(scope="session")
def cloud() -> Iterator[str]:
    """AWS in memory for the whole run, with empty tables; gives the id of its user pool."""
    with in_memory() as pool_id:
        yield pool_id


@pytest.fixture(scope="session")
def directory(cloud: str) -> dict[str, list[tables.Item]]:
    """What the tables hold once the EHR has put the small clinic into the directory."""
    tables.replace_contents({})
    fill_directory()
    return {**tables.contents(), "Audit": []}


@pytest.fixture
def aws(cloud: str) -> str:
    """Empty tables and an empty user pool, whose id it gives."""
    tables.replace_contents({})
    pool = boto3.client("cognito-idp")
    for user in pool.list_users(UserPoolId=cloud)["Users"]:
        pool.admin_delete_user(UserPoolId=cloud, Username=user["Username"])
    return cloud


@pytest.fixture
def clinic(directory: dict[str, list[tables.Item]]) -> Clinic:
    """The small clinic with nothing said yet, and nothing in the audit."""
    tables.replace_contents(directory)
    return callers()


@pytest.fixture(scope="session")
def talking(directory: dict[str, list[tables.Item]]) -> tuple[dict[str, list[tables.Item]], str, str]:
    """What the tables hold once Ada has started a topic and a direct conversation, and the ids of the two."""
    tables.replace_contents(directory)
    clinic = callers()
    topic, direct = clinic.topic(), clinic.direct()
    for conversation in (topic, direct):
        put_file(conversation["id"], seq=1)
    return {**tables.contents(), "Audit": []}, topic["id"], direct["id"]


@pytest.fixture
def talk(talking: tuple[dict[str, list[tables.Item]], str, str]) -> Clinic:
    """The small clinic with one message in a topic and one in a direct conversation, settled; an empty audit."""
    contents, topic_id, direct_id = talking
    tables.replace_contents(contents)
    return replace(callers(), topic_id=topic_id, direct_id=direct_id)


@pytest.fixture(scope="session")
def line(cloud: str) -> Iterator[Gateway]:
    """The socket gateway, and the functions' client for it, which waits for this machine; for the whole run."""
    from chalicelib.adapters import sockets

    with standing() as gateway, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sockets, "PATIENCE", (30, 30))
        os.environ["CONNECTIONS_URL"] = gateway.url
        settings.cache_clear()
        sockets.gateway.cache_clear()
        sockets.gateway()
        yield gateway


@pytest.fixture(scope="session")
def endpoint(cloud: str) -> Iterator[HostedPage]:
    """The pool's hosted page and token endpoint, for the whole run."""
    with hosted_page.standing() as page:
        os.environ["TOKEN_URL"] = page.url
        settings.cache_clear()
        yield page


@pytest.fixture
def page(endpoint: HostedPage) -> HostedPage:
    """The hosted page, at which nobody has signed in yet."""
    endpoint.begin_anew()
    return endpoint


@pytest.fixture
def gateway(talk: Clinic, line: Gateway, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """The socket gateway, with a window of Ada's (`adas`) and one of Nora's (`noras`) open, and time to push."""
    from chalicelib.transport import socket
    from chalicelib.usecases import telling

    monkeypatch.setattr(telling, "PATIENCE", 10)
    monkeypatch.setattr(socket, "PACE", socket.Pace())
    tables.as_kept("two windows", lambda: [open_socket(talk.ada, "adas"), open_socket(talk.nora, "noras")])
    line.begin_anew()
    return line


@pytest.fixture
def untouched(talk: Clinic) -> Iterator[Clinic]:
    """The clinic, whose tables must be the same afterwards: no records, and no audit of things that did not happen."""
    before = tables.contents()
    yield talk
    assert tables.contents() == before


@pytest.fixture(autouse=True)
def wire(request: pytest.FixtureRequest) -> Iterator[Wire | None]:
    """What goes over the wire to DynamoDB in this test, held to DynamoDB's own rules where moto is lenient."""
    stage = next((name for name in ("talk", "clinic", "aws") if name in request.fixturenames), None)
    if stage is None:
        yield None
        return
    request.getfixturevalue(stage)
    from chalicelib.adapters.table import CONNECTION

    with tapped(CONNECTION.client) as it:
        yield it
    assert it.rewritten == [], "messages are never changed or removed"
