"""`arrears doctor`: each lack is named with its way out, and the exit code tells a failure from a warning."""

from __future__ import annotations

import ctypes
import json
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine

from arrears import config, doctor, migrate
from arrears.config import Settings
from arrears.db import make_engine
from arrears.doctor import Finding, Level
from arrears.documents import fonts


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an office whose data lies in a fresh folder."""
    return config.read({"ARREARS_INSTANCE": str(tmp_path / "instance")})


def migrated(settings: Settings, revision: str = "head") -> None:
    """Bring the office's database to a revision."""
    engine = make_engine(settings.database_url)
    migrate.upgrade(engine, revision)
    engine.dispose()


def set_fonts(settings: Settings, stand_ins: dict[str, str]) -> None:
    """Lay a font folder as the builder would leave it."""
    settings.fonts.mkdir(parents=True)
    (settings.fonts / "song.otf").write_bytes(b"font")
    manifest = {"recipe": fonts.RECIPE, "files": {"Song": "song.otf"}, "stand_ins": stand_ins}
    (settings.fonts / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_database_that_was_never_made_is_told_to_be_upgraded(settings: Settings) -> None:
    finding = doctor.database(settings)
    assert finding.level is Level.FAILURE
    assert "尚未建立。请执行 arrears db upgrade" in finding.sentence


def test_an_upgraded_database_is_fine(settings: Settings) -> None:
    migrated(settings)
    assert doctor.database(settings).level is Level.OK


def test_a_database_of_another_version_is_named_with_both_revisions(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated(settings)
    has = migrate.head()
    monkeypatch.setattr(migrate, "head", lambda: "9999_later")
    finding = doctor.database(settings)
    assert finding.level is Level.FAILURE
    assert has in finding.sentence and "9999_later" in finding.sentence


def test_a_lost_trigger_that_guards_the_record_is_a_failure(settings: Settings) -> None:
    migrated(settings)
    engine = make_engine(settings.database_url)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER guard_case_event_delete")
    engine.dispose()
    finding = doctor.database(settings)
    assert finding.level is Level.FAILURE
    assert "guard_case_event_delete" in finding.sentence


def test_a_postgresql_that_does_not_answer_is_a_sentence_without_its_password(tmp_path: Path) -> None:
    env = {"ARREARS_INSTANCE": str(tmp_path), "ARREARS_DATABASE_URL": "postgresql://office:hush@127.0.0.1:1/arrears"}
    finding = doctor.database(config.read(env))
    assert finding.level is Level.FAILURE
    assert "连接不上" in finding.sentence and "hush" not in finding.sentence


def test_missing_fonts_fail_and_name_the_command(settings: Settings) -> None:
    finding = doctor.paper_fonts(settings)
    assert finding.level is Level.FAILURE
    assert "arrears fonts build" in finding.sentence


def test_song_in_place_of_fangsong_is_only_a_warning(settings: Settings) -> None:
    set_fonts(settings, {"Fang": "Song", "Kai": "Song"})
    finding = doctor.paper_fonts(settings)
    assert finding.level is Level.WARNING
    assert "没有仿宋、楷体，文书改用宋体" in finding.sentence


def test_a_missing_subset_library_warns_and_a_missing_pango_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def loads_all_but(*absent: str) -> Callable[[str], None]:
        def load(name: str) -> None:
            if name in absent:
                raise OSError(name)

        return load

    monkeypatch.setattr(ctypes, "CDLL", loads_all_but("libharfbuzz-subset.so.0"))
    finding = doctor.system_libraries(settings)
    assert finding.level is Level.WARNING and "apt-get install libharfbuzz-subset0" in finding.sentence
    monkeypatch.setattr(ctypes, "CDLL", loads_all_but("libpango-1.0.so.0", "libharfbuzz-subset.so.0"))
    finding = doctor.system_libraries(settings)
    assert finding.level is Level.FAILURE and "libpango-1.0-0 libharfbuzz-subset0" in finding.sentence


@pytest.mark.parametrize(("free", "level"), [(100, Level.FAILURE), (1000, Level.WARNING), (9000, Level.OK)])
def test_little_disk_space_warns_and_hardly_any_fails(settings: Settings, monkeypatch, free: int, level: Level) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(0, 0, free * doctor.MEGABYTE))
    assert doctor.disk_space(settings).level is level


def test_a_folder_that_cannot_be_written_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    finding = doctor.folders(settings)
    assert finding.level is Level.FAILURE
    assert str(settings.instance) in finding.sentence


@pytest.mark.parametrize(
    ("today", "level"),
    [("2026-10-31T12:00+08:00", Level.OK), ("2026-11-24T12:00+08:00", Level.WARNING), ("2027-01-04T12:00+08:00", Level.WARNING)],
)
def test_from_november_the_next_years_days_off_are_asked_for(settings: Settings, today: str, level: Level) -> None:
    with time_machine.travel(today, tick=False):
        assert doctor.holidays(settings).level is level


def test_a_notice_that_the_administrator_entered_counts(settings: Settings) -> None:
    migrated(settings)
    engine = make_engine(settings.database_url)
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        row = "(1, '2027-01-01', 'off', '元旦', '国办发明电〔2026〕9号')"
        connection.exec_driver_sql(f"INSERT INTO calendar_day (edition, day, kind, name, notice) VALUES {row}")
    engine.dispose()
    with time_machine.travel("2026-11-24T12:00+08:00", tick=False):
        assert doctor.holidays(settings).level is Level.OK


def test_settings_that_cannot_be_read_are_the_only_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARREARS_PORT", "八千")
    findings = doctor.examine()
    assert [finding.thing for finding in findings] == ["设置"]
    assert "ARREARS_PORT" in findings[0].sentence


def test_the_exit_code_is_one_for_a_failure_and_zero_for_warnings() -> None:
    said: list[str] = []
    warning, failure = Finding("磁盘空间", Level.WARNING, "少"), Finding("数据库", Level.FAILURE, "无")
    assert doctor.report([warning], said.append) == 0
    assert doctor.report([warning, failure], said.append) == 1
    assert said[-1] == "故障 1 项，注意 1 项。"
