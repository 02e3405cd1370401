"""What callers hold as a person, read as a `Profile`: values, mappings, profiles of the API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from .errors import BadProfile
from .values import Employer, Profile

_ID_KEYS = ("id", "person_id", "linkedin_flagship_url", "linkedin_profile_url")
_COMPANY_KEYS = ("company", "employer_name", "name")
_NO = frozenset({"0", "false", "f", "no", "n", "past", "former"})
_DOMAIN_KEYS = ("domain", "domains", "employer_company_website_domain", "company_website_domain")


def as_profile(person: Profile | Mapping[str, Any]) -> Profile:
    """The `Profile` of a person.

    A mapping has an `id` and a `name`, and its employers as `employers` (values, mappings with
    `name`, `domain` or `domains`, `current`; or bare names), as `company` with `domain` or
    `domains`, or as the `current_employers` and `past_employers` of the People Enrichment API.
    Raises `BadProfile` where it has no id or no name, or something of the wrong type.

    >>> as_profile({"id": 7, "name": "Jane Smith", "domain": "example.com"}).employers
    (Employer(name='', domains=('example.com',), current=True),)
    >>> as_profile({"id": 7})
    Traceback (most recent call last):
    addressee.errors.BadProfile: The profile {'id': 7} has no name. Give it one under 'name'.
    """
    if isinstance(person, Profile):
        if not isinstance(person.name, str):
            raise BadProfile(
                f"The name of {_shown(person)} is no text. Give it as a string.", profile=person
            )
        return person
    if not isinstance(person, Mapping):
        raise BadProfile(
            f"{_shown(person)} is no profile. Give a Profile, or a mapping with id and name.",
            profile=person,
        )
    employers = tuple(dict.fromkeys(_employers(person)))
    return Profile(_id(person), _name(person), employers)


def _id(person: Mapping[str, Any]) -> str | int:
    found = next((person[key] for key in _ID_KEYS if person.get(key) is not None), None)
    if found is None:
        raise BadProfile(
            f"The profile {_shown(person)} has no id. Give it one under 'id'.", profile=person
        )
    return found if isinstance(found, (str, int)) else str(found)


def _name(person: Mapping[str, Any]) -> str:
    name = person.get("name")
    if name is None:
        parts = [person.get("first_name"), person.get("last_name")]
        name = " ".join(part for part in parts if isinstance(part, str)) or None
    if name is None:
        raise BadProfile(
            f"The profile {_shown(person)} has no name. Give it one under 'name'.", profile=person
        )
    if not isinstance(name, str):
        raise BadProfile(
            f"The name of the profile {_shown(person)} is no text. Give it as a string.",
            profile=person,
        )
    return name


def _employers(person: Mapping[str, Any]) -> Iterator[Employer]:
    names = [text for text in _texts(person, person.get("company")) if text]
    domains = _domains(person, person)
    if names or domains:
        yield _employer(
            names[0] if names else "", domains, current=_is_current(person, otherwise=True)
        )
    for key, is_current in (
        ("employers", True),
        ("current_employers", True),
        ("past_employers", False),
    ):
        for entry in _entries(person, key):
            yield _one_employer(person, entry, is_current)


def _one_employer(person: Mapping[str, Any], entry: object, is_current: bool) -> Employer:  # noqa: FBT001  a place in time, not a switch
    if isinstance(entry, Employer):
        return entry
    if isinstance(entry, str):
        return _employer(entry, (), current=is_current)
    if not isinstance(entry, Mapping):
        raise BadProfile(
            f"An employer of the profile {_shown(person)} is {_shown(entry)}. Give a name, an "
            "Employer, or a mapping with name and domains.",
            profile=person,
        )
    name = next((entry[key] for key in _COMPANY_KEYS if isinstance(entry.get(key), str)), "")
    return _employer(
        name, _domains(person, entry), current=_is_current(entry, otherwise=is_current)
    )


def _is_current(entry: Mapping[str, Any], *, otherwise: bool) -> bool:
    """What `current` says, in a boolean or a word; else whether there is no `end_date`."""
    current = entry.get("current")
    if isinstance(current, str):
        current = current.strip().casefold()
    if current is None or current == "":
        return otherwise and not entry.get("end_date")
    return current not in _NO if isinstance(current, str) else bool(current)


def _domains(person: Mapping[str, Any], holder: Mapping[str, Any]) -> tuple[str, ...]:
    found = [text for key in _DOMAIN_KEYS for text in _texts(person, holder.get(key))]
    return tuple(dict.fromkeys(domain for text in found for domain in split_domains(text)))


def split_domains(text: str) -> list[str]:
    """The domains of a text, parted by blanks, commas, semicolons or bars.

    >>> split_domains("acme.example, acme.test|")
    ['acme.example', 'acme.test']
    """
    return [domain for domain in re.split(r"[\s,;|]+", text) if domain]


def _entries(person: Mapping[str, Any], key: str) -> Iterable[object]:
    found = person.get(key)
    if found is None:
        return ()
    if isinstance(found, (str, Employer, Mapping)):
        return (found,)
    if isinstance(found, Iterable):
        return found
    raise BadProfile(
        f"The {key} of the profile {_shown(person)} are no list. Give a list of employers.",
        profile=person,
    )


def _texts(person: Mapping[str, Any], found: object) -> tuple[str, ...]:
    if found is None:
        return ()
    if isinstance(found, str):
        return (found.strip(),)
    if isinstance(found, (list, tuple, set, frozenset)) and all(isinstance(t, str) for t in found):
        return tuple(sorted(found)) if isinstance(found, (set, frozenset)) else tuple(found)
    raise BadProfile(
        f"The profile {_shown(person)} has {_shown(found)} where a text, or a list of texts, "
        "is due. Give one.",
        profile=person,
    )


@lru_cache(maxsize=65536)
def _employer(name: str, domains: tuple[str, ...], *, current: bool) -> Employer:
    """One value for equal employers, so that a million people of a company share it."""
    return Employer(name.strip(), domains, current)


def _shown(found: object) -> str:
    text = repr(found)
    return text if len(text) <= 80 else f"{text[:77]}..."
