"""What the worker does with messages 发送: inbox lines, mail. Idempotent: a line bears the source that made it."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import select

from arrears import clock, db, outbox
from arrears.access.models import AppUser
from arrears.cases.models import Notice
from arrears.config import settings
from arrears.db import session, writing
from arrears.outbox import Message


def _put(users: list[int], proceeding_id: int | None, text: str, source: str) -> None:
    """Lines in inboxes; a second delivery of the same message finds them there."""
    dialect = db.upserts()
    with writing() as current:
        for user in sorted(set(users)):
            values = {
                "user_id": user,
                "proceeding_id": proceeding_id,
                "text": text[:400],
                "at": clock.now(),
                "source": f"{source}:{user}"[:80],
            }
            current.execute(dialect.insert(Notice).values(**values).on_conflict_do_nothing())


@outbox.handles("notice")
def notice(message: Message) -> None:
    """A line in people's inbox."""
    told = message.payload
    _put(told["users"], told.get("proceeding"), told["text"], told["source"])


@outbox.handles("warning")
def warning(message: Message) -> None:
    """A warning of the escalation ladder: the inbox; and a mail to those who have an address where it cannot wait for the digest."""
    told = message.payload
    _put(told["users"], told["proceeding"], told["text"], told["source"])
    if not told["mail"]:
        return
    addresses = session.scalars(select(AppUser.email).where(AppUser.id.in_(told["users"]), AppUser.email != "")).all()
    if addresses:
        with writing():
            outbox.queue("mail", {"to": sorted(addresses), "subject": "期限提醒", "text": told["text"], "id": told["source"]})


@outbox.handles("mail")
def mail(message: Message) -> None:
    """Send a mail by SMTP when one is set, else put it into the file mailbox of the instance."""
    told = message.payload
    letter = EmailMessage()
    letter["To"] = ", ".join(told["to"])
    letter["Subject"] = f"【安薪办】{told['subject']}"
    letter["Message-ID"] = f"<{message.id}@arrears>"
    letter.set_content(told["text"])
    url = settings().smtp_url
    if not url:
        folder = settings().outgoing_mail
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{message.id:08d}.eml").write_bytes(letter.as_bytes())
        return
    parts = urlsplit(url)
    letter["From"] = parts.username or "arrears@localhost"
    connect = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with connect(parts.hostname or "localhost", parts.port or 25, timeout=20) as server:
        if parts.username and parts.password:
            server.login(parts.username, parts.password)
        server.send_message(letter)
