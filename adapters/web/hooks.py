"""Where monitoring speaks: signed webhooks in the forms of Alertmanager and Uptime Kuma, and a plain one.

A call is signed as Standard Webhooks says (https://www.standardwebhooks.com, version 1: `webhook-id`,
`webhook-timestamp`, `webhook-signature`). Alertmanager and Uptime Kuma cannot sign; they send the secret as a bearer
token (`http_config.authorization`, an additional header), which is as good as the TLS it travels in.
"""

import hashlib
import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from core.ports import Clock, Handler, StoreUnavailable
from core.words.alerts import Alert, Severity
from core.words.commands import Alerted
from core.words.refs import CommandId

KEY: Final = "whsec_"
TITLE, WORDS = 200, 2_000
Shape = Literal["alertmanager", "uptime-kuma", "generic"]
log = logging.getLogger("switchboard.hooks")


@dataclass(frozen=True, slots=True)
class Hook:
    """One monitor's way in. `levels` by severity; `component` where an alert names none."""

    id: str
    form: Shape
    secret: str = field(repr=False)
    component_label: str = "component"
    component: str | None = None
    levels: Mapping[str, Severity] = field(default_factory=dict)


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True)


class _PrometheusAlert(_Wire):
    status: Literal["firing", "resolved"]
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)
    startsAt: datetime  # noqa: N815 - Alertmanager's name
    endsAt: datetime | None = None  # noqa: N815
    fingerprint: str = ""


class _Alertmanager(_Wire):
    """https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, version 4."""

    alerts: tuple[_PrometheusAlert, ...]


class _Heartbeat(_Wire):
    status: int
    msg: str = ""


class _Tag(_Wire):
    name: str
    value: str = ""


class _KumaMonitor(_Wire):
    id: int
    name: str
    tags: tuple[_Tag, ...] = ()


class _Kuma(_Wire):
    """Uptime Kuma's JSON webhook: https://github.com/louislam/uptime-kuma/wiki/Notification-Methods."""

    heartbeat: _Heartbeat | None = None
    monitor: _KumaMonitor | None = None


class _Generic(_Wire):
    """The plain form: what it is about, whether it fires, and words."""

    key: str = Field(min_length=1, max_length=200)
    firing: bool
    title: str = Field(min_length=1)
    words: str = ""
    component: str = ""
    severity: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Hooks:
    """The routes of a desk's monitors."""

    hooks: Mapping[str, Hook]
    handler: Handler
    clock: Clock

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/hooks/{monitor}", self.heard)

    async def heard(self, request: web.Request) -> web.Response:
        """One call. 2xx once it is stored; 401 where it is not the monitor's, without saying which part was wrong."""
        hook = self.hooks.get(request.match_info["monitor"])
        body = await request.read()
        if hook is None or not _theirs(hook, request.headers, body):
            log.warning("hook refused", extra={"monitor": request.match_info["monitor"][:32]})
            return web.Response(status=401, text="it is not signed as it should be")
        try:
            alerts = _alerts(hook, body, self.clock.now())
        except ValidationError as wrong:
            return web.Response(
                status=400, text=f"it is not in the form of {hook.form}: {wrong.error_count()} mistakes"
            )
        said = request.headers.get("webhook-id") or hashlib.sha256(body).hexdigest()[:32]
        command = Alerted(CommandId(f"hook:{hook.id}:{said}"), hook.id, alerts)
        try:
            if alerts:
                await self.handler.handle(command)
        except StoreUnavailable:
            return web.Response(status=503, text="try again", headers={"Retry-After": "5"})
        return web.Response(status=204)


def _theirs(hook: Hook, headers: Mapping[str, str], body: bytes) -> bool:
    token = headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hook.form != "generic":
        return hmac.compare_digest(token.encode("utf-8", "replace"), hook.secret.encode())
    return signed(hook.secret, headers, body)


def signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether one of the signatures is of this body and of about now. What is no signature at all is none of it."""
    try:
        key = Webhook(secret if secret.startswith(KEY) else secret.encode())
        key.verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True


def _alerts(hook: Hook, body: bytes, now: datetime) -> tuple[Alert, ...]:
    match hook.form:
        case "alertmanager":
            return tuple(_prometheus(hook, each) for each in _Alertmanager.model_validate_json(body).alerts)
        case "uptime-kuma":
            return _kuma(hook, _Kuma.model_validate_json(body), now)
        case _:
            said = _Generic.model_validate_json(body)
            component = said.component or hook.component or ""
            level = hook.levels.get(said.severity, "partial")
            title, words = said.title[:TITLE], said.words[:WORDS]
            return (Alert(said.key, said.firing, title, words, component, level, _aware(said.at or now)),)


def _prometheus(hook: Hook, alert: _PrometheusAlert) -> Alert:
    labels, notes = alert.labels, alert.annotations
    name = labels.get("alertname", "alert")
    key = alert.fingerprint or hashlib.sha256(repr(sorted(labels.items())).encode()).hexdigest()[:16]
    firing = alert.status == "firing"
    return Alert(
        key,
        firing,
        (notes.get("summary") or name)[:TITLE],
        notes.get("description", "")[:WORDS],
        labels.get(hook.component_label) or hook.component or "",
        hook.levels.get(labels.get("severity", ""), "partial"),
        _aware(alert.startsAt if firing else alert.endsAt or alert.startsAt),
    )


def _kuma(hook: Hook, said: _Kuma, now: datetime) -> tuple[Alert, ...]:
    """Down is 0 and up is 1; what is pending or under maintenance says nothing. A test message has no monitor."""
    if said.heartbeat is None or said.monitor is None or said.heartbeat.status not in (0, 1):
        return ()
    tags = {each.name: each.value for each in said.monitor.tags}
    return (
        Alert(
            str(said.monitor.id),
            said.heartbeat.status == 0,
            said.monitor.name[:TITLE],
            said.heartbeat.msg[:WORDS],
            tags.get(hook.component_label) or hook.component or "",
            hook.levels.get(tags.get("severity", ""), "major"),
            now,
        ),
    )


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
