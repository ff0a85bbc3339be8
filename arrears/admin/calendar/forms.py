"""The form of a year's days off: pasted, or as a file."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from arrears.law.calendar import FIRST_YEAR, LAST_YEAR
from arrears.web.forms import BaseForm, Required
from arrears.web.typed import CountField

TOO_BIG = 200_000
"""Bytes of a file; a year has some forty lines."""


class YearForm(BaseForm):
    """录入放假安排."""

    year = CountField("年份", [Required()], low=FIRST_YEAR, high=LAST_YEAR)
    notice = StringField("通知文号", [Required()], description="例如：国办发明电〔2025〕7号")
    days = TextAreaField("放假和调休", [Optional()], description="粘贴通知原文，或者一行写一天：2027-01-01,放假,元旦；2027-10-09,上班")
    file = FileField("或者选一个 CSV 文件", [Optional()], description="每行：日期,放假或上班,名称")

    def text(self) -> str:
        """What was pasted, else what the file holds (UTF-8 or GB18030). Raises ValueError for a file that is no text."""
        upload = self.file.data
        if (self.days.data or "").strip() or not upload or not upload.filename:
            return self.days.data or ""
        raw: bytes = upload.read(TOO_BIG + 1)
        if len(raw) > TOO_BIG:
            raise ValueError("文件太大，一年的放假安排只有几十行，请核对选的文件。")
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise ValueError("文件不是文本，请另存为 CSV 再选。")
