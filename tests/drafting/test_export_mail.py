"""Mail files and mail links, read back by a parser that shares no code with the one that wrote them."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from fast_mail_parser import PyMail, parse_email
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.drafts import Draft
from coach.domain.text import clean, one_line
from coach.drafting.export_mail import as_eml, as_mailto, read_address
from coach.errors import ExportError

BODY = "Dear Ana,\n\nI heard your talk.\n\nBest wishes,\nSam"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=300)


def mail(subject: str = "A question", body: str = BODY, to: str = "Ana Lopez") -> Draft:
    return Draft("intro", "email", "warm", body, subject, to)


def parsed(text: str) -> PyMail:
    """Read a mail file strictly: every repair is an error."""
    return parse_email(text.encode("ascii"), strict=True)


def header(text: str, name: str) -> str:
    return next(iter(parsed(text).headers.get(name) or [""]))


def test_it_opens_as_an_unsent_draft() -> None:
    text = as_eml(mail())
    assert text.startswith("X-Unsent: 1\r\n")
    names = [line.partition(":")[0] for line in text.partition("\r\n\r\n")[0].split("\r\n")]
    assert names == ["X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    assert 'text/plain; charset="utf-8"' in text


@pytest.mark.parametrize(
    "subject",
    [
        "A question",
        "Grüße aus Zürich: eine Frage zur Stelle",
        "سؤال عن الانتقال إلى البحث",
        "שאלה על המעבר למחקר, and an English end",
        "关于搬到东京的问题",
        "A question 🙂 about 👩‍👩‍👧 things",
        "a very long subject " * 12,
        "ununterbrochen" * 20,
        "é" * 300,
        'He said "no", \\ and left; a: b <c@d.example>',
    ],
    ids=range(10),
)
@pytest.mark.parametrize(
    "name", ["Ana Lopez", "محمد الأحمد", "שירה לוי", "李雷", 'Ms "Bea" O’Neill, Jr', "Siobhán Ní Dhomhnaill", "N" * 110]
)
def test_subject_and_name_arrive_as_they_were_written(subject: str, name: str) -> None:
    draft = mail(subject, to=name)
    text = as_eml(draft, "ana@lumen.example")
    assert parsed(text).subject == one_line(subject)
    (address,) = parsed(text).to
    assert (address.display_name.replace("\\", ""), address.address) == (_shown(name), "ana@lumen.example")
    assert max(len(line) for line in text.split("\r\n")) <= max(78, len(name) + 3)


def _shown(name: str) -> str:
    """A name without its title and what follows it."""
    from coach.drafting.names import read_name

    return read_name(name).full


@pytest.mark.parametrize("name", ["Ana Lopez", "محمد الأحمد", "李雷", "O'Brien-Khoury, Nadia", "Siobhán Ní Dhomhnaill"])
def test_without_an_address_the_name_stands_alone_and_none_is_made_up(name: str) -> None:
    text = as_eml(mail(to=name))
    assert parsed(text).to == []
    assert "@" not in text
    assert header(text, "To").replace('"', "").removesuffix(":;").strip() == _shown(name)


@pytest.mark.parametrize("name", ["", "my manager", "the head of design", "x" * 200])
def test_what_is_no_name_makes_no_recipient(name: str) -> None:
    assert "\r\nTo:" not in as_eml(mail(to=name))


def test_a_subject_that_looks_encoded_is_not_decoded() -> None:
    assert parsed(as_eml(mail("=?utf-8?q?as_typed?="))).subject == "= ?utf-8?q?as_typed?="


def test_the_sender_is_left_out_or_as_given() -> None:
    assert "\r\nFrom:" not in as_eml(mail())
    assert header(as_eml(mail(), sender="Zoë Ní Bhriain <zoe@home.example>"), "From") == "Zoë Ní Bhriain <zoe@home.example>"


def test_an_address_in_other_letters_needs_a_file_in_utf_8() -> None:
    text = as_eml(mail(to="josé"), "josé@correo.example")
    assert "josé@correo.example" in text
    assert "josé@correo.example" in parse_email(text.encode(), strict=True).headers["To"][0]


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        "Dear 李雷,\n\nשלום עליכם 🙂\n\n- one\n- two",
        "x" * 5000,
        "word " * 900,
        "From the beginning\n.\n..\n--\n-- \nend = 3D =20",
        "a\ttab, two  spaces, trailing   \nnext",
        "\u2028line separator and \u00a0 no-break",
    ],
    ids=range(7),
)
def test_the_body_arrives_as_it_was_written(body: str) -> None:
    text = as_eml(mail(body=body))
    (plain,) = parsed(text).text_plain
    assert plain.replace("\r\n", "\n").strip("\n") == clean(body).strip("\n")
    assert max(len(line) for line in text.split("\r\n")) <= 78
    assert "\n" not in text.replace("\r\n", "")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXT, TEXT, TEXT)
def test_anything_arrives(subject: str, body: str, name: str) -> None:
    """No text makes a second header, a second part, or a line that a mail server would refuse."""
    text = as_eml(mail(subject, body, name))
    found = parsed(text)
    assert (found.subject or "") == one_line(subject).replace("=?", "= ?")
    assert "".join(found.text_plain).replace("\r\n", "\n").strip("\n") == clean(body).strip("\n")
    assert set(found.headers) <= {"X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert len(found.attachments) == 0


@pytest.mark.parametrize(
    ("text", "name", "spec"),
    [
        ("ana@lumen.example", "", "ana@lumen.example"),
        (" Ana Lopez <ana@lumen.example> ", "Ana Lopez", "ana@lumen.example"),
        ('"Lopez, Ana" <ana@lumen.example>', "Lopez, Ana", "ana@lumen.example"),
        ("ana+coach@mail.lumen.example", "", "ana+coach@mail.lumen.example"),
    ],
)
def test_addresses(text: str, name: str, spec: str) -> None:
    found = read_address(text)
    assert (found.display_name, found.addr_spec) == (name, spec)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "ana@",
        "@lumen.example",
        "a b@c.example",
        "ana@x.example, bo@y.example",
        "<>",
        "ana@x.example>\nBcc: z@z.example",
        "Ana",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ExportError, match="not a mail address"):
        read_address(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXT, TEXT)
def test_a_link_carries_subject_and_body(subject: str, body: str) -> None:
    """RFC 6068: percent-encoded UTF-8, line ends as CRLF, nothing that could end the link early."""
    link = as_mailto(mail(subject, body), "ana@lumen.example")
    assert link.isascii()
    assert not set(link) & set(" \n\"'<>()[]{}|\\^`")
    parts = urlsplit(link)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "ana@lumen.example")
    assert fields.get("subject", "") == one_line(subject)
    assert fields.get("body", "").replace("\r\n", "\n") == clean(body).strip("\n")
    assert "\n" not in fields.get("body", "").replace("\r\n", "")


def test_a_link_without_an_address() -> None:
    assert as_mailto(mail("A+B & C=D?", "1\n2")) == "mailto:?subject=A%2BB%20%26%20C%3DD%3F&body=1%0D%0A2"
