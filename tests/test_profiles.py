"""What callers hold as a person: values, mappings, profiles of the API; and what is refused."""

from __future__ import annotations

import pytest

from addressee import BadProfile, Employer, Profile, as_profile

ACME = Employer("Acme", ("acme.example",))
WAS_ACME = Employer("Acme", ("acme.example",), current=False)


@pytest.mark.parametrize(
    ("person", "employers"),
    [
        ({"domain": "acme.example"}, (Employer("", ("acme.example",)),)),
        ({"company": "Acme", "domain": "acme.example"}, (ACME,)),
        ({"company": "Acme", "domains": ["acme.example"]}, (ACME,)),
        (
            {"domains": "acme.example, acme.test;a.example"},
            (Employer("", ("acme.example", "acme.test", "a.example")),),
        ),
        ({"company": "Acme", "domain": "acme.example", "current": "no"}, (WAS_ACME,)),
        ({"employers": [ACME, "Globex"]}, (ACME, Employer("Globex"))),
        ({"employers": {"name": "Acme", "domain": "acme.example"}}, (ACME,)),
        (
            {"employers": [{"name": "Acme", "domains": ["acme.example"], "current": False}]},
            (WAS_ACME,),
        ),
        ({"employers": [{"name": "Acme", "domain": "acme.example", "current": "true"}]}, (ACME,)),
        ({"employers": [{"name": "Acme", "domain": "acme.example", "current": ""}]}, (ACME,)),
        (
            {"company": "Acme", "domain": "acme.example", "current": " ", "end_date": "2020-01-01"},
            (WAS_ACME,),
        ),
        (
            {"employers": [{"name": "Acme", "domain": "acme.example", "end_date": "2020-01-01"}]},
            (WAS_ACME,),
        ),
        (
            {
                "current_employers": [
                    {
                        "employer_name": "Acme",
                        "employer_company_website_domain": ["acme.example"],
                        "domains": ["acme.example"],
                        "end_date": None,
                    }
                ],
                "past_employers": [{"employer_name": "Globex", "domains": ["globex.example"]}],
            },
            (ACME, Employer("Globex", ("globex.example",), current=False)),
        ),
        (
            {"domain": "acme.example", "employers": ["Globex"]},
            (Employer("", ("acme.example",)), Employer("Globex")),
        ),
        ({}, ()),
    ],
)
def test_employers(person: dict[str, object], employers: tuple[Employer, ...]) -> None:
    assert as_profile({"id": 1, "name": "Jane Smith", **person}) == Profile(
        1, "Jane Smith", employers
    )


@pytest.mark.parametrize(
    ("person", "profile"),
    [
        ({"person_id": 7, "name": "Jane"}, Profile(7, "Jane")),
        ({"linkedin_profile_url": "x", "name": "Jane"}, Profile("x", "Jane")),
        ({"id": 1, "first_name": "Jane", "last_name": "Smith"}, Profile(1, "Jane Smith")),
        ({"id": 1, "name": ""}, Profile(1, "")),
    ],
)
def test_id_and_name(person: dict[str, object], profile: Profile) -> None:
    assert as_profile(person) == profile


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Profile(1, None), "is no text. Give it as a string."),  # type: ignore[arg-type]
        (7, "7 is no profile. Give a Profile, or a mapping with id and name."),
        ({"name": "Jane"}, "The profile {'name': 'Jane'} has no id. Give it one under 'id'."),
        ({"id": 1}, "The profile {'id': 1} has no name. Give it one under 'name'."),
        ({"id": 1, "name": 2}, "The name of the profile {'id': 1, 'name': 2} is no text."),
        ({"id": 1, "name": "J", "employers": 7}, "are no list. Give a list of employers."),
        ({"id": 1, "name": "J", "employers": [7]}, "is 7. Give a name, an Employer, or a mapping"),
        ({"id": 1, "name": "J", "domain": 7}, "has 7 where a text, or a list of texts, is due."),
    ],
)
def test_what_is_no_profile_is_refused(person: object, sentence: str) -> None:
    with pytest.raises(BadProfile) as caught:
        as_profile(person)  # type: ignore[arg-type]
    assert sentence in str(caught.value)
    assert caught.value.profile == person
