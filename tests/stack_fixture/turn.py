"""A real TURN server for tests of calls: Debian's coturn on this machine alone, with a secret of its own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from chalicelib import clock
from infra.checks import coturn
from infra.local import building, processes
from infra.local.deployment import deploy
from infra.local.settings import HOST, free_port
from infra.local.stack import Stack

START_SECONDS = 20
REALM = "clinic.example"


@dataclass(frozen=True)
class TurnServer:
    """Takes whoever comes with credentials by its secret, made as the TURN REST scheme has it. `log`: what it says."""

    port: int
    secret: str
    log: Path

    @property
    def url(self) -> str:
        """As a browser is told."""
        return f"turn:{HOST}:{self.port}?transport=udp"

    @property
    def stun_url(self) -> str:
        return f"stun:{HOST}:{self.port}"

    @property
    def allocations(self) -> int:
        """How often it has given somebody a relayed address."""
        return self.log.read_text(errors="replace").count("ALLOCATE processed, success")


@contextmanager
def standing(folder: Path, secret: str = "a secret of these tests") -> Iterator[TurnServer]:
    """A server on a free port for as long as the block runs; its log and its database lie in `folder`."""
    coturn.provide()
    server = TurnServer(free_port(), secret, folder / "turnserver.log")
    environment = {"PATH": "/usr/bin:/bin"}
    with processes.running(command(server, folder), environment, server.log) as child:
        processes.wait_until(lambda: listens(server.port), child, "TURN server", server.log, START_SECONDS)
        yield server


def command(server: TurnServer, folder: Path) -> list[str]:
    """Everything is said here: no file of this machine is read, and nothing but loopback is spoken to."""
    return [
        coturn.path() or "turnserver",
        *("-c", "/dev/null", "--log-file", "stdout", "--simple-log", "--verbose", "--no-cli"),
        *("--pidfile", str(folder / "turnserver.pid"), "--userdb", str(folder / "turnserver.db")),
        *("--listening-ip", HOST, "--relay-ip", HOST, "--listening-port", str(server.port), "--no-rfc5780"),
        *("--no-tls", "--no-dtls", "--allow-loopback-peers", "--no-multicast-peers"),
        *("--use-auth-secret", "--static-auth-secret", server.secret, "--realm", REALM),
    ]


def listens(port: int) -> bool:
    """It takes TCP on the same port as UDP."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@contextmanager
def relaying(stack: Stack, server: TurnServer) -> Iterator[None]:
    """Let all media of the stack's calls go through this server, by the template's own parameters; then as before."""
    secrets = stack.aws("secretsmanager")
    arn = secrets.create_secret(Name=f"turn-{clock.new_id()}", SecretString=server.secret)["ARN"]
    chosen = {"TurnUrls": server.url, "TurnSecretArn": arn, "CallRelayOnly": "true"}
    package = building.package()
    deploy(package, replace(stack.settings, parameters={**stack.settings.parameters, **chosen}))
    try:
        yield
    finally:
        deploy(package, stack.settings)
        secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
