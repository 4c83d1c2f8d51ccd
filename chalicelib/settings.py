"""What the deployment tells the functions, read from the environment once."""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Settings:
    """Every environment variable that the functions read; `docs/settings.md` explains each."""

    records_table: str
    audit_table: str
    region: str
    clinic_name: str
    version: str
    portal_origin: str
    embedding_origins: frozenset[str]
    socket_url: str
    connections_url: str
    user_pool_id: str
    portal_client_id: str
    directory_client_id: str
    is_local: bool


@cache
def settings() -> Settings:
    """The settings of this process. Importing needs none of them: each has a harmless default."""
    value = os.environ.get
    return Settings(
        records_table=value("RECORDS_TABLE", "Records"),
        audit_table=value("AUDIT_TABLE", "Audit"),
        region=value("AWS_REGION") or value("AWS_DEFAULT_REGION") or "us-east-1",
        clinic_name=value("CLINIC_NAME", "Clinic"),
        version=value("VERSION", "development"),
        portal_origin=value("PORTAL_ORIGIN", "http://localhost:8000"),
        embedding_origins=frozenset(filter(None, value("EMBEDDING_ORIGINS", "").split(","))),
        socket_url=value("SOCKET_URL", "ws://localhost:8000/socket"),
        connections_url=value("CONNECTIONS_URL", ""),
        user_pool_id=value("USER_POOL_ID", ""),
        portal_client_id=value("PORTAL_CLIENT_ID", ""),
        directory_client_id=value("DIRECTORY_CLIENT_ID", ""),
        is_local=value("IS_LOCAL", "false") == "true",
    )
