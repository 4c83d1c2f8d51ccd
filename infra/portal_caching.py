"""How long browsers keep a file of the portal: CloudFront and the local front tell them the same."""

FOREVER = "public, max-age=31536000, immutable"  # files whose name holds a hash of their content
ASK_AGAIN = "no-cache"


def cache_control(path: str) -> str:
    return FOREVER if path.startswith("assets/") else ASK_AGAIN
