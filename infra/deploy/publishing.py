"""Publishes the portal: what pages refer to first, pages last, and nothing is taken away that an open page may want."""

import hashlib
import json
import mimetypes
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.terminal import tell
from infra.local import building
from infra.local.steps import step
from infra.portal_caching import FOREVER, cache_control

CONFIG, INDEX = "config.json", "index.html"
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".json": "application/json", ".html": "text/html"}


def publish_portal(cloud: Cloud, outputs: Mapping[str, str]) -> None:
    """Build the portal and bring it to the stack's bucket and edge."""
    if "PortalBucketName" not in outputs:
        tell("  The portal is not published here: the emulator has no CloudFront. `make run` serves one.")
        return
    building.portal()
    with step("publish the portal") as notes:
        files = files_of(building.DIST, config(cloud, outputs))
        changed = upload(cloud, outputs["PortalBucketName"], files)
        invalidate(cloud, outputs["DistributionId"], changed)
        notes.append(f"({len(changed)} pages changed)" if changed else "(pages unchanged)")


def config(cloud: Cloud, outputs: Mapping[str, str]) -> dict[str, Any]:
    """What the portal asks for at its start: where API and sign-in are, and which languages the clinic speaks."""
    sign_in, portal = outputs["SignInUrl"], outputs["PortalUrl"]
    return {
        "apiBase": "/v1",
        "clinicName": cloud.tenant.parameters["ClinicName"],
        "languages": cloud.tenant.parameters["Languages"].split(","),
        "clientId": outputs["PortalClientId"],
        "authorizeUrl": f"{sign_in}/oauth2/authorize",
        "tokenUrl": f"{sign_in}/oauth2/token",
        "logoutUrl": f"{sign_in}/logout",
        "redirectUri": f"{portal}/",
    }


def files_of(folder: Path, config: Mapping[str, Any]) -> dict[str, bytes]:
    """All files by their paths, in the order in which they are to appear."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    contents = {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}
    contents[CONFIG] = json.dumps(config, indent=1).encode()
    return dict(sorted(contents.items(), key=lambda each: (order(each[0]), each[0])))


def order(path: str) -> int:
    """Files under a hash, then the rest, then what tells browsers of them."""
    last = (CONFIG, INDEX)
    return last.index(path) + 2 if path in last else int(cache_control(path) != FOREVER)


def upload(cloud: Cloud, bucket: str, files: Mapping[str, bytes]) -> list[str]:
    """Put what is new or changed, in this order; gives the paths of files that had another content before."""
    changed: list[str] = []
    for path, content in files.items():
        fingerprint = hashlib.sha256(content).hexdigest()
        before = fingerprint_of(cloud, bucket, path)
        if before == fingerprint:
            continue
        cloud.client("s3").put_object(
            Bucket=bucket,
            Key=path,
            Body=content,
            ContentType=TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream",
            CacheControl=cache_control(path),
            Metadata={"sha256": fingerprint},
        )
        if before is not None:
            changed.append(path)
    return changed


def fingerprint_of(cloud: Cloud, bucket: str, path: str) -> str | None:
    """Of what is published under this path; nothing if nothing is."""
    try:
        found: str = cloud.client("s3").head_object(Bucket=bucket, Key=path)["Metadata"].get("sha256", "")
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return None
        raise
    return found


def invalidate(cloud: Cloud, distribution: str, paths: list[str]) -> None:
    """Let CloudFront fetch these anew. If this never comes, it asks by itself: they are published as `no-cache`."""
    if not paths:
        return
    items = [f"/{path}" for path in paths]
    cloud.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={"Paths": {"Quantity": len(items), "Items": items}, "CallerReference": str(time.time_ns())},
    )
