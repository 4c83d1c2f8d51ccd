"""The outside, one file for each subject: DynamoDB rows, sockets, identity."""
