"""The AWS of a tenant: its account on AWS, or an emulator at ENDPOINT that plays this account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from infra.deploy.tenants import Tenant
from infra.local.steps import Failure

PATIENT = Config(retries={"max_attempts": 8, "mode": "standard"}, read_timeout=60)
CALLING = Config(retries={"max_attempts": 2, "mode": "standard"}, read_timeout=900, tcp_keepalive=True)
"""Functions answer when they are done, after a quarter of an hour at most; called again, they would begin anew."""


@dataclass(frozen=True)
class Cloud:
    """`clients`: gives the client of a service in a region. `pause`: seconds between two looks at work under way."""

    tenant: Tenant
    clients: Callable[[str, str], Any]
    endpoint: str = ""
    pause: float = 5

    @property
    def is_emulated(self) -> bool:
        return bool(self.endpoint)

    def client(self, service: str, region: str = "") -> Any:
        """`region` only where it is another than the tenant's."""
        return self.clients(service, region or self.tenant.region)


def connect(tenant: Tenant, endpoint: str = "") -> Cloud:
    """With the credentials that the AWS tools would take, by the tenant's profile; an emulator's are the account."""
    if endpoint:
        keys = {"aws_access_key_id": tenant.account, "aws_secret_access_key": "test"}
        session = boto3.Session(**keys)
    else:
        try:
            session = boto3.Session(profile_name=tenant.profile or None)
        except BotoCoreError as missing:
            raise Failure(f"{missing}. Make it with `aws configure sso`, or correct `profile`.") from missing
    made: dict[tuple[str, str], Any] = {}

    def client(service: str, region: str) -> Any:
        key = (service, region)
        config = CALLING if service == "lambda" else PATIENT
        if key not in made:
            made[key] = session.client(service, region_name=region, endpoint_url=endpoint or None, config=config)
            if endpoint:  # It knows the account by the signature, which sign-ins do not have on AWS.
                made[key].meta.events.register("choose-signer.cognito-idp.InitiateAuth", lambda **_asked: "v4")
        return made[key]

    return Cloud(tenant, client, endpoint, pause=0.2 if endpoint else 5)
