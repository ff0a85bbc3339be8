"""The running state, messages that failed, who looked at whom, chains of events, and the commands of who runs the machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text, update

from arrears import clock, config, db, outbox
from arrears.access import sessions
from arrears.access.models import Body
from arrears.admin.models import AdminLog
from arrears.cases.models import CaseEvent
from arrears.cli import administration
from arrears.config import settings
from arrears.jobs import scheduler
from arrears.outbox import Outbox
from arrears.personal import vault

from ..cases.test_perform import apply
from .conftest import AdminOffice, Hands

Log = Callable[[str], Hands]


def test_the_status_page_says_what_needs_a_look(office: AdminOffice, hands: Log) -> None:
    admin = hands("admin")
    page = admin.see("/admin/status")
    assert "还没有运行过" in page and ("SQLite" in page or "PostgreSQL" in page)
    db.release()
    assert scheduler.run("sweep")
    assert "开始，办了 0 项" in admin.see("/admin/status")


def test_a_failed_message_is_listed_without_its_text_and_sent_again(office: AdminOffice, hands: Log) -> None:
    with db.writing() as current:
        outbox.queue("mail", {"to": ["zhang@example.gov.cn"], "subject": "期限提醒", "text": "何志远 工资", "id": "x"})
        outbox.queue("notice", {"users": [office.mediator.user_id], "proceeding": 1, "text": "何志远 工资", "source": "s"})
        current.flush()
        current.execute(update(Outbox).values(failed_at=clock.now(), error="SMTPServerDisconnected", tries=8))
    admin = hands("admin")
    page = admin.see("/admin/messages")
    assert "zh***@example.gov.cn" in page and "孙志刚" in page and "SMTPServerDisconnected" in page and "何志远" not in page
    assert "2 条已重新排队" in admin.send("/admin/messages/again", form_of="/admin/messages", id="")
    assert db.session.scalars(select(Outbox.failed_at)).all() == [None, None]
    assert "没有发送失败的消息" in admin.see("/admin/messages") and "孙志刚" in admin.see("/admin/messages?state=open")


def reveal(office: AdminOffice, case_id: int) -> None:
    with db.writing():
        value = vault.keep("phone", "13812345678")
        assert value is not None
        who = office.mediator
        vault.reveal(value, user_id=who.user_id, body_id=who.body_id, proceeding_id=case_id, reason="核对来电")


def test_a_head_sees_who_looked_in_her_own_body_and_an_auditor_everywhere(office: AdminOffice, hands: Log) -> None:
    done = apply(office)
    reveal(office, done.proceeding_id)
    for account in ("chenlq", "auditor"):
        page = hands(account).see("/audit")
        assert "孙志刚" in page and "138****5678" in page and "核对来电" in page and done.number in page and "13812345678" not in page
    assert "核对来电" not in hands("citysu").see("/audit")
    assert hands("admin").client.get("/audit").status_code == 403


def test_a_changed_event_is_found_by_the_button_and_by_the_command(
    office: AdminOffice, hands: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = apply(office)
    head = hands("chenlq")
    assert "全部对得上" in head.send("/audit/verify", 200, number=done.number)
    assert "没有编号为" in head.send("/audit/verify", 422, number="没有这个")
    monkeypatch.setattr(administration, "_start", lambda: None)
    good = CliRunner().invoke(administration.audit, ["verify"])
    assert good.exit_code == 0 and "1 件" in good.output
    with db.writing() as current:
        if db.is_sqlite():
            current.execute(text("DROP TRIGGER guard_case_event_update"))
        else:
            current.execute(text("ALTER TABLE case_event DISABLE TRIGGER USER"))
        current.execute(update(CaseEvent).values(actor_id=office.clerk.user_id))
    page = head.send("/audit/verify", 200, number=done.number)
    assert "对不上，请立即报告" in page and done.number in page
    db.release()
    bad = CliRunner().invoke(administration.audit, ["verify"])
    assert bad.exit_code == 1 and f"{done.number} 的第 1 条记录" in bad.output


def test_the_log_of_administrators_cannot_be_changed(office: AdminOffice, hands: Log) -> None:
    hands("admin").send(f"/admin/users/{office.clerk.user_id}/unlock", form_of=f"/admin/users/{office.clerk.user_id}")
    assert "解除登录限制" in hands("auditor").see("/admin/log")
    with pytest.raises(Exception, match="append-only"), db.writing() as current:
        current.execute(update(AdminLog).values(text="x"))


def test_the_first_administrator_is_made_on_an_empty_house_and_logs_in(house: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administration, "_start", lambda: None)
    made = CliRunner().invoke(administration.admin, ["create", "--account", "root1", "--name", "郑管", "--body", "tongzhou"])
    assert made.exit_code == 0, made.output
    assert len(db.session.scalars(select(Body.id)).all()) == 18
    password = made.output.split("首次密码：")[1].split()[0]
    db.release()
    known = sessions.known(sessions.log_in("root1", password, address="", agent=""))
    assert known is not None and known.viewer.roles == {"AD"} and known.must_change
    db.release()
    again = CliRunner().invoke(administration.admin, ["create", "--account", "root1", "--name", "郑管"])
    assert again.exit_code == 1 and "已经有人用了" in again.output
    wrong = CliRunner().invoke(administration.admin, ["create", "--account", "root2", "--name", "郑管", "--body", "mars"])
    assert wrong.exit_code == 1 and "可选：city" in wrong.output


def test_a_year_is_imported_from_a_file_and_a_wrong_line_is_named(house: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administration, "_start", lambda: None)
    good, bad = tmp_path / "2027.csv", tmp_path / "bad.csv"
    good.write_text("2027-01-01,放假,元旦\n", "gb18030")
    bad.write_text("2027-02-30,放假\n", "utf-8")
    call = ["import", str(good), "--year", "2027", "--notice", "国办发明电〔2026〕9号"]
    assert CliRunner().invoke(administration.calendar, call).exit_code == 0
    db.release()
    call[1] = str(bad)
    failed = CliRunner().invoke(administration.calendar, call)
    assert failed.exit_code == 1 and "没有 2027年2月30日 这一天" in failed.output
    call[1] = str(tmp_path / "none.csv")
    assert "读不了" in CliRunner().invoke(administration.calendar, call).output


def test_values_are_encrypted_anew_under_the_newest_key(office: AdminOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    done = apply(office)
    reveal(office, done.proceeding_id)
    monkeypatch.setattr(administration, "_start", lambda: None)
    config.use(dataclasses.replace(settings(), value_keys={1: b"k" * 32, 2: b"n" * 32}))
    result = CliRunner().invoke(administration.personal, ["rotate"])
    assert result.exit_code == 0 and "第 2 号密钥" in result.output
    ids = db.session.scalars(select(vault.PersonalValue.id).where(vault.PersonalValue.kind == "phone")).all()
    assert "13812345678" in vault.opened(ids).values()
    assert set(db.session.scalars(select(vault.PersonalValue.key_id))) == {2}
