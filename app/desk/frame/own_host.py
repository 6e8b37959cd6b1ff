"""What keeps an officer on this host: addresses to go on to, and forms that no other site may send."""

import re
from urllib.parse import urlsplit

from fastapi import Request

from app.errors import Forbidden

OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
HOME = "/desk"


def own_path(wanted: str) -> str:
    """The address to go on to, if it is a path of this host; else the first page of the desk."""
    return wanted if OWN_PATH.fullmatch(wanted) else HOME


def expect_own_form(request: Request) -> None:
    """Go on only if no other site sent the form: for the forms that come before a sign-in. Raises Forbidden.

    A browser says where a request comes from in Sec-Fetch-Site, or, where the service has no certificate, in Origin. A
    client that says neither is no browser, which nobody can make send anything.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_own = site in ("same-origin", "none")
    else:
        origin = request.headers.get("origin")
        is_own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not is_own:
        raise Forbidden("The form came from another site.")
