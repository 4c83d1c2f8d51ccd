"""Deploys the packaged template to the emulator through CloudFormation, as AWS gets it."""

import hashlib
import json
import time
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.releases import CAPABILITIES, with_code_at
from infra.local import fingerprints
from infra.local.aws import client
from infra.local.settings import CLINIC_NAME, CLINIC_ZONE, LANGUAGES, SENDER_ADDRESS, STACK_NAME, Settings
from infra.local.steps import Failure, step
from infra.package import Package

BUCKET = "clinic-messaging-deployments"
LONGEST = 120  # seconds
TEMPLATE = "template.json"


def deploy(package: Package, settings: Settings) -> dict[str, str]:
    """Bring the stack to what is packaged and return its outputs."""
    archives = {f"./{path.name}": path.read_bytes() for path in package.archives}
    keys = {name: f"{hashlib.sha256(archive).hexdigest()}.zip" for name, archive in archives.items()}
    template = with_code_at(json.loads(package.template.read_text()), BUCKET, keys)
    parameters = parameters_for(template, settings)
    mark, fingerprint = settings.folder / "deployed", fingerprints.of_files([], json.dumps([template, parameters]))
    with step("deploy the template") as notes:
        cloudformation = client("cloudformation", settings.emulator_url)
        if is_deployed(cloudformation) and fingerprints.is_same(mark, fingerprint):
            notes.append("(unchanged)")
        else:
            upload(
                client("s3", settings.emulator_url),
                {
                    **{keys[name]: archive for name, archive in archives.items()},
                    TEMPLATE: json.dumps(template).encode(),
                },
            )
            was_there = is_deployed(cloudformation)
            apply(cloudformation, parameters)
            if was_there:
                migrate(client("lambda", settings.emulator_url))
            fingerprints.remember(mark, fingerprint)
        return outputs(cloudformation)


def migrate(lambdas: Any) -> None:
    """Bring what an earlier version has stored to what this one relies on."""
    while True:
        answer = lambdas.invoke(FunctionName=f"{STACK_NAME}-migrate", Payload=b"{}")
        told = json.loads(answer["Payload"].read())
        if answer.get("FunctionError") or any(each["walked"] and each["failed"] for each in told):
            raise Failure(f"What is stored could not be migrated: {told}. `make demo-reset` begins anew.")
        if all(each["done"] for each in told):
            return


def parameters_for(template: dict[str, Any], settings: Settings) -> list[dict[str, str]]:
    wanted = {
        "IsLocal": "true",
        "ClinicName": CLINIC_NAME,
        "ClinicTimeZone": CLINIC_ZONE,
        "Languages": LANGUAGES,
        "SenderAddress": SENDER_ADDRESS,
        "PortalOrigin": settings.portal_url,
        "SocketUrl": f"{settings.portal_url.replace('http', 'ws', 1)}/socket",
        "EmulatorUrl": settings.emulator_url,
        **settings.parameters,
    }
    known = template.get("Parameters", {})
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in wanted.items() if name in known]


def upload(s3: Any, files: dict[str, bytes]) -> None:
    """A template of more than 51,200 bytes is taken from S3 only."""
    s3.create_bucket(Bucket=BUCKET)
    for key, content in files.items():
        s3.put_object(Bucket=BUCKET, Key=key, Body=content)


def apply(cloudformation: Any, parameters: list[dict[str, str]]) -> None:
    change = cloudformation.update_stack if is_deployed(cloudformation) else cloudformation.create_stack
    try:
        change(
            StackName=STACK_NAME,
            TemplateURL=f"https://s3.amazonaws.com/{BUCKET}/{TEMPLATE}",
            Parameters=parameters,
            Capabilities=CAPABILITIES,
        )
    except ClientError as refusal:
        if "No updates are to be performed" in str(refusal):
            return
        raise Failure(f"CloudFormation refuses the template: {refusal}") from refusal
    wait_until_done(cloudformation)


def wait_until_done(cloudformation: Any) -> None:
    deadline = time.monotonic() + LONGEST
    while (status := status_of(cloudformation)).endswith("IN_PROGRESS"):
        if time.monotonic() > deadline:
            raise Failure(f"CloudFormation is still at {status} after {LONGEST} s.")
        time.sleep(0.1)
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise Failure(f"CloudFormation ended with {status}:\n{reasons(cloudformation)}")


def is_deployed(cloudformation: Any) -> bool:
    return status_of(cloudformation) in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")


def status_of(cloudformation: Any) -> str:
    try:
        found: str = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]["StackStatus"]
        return found
    except ClientError:
        return "ABSENT"


def reasons(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]
    failures = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return "\n".join(f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason')}" for event in failures)


def outputs(cloudformation: Any) -> dict[str, str]:
    stack = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
