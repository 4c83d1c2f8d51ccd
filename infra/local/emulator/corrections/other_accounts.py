"""In any account but the first, no API can be called, nor a form be sent that a function has signed.

Nobody signs a call to an API: AWS knows the API, and so its account, by its address. And AWS takes a form for the
account of the role that has signed it.
"""

from typing import Any

import ministack.app
from ministack.core.responses import _account_from_sts_session, _request_account_id, _request_region
from ministack.services import apigateway, apigateway_v1, s3


def apply() -> None:
    plain_parse, plain_account = ministack.app._parse_execute_api_url, s3._account_from_access_key

    def parse(host: str, path: str) -> Any:
        found = plain_parse(host, path)
        if found:
            enter_account_of(found[0])
        return found

    def account_of(access_key: str) -> str:
        return str(_account_from_sts_session(access_key) or plain_account(access_key))

    ministack.app._parse_execute_api_url = parse
    s3._account_from_access_key = account_of


def enter_account_of(api: str) -> None:
    """Let this request be one of the account and region that have this API; of the first ones if none has it."""
    for apis in (apigateway_v1._rest_apis, apigateway._apis):
        for account, region, known in list(apis._data):
            if known == api:
                _request_account_id.set(account)
                _request_region.set(region)
                return
