"""The local stack as a whole: what it is made of, in which order it comes up, and the addresses it has then."""

import contextlib
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from infra.edge_headers import CHIME_ORIGINS
from infra.local import building, processes
from infra.local.aws import client
from infra.local.deployment import deploy
from infra.local.dropped_settings import apply_dropped_settings
from infra.local.emulating import emulator
from infra.local.front.addresses import Addresses
from infra.local.processes import Child
from infra.local.push_key import with_push_key
from infra.local.settings import CLINIC_NAME, HOST, LANGUAGES, REGION, SENDER_ADDRESS, Settings, require_free
from infra.local.steps import step

START_SECONDS = 60


@dataclass(frozen=True)
class Stack:
    """A running stack. `outputs` are those of the template."""

    settings: Settings
    outputs: dict[str, str]
    children: tuple[Child, ...] = ()

    @property
    def portal_url(self) -> str:
        return self.settings.portal_url

    @property
    def api_url(self) -> str:
        return f"{self.portal_url}/v1"

    @property
    def region(self) -> str:
        return REGION

    def aws(self, service: str) -> Any:
        """A boto3 client of the local AWS, with an administrator's rights."""
        return client(service, self.settings.emulator_url)

    @property
    def user_pool_id(self) -> str:
        return self.outputs["UserPoolId"]

    @property
    def client_id(self) -> str:
        return self.outputs["PortalClientId"]

    @cached_property
    def integration(self) -> dict[str, str]:
        """What the EHR signs in with: clientId, clientSecret, tokenUrl."""
        described = self.aws("cognito-idp").describe_user_pool_client(
            UserPoolId=self.user_pool_id, ClientId=self.outputs["DirectoryClientId"]
        )["UserPoolClient"]
        return {
            "clientId": described["ClientId"],
            "clientSecret": described["ClientSecret"],
            "tokenUrl": f"{self.portal_url}/oauth2/token",
        }

    def addresses(self) -> Addresses:
        """What the front is told."""
        return Addresses(
            port=self.settings.port,
            emulator_url=self.settings.emulator_url,
            rest_path=f"/restapis/{self.outputs['RestApiId']}/v1/_user_request_",
            socket_path=f"/_aws/execute-api/{self.outputs['WebsocketApiId']}/socket",
            portal_folder=str(building.DIST),
            portal_config=self.portal_config(),
            proof=self.edge_proof(),
            call_origins=CHIME_ORIGINS if self.settings.parameters.get("CallProvider") == "chime" else "",
        )

    def edge_proof(self) -> str:
        """What the front shows to the API to be known by; nothing to an earlier version, which asks for none."""
        if "EdgeProofArn" not in self.outputs:
            return ""
        stored = self.aws("secretsmanager").get_secret_value(SecretId=self.outputs["EdgeProofArn"])
        return str(stored["SecretString"])

    def portal_config(self) -> dict[str, Any]:
        return {
            "apiBase": "/v1",
            "clinicName": CLINIC_NAME,
            "languages": self.settings.parameters.get("Languages", LANGUAGES).split(","),
            "clientId": self.client_id,
            "authorizeUrl": f"{self.portal_url}/oauth2/authorize",
            "tokenUrl": f"{self.portal_url}/oauth2/token",
            "logoutUrl": f"{self.portal_url}/logout",
            "redirectUri": f"{self.portal_url}/",
        }


@contextlib.contextmanager
def running_stack(settings: Settings) -> Iterator[Stack]:
    """Build what is not built, start everything, stop everything at the end. Data stays in `settings.folder`."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    require_free(settings.port, "PORT")
    require_free(settings.emulator_port, "EMULATOR_PORT")
    package = building.package()
    building.portal()
    with contextlib.ExitStack() as children:
        with step("start the emulator"):
            local_aws = children.enter_context(emulator(settings))
        if settings.wakes:
            settings = with_push_key(settings)
        stack = Stack(settings, deploy(package, settings))
        apply_dropped_settings(package, settings)
        verify_sender(stack)
        with step("start the front"):
            front = children.enter_context(front_of(stack))
        yield replace(stack, children=(local_aws, front))


def verify_sender(stack: Stack) -> None:
    """What on AWS the clinic does once: show that the address is theirs from which mails come."""
    with step("verify the sender of mails"):
        stack.aws("ses").verify_email_identity(EmailAddress=SENDER_ADDRESS)


@contextlib.contextmanager
def front_of(stack: Stack) -> Iterator[Child]:
    folder = stack.settings.folder
    file, log = folder / "front.json", folder / "front.log"
    stack.addresses().write(file)
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    with processes.running([sys.executable, "-m", "infra.local.front", str(file)], environment, log) as child:
        processes.wait_until(lambda: listens(stack.settings.port), child, "front", log, START_SECONDS)
        yield child


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
