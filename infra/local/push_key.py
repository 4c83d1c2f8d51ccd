"""The key by which push services know a local stack, made once and kept in its Secrets Manager."""

import json
from dataclasses import replace

from botocore.exceptions import ClientError

from infra.local.aws import client
from infra.local.settings import Settings
from infra.local.steps import step
from infra.vapid import new_key

NAME = "clinic-messaging/vapid"
SUBJECT = "mailto:it@clinic.example"


def with_push_key(settings: Settings) -> Settings:
    """The settings of a stack that wakes people in their browsers, its emulator being up."""
    vault = client("secretsmanager", settings.emulator_url)
    with step("find the key for pushes") as notes:
        try:
            stored = vault.get_secret_value(SecretId=NAME)
            arn, key = stored["ARN"], json.loads(stored["SecretString"])
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            key = new_key()
            arn = vault.create_secret(Name=NAME, SecretString=json.dumps(key))["ARN"]
            notes.append("(new)")
    chosen = {"WebPush": "ON", "VapidSecretArn": arn, "VapidPublicKey": key["publicKey"], "VapidSubject": SUBJECT}
    return replace(settings, parameters={**chosen, **settings.parameters})
