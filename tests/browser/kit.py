"""What browser stories are played with: a tenant with people who sign in, pages per role, and pictures of them."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

from gongliao.platform.models import Person
from gongliao.platform.public import Actor, ScopeKind, tenant_transaction
from tests.support.world import PASSWORD, World, make_world

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens"
SIGN_IN = "/_allauth/browser/v1/auth/"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}

Language = Literal["zh", "en"]
Theme = Literal["light", "dark"]

# Chromium reports every refused request as an error; a refusal is part of the story, a broken server is not.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

# Long, because two browsers and their servers may share two cores; a story that waits this long has failed.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Office:
    """A tenant whose people sit at the served application; each signs in once, behind the scenes."""

    world: World
    address: str
    browser: Browser
    _actors: dict[tuple[str, ...], Actor] = field(default_factory=dict)
    _sessions: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def elsewhere(self) -> "Office":
        """Return the office of a new tenant."""
        return Office(world=make_world(), address=self.address, browser=self.browser)

    def actor(self, *roles: str, scope_kind: ScopeKind = "tenant", scope_id: Any = None) -> Actor:
        """Return the person of these roles, made when first asked for; they sign in with ``PASSWORD``."""
        key = (*roles, scope_kind, str(scope_id))
        if key not in self._actors:
            actor = self.world.person(*roles, scope_kind=scope_kind, scope_id=scope_id)
            with tenant_transaction(self.world.tenant.id):
                user = Person.objects.select_related("user").get(id=actor.person_id).user
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            self._actors[key] = actor
        return self._actors[key]

    def username(self, actor: Actor) -> str:
        """Return the name that a person signs in by."""
        with tenant_transaction(self.world.tenant.id):
            username: str = Person.objects.select_related("user").get(id=actor.person_id).user.username
        return username

    def context(
        self,
        *roles: str,
        language: Language = "zh",
        theme: Theme = "light",
        scope_kind: ScopeKind = "tenant",
        scope_id: Any = None,
    ) -> BrowserContext:
        """Return a window of a person of these roles, signed in."""
        key = (*roles, scope_kind, str(scope_id))
        if key not in self._sessions:
            username = self.username(self.actor(*roles, scope_kind=scope_kind, scope_id=scope_id))
            self._sessions[key] = self._sign_in(username)
        return self.window(language=language, theme=theme, storage_state=self._sessions[key])

    def window(self, *, language: Language = "zh", theme: Theme = "light", storage_state: Any = None) -> BrowserContext:
        """Return a window in which nobody has signed in, unless a state says who."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport=DESKTOP,
            locale="zh-CN" if language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            storage_state=storage_state,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        # Only where nothing was chosen yet: a story may switch both itself.
        for key, value in (("gongliao.language", language), ("gongliao.theme", theme)):
            context.add_init_script(f"localStorage.getItem('{key}') ?? localStorage.setItem('{key}', '\"{value}\"')")
        return context

    def _sign_in(self, username: str) -> Any:
        # As the sign-in page does, without drawing it: stories of that page are played with ``sign_in``.
        with closing(self.window()) as context:
            context.request.get(SIGN_IN + "session")
            [token] = [each["value"] for each in context.cookies() if each["name"] == "csrftoken"]
            answer = context.request.post(
                SIGN_IN + "login",
                data={"username": username, "password": PASSWORD},
                headers={"X-CSRFToken": token},
            )
            assert answer.ok, answer.text()
            return context.storage_state()


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Fill the sign-in page and send it."""
    page.goto("/sign-in")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()


@dataclass
class Watch:
    """Keeps what a page complains about."""

    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Listen to a page."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        page.on("response", self._answered)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.match(message.text):
            self.complaints.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")


OpenDesk = Callable[..., Page]


def button(page: Page, name: str) -> Locator:
    """Return the button of this name; Ant Design puts a space between two Chinese characters."""
    return page.get_by_role("button", name=re.compile(rf"^(\S+ )?{' ?'.join(name)}$"))


def paste(page: Page, text: str) -> None:
    """Put a text on the clipboard, as Excel does, and paste it where the focus is."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def choose(page: Page, label: str, option: str) -> None:
    """Open the select of this name and choose what holds the text."""
    page.get_by_label(label, exact=True).and_(page.get_by_role("combobox")).click()
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=option).first.click()


def picture(page: Page, name: str) -> None:
    """Keep what is seen as ``build/screens/<name>.png``, once nothing moves or loads any more."""
    page.wait_for_load_state("networkidle")
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")
