"""Loads the demo clinic into the stack that the environment names, and prints its sign-ins as JSON."""

import json

from chalicelib import clock
from chalicelib.adapters import identity
from chalicelib.settings import settings

from infra.demo import loading
from infra.demo.clinic import clinic
from infra.demo.people import everybody
from infra.demo.sign_ins import set_passwords, sign_ins


def main() -> None:
    people, now = everybody(), clock.now()
    if not loading.is_loaded(people):
        loading.load(clinic(now), now)
        set_passwords(identity.pool(), settings().user_pool_id, people)
    print(json.dumps(sign_ins(people)))


if __name__ == "__main__":
    main()
