"""The room of the interface: its pages know a platform by its token, not a person by a cookie, and answer in JSON only."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, jsonify, request

from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.api import actions
from arrears.api.errors import BY_STATUS, ApiError, Fault, error_body, fault
from arrears.web import csrf


class PlatformRoom(Room):
    """A room whose pages demand `Authorization: Bearer`. The view's first argument is the `Caller` (none for public pages)."""

    def page(
        self, rule: str, *, act: str, methods: Sequence[str] = ("GET",), endpoint: str | None = None
    ) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
        """Register a view for an act of the policy; an unknown act fails at import."""
        if act not in policy.ACTS:
            raise LookupError(f"{self.name}: page {rule} names the unknown act {act!r}")

        def register(view: Callable[..., Answer]) -> Callable[..., Answer]:
            @functools.wraps(view)
            def guarded(**values: Any) -> Answer:
                if act == policy.PUBLIC:
                    return view(**values)
                who = actions.caller(_token(), request.remote_addr or "")
                if not policy.can(who.viewer, act):
                    raise fault(403, "forbidden", "这个令牌不能办这件事。")
                return view(who, **values)

            guarded.act = act  # type: ignore[attr-defined]
            self.add_url_rule(rule, endpoint or view.__name__, guarded, methods=list(methods))
            return guarded

        return register


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


room = PlatformRoom("api", __name__)
csrf.exempt(room)


@room.errorhandler(ApiError)
def told(error: ApiError) -> Answer:
    """An error that a view raised."""
    answer = jsonify(error.body())
    answer.status_code = error.status
    answer.headers.update(error.headers)
    return answer


@room.after_app_request
def never_html(answer: Response) -> Response:
    """What no view of this room answered (unknown address, wrong method, a fault) is told in JSON, too."""
    if not request.path.startswith("/api/") or answer.status_code < 400 or answer.mimetype == "application/json":
        return answer
    code, sentence = BY_STATUS.get(answer.status_code, BY_STATUS[400])
    kept = {name: answer.headers[name] for name in ("Allow", "Retry-After") if name in answer.headers}
    plain = jsonify(error_body([Fault(code, "", sentence)]))
    plain.status_code = answer.status_code
    plain.headers.update(kept)
    return plain
