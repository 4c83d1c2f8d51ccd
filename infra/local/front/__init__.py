"""One origin for portal, API, socket and sign-in, as CloudFront gives it on AWS."""
