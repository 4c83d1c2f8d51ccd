"""`python -m infra.seals verify`: whether the audit is as it was sealed, hour by hour.

Ends with 0 if everything is, 1 if something was changed, is missing or was added, 2 if it could not look.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from chalicelib.domain import seal

from infra.seals import chain, copying, table
from infra.seals.chain import Chain, Finding
from infra.seals.keys import Keys, NoKey, from_pems, pem_of
from infra.seals.places import KEY, Bucket, Folder, Place, hours
from infra.seals.stack import Stack

SHOWN = 20
"""Findings that are told; a number tells of the others."""
PATIENCE = 3
"""Hours behind the one that is due, at which sealing has stopped: the alarm says so too."""


class CannotLook(Exception):
    """Says what is needed."""


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        if asked.act == "verify":
            return verify(asked)
        stack = Stack(asked.stack)
        if asked.act == "download":
            print(f"{copying.download(stack, asked.folder)} files, and the public key in {asked.folder / KEY}")
        else:
            sys.stdout.write(pem_of(stack.public_key()).decode())
        return 0
    except (BotoCoreError, ClientError, CannotLook, NoKey, OSError) as error:
        print(f"Could not look: {error}", file=sys.stderr)
        return 2


def verify(asked: argparse.Namespace) -> int:
    stack = Stack(asked.stack) if asked.stack else None
    place: Place = Folder(asked.folder) if asked.folder else bucket_of(stack)
    keys = from_pems(pems(asked, stack))
    known = hours(place)
    if not known:
        raise CannotLook("There are no seals there. Name the stack, or a folder that `download` has made.")
    until = asked.until or (None if asked.folder else seal.moved(seal.due(datetime.now(UTC)), -PATIENCE))
    walked = chain.walk(place, keys, [it for it in known if not asked.begin or it >= asked.begin], asked.begin, until)
    findings = walked.findings
    tell_keys(keys)
    tell_walk(walked)
    if asked.table:
        findings = sorted([*findings, *held_against_table(asked, stack, walked, place)], key=lambda it: it.hour)
    return tell(findings)


def held_against_table(asked: argparse.Namespace, stack: Stack | None, walked: Chain, place: Place) -> list[Finding]:
    if stack is None:
        raise CannotLook("Name the --stack whose table is to be held against the seals.")
    rows = table.all_rows(stack.aws("dynamodb"), stack.outputs["AuditTableName"])
    done = table.compare(walked, rows, place, seal.hour_of(datetime.now(UTC)), asked.begin)
    print(f"{done.rows:,} rows of the table, of which {done.waiting:,} are not sealed yet")
    return done.findings


def bucket_of(stack: Stack | None) -> Bucket:
    if stack is None:
        raise CannotLook("Name a --stack, or a --folder that `download` has made.")
    return Bucket(stack.aws("s3"), stack.outputs["SealsBucket"])


def pems(asked: argparse.Namespace, stack: Stack | None) -> list[bytes]:
    """The keys that were given; else the stack's, or the one that came with the folder."""
    if asked.key:
        return [path.read_bytes() for path in asked.key]
    return [pem_of(stack.public_key())] if stack else [(asked.folder / KEY).read_bytes()]


def tell_keys(keys: Keys) -> None:
    for name in keys:
        print(f"public key SHA-256 {name}")


def tell_walk(walked: Chain) -> None:
    if walked.seals:
        first, last = walked.seals[0].seal.hour, walked.seals[-1].seal.hour
        count = f"{walked.entries:,} entries, {walked.late:,} of them late"
        print(f"{len(walked.seals):,} hours from {first} to {last}, {count}")


def tell(findings: list[Finding]) -> int:
    if not findings:
        print("Everything is as it was sealed.")
        return 0
    print(f"NOT as it was sealed. The first of {len(findings):,}:", file=sys.stderr)
    for finding in findings[:SHOWN]:
        print(f"  {finding}", file=sys.stderr)
    if len(findings) > SHOWN:
        print(f"  and {len(findings) - SHOWN:,} more", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m infra.seals", description="Check the proof of the audit.")
    acts = top.add_subparsers(dest="act", required=True)
    verifying = acts.add_parser("verify", help="whether the audit is as it was sealed")
    verifying.add_argument("--stack", help="the stack whose bucket is looked at, and whose key is taken")
    verifying.add_argument("--folder", type=Path, help="look at this copy of the bucket instead")
    verifying.add_argument("--table", action="store_true", help="hold the stack's audit table against the seals too")
    verifying.add_argument("--key", type=Path, action="append", help="a public key kept elsewhere; may be given again")
    verifying.add_argument("--from", dest="begin", type=hour, help="leave out what is earlier, such as 2026-11-29T22")
    verifying.add_argument("--until", type=hour, help="the hour to which there must be seals (UTC)")
    downloading = acts.add_parser("download", help="copy the bucket and the public key to a folder")
    downloading.add_argument("--folder", type=Path, required=True)
    exporting = acts.add_parser("key", help="write the public key, to be kept out of the stack's reach")
    for each in (downloading, exporting):
        each.add_argument("--stack", required=True)
    return top


def hour(text: str) -> str:
    if not chain.is_hour(text):
        raise argparse.ArgumentTypeError(f"{text} is no hour such as 2026-11-29T22, in UTC")
    return text


if __name__ == "__main__":
    sys.exit(main())
