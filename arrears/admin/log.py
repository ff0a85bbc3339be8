"""The log of administrators' acts 管理日志: one line an act, written in its transaction."""

from __future__ import annotations

from collections.abc import Mapping

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.admin.models import AdminLog
from arrears.db import require_writing

ACTS: Mapping[str, str] = {
    "user-made": "建账号", "user-changed": "改用户资料", "password-reset": "重置密码", "unlocked": "解除登录限制",
    "sessions-ended": "强制退出", "user-closed": "停用账号", "user-reopened": "恢复账号", "role-given": "授予岗位",
    "role-ended": "结束岗位", "grant-given": "授予审批权", "grant-ended": "结束审批权", "leave-set": "设代办",
    "leave-ended": "结束代办", "body-made": "设机构", "letterhead": "改抬头", "body-closed": "停用机构", "start-number": "设起始号",
    "setting": "改设置", "calendar": "改节假日", "message-again": "重发消息", "moved-all": "离岗批量移交", "verified": "校验记录链",
}  # fmt: skip
"""Code -> what the administrator did."""


def note(viewer: Viewer, act: str, text: str = "", *, user_id: int | None = None, body_id: int | None = None) -> None:
    """Write a line. Needs `writing()`. KeyError for an act that has no name."""
    if act not in ACTS:
        raise KeyError(act)
    require_writing().add(
        AdminLog(
            at=clock.now(), actor_id=viewer.user_id, actor_body_id=viewer.body_id, act=act, user_id=user_id,
            body_id=body_id, text=text,
        )
    )  # fmt: skip
