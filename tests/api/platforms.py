"""A platform with its token, and a lead as it sends one."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from people import Office

from arrears.api import actions

LEAD = {
    "order_no": "GJ20260305-0017",
    "received_at": "2026-03-05T09:30:00+08:00",
    "narrative": "在通州区潞湾家园三期干木工，欠三个月工资没有发",
    "reporter_name": "周广财",
    "reporter_phone": "13800001234",
    "employer_name": "河北衡顺建筑劳务有限公司",
    "district": "通州",
    "workers": 37,
    "amount": "1050000.00",
    "period_start": "2025-12",
    "period_end": "2026-02",
}


class Platform:
    """The national platform with its token, calling the interface."""

    def __init__(self, office: Office, client: FlaskClient, **extra: Any) -> None:
        self.office, self.client = office, client
        self.made = actions.create_token("national", "tz", **extra)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.made.token}"}

    def push(self, body: Any, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post("/api/v1/leads", json=body, headers=self.headers | named)

    def ask(self, receipt: str) -> Any:
        return self.client.get(f"/api/v1/leads/{receipt}", headers=self.headers)

