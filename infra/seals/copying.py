"""A copy of the bucket of seals: what a verification needs, and nothing of AWS."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from infra.seals.keys import pem_of
from infra.seals.places import KEY, Bucket
from infra.seals.stack import Stack


def download(stack: Stack, folder: Path) -> int:
    """Copy what is not there yet, and the public key; gives how many files there are. Nothing is written over."""
    bucket = Bucket(stack.aws("s3"), stack.outputs["SealsBucket"])
    folder.mkdir(parents=True, exist_ok=True)
    names = list(bucket.names())
    with ThreadPoolExecutor(bucket.several) as pool:
        list(pool.map(lambda name: copy(bucket, name, folder / name), names))
    if not (folder / KEY).exists():
        (folder / KEY).write_bytes(pem_of(stack.public_key()))
    return len(names)


def copy(bucket: Bucket, name: str, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(bucket.read(name) or b"")
    part.replace(target)
