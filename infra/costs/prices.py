"""What AWS asks: list prices in US dollars, us-east-1, on demand, without the free tiers.

As they stood in public copies of AWS's pages and of others that quote them, read on LOOKED_UP. They change, and other
regions are up to a half dearer: look at https://aws.amazon.com/pricing/ before relying on any of them.
"""

from dataclasses import dataclass

LOOKED_UP = "2026-11-30"
MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """`dollars` for so many (`of`) of a unit."""

    service: str
    unit: str
    dollars: float
    of: int = 1

    def of_quantity(self, quantity: float) -> float:
        return quantity * self.dollars / self.of


CALLS = Price("Lambda", "calls of functions", 0.20, MILLION)
SECONDS = Price("Lambda", "GB-seconds on Graviton", 13.3334, MILLION)
REQUESTS = Price("API Gateway", "requests", 3.50, MILLION)
FRAMES = Price("API Gateway", "frames over sockets, both ways", 1.00, MILLION)
SOCKET_MINUTES = Price("API Gateway", "minutes of open sockets", 0.25, MILLION)
WRITES = Price("DynamoDB", "write units", 0.625, MILLION)
READS = Price("DynamoDB", "read units", 0.125, MILLION)
TABLES = Price("DynamoDB", "GB of tables and indexes", 0.25)
RECOVERY = Price("DynamoDB", "GB of tables, recoverable", 0.20)
FILES = Price("S3", "GB of files, seals and portal", 0.023)
PUTS = Price("S3", "objects put", 0.005, 1000)
GETS = Price("S3", "objects fetched", 0.0004, 1000)
DATA_OUT = Price("S3", "GB of files fetched by browsers", 0.09)
EDGE_REQUESTS = Price("CloudFront", "requests over HTTPS", 0.01, 10_000)
EDGE_DATA = Price("CloudFront", "GB sent to browsers", 0.085)
EDGE_FUNCTIONS = Price("CloudFront", "calls of its function", 0.10, MILLION)
PROTECTED_USERS = Price("Cognito", "people who signed in (Plus)", 0.02)
USERS = Price("Cognito", "people who signed in beyond 10,000 (Essentials)", 0.015)
MACHINES = Price("Cognito", "clients of programs", 6.00)
MACHINE_TOKENS = Price("Cognito", "tokens for the EHR", 2.25, 1000)
ATTENDEE_MINUTES = Price("Chime SDK", "minutes of people in visits", 0.0017)
MAILS = Price("SES", "mails", 0.10, 1000)
KEYS = Price("KMS", "keys, with two rotations of one", 1.00)
KEY_USES = Price("KMS", "uses of the key", 0.03, 10_000)
SIGNATURES = Price("KMS", "signatures of seals", 0.15, 10_000)
LOGS = Price("CloudWatch", "GB of logs taken in", 0.50)
LOGS_KEPT = Price("CloudWatch", "GB of logs kept", 0.03)
METRICS = Price("CloudWatch", "metrics", 0.30)
ALARMS = Price("CloudWatch", "alarms", 0.10)
DASHBOARDS = Price("CloudWatch", "dashboards", 3.00)
TRACES = Price("X-Ray", "traces", 5.00, MILLION)
QUEUE_CALLS = Price("SQS", "requests, most of them in vain", 0.40, MILLION)
TOPIC_CALLS = Price("SNS", "events of mails", 0.50, MILLION)
STORE_EVENTS = Price("EventBridge", "events of the bucket", 1.00, MILLION)
FIREWALLS = Price("WAF", "web ACL", 5.00)
FIREWALL_RULES = Price("WAF", "rules", 1.00)
FIREWALL_REQUESTS = Price("WAF", "requests looked at", 0.60, MILLION)
SECRETS = Price("Secrets Manager", "secrets", 0.40)
SECRET_READS = Price("Secrets Manager", "reads of secrets", 0.05, 10_000)
SCANNED_FILES = Price("GuardDuty", "files scanned", 0.215, 1000)
SCANNED_DATA = Price("GuardDuty", "GB scanned", 0.09)
