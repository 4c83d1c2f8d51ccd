"""The floor: a bare function on the same stack that puts one item and posts it to another socket, and nothing else."""

import io
import json
import zipfile
from typing import Any

from infra.local.stack import Stack
from infra.package import build, host_architecture

NAME = "bench-bare"
CODE = """
import json, os
import botocore.session
aws = botocore.session.get_session()
table = aws.create_client("dynamodb")
gateway = aws.create_client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])

def handler(event, context):
    connection = event["requestContext"]["connectionId"]
    if event["requestContext"]["routeKey"] == "$connect":
        return {"statusCode": 200}
    said = json.loads(event["body"])
    if said["do"] == "send":
        item = {"conversation": {"S": said["conversation"]}, "id": {"S": said["id"]}, "text": {"S": said["text"]}}
        table.put_item(TableName="bench-bare", Item=item)
        gateway.post_to_connection(ConnectionId=said["to"], Data=json.dumps({"text": said["text"]}).encode())
    return {"statusCode": 200, "body": json.dumps({"id": said["id"], "connection": connection})}
"""
ANY = {"Effect": "Allow", "Action": ["dynamodb:PutItem", "execute-api:ManageConnections", "logs:*"], "Resource": "*"}
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


def deploy(stack: Stack) -> str:
    """Put table, function and socket beside ours; the socket's address."""
    stack.aws("dynamodb").create_table(
        TableName=NAME,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("conversation", "id")],
        KeySchema=[{"AttributeName": "conversation", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "RANGE"}],
    )
    sockets = stack.aws("apigatewayv2")
    api = sockets.create_api(Name=NAME, ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.do")["ApiId"]
    path = f"/_aws/execute-api/{api}/bench"
    arn = function(stack, f"{stack.settings.emulator_url}{path}")
    uri = f"arn:aws:apigateway:{stack.region}:lambda:path/2015-03-31/functions/{arn}/invocations"
    target = sockets.create_integration(ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=uri)["IntegrationId"]
    for route in ("$connect", "$default"):
        sockets.create_route(ApiId=api, RouteKey=route, Target=f"integrations/{target}")
    sockets.create_stage(ApiId=api, StageName="bench", AutoDeploy=True)
    return f"{stack.settings.emulator_url.replace('http', 'ws')}{path}"


def function(stack: Stack, connections_url: str) -> str:
    iam = stack.aws("iam")
    role = iam.create_role(RoleName=NAME, AssumeRolePolicyDocument=policy(TRUST))["Role"]["Arn"]
    iam.put_role_policy(RoleName=NAME, PolicyName="any", PolicyDocument=policy(ANY))
    archive = io.BytesIO(build(host_architecture()).archive.read_bytes())  # with the libraries that ours has too
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("bare.py", CODE)
    functions = stack.aws("lambda")
    made = functions.create_function(
        FunctionName=NAME,
        Runtime="python3.11",
        Role=role,
        Handler="bare.handler",
        Code={"ZipFile": archive.getvalue()},
        Timeout=10,
        MemorySize=1024,
        Environment={"Variables": {"CONNECTIONS_URL": connections_url}},
    )
    functions.add_permission(
        FunctionName=NAME, StatementId="any", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com"
    )
    arn: str = made["FunctionArn"]
    return arn


def policy(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
