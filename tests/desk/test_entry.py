"""Coming in: the first administrator, signing in and out, invitations; and what is refused on the way."""

from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import update

from app.access.accounts import LINK_LASTS, AccountIn, create_account, invite, offer_first_administrator
from app.access.models import AccountRow, Actor, OneTimeLinkRow, Right
from app.access.passwords import hash_of
from app.access.sign_in import LASTS
from app.database import Database, now
from app.desk.frame.admission import COOKIE
from tests.desk.conftest import SignIn
from tests.desk.officer import form_to
from tests.machinery.officer import Officer

PASSWORD = "a long way to Vienna"
BY = Actor("test", Right.ADMINISTRATOR)


@pytest.fixture
def account(database_url: str) -> str:
    """An administrator's e-mail address."""
    database = Database(database_url)
    with database.writing() as db:
        email, name = "okafor@office.example", "A. Okafor"
        row = create_account(db, AccountIn(email=email, name=name, role=Right.ADMINISTRATOR), BY)
        row.password = hash_of(PASSWORD)
    database.dispose()
    return email


def sign_in_at(server: httpx.Client, email: str, password: str = PASSWORD, **fields: str) -> httpx.Response:
    page = server.get("/sign-in")
    form = form_to(page, "/sign-in")
    return server.post("/sign-in", data=dict(form.filled({"email": email, "password": password, **fields})))


def first_link(database_url: str) -> str:
    database = Database(database_url)
    with database.writing() as db:
        token = offer_first_administrator(db)
    database.dispose()
    assert token
    return f"/desk/first/{token}"


def test_the_first_administrator_uses_the_link_once_and_is_signed_in(server: httpx.Client, database_url: str) -> None:
    link, other = first_link(database_url), first_link(database_url)
    page = server.get(link)

    form = form_to(page, "")
    given = {"email": "Okafor@Office.example", "password": PASSWORD, "repetition": PASSWORD}
    made = server.post(link, data=dict(form.filled(given)))

    assert [name for name, _ in form.fields] == ["email", "password", "repetition"]
    assert (made.status_code, made.headers["Location"]) == (303, "/desk")
    assert server.get("/desk").status_code == 200
    assert [server.get(one).status_code for one in (link, other, "/desk/first/unknown")] == [410] * 3
    assert server.post(link, data=given).status_code == 410
    server.cookies.clear()
    assert sign_in_at(server, "okafor@office.example").status_code == 303


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "okafor", "password": PASSWORD, "repetition": PASSWORD}, "An e-mail address, such as"),
        ({"email": "o@office.example", "password": "short", "repetition": "short"}, "At least 8 characters"),
        ({"email": "o@office.example", "password": PASSWORD, "repetition": "another"}, "The two passwords differ"),
    ],
)
def test_a_first_form_that_is_wrong_says_so_and_keeps_the_link(
    server: httpx.Client, database_url: str, given: dict[str, str], said: str
) -> None:
    link = first_link(database_url)

    refused = server.post(link, data=given)

    assert refused.status_code == 422
    assert said in refused.text
    assert given["email"] in refused.text
    assert PASSWORD not in refused.text
    assert server.get(link).status_code == 200
    assert server.get("/desk/first/unknown").status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back(server: httpx.Client, account: str) -> None:
    sent = server.get("/desk/me?lang=fr")

    assert (sent.status_code, sent.headers["Location"]) == (303, "/sign-in?next=/desk/me%3Flang%3Dfr")
    page = server.get(sent.headers["Location"])
    form = form_to(page, "/sign-in")
    back = server.post("/sign-in", data=dict(form.filled({"email": account, "password": PASSWORD})))
    assert (back.status_code, back.headers["Location"]) == (303, "/desk/me?lang=fr")
    assert server.get(back.headers["Location"]).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(server: httpx.Client, account: str) -> None:
    cookie = sign_in_at(server, account).headers["Set-Cookie"]

    assert f"Max-Age={int(LASTS.total_seconds())}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_a_wrong_password_and_an_unknown_address_are_told_alike(server: httpx.Client, account: str) -> None:
    wrong = sign_in_at(server, account, "not this one")
    unknown = sign_in_at(server, "nobody@office.example", "not this one")

    assert [wrong.status_code, unknown.status_code] == [401, 401]
    assert wrong.text.replace(account, "") == unknown.text.replace("nobody@office.example", "")
    assert "is not right" in wrong.text
    assert "Set-Cookie" not in wrong.headers


def test_above_ten_failures_a_minute_an_address_waits(server: httpx.Client, account: str) -> None:
    failures = [sign_in_at(server, f"nobody{number}@office.example").status_code for number in range(10)]

    refused = sign_in_at(server, account)

    assert failures == [401] * 10
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert "wait a minute" in refused.text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/desk",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "javascript:alert(1)",
        "desk",
        "",
    ],
)
def test_nobody_is_sent_to_another_host(server: httpx.Client, account: str, wanted: str) -> None:
    page = server.get("/sign-in", params={"next": wanted})
    posted = sign_in_at(server, account, next=wanted)

    assert dict(form_to(page, "/sign-in").fields)["next"] == "/desk"
    assert posted.headers["Location"] == "/desk"


def test_a_sign_in_has_a_new_id_whatever_the_browser_brought(server: httpx.Client, account: str) -> None:
    sign_in_at(server, account)
    first = server.cookies[COOKIE]
    server.cookies.clear()
    server.cookies.set(COOKIE, "planted")

    assert server.get("/desk").status_code == 303
    sign_in_at(server, account)

    server.cookies.delete(COOKIE, domain="")
    second = server.cookies[COOKIE]
    sign_in_at(server, account)

    third = server.cookies[COOKIE]
    unsigned = third.partition(".")[0]
    assert len({"planted", first, second, third}) == 4
    answers = [httpx.get(f"{server.base_url}/desk", cookies={COOKIE: one}) for one in (first, second, third, unsigned)]
    assert [answer.status_code for answer in answers] == [200, 303, 200, 303]


def test_signing_out_ends_one_sign_in_and_everywhere_ends_all(sign_in: SignIn) -> None:
    here, there, elsewhere = (sign_in("Okafor", Right.EDITOR) for _ in range(3))

    here.send(here.get("/desk"), "/desk/sign-out")

    assert here.client.get("/desk").status_code == 303
    assert there.client.get("/desk").status_code == 200
    there.send(there.get("/desk/me"), "/desk/me/sign-out-everywhere")
    assert [one.client.get("/desk").status_code for one in (there, elsewhere)] == [303, 303]


def test_a_change_without_the_proof_of_the_sign_in_is_refused(sign_in: SignIn) -> None:
    officer, colleague = sign_in("Okafor", Right.EDITOR), sign_in("Mbeki", Right.EDITOR)
    form = form_to(colleague.get("/desk"), "/desk/sign-out")

    officer.post("/desk/sign-out", [], 403)
    officer.post("/desk/sign-out", form.fields, 403)
    for wrong in ("é", "", "AAAA", "A" * 114, "A" * 116):
        officer.post("/desk/sign-out", [("proof", wrong)], 403)

    assert officer.client.get("/desk").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
)
def test_no_other_site_can_sign_somebody_in(server: httpx.Client, account: str, headers: dict[str, str]) -> None:
    given = {"email": account, "password": PASSWORD}

    refused = server.post("/sign-in", data=given, headers=headers)

    assert refused.status_code == 403
    assert "Set-Cookie" not in refused.headers
    own = {"Origin": str(server.base_url).rstrip("/")}
    assert server.post("/sign-in", data=given, headers=own).status_code == 303


def test_an_invited_officer_sets_a_password_once(server: httpx.Client, database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as db:
        row = create_account(db, AccountIn(email="mbeki@office.example", name="T. Mbeki", role=Right.VIEWER), BY)
        old, link = (f"/desk/invitations/{invite(db, row, BY)}" for _ in range(2))
        invited = row.id
    assert sign_in_at(server, "mbeki@office.example", "").status_code == 401

    page = server.get(link)
    refused = server.post(link, data={"password": PASSWORD, "repetition": "another"})
    taken = server.post(link, data=dict(form_to(page, "").filled({"password": PASSWORD, "repetition": PASSWORD})))

    assert "T. Mbeki" in page.text
    assert server.get(old).status_code == 404
    assert refused.status_code == 422
    assert (taken.status_code, taken.headers["Location"]) == (303, "/desk")
    assert server.get(link).status_code == 410
    with database.writing() as db:
        later = f"/desk/invitations/{invite(db, db.get_one(AccountRow, invited), BY)}"
        db.exec(update(OneTimeLinkRow).values(created_at=now() - LINK_LASTS * 2))
    database.dispose()
    assert server.get(later).status_code == 410


def test_changing_the_password_ends_the_other_sign_ins(server: httpx.Client, account: str) -> None:
    elsewhere = sign_in_at(server, account).cookies[COOKIE]
    server.cookies.clear()
    sign_in_at(server, account)
    page = server.get("/desk/me")
    form = form_to(page, "/desk/me/password")
    new = {"password": "another long way", "repetition": "another long way"}

    wrong = server.post(form.action, data=dict(form.filled({"current": "not this", **new})))
    changed = server.post(form.action, data=dict(form.filled({"current": PASSWORD, **new})))

    assert (wrong.status_code, changed.status_code) == (422, 303)
    assert server.get("/desk").status_code == 200
    assert httpx.get(f"{server.base_url}/desk", cookies={COOKIE: elsewhere}).status_code == 303
    server.cookies.clear()
    assert sign_in_at(server, account).status_code == 401
    assert sign_in_at(server, account, "another long way").status_code == 303


def test_an_officer_chooses_a_language_that_stays(sign_in: SignIn) -> None:
    officer = sign_in("Okafor", Right.EDITOR)

    officer.send(officer.get("/desk/me"), "/desk/me/language", language="fr")

    assert "Se déconnecter" in officer.get("/desk").text
    assert '<html lang="ar" dir="rtl">' in officer.get("/desk?lang=ar").text
    assert officer.get("/desk?lang=xx", 422)


def test_the_proof_is_another_one_on_each_page_and_pages_are_packed(sign_in: SignIn) -> None:
    officer = sign_in("Okafor", Right.EDITOR)

    pages = [officer.get("/desk") for _ in range(2)]

    proofs = [dict(form_to(page, "/desk/sign-out").fields)["proof"] for page in pages]
    assert proofs[0] != proofs[1]
    assert [page.headers["Content-Encoding"] for page in pages] == ["gzip"] * 2
    plain = officer.client.get("/desk", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    officer.post("/desk/sign-out", [("proof", proofs[0])])


def test_every_answer_of_the_desk_keeps_to_itself(sign_in: SignIn, server: httpx.Client) -> None:
    officer = sign_in("Okafor", Right.EDITOR)

    for answer in (officer.get("/desk"), server.get("/sign-in"), server.get("/desk"), server.get("/desk/first/no")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_meetings_with_a_role_are_listed(officer: Officer, sign_in: SignIn) -> None:
    meeting = officer.get(f"/meetings/{officer.meeting}")
    assert meeting
    everybody, nobody = sign_in("Okafor", Right.VIEWER), sign_in("Mbeki", None)
    somebody = sign_in("Ndiaye", None, {1: Right.EDITOR})

    title = "Working Group, fourteenth session"
    assert [title in one.get("/desk").text for one in (everybody, nobody, somebody)] == [True, False, True]
    assert urlsplit(str(everybody.get("/desk").url)).path == "/desk"
