"""Migrations up and down on both databases, with rows in the tables; guards and indexes stand afterwards; models and schema agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from people import Office
from sqlalchemy import inspect, text

from arrears import clock, db, load_handlers, migrate, tables
from arrears.cases import ledger, transitions


def _one_case(office: Office) -> None:
    transitions.begin(
        "mediation.apply",
        office.mediator,
        token="m",
        owner_id=office.mediator.user_id,
        facts={
            "applicants": [{"name": "何志远", "id_no": "411325199406181537", "phone": "13800001537", "address": "朝阳区"}],
            "respondents": [{"name": "北京迅捷达通配送服务有限公司", "kind": "company"}],
            "claims": [{"kind": "wage"}],
            "facts": "三月工资未付",
            "source": "self",
            "applied_on": clock.today(),
            "oral": False,
        },
    )


def test_down_and_up_again_with_rows_and_the_guards_stand(house: str) -> None:
    load_handlers()
    office = Office()
    _one_case(office)
    db.release()
    engine = db.engine()
    with engine.connect() as connection:
        before = {t: connection.execute(text(f'SELECT count(*) FROM "{t}"')).scalar() for t in tables.metadata.tables}
    assert before["case_event"] and before["personal_value"] and before["search_doc"]
    migrate.downgrade(engine, "base")
    with engine.connect() as connection:
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
        assert left == set() and migrate.standing_guards(connection) == frozenset()
    migrate.upgrade(engine)
    assert migrate.revision_of(engine) == migrate.head()
    with engine.connect() as connection:
        assert migrate.standing_guards(connection) == migrate.expected_guards(engine.dialect.name)


def test_the_schema_is_what_the_models_say(house: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(obj: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not (kind == "table" and str(name).startswith("search_fts"))

    with db.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, tables.metadata) == []


def test_both_databases_have_the_same_indexes(sqlite_template: Path, postgres_template: str, postgres_server: str) -> None:
    import pgserver_start

    lite = db.make_engine(f"sqlite:///{sqlite_template}")
    post = db.make_engine("postgresql+psycopg://" + pgserver_start.url(postgres_server, postgres_template).split("://", 1)[1])
    try:
        found = []
        for engine in (lite, post):
            with engine.connect() as connection:
                look = inspect(connection)
                found.append(
                    {
                        (table, index["name"], tuple(index["column_names"]))
                        for table in tables.metadata.tables
                        for index in look.get_indexes(table)
                        if not str(index["name"]).startswith("uq_") and index["name"] != "ix_search_doc_grams"
                    }
                )
        assert found[0] == found[1]
    finally:
        lite.dispose()
        post.dispose()


def test_an_upgrade_of_an_up_to_date_house_changes_nothing(house: str) -> None:
    load_handlers()
    _one_case(Office())
    db.release()
    migrate.upgrade(db.engine())
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("table", ["case_event", "reveal_log", "number_issued"])
def test_what_is_written_for_good_cannot_be_changed(house: str, table: str) -> None:
    load_handlers()
    _one_case(Office())
    if table == "reveal_log":
        with db.writing() as current:
            from arrears.personal import vault

            value = vault.keep("phone", "13800001234")
            assert value is not None
            vault.reveal(value, user_id=1, body_id=1, proceeding_id=None, reason="核对")
            assert current
    for verb in (f"DELETE FROM {table}", f"UPDATE {table} SET {_column(table)} = {_column(table)}"):
        with pytest.raises(Exception, match="append-only"), db.writing() as current:
            current.execute(text(verb))


def _column(table: str) -> str:
    return {"case_event": "act", "reveal_log": "reason", "number_issued": "text"}[table]
