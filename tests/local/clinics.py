"""Two clinics in two accounts of one emulator, each installed from its file as `make deploy` does it."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from infra.deploy import applying, change_sets, commands, releases, stacks
from infra.deploy.cloud import Cloud
from infra.deploy.cloud import connect as connect_cloud
from infra.deploy.tenants import Tenant, parsed
from infra.deploy.trials import PATIENCE, Trial
from infra.local.emulating import emulator
from infra.local.settings import Settings, free_port
from infra.package import Package, build, host_architecture

ACCOUNTS = {"riverside": "222233334444", "lakeside": "333344445555"}
STACKS = {"riverside": "river-messaging", "hillside": "river-messaging", "lakeside": "lake-messaging"}
"""Named apart: the emulator gives tables of stacks that have one name the same name in every account."""


@dataclass(frozen=True)
class Installed:
    """A clinic that stands, and what trying it out may need."""

    cloud: Cloud

    @property
    def outputs(self) -> dict[str, str]:
        found = stacks.find(self.cloud)
        assert found
        return dict(found.outputs)

    def trial(self) -> Trial:
        return Trial(self.cloud, self.outputs)

    def get(self, path: str, token: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.get(f"{self.outputs['ApiUrl']}{path}", headers=headers, timeout=PATIENCE)


def tenant(name: str, account: str = "") -> Tenant:
    number = account or ACCOUNTS[name]
    lines = {
        **{"account": number, "region": "us-east-1", "clinic_name": name.capitalize()},
        **{"portal_domain": "messages.clinic.example", "sender_address": "no-reply@clinic.example"},
        **{"certificate_arn": f"arn:aws:acm:us-east-1:{number}:certificate/0a", "stack": STACKS[name]},
        **({"retention_months": "24"} if name == "riverside" else {"second_factor": "STAFF"}),
    }
    return parsed(name, "\n".join(f"{key}: {value}" for key, value in lines.items()), f"infra/tenants/{name}.yaml")


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(emulator_port=free_port(), folder=tmp_path_factory.mktemp("tenants"), is_kept=False)
    with emulator(settings):
        yield settings.emulator_url


@pytest.fixture(scope="session")
def package() -> Package:
    return build(host_architecture())


@pytest.fixture(scope="session")
def riverside(endpoint: str, package: Package) -> Installed:
    """Its first installation was interrupted while CloudFormation was at work; the second run goes on from there."""
    cloud = connect_cloud(tenant("riverside"), endpoint)
    change_sets.make(cloud, releases.publish(cloud, package)).execute()
    commands.deploy(cloud.tenant, endpoint)
    return Installed(cloud)


@pytest.fixture(scope="session")
def lakeside(endpoint: str, package: Package) -> Installed:
    """Its first installation was interrupted before anything was applied."""
    cloud = connect_cloud(tenant("lakeside"), endpoint)
    release = releases.publish(cloud, package)
    change_sets.make(cloud, release)
    applying.bring_to(cloud, release, allow_data_loss=False)
    return Installed(cloud)
