"""Corrections of accounts: `other_accounts`."""

import json
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
from botocore.config import Config

from infra.local.settings import REGION
from tests.local.emulator.local_aws import ANYONE, EVERYTHING, LocalAws, unique

OTHER = "222233334444"


@dataclass(frozen=True)
class OtherAccount:
    """An account beside the first: its number is its key."""

    aws: LocalAws

    def client(self, service: str, key: str = OTHER, secret: str = "test", token: str | None = None) -> Any:
        keys = {"aws_access_key_id": key, "aws_secret_access_key": secret, "aws_session_token": token}
        settings = Config(signature_version="s3v4") if service == "s3" else None
        return boto3.client(service, endpoint_url=self.aws.url, region_name=REGION, config=settings, **keys)

    def called_api(self) -> httpx.Response:
        """What an API says that answers everything with a word."""
        gateway = self.client("apigateway")
        api = gateway.create_rest_api(name=unique("api"))["id"]
        [root] = gateway.get_resources(restApiId=api)["items"]
        of = {"restApiId": api, "resourceId": root["id"], "httpMethod": "GET"}
        gateway.put_method(**of, authorizationType="NONE")
        gateway.put_integration(**of, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
        gateway.put_method_response(**of, statusCode="200")
        gateway.put_integration_response(**of, statusCode="200", responseTemplates={"application/json": "here"})
        gateway.create_deployment(restApiId=api, stageName="live")
        return httpx.get(f"{self.aws.url}/restapis/{api}/live/_user_request_/")

    def posted_form(self) -> httpx.Response:
        """What a bucket says to a form that a function has signed, by its role."""
        iam, role, bucket = self.client("iam"), unique("role"), unique("bucket")
        trust = {"Version": "2012-10-17", "Statement": [{**ANYONE, "Principal": "*"}]}
        arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        policy = json.dumps({"Version": "2012-10-17", "Statement": [EVERYTHING]})
        iam.put_role_policy(RoleName=role, PolicyName="all", PolicyDocument=policy)
        self.client("s3").create_bucket(Bucket=bucket)
        session = self.client("sts").assume_role(RoleArn=arn, RoleSessionName="it")["Credentials"]
        signing = self.client("s3", session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
        form = signing.generate_presigned_post(bucket, "it")
        return httpx.post(form["url"], data=form["fields"], files={"file": b"bytes"})


def test_plain_finds_apis_of_the_first_account_alone(plain: LocalAws) -> None:
    assert OtherAccount(plain).called_api().status_code == 404


def test_corrected_finds_the_api_by_its_address(corrected: LocalAws) -> None:
    answer = OtherAccount(corrected).called_api()
    assert (answer.status_code, answer.text) == (200, "here")


def test_plain_takes_a_functions_form_for_one_of_the_first_account(plain: LocalAws) -> None:
    assert OtherAccount(plain).posted_form().status_code == 403


def test_corrected_takes_it_for_one_of_its_role(corrected: LocalAws) -> None:
    assert OtherAccount(corrected).posted_form().status_code == 204
