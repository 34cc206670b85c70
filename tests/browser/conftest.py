"""A real browser before a real server. Debian's Chromium; without it these tests are skipped and counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.stage import Stage

ROOT = Path(__file__).resolve().parent.parent.parent
KEEP = "MITHAQ_PICTURES"  # set it to 1 to put the pictures under docs/img
MAX_PICTURE = 220_000  # bytes: README shows several of them


@dataclass
class Desk:
    """One officer's browser window. `strange`: addresses asked for elsewhere; `complaints`: errors on the console."""

    stage: Stage
    page: Page
    pictures: Path
    strange: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(self.stage.address):
            self.strange.append(url)

    def open(self, path: str) -> None:
        """Go to a page of the console."""
        self.page.goto(self.stage.address + path)

    def sign_in(self, login: str) -> None:
        """Choose a demo officer from the list and sign in."""
        self.open("/sign-in")
        self.page.locator(f"a[href$='{login.replace('@', '%40')}']").click()
        self.page.locator("main form button").click()
        self.page.wait_for_url(lambda url: "sign-in" not in url)

    def text(self) -> str:
        """The words of the page's main part."""
        return self.page.locator("main").inner_text()

    def picture(self, name: str) -> None:
        """Keep what the window shows."""
        path = self.pictures / f"{name}.png"
        self.page.screenshot(path=path)
        size = path.stat().st_size
        assert 20_000 < size < MAX_PICTURE, (name, size)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """One Chromium for the tests of a file, and no longer: as long as Playwright is there, its event loop counts as
    running in this thread, and whatever test comes between two files could not run one of its own.
    """
    with sync_playwright() as playwright:
        # no sandbox: continuous integration runs as root, and only our own pages are opened
        found = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """A served federation with a draft, an alert under review, one in force, a confirmed hit and a case."""
    found = Stage()
    found.alert = found.circulated(photo=True)
    found.review = found.approved()
    found.drafted = found.draft()
    found.case = found.arrested(found.alert)
    found.queue()
    server, thread = found.serve()
    yield found
    server.should_exit = True
    thread.join()
    found.world.close()


@pytest.fixture
def desk(browser: Browser, stage: Stage, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens windows; afterwards none may have asked for anything elsewhere or complained."""
    pictures = ROOT / "docs" / "img" if os.environ.get(KEEP) else tmp_path
    pictures.mkdir(parents=True, exist_ok=True)
    opened: list[Desk] = []

    def sit_down(login: str = "", language: str = "ar", **options: object) -> Desk:
        size = {"width": 1280, "height": 960}
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]  # named as Playwright names them
        cookie = {"name": "mithaq_lang", "value": language, "url": stage.address}
        context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie by its address
        found = Desk(stage, context.new_page(), pictures)
        opened.append(found)
        if login:
            found.sign_in(login)
        return found

    yield sit_down
    for found in opened:
        assert found.strange == []
        assert found.complaints == []
        found.page.context.close()
