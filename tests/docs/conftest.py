"""Importing the app makes a client, which looks for credentials: it finds these, and no test here uses them."""

import os

os.environ.update(AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing")
