"""Papers of the dossier 案卷文书 (documents.md 2.6, 5): cover, index, closing note; one of each a volume; what cannot be printed."""

from __future__ import annotations

from datetime import date

from arrears.documents.facts import IndexRow, Name, Sheet, Text
from arrears.documents.kind import Fact, Kind, Page, Series

VOLUME = Fact("volume", "正卷或者副卷", str)

COVER = Kind(
    id="dossier-cover",
    title="案卷封面",
    page=Page.COVER,
    subject="dossier",
    series=Series.DOSSIER,
    ids="none",
    facts=(
        VOLUME,
        Fact("dossier_title", "案卷名称", str),
        Fact("case_no", "案号", str),
        Fact("cause", "案由", str),
        Fact("applicants", "申请人", str),
        Fact("respondents", "被申请人", str),
        Fact("thirds", "第三人", str, False),
        Fact("result", "处理结果", str),
        Fact("officer_label", "承办人称谓", str),
        Fact("officers", "承办人", list[Name]),
        Fact("clerk", "书记员", Name, False),
        Fact("opened_on", "立案日期", date),
        Fact("closed_on", "结案日期", date),
        Fact("filed_on", "归档日期", date),
        Fact("retention", "保管期限", str),
        Fact("pieces", "件数", int),
        Fact("pages", "页数", int),
        Fact("booklet", "第几册", int),
        Fact("booklets", "共几册", int),
        Fact("fonds", "全宗号", str, False),
        Fact("catalogue_no", "目录号", str, False),
        Fact("file_no", "案卷号", str, False),
    ),
)

INDEX = Kind(
    id="dossier-index",
    title="卷内目录",
    page=Page.COVER,
    subject="dossier",
    agency=False,
    ids="none",
    facts=(
        VOLUME,
        Fact("case_no", "案号", str),
        Fact("entries", "目录", list[IndexRow], False),
        Fact("electronic", "电子材料", list[Sheet], False),
    ),
    either=(("entries", "electronic"),),
)

NOTE = Kind(
    id="dossier-note",
    title="卷内备考表",
    page=Page.COVER,
    subject="dossier",
    agency=False,
    ids="none",
    facts=(
        VOLUME,
        Fact("case_no", "案号", str),
        Fact("pieces", "件数", int),
        Fact("pages", "页数", int),
        Fact("situation", "本卷情况说明", Text),
        Fact("compiler", "立卷人", Name),
        Fact("inspector", "检查人", Name, False),
        Fact("digests", "各件校验值", list[Sheet], False),
    ),
)

KINDS = (COVER, INDEX, NOTE)
