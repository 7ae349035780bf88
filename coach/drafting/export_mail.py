"""A message as a mail file that opens as an unsent draft (RFC 5322, 2045, 2047), and as a mail link (RFC 6068)."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Final
from urllib.parse import quote

from coach.domain.drafts import Draft
from coach.domain.text import clean, one_line
from coach.drafting.names import read_name
from coach.errors import ExportError

_NEVER: Final = frozenset(' ,;:<>()[]"\\')
"""Signs that no everyday address holds."""
_LONGEST_NAME: Final = 120
"""Characters of a name in the To line. A longer one is no name, and a header line has an end."""


def as_eml(draft: Draft, to: str = "", sender: str = "") -> str:
    """Return the file, with CRLF line ends. Raises ExportError for an address that is none.

    X-Unsent makes mail programs open it for writing. Date and From are theirs to add; `sender` names one of several
    accounts. Without an address the recipient stands as a group without members, the one form in which RFC 5322 lets a
    name stand alone: the program shows the name and sends nothing until an address is chosen.
    """
    name = _display_name(draft)
    writer, reader = read_address(sender) if sender else None, read_address(to) if to else None
    plain = all(one is None or one.addr_spec.isascii() for one in (writer, reader))
    mail = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    mail["X-Unsent"] = "1"
    if writer is not None:
        mail["From"] = writer
    if reader is not None:
        mail["To"] = Address(reader.display_name or name, reader.username, reader.domain)
    elif name:
        mail["To"] = Group(name, ())
    if draft.subject:
        mail["Subject"] = one_line(draft.subject).replace("=?", "= ?")  # else it would be read as encoded
    mail.set_content(_body(draft), charset="utf-8", cte="quoted-printable")
    head, blank, body = mail.as_bytes().decode("utf-8").partition("\r\n\r\n")
    # The standard library leaves no space between an encoded name and the colon of a group; RFC 2047, section 5, wants one.
    return head.replace("?=:;", "?= :;") + blank + body


def as_mailto(draft: Draft, to: str = "") -> str:
    """Return the link: percent-encoded UTF-8, line ends as CRLF. Raises ExportError for an address that is none."""
    address = read_address(to).addr_spec if to else ""
    parts = {"subject": one_line(draft.subject), "body": _body(draft).rstrip("\n").replace("\n", "\r\n")}
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items() if text)
    return f"mailto:{quote(address, safe='@')}?{fields}"


def read_address(text: str) -> Address:
    """Return `nadia@example.org` or `Nadia Okafor <nadia@example.org>` as an address. Raises ExportError when it is none."""
    words = one_line(text)
    name, _, rest = words.rpartition("<")
    spec = rest.removesuffix(">").strip()
    user, _, domain = spec.rpartition("@")
    try:
        # The library takes no letters beyond ASCII in an address that it has to take apart itself.
        address = Address(name.strip().strip('"'), addr_spec=spec) if spec.isascii() else Address(name.strip(), user, domain)
    except (HeaderParseError, ValueError, IndexError):
        address = Address()
    if not address.username or not address.domain or set(spec) & _NEVER or address.addr_spec != spec:
        raise ExportError(f"{words!r} is not a mail address.", "Write it as name@example.org.")
    return address


def _display_name(draft: Draft) -> str:
    name = read_name(one_line(draft.to)).full
    return name if len(name) <= _LONGEST_NAME else ""


def _body(draft: Draft) -> str:
    return clean(draft.body).strip("\n") + "\n"
