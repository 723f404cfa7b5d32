"""The directory's file: what is taken, and what is said of the rest; and which addresses a lookup dials."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.directory.dialling import is_public
from config.directory import read
from config.settings import SettingsError
from core.people.directory import Contact, Contract, Customer, CustomerId, Dates, Pack, PlanId, Terms
from core.words.refs import Account

TOML = """
[[customers]]
id = "harbour"
name = "Harbour Ltd"
plan = "priority"
from = 2026-01-01
until = 2026-12-31
terms = { first_response = "1h" }
packs = [{ time = "10h", from = 2026-01-10 }, { time = "2h", from = 2026-01-01, monthly = true }]
contacts = [
    { email = "Ana@Harbour.example", accounts = ["discord:2101"] },
    { email = "tom@harbour.example", authorises = false },
]

[[customers]]
id = "moor"
name = "Moor Ltd"
plan = "standard"
no_contact = true
contacts = [{ accounts = ["telegram:5101"], registered = false }]
"""
PACKS = "10h 2026-01-10; 2h 2026-01-01 monthly"
CSV = f"""customer,name,plan,from,until,first_response,email,accounts,registered,authorises,no_contact,packs
harbour,Harbour Ltd,priority,2026-01-01,2026-12-31,1h,Ana@Harbour.example,discord:2101,,yes,,{PACKS}
harbour,,,,,,tom@harbour.example,,,no,,

moor,Moor Ltd,standard,,,,,telegram:5101,no,,yes,
"""
CUSTOMERS = (
    Customer(
        CustomerId("harbour"),
        "Harbour Ltd",
        Contract(PlanId("priority"), "2026-01-01", "2026-12-31", Terms(timedelta(hours=1))),
        (
            Contact("ana@harbour.example", (Account("discord:2101"),)),
            Contact("tom@harbour.example", authorises=False),
        ),
        packs=(Pack(timedelta(hours=10), "2026-01-10"), Pack(timedelta(hours=2), "2026-01-01", monthly=True)),
    ),
    Customer(
        CustomerId("moor"),
        "Moor Ltd",
        Contract(PlanId("standard")),
        (Contact(None, (Account("telegram:5101"),), registered=False),),
        no_contact=True,
    ),
)


@pytest.mark.parametrize(("name", "words"), [("customers.toml", TOML), ("customers.csv", CSV)])
@pytest.mark.parametrize("begins", ["", "\ufeff"])
def test_both_forms_say_the_same(tmp_path: Path, name: str, words: str, begins: str) -> None:
    file = tmp_path / name
    file.write_text(begins + words, encoding="utf-8")
    book = read(file)
    assert book.customers == CUSTOMERS
    assert book.by_email("ana@harbour.example") == CUSTOMERS[0]
    assert book.by_account(Account("telegram:5101")) == CUSTOMERS[1]
    assert book.by_email("eve@harbour.example") is None


WRONG = {
    "toml": [
        ("Ana@Harbour.example", "ana", "line 2: customers[0].contacts[0].email: 'ana' is no e-mail address; write it"),
        ('plan = "standard"', 'plam = "standard"', 'there is no such key; did you mean "plan"?'),
        ("2026-12-31", "2025-12-31", "line 2: customers[0]: the contract ends (2025-12-31) before it begins"),
        ("telegram:5101", "telegram:bo", "line 15: customers[1].contacts[0].accounts"),
        ("tom@harbour", "ana@harbour", 'line 2: "ana@harbour.example" is there already, of "harbour"; keep one'),
        ('id = "moor"', 'id = "harbour"', 'line 15: the customer "harbour" is there already'),
        ("telegram:5101", "discord:2101", 'line 15: "discord:2101" is there already, of "harbour"'),
        ("terms = { first", "terms = { frist", 'did you mean "first_response"?'),
        ("from = 2026-01-10", "from = 2026-01-10, until = 2026-03-01", "only a monthly one has an until"),
        ("[[customers]]", "[[customers]", "it is not TOML"),
    ],
    "csv": [
        ("tom@harbour.example", "tom", "line 3: customers[0].contacts[1].email: 'tom' is no e-mail address"),
        ("accounts", "acounts", 'line 1: there is no column "acounts"; did you mean "accounts"?'),
        ("plan,", "", 'line 1: the column "plan" is missing'),
        (",no,,yes", ",no,,perhaps", 'line 5: "perhaps" under no_contact is neither yes nor no'),
        ("2026-01-01", "2026-02-30", "line 2: customers[0].from"),
        (",no,,yes,", ",no,,yes,,more", "line 5: 13 cells under 12 columns"),
        ("10h 2026-01-10", "10h", 'line 2: "10h" is no pack; write 10h 2026-01-10, or 2h 2026-01-01 monthly'),
        ("10h 2026-01-10", "10 2026-01-10", "line 2: customers[0].packs[0].time"),
        ("Moor Ltd", "", "line 5: customers[1].name: it is missing"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "old", "new", "told"), [(form, *each) for form, some in WRONG.items() for each in some]
)
def test_what_is_wrong_is_told_with_file_line_and_fix(
    tmp_path: Path, form: str, old: str, new: str, told: str
) -> None:
    file = tmp_path / f"customers.{form}"
    file.write_text((TOML if form == "toml" else CSV).replace(old, new, 1))
    with pytest.raises(SettingsError) as refused:
        read(file)
    said = [str(problem) for problem in refused.value.problems]
    assert any(each.startswith(f"{file}: ") and told in each for each in said), said


def test_a_plan_that_the_desk_does_not_have_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "customers.toml"
    file.write_text(TOML)
    assert read(file, ["priority", "standard"]).customers == CUSTOMERS
    with pytest.raises(SettingsError) as refused:
        read(file, ["priority", "standart"])
    told = f'{file}: line 15: "moor" has the plan "standard", which is none of the desk\'s; did you mean "standart"?'
    assert [str(problem) for problem in refused.value.problems] == [told]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"customers\.toml: there is no such file; set directory\.file"):
        read(tmp_path / "customers.toml")


@pytest.mark.parametrize(
    ("address", "dialled"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address that must not be dialled
        ("::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("[fe80::1]", False),
        ("224.0.0.1", False),
        ("harbour.example", False),
    ],
)
def test_only_public_addresses_are_dialled(address: str, dialled: bool) -> None:
    assert is_public(address) is dialled


DATED = """
[[customers]]
id = "harbour"
name = "Harbour Ltd"
plan = "priority"
billing = 2026-12-01
billing_every = "quarter"
price = 2027-01-01
service = 2027-02-01
contacts = [{ email = "ana@harbour.example", language = "pt-PT" }]
"""
DATED_CSV = """customer,name,plan,email,language,billing,billing_every,price,service
harbour,Harbour Ltd,priority,ana@harbour.example,pt-PT,2026-12-01,quarter,2027-01-01,2027-02-01
"""


@pytest.mark.parametrize(("name", "words"), [("customers.toml", DATED), ("customers.csv", DATED_CSV)])
def test_both_forms_give_the_dates_that_customers_are_told_of_and_their_contacts_language(
    tmp_path: Path, name: str, words: str
) -> None:
    file = tmp_path / name
    file.write_text(words, encoding="utf-8")
    (customer,) = read(file).customers
    assert customer.dates == Dates("2026-12-01", 3, "2027-01-01", "2027-02-01")
    assert [each.language for each in customer.contacts] == ["pt-PT"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("billing = 2026-12-01\n", "", "billing_every needs the first date, as billing = 2026-12-01"),
        ('"quarter"', '"week"', "billing_every"),
        ("2027-01-01", "2027-02-30", "it is not TOML"),
        ("2027-01-01", '"soon"', "is not a date"),
        ('"pt-PT"', '"tlh"', "language"),
    ],
)
def test_dates_that_make_no_sense_are_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "customers.toml"
    file.write_text(DATED.replace(old, new, 1))
    with pytest.raises(SettingsError) as refused:
        read(file)
    assert any(told in str(problem) for problem in refused.value.problems)
