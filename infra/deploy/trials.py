"""One trial of a live installation: what all that it makes is named by, and how it calls the API."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.deploy.cloud import Cloud

PATIENCE = 60
"""Seconds that an answer may take: functions may start for the first time."""


class TrialFailed(Exception):
    """Something does not work as it should; says what."""


@dataclass
class Trial:
    """One trial of a live installation. Everything that it makes is named by its id. `tokens`: of who has signed in."""

    cloud: Cloud
    outputs: Mapping[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    id: str = field(default_factory=lambda: f"trial-{uuid.uuid4().hex[:12]}")

    @property
    def patient(self) -> str:
        return f"{self.id}-patient"

    @property
    def nurse(self) -> str:
        return f"{self.id}-nurse"

    @property
    def team(self) -> str:
        return f"{self.id}-team"

    @property
    def visit(self) -> str:
        return f"{self.id}-visit"

    @property
    def paths(self) -> list[str]:
        """What it may have put into the directory, the newest first."""
        people = [f"people/{self.patient}", f"care-teams/{self.team}", f"people/{self.nurse}"]
        return [f"appointments/{self.visit}", *people]

    def call(self, token: str, method: str, path: str, content: object = None, **more: Any) -> Any:
        """What the API answers to this; TrialFailed if it refuses."""
        headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **more}
        url = f"{self.outputs['ApiUrl']}{path}"
        answer = httpx.request(method, url, json=content, headers=headers, timeout=PATIENCE)
        if not answer.is_success:
            raise TrialFailed(f"{method} {path} is answered with {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def put(self, token: str, path: str, content: object) -> None:
        self.call(token, "PUT", f"/directory/{path}", content)
