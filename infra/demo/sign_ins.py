"""How people sign in to the demo clinic: with their id, and one password for all of them."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.domain.person import Person

from infra.demo.people import People

PASSWORD = "Demo-clinic-2026!"  # Known to everybody: never load the demo clinic where real people are.


def sign_ins(people: People) -> list[dict[str, str]]:
    """Everybody who may sign in today, the best known first."""
    return [
        {
            "username": person.id,
            "password": PASSWORD,
            "personId": person.id,
            "role": person.role.value,
            "name": person.name,
        }
        for person in with_account(people)
    ]


def set_passwords(pool: Any, user_pool_id: str, people: People) -> None:
    """Spare the invited people their first sign-in. `pool`: a client of the user pool's API."""

    def set_password(person: Person) -> None:
        pool.admin_set_user_password(UserPoolId=user_pool_id, Username=person.id, Password=PASSWORD, Permanent=True)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(set_password, with_account(people)))


def with_account(people: People) -> Iterable[Person]:
    return [person for person in people.today() if person.portal_account]
