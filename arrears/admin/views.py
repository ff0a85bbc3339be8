"""The pages of administration, brought together: one room, a module of views a subject; its places in the navigation."""

from __future__ import annotations

from arrears.admin.audit import views as audit
from arrears.admin.bodies import views as bodies
from arrears.admin.calendar import views as calendar
from arrears.admin.handover import views as handover
from arrears.admin.people import views as people
from arrears.admin.room import room
from arrears.admin.settings import views as settings
from arrears.admin.status import views as status
from arrears.cases import pages

SUBJECTS = (people, bodies, settings, calendar, status, handover, audit)

pages.place("用户", "admin.users", "admin.read", order=60)
pages.place("机构", "admin.bodies", "admin.read", order=61)
pages.place("设置", "admin.settings", "admin.read", order=62)
pages.place("节假日", "admin.calendar", "admin.read", order=63)
pages.place("运行状态", "admin.status", "admin.status", order=65)
pages.place("管理日志", "admin.admin_log", "admin.read", order=66)
pages.place("离岗移交", "admin.handover", "case.move-all", order=80, rare=True)
pages.place("谁看过谁", "admin.looks", "audit.read", order=81, rare=True)

__all__ = ["SUBJECTS", "room"]
