"""Importing a file 导入: read, shown, mended, accepted once; a crash loses nothing; the same file twice adds nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import click
import pytest
from flask.testing import FlaskClient
from people import PASSWORD, Office
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from arrears import clock, create_app, db, load_handlers, numbering, outbox
from arrears.cases import ledger
from arrears.cases.acting import HANDLERS, Doing
from arrears.cases.models import Proceeding, SearchDoc
from arrears.intake.actions.registering import register
from arrears.intake.imports import batches, queries, run, taking
from arrears.intake.imports.models import ImportBatch, ImportRow
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.sheets.cells import as_text
from arrears.intake.sheets.grids import open_grids
from arrears.intake.sheets.refusal import Limits
from arrears.law.refusal import Refused
from arrears.personal import vault
from arrears.personal.models import PersonalValue

HEAD = "工单编号,来电时间,姓名,联系电话,被反映单位,人数,金额（元）,地点,是否保密,诉求内容,备注\n"
ROWS = (
    "A1,2026-03-02,周广财,13800000001,北京恒筑公司,37,1050000,通州区潞湾家园,否,欠三个月工资,领导批示\n"
    "A2,2026-03-02,罗小满,13800000002,北京迅捷公司,2,8000,朝阳区望京,是,押金没退,\n"
    "A3,2026-03-03,何志远,1380000,北京迅捷公司,1,5600,朝阳区望京,否,工资没发,\n"
    "A4,2026-03-03,唐桂兰,13800000004,北京味渝轩公司,1,2600000,海淀区,否,工资没发,\n"
    "A1,2026-03-04,孙福来,13800000005,北京某某公司,1,900,海淀区,否,编号重复,\n"
    "A6,2026-03-04,周广财,13800000001,北京恒筑公司,37,1050000,通州区潞湾家园,否,又来电,\n"
)
FILE = (HEAD + ROWS).encode()


@pytest.fixture
def office(house: str) -> Office:
    load_handlers()
    return Office()


def drain() -> None:
    while outbox.drain(topics=("import",)):
        pass


def begin(office: Office, content: bytes = FILE, name: str = "12345导出.csv") -> int:
    batch_id = batches.begin(office.clerk, name, content, "12345")
    drain()
    return batch_id


def states(batch_id: int) -> dict[str, int]:
    db.session.expire_all()
    return batches.counts(batch_id)


def count(model: Any) -> int:
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_a_file_is_shown_before_anything_is_registered(office: Office) -> None:
    batch_id = begin(office)
    assert states(batch_id) == {"good": 3, "bad": 2, "held": 1}
    assert count(Lead) == 0
    good, _ = queries.rows(office.clerk, batch_id, "good")
    assert [(r.row, r.values["employer"]) for r in good] == [(2, "北京恒筑公司"), (3, "北京迅捷公司"), (7, "北京恒筑公司")]
    assert "第 2 行" in good[2].twin, "the same phone and employer is shown as a likely repeat"
    bad, _ = queries.rows(office.clerk, batch_id, "bad")
    assert [(r.row, r.label, r.typed) for r in bad] == [(4, "联系电话", "1380000"), (5, "金额（元）", "2600000"), (6, "工单编号", "A1")]


def test_good_rows_become_leads_and_bad_ones_stay_as_drafts(office: Office) -> None:
    batch_id = begin(office)
    assert batches.accept(office.clerk, batch_id) == 3
    drain()
    assert states(batch_id) == {"done": 3, "bad": 2, "held": 1}
    order = db.session.scalars(select(WorkOrder).where(WorkOrder.order_no == "A2")).one()
    assert order.confidential and order.source == "12345"
    first = db.session.scalars(select(WorkOrder).where(WorkOrder.order_no == "A1")).one()
    lead = db.session.get(Lead, first.lead_id)
    assert lead is not None and (lead.district, lead.workers_claimed, str(lead.amount_claimed)) == ("通州区", 37, "1050000.00")
    story = vault.opened([first.narrative])[first.narrative or ""]
    assert story.startswith("欠三个月工资") and "备注：领导批示" in story, "a column without a place of its own is not lost"


def test_the_same_file_twice_adds_nothing(office: Office) -> None:
    first = begin(office)
    batches.accept(office.clerk, first)
    drain()
    second = begin(office)
    assert states(second) == {"known": 3, "bad": 2, "held": 1}
    with pytest.raises(Refused):
        batches.accept(office.clerk, second)
    assert count(WorkOrder) == 3


def test_a_file_without_numbers_twice_adds_nothing_either(office: Office) -> None:
    content = ("姓名,电话,单位,诉求\n" + "周广财,13800000001,北京恒筑公司,欠薪\n").encode("gb18030")
    for _ in range(2):
        batch_id = begin(office, content)
        if states(batch_id).get("good"):
            batches.accept(office.clerk, batch_id)
            drain()
    assert count(WorkOrder) == 1
    assert states(batch_id) == {"known": 1}


def test_a_mended_row_is_read_again_and_can_be_accepted(office: Office) -> None:
    batch_id = begin(office)
    with pytest.raises(Refused) as still:
        batches.mend(office.clerk, batch_id, 4, "138")
    assert still.value.field == "value"
    batches.mend(office.clerk, batch_id, 4, "13800000003")
    batches.mend(office.clerk, batch_id, 5, "2600")
    batches.mend(office.clerk, batch_id, 6, "A5")
    assert states(batch_id) == {"good": 6}
    batches.accept(office.clerk, batch_id)
    drain()
    assert states(batch_id) == {"done": 6} and count(WorkOrder) == 6
    order = db.session.scalars(select(WorkOrder).where(WorkOrder.order_no == "A3")).one()
    assert vault.opened([order.reporter_phone]) == {order.reporter_phone: "13800000003"}


def test_a_number_mended_to_one_of_the_same_file_is_not_registered_twice(office: Office) -> None:
    batch_id = begin(office)
    batches.mend(office.clerk, batch_id, 6, "A2")
    batches.accept(office.clerk, batch_id)
    drain()
    assert states(batch_id) == {"done": 3, "known": 1, "bad": 1, "held": 1} and count(WorkOrder) == 3


def accepted(office: Office, letter: str, count: int) -> int:
    """A batch of so many good rows, accepted and not begun."""
    rows = "".join(f"{letter}{n},2026-03-02,周广财,1390000{n:04d},北京第{n}公司,1,900,海淀区,否,欠薪,\n" for n in range(count))
    batch_id = begin(office, (HEAD + rows).encode())
    batches.accept(office.clerk, batch_id)
    return batch_id


def numbers_missing(office: Office) -> list[int]:
    """Holes in the year's numbers of leads."""
    return numbering.gaps(office.district, "lead", clock.today().year)


def test_an_import_that_was_killed_goes_on_where_it_stopped(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = accepted(office, "K", 30)
    monkeypatch.setattr(taking, "BATCH_SECONDS", 0.03)
    real, calls = HANDLERS["lead.register"], []

    def dying(doing: Doing) -> None:
        real(doing)
        calls.append(1)
        if len(calls) == 17:
            raise SystemExit("killed")

    monkeypatch.setitem(HANDLERS, "lead.register", dying)
    with pytest.raises(SystemExit):
        taking.take(batch_id, 60)
    db.session.rollback()
    done = count(WorkOrder)
    assert done <= 16 and states(batch_id).get("done", 0) == done, "what is registered and what is noted are one transaction"
    monkeypatch.setitem(HANDLERS, "lead.register", real)
    assert taking.take(batch_id, 60)
    assert states(batch_id) == {"done": 30} and count(WorkOrder) == 30 and numbers_missing(office) == []
    assert list(ledger.verify()) == []


def test_a_bad_row_in_the_middle_takes_back_itself_only(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = accepted(office, "M", 8)
    monkeypatch.setattr(taking, "BATCH_SECONDS", 60.0)  # all in one transaction
    facts = {
        "source": "12345", "order_no": "M6", "received_at": clock.now(), "narrative": "欠薪", "confidential": False, "anonymous": False,
        "employer_name": "北京第6公司", "district": "通州区",
    }  # fmt: skip
    colleague = register(office.clerk2, facts, twins={}, token="colleague").outcome
    real = HANDLERS["lead.register"]

    def refusing(doing: Doing) -> None:
        real(doing)
        if doing.facts["order_no"] == "M3":
            raise Refused("place", "这一行不行。")

    monkeypatch.setitem(HANDLERS, "lead.register", refusing)
    before = count(PersonalValue)
    assert taking.take(batch_id, 60)
    assert states(batch_id) == {"done": 6, "known": 1, "refused": 1}
    assert count(WorkOrder) == count(Lead) == 7 and numbers_missing(office) == []
    assert count(PersonalValue) == before + 6 * 3, "nothing of the refused row is left; story, name and phone of the others are"
    shown, _ = queries.rows(office.clerk, batch_id, "bad")
    assert [(row.values["serial"], row.reason) for row in shown] == [("M3", "这一行不行。")]
    known = db.session.scalars(select(ImportRow).where(ImportRow.state == "known")).one()
    assert known.lead_id == colleague.proceeding_id
    assert list(ledger.verify()) == []
    for words, number in db.session.execute(select(SearchDoc.words, Proceeding.number).join(Proceeding, Proceeding.id == SearchDoc.id)):
        assert f"编号={number}" in words, "a lead is found by its number from the beginning"


def test_where_several_rows_cannot_go_in_together_each_goes_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = accepted(office, "L", 4)
    real, calls = taking.incoming.take_in_each, []

    def locked_once(*given: Any, **options: Any) -> int:
        calls.append(1)
        tried = real(*given, **options) if len(calls) > 1 else 0
        if not tried:
            with db.writing():
                raise OperationalError("INSERT", {}, Exception("canceling statement due to lock timeout"))
        return tried

    monkeypatch.setattr(taking.incoming, "take_in_each", locked_once)
    assert taking.take(batch_id, 60)
    assert states(batch_id) == {"done": 4} and count(WorkOrder) == 4 and numbers_missing(office) == []


def test_a_slice_ends_in_time_and_leaves_the_rest_to_the_next_message(office: Office) -> None:
    batch_id = accepted(office, "S", taking.CHUNK + 2)
    assert not taking.take(batch_id, 0.001)
    assert states(batch_id) == {"done": taking.CHUNK, "queued": 2}
    drain()
    assert states(batch_id) == {"done": taking.CHUNK + 2}
    assert db.session.scalar(select(ImportBatch.state)) == "done"


def test_an_import_asks_for_no_rendering(office: Office) -> None:
    batch_id = begin(office)
    batches.accept(office.clerk, batch_id)
    drain()
    assert count(WorkOrder) == 3 and not db.session.scalars(select(outbox.Outbox.id).where(outbox.Outbox.topic == "render")).all()


def test_the_columns_are_corrected_once_and_kept_for_the_source(office: Office) -> None:
    content = "甲,乙,丙,丁\nB1,周广财,13800000001,北京恒筑公司\n".encode()
    batch_id = begin(office, content)
    assert db.session.get(ImportBatch, batch_id).state in {"failed", "preview"}  # type: ignore[union-attr]
    db.session.rollback()
    batches.remap(office.clerk, batch_id, {"甲": "serial", "乙": "reporter_name", "丙": "reporter_phone", "丁": "employer"})
    drain()
    assert states(batch_id) == {"good": 1}
    again = begin(office, content.replace(b"B1", b"B2"), "下一个.csv")
    assert states(again) == {"good": 1}
    shown, _ = queries.rows(office.clerk, again, "good")
    assert shown[0].values["serial"] == "B2"


def test_bad_rows_are_exported_with_their_reasons(office: Office) -> None:
    batch_id = begin(office)
    content = queries.bad_rows(office.clerk, batch_id)
    assert content is not None
    grid = open_grids(content, Limits())[0]
    texts = [[as_text(c) for c in cells] for _, cells in grid.rows()]
    assert texts[0][:3] == ["原行号", "状态", "未接收原因"] and [row[0] for row in texts[1:]] == ["4", "5", "6"]


def test_another_body_sees_nothing_of_it(office: Office) -> None:
    batch_id = begin(office)
    assert queries.batch(office.other_clerk, batch_id) is None
    assert queries.rows(office.other_clerk, batch_id, "good") == ([], None)
    for act in (lambda: batches.accept(office.other_clerk, batch_id), lambda: batches.mend(office.other_clerk, batch_id, 4, "1")):
        with pytest.raises(Refused):
            act()


def test_rows_at_rest_are_not_readable(office: Office) -> None:
    batch_id = begin(office)
    columns = str(db.session.scalar(select(ImportBatch.columns)))
    assert "周广财" not in columns and "13800000001" not in columns
    shown = queries.batch(office.clerk, batch_id)
    assert shown is not None and shown.samples is not None and shown.samples[3][0] == "138****0001"
    for cipher in db.session.scalars(select(ImportRow.cipher)):
        assert "周广财".encode() not in cipher and b"13800000001" not in cipher


def test_from_the_command_line_the_good_rows_are_registered(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "导出.csv"
    path.write_bytes(FILE)
    monkeypatch.delenv("ARREARS_IMPORT_AS", raising=False)
    with pytest.raises(click.ClickException, match="ARREARS_IMPORT_AS"):
        run(path, "12345")
    monkeypatch.setenv("ARREARS_IMPORT_AS", "liuyan")
    told = run(path, "12345").as_json()
    assert (told["accepted"], told["registered"], len(told["rejected"]), len(told["held"])) == (3, 3, 2, 1)
    assert run(path, "12345").as_json()["registered"] == 0


@pytest.fixture
def client(office: Office) -> FlaskClient:
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/login", data={"account": "liuyan", "password": PASSWORD})
    return client


def test_the_clerk_imports_mends_and_accepts_on_the_screen(client: FlaskClient) -> None:
    assert "导入表格" in client.get("/intake").get_data(as_text=True) or client.get("/intake/import").status_code == 200
    assert client.post("/intake/import", data={"source": "12345"}).status_code == 422
    sent = {"source": "12345", "file": (io.BytesIO(FILE), "12345导出.csv")}
    url = client.post("/intake/import", data=sent, content_type="multipart/form-data").headers["Location"]
    reading = client.get(url)
    assert reading.headers["Refresh"] == "2" and "正在读取" in reading.get_data(as_text=True)
    drain()
    page = client.get(url).get_data(as_text=True)
    assert "接收 3 行" in page and "1380000" in page and "联系电话" in page
    assert "没有这一批" not in page and "北京恒筑公司" in client.get(f"{url}?tab=good").get_data(as_text=True)
    wrong = client.post(f"{url}/rows/4", data={"value": "12"})
    assert wrong.status_code == 422 and 'value="12"' in wrong.get_data(as_text=True)
    assert client.post(f"{url}/rows/4", data={"value": "13800000003"}).status_code == 302
    assert client.post(f"{url}/accept").status_code == 302
    assert "正在登记" in client.get(url).get_data(as_text=True)
    drain()
    done = client.get(f"{url}?tab=done").get_data(as_text=True)
    assert "已完成" in done and "XS通-" in done
    assert client.get(f"{url}/bad.xlsx").mimetype.endswith("sheet")
    assert client.get("/intake/import/999").status_code == 404
    assert client.get(f"{url}?tab=x").status_code == 404


def test_a_table_whose_unit_column_has_a_strange_name_is_mapped_on_the_page_and_a_roster_is_sent_to_its_case(office: Office) -> None:
    content = FILE.decode().replace("被反映单位", "老板那家").replace("公司", "")  # nothing tells that these are units
    strange = begin(office, content.encode())
    client = create_app().test_client()
    page = client.get("/login").get_data(as_text=True)
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post("/login", data={"csrf_token": token, "account": "liuyan", "password": PASSWORD})
    page = client.get(f"/intake/import/{strange}").get_data(as_text=True)
    assert "没有认出" in page and "老板那家" in page and 'name="column-4"' in page
    chosen = {f"column-{n}": name for n, name in enumerate(
        ("serial", "received_on", "reporter_name", "reporter_phone", "employer", "workers", "amount", "place", "confidential", "narrative", "")
    )}  # fmt: skip
    token = page.split('name="csrf_token"')[-1].split('value="')[1].split('"')[0]
    assert client.post(f"/intake/import/{strange}/columns", data={"csrf_token": token, **chosen}).status_code == 302
    drain()
    assert states(strange) == {"good": 3, "bad": 2, "held": 1}
    assert states(begin(office)) == {"good": 3, "bad": 2, "held": 1}, "the usual table of the source is read as before"
    roster = begin(office, "序号,姓名,手机,应发,已发,欠发\n1,蒋红梅,13100004589,19840,8000,11840\n".encode())
    found = queries.batch(office.clerk, roster)
    assert found is not None and "核对欠薪" in found.error and not found.columns
