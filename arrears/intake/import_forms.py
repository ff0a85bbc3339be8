"""Forms of imports: a file with its source, and the mended text of one cell."""

from __future__ import annotations

from flask_wtf.file import FileField

from arrears.law import codes
from arrears.web.forms import BaseForm, ChoiceField, Required, choices_of
from arrears.web.typed import LineField


class UploadForm(BaseForm):
    """A file and where it comes from."""

    source = ChoiceField("来源", [Required()], choices=choices_of(codes.codes("source")))
    file = FileField("表格文件", [Required("请选择表格文件。")], description="Excel（.xlsx、.xls）或者 CSV，一次最多 10,000 行左右")


class MendForm(BaseForm):
    """The right text of the cell that could not be read."""

    value = LineField("改为", [Required("请填写改正后的内容。")])
