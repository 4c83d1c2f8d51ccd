"""One logger and one set of metrics for all functions. Facts and ids only: no names, no words that people wrote."""

from aws_lambda_powertools import Logger, Metrics

logger = Logger(service="clinic-messaging", log_uncaught_exceptions=False)
metrics = Metrics(namespace="ClinicMessaging", service="clinic-messaging")
