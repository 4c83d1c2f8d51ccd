"""What the deployment tells the functions, read from the environment once."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalicelib.door_settings import DoorSettings, door_settings

WORD = r"[^\s{}\"<>\\^`|]*"
CARD_URL = rf"https://[^\s/{{}}@?#\"<>\\^`|]+/{WORD}(\{{type\}}{WORD}\{{id\}}|\{{id\}}{WORD}\{{type\}}){WORD}"
"""An address with both placeholders behind its host; parameter `CardUrl` of the template has the same pattern."""
LANGUAGES = ("en", "es")
"""Those that there are words in; parameter `Languages` has the same."""
HOST = r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]"
STUN_URL = rf"stuns?:({HOST})(:\d{{1,5}})?"
TURN_URL = rf"turns?:({HOST})(:\d{{1,5}})?(\?transport=(udp|tcp))?"
CALL_PROVIDERS = ("p2p", "chime")
CHIME_REGIONS = (
    "af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
    "ca-central-1", "eu-central-1", "eu-west-2", "us-east-1", "us-west-2",
)  # fmt: skip
"""Where Chime both takes requests for meetings and carries them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every environment variable that the functions read; `docs/settings.md` explains each."""

    records_table: str
    audit_table: str
    region: str
    clinic_name: str
    languages: tuple[str, ...]
    time_zone: str
    version: str
    portal_origin: str
    embedding_origins: frozenset[str]
    socket_url: str
    connections_url: str
    handover_queue_url: str
    attachments_bucket: str
    checker_function: str
    seals_bucket: str
    seal_key: str
    scans_required: bool
    user_pool_id: str
    issuer: str
    authorize_url: str
    token_url: str
    portal_client_id: str
    directory_client_id: str
    idle_minutes_staff: int
    idle_minutes_patients: int
    join_minutes_before: int
    call_grace_minutes: int
    is_local: bool
    card_url: str
    call_provider: str
    chime_region: str
    stun_urls: tuple[str, ...]
    turn_urls: tuple[str, ...]
    turn_secret_arn: str
    call_relay_only: bool
    stack_name: str
    archive_months: int
    retention_months: int
    sender_address: str
    configuration_set: str
    digest_delay_minutes: int
    digest_snippets: bool
    push: "PushSettings"
    doors: DoorSettings

    def __post_init__(self) -> None:
        if self.card_url and not re.fullmatch(CARD_URL, self.card_url):
            raise ValueError("CARD_URL must be like https://portal.clinic.example/{type}/{id}, or empty.")
        if not self.languages or not set(self.languages) <= set(LANGUAGES):
            raise ValueError(f"LANGUAGES must be some of {', '.join(LANGUAGES)}, separated by commas.")

    @property
    def record(self) -> str:
        """Names the table that holds the records: another than before once an earlier state was restored."""
        return hashlib.sha256(self.records_table.encode()).hexdigest()[:12]

    def faults_of_calls(self) -> Iterator[str]:
        """What stands against the settings of video visits. They stop calls, and nothing else."""
        if self.call_provider not in CALL_PROVIDERS:
            yield f"CALL_PROVIDER must be one of {', '.join(CALL_PROVIDERS)}."
        if self.call_provider == "chime" and self.chime_region not in CHIME_REGIONS:
            yield f"CHIME_REGION must be one of {', '.join(CHIME_REGIONS)}: give ChimeRegion."
        if not all(re.fullmatch(STUN_URL, url) for url in self.stun_urls):
            yield "STUN_URLS must be like stun:turn.clinic.example:3478, separated by commas, or empty."
        if not all(re.fullmatch(TURN_URL, url) for url in self.turn_urls):
            yield "TURN_URLS must be like turn:turn.clinic.example:3478?transport=udp, separated by commas, or empty."
        if self.turn_urls and not self.turn_secret_arn:
            yield "TURN_URLS need TURN_SECRET_ARN, the secret that these servers share with us."
        if not self.turn_urls and (self.turn_secret_arn or self.call_relay_only):
            yield "TURN_SECRET_ARN and CALL_RELAY_ONLY need TURN_URLS, the servers that they are about."


@dataclass(frozen=True, slots=True)
class PushSettings:
    """How people are woken in their browsers, if at all."""

    is_on: bool
    queue_url: str
    hosts: tuple[str, ...]
    secret_arn: str
    public_key: str
    subject: str


def push_settings() -> PushSettings:
    value = os.environ.get
    return PushSettings(
        is_on=value("WEB_PUSH", "false") == "true",
        queue_url=value("PUSH_QUEUE_URL", ""),
        hosts=listed(value("PUSH_HOSTS", "")),
        secret_arn=value("VAPID_SECRET_ARN", ""),
        public_key=value("VAPID_PUBLIC_KEY", ""),
        subject=value("VAPID_SUBJECT", ""),
    )


def listed(text: str) -> tuple[str, ...]:
    """What stands between the commas."""
    return tuple(filter(None, text.split(",")))


@cache
def settings() -> Settings:
    """The settings of this process. Importing needs none of them: each has a harmless default."""
    value = os.environ.get
    return Settings(
        records_table=value("RECORDS_TABLE", "Records"),
        audit_table=value("AUDIT_TABLE", "Audit"),
        region=value("AWS_REGION") or value("AWS_DEFAULT_REGION") or "us-east-1",
        clinic_name=value("CLINIC_NAME", "Clinic"),
        languages=listed(value("LANGUAGES") or "en,es"),
        time_zone=value("CLINIC_TIME_ZONE") or "UTC",
        version=value("VERSION", "development"),
        portal_origin=value("PORTAL_ORIGIN", "http://localhost:8000"),
        embedding_origins=frozenset(filter(None, value("EMBEDDING_ORIGINS", "").split(","))),
        socket_url=value("SOCKET_URL", "ws://localhost:8000/socket"),
        connections_url=value("CONNECTIONS_URL", ""),
        handover_queue_url=value("HANDOVER_QUEUE_URL", ""),
        attachments_bucket=value("ATTACHMENTS_BUCKET", "attachments"),
        checker_function=value("CHECKER_FUNCTION", ""),
        seals_bucket=value("SEALS_BUCKET", "seals"),
        seal_key=value("SEAL_KEY", ""),
        scans_required=value("SCANS_REQUIRED", "false") == "true",
        user_pool_id=value("USER_POOL_ID", ""),
        issuer=value("ISSUER", ""),
        authorize_url=value("AUTHORIZE_URL", ""),
        token_url=value("TOKEN_URL", ""),
        portal_client_id=value("PORTAL_CLIENT_ID", ""),
        directory_client_id=value("DIRECTORY_CLIENT_ID", ""),
        idle_minutes_staff=int(value("IDLE_MINUTES_STAFF", "15")),
        idle_minutes_patients=int(value("IDLE_MINUTES_PATIENTS", "30")),
        join_minutes_before=int(value("JOIN_MINUTES_BEFORE", "15")),
        call_grace_minutes=int(value("CALL_GRACE_MINUTES", "15")),
        is_local=value("IS_LOCAL", "false") == "true",
        card_url=value("CARD_URL", ""),
        stack_name=value("STACK_NAME", "clinic-messaging"),
        archive_months=int(value("ARCHIVE_MONTHS", "12")),
        retention_months=int(value("RETENTION_MONTHS", "0")),
        **of_calls(),
        **of_mails(),
        push=push_settings(),
        doors=door_settings(),
    )


def of_calls() -> dict[str, Any]:
    """Those of them that say what carries video visits."""
    value = os.environ.get
    return {
        "call_provider": value("CALL_PROVIDER", "p2p"),
        "chime_region": value("CHIME_REGION", "us-east-1"),
        "stun_urls": listed(value("STUN_URLS", "")),
        "turn_urls": listed(value("TURN_URLS", "")),
        "turn_secret_arn": value("TURN_SECRET_ARN", ""),
        "call_relay_only": value("CALL_RELAY_ONLY", "false") == "true",
    }


def of_mails() -> dict[str, Any]:
    """Those of them that only mails need."""
    value = os.environ.get
    return {
        "sender_address": value("SENDER_ADDRESS", ""),
        "configuration_set": value("CONFIGURATION_SET", ""),
        "digest_delay_minutes": int(value("DIGEST_DELAY_MINUTES", "15")),
        "digest_snippets": value("DIGEST_SNIPPETS", "false") == "true",
    }
