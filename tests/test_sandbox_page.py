"""The chat page in headless Chromium: written to, pressed, read, fed with files, in light and dark."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox import Person, Sandbox, says
from tests.sandbox_bot import picture, served

selenium = pytest.importorskip("selenium", reason="selenium is not installed: pip install -e '.[e2e]'")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="apt install chromium chromium-driver")

from selenium import webdriver  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

PHONE = (390, 780)
PATIENCE = 15


class Page:
    """The page as a person uses it."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        self.url = url

    def open(self, *, dark: bool = False, size: tuple[int, int] = PHONE) -> None:
        """Loads the page anew in a window of this size."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 2 if size == PHONE else 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.get(self.url)
        self.until(lambda: self.driver.find_elements(By.CSS_SELECTOR, "body[data-ready=yes]"))

    def until(self, condition: Callable[[], Any]) -> Any:
        """Waits for something true."""
        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: condition())

    def find(self, css: str, text: str = "") -> WebElement:
        """The last shown element that has the text, waited for."""

        def shown() -> WebElement | None:
            script = (
                "return [...document.querySelectorAll(arguments[0])].filter("
                "e => e.checkVisibility() && e.textContent.includes(arguments[1])).at(-1)"
            )
            found: WebElement | None = self.driver.execute_script(script, css, text)
            return found

        element: WebElement = self.until(shown)
        return element

    def click(self, css: str, text: str = "") -> None:
        """Presses an element as the mouse does, wherever it is."""
        element = self.find(css, text)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        self.driver.execute_script("arguments[0].click()", element)

    def write(self, text: str) -> None:
        """Writes into the line, sends with Enter, and sees it as one message more."""
        count = "return document.querySelectorAll('.message.own').length"
        before = self.driver.execute_script(count)
        self.find("textarea").send_keys(text, Keys.ENTER)
        self.until(lambda: self.driver.execute_script(count) > before)

    def begin(self) -> None:
        """Presses Start where the chat is new."""
        self.find(".pane")
        if self.driver.execute_script("return document.querySelector('.big-button')?.checkVisibility()"):
            self.click(".big-button", "Bắt đầu")
        self.find("textarea")

    def shot(self, name: str) -> None:
        """Keeps a picture where PLANBOT_SHOTS says."""
        if folder := os.environ.get("PLANBOT_SHOTS"):
            self.driver.execute_async_script("setTimeout(arguments[0], 400)")
            self.driver.save_screenshot(str(Path(folder) / f"{name}.png"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A local Telegram with a bot on it."""
    with Sandbox(limits=None) as running:
        thread, stop = served(running)
        yield running
        stop()
        thread.join(PATIENCE)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with a profile of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile = tmp_path_factory.mktemp("chromium")
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", f"user-data-dir={profile}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield browser
    browser.quit()


@pytest.fixture
def page(sandbox: Sandbox, driver: webdriver.Chrome) -> Iterator[Page]:
    """The page at the phone's size; nothing may be complained of in the browser's console."""
    shown = Page(driver, sandbox.url)
    driver.get(sandbox.url)
    driver.execute_script("sessionStorage.clear()")
    driver.get_log("browser")
    shown.open()
    yield shown
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_ask_press_and_expand(page: Page) -> None:
    """A question is answered; its source unfolds; a button edits the message and the press is answered."""
    page.begin()
    page.find(".message.other .text", "Xin chào")
    page.write("fdi 6 tháng")
    page.find(".message.own .text", "fdi 6 tháng")
    quote = page.find("blockquote.expandable", "12/BC-UBND")
    toggle = quote.find_element(By.CSS_SELECTOR, ".quote-toggle")
    height = quote.size["height"]
    page.shot("answer")
    page.click(".quote-toggle", "Xem thêm")
    assert toggle.get_attribute("aria-expanded") == "true"
    assert quote.size["height"] > height
    page.shot("expanded")
    page.click(".key", "Xem đoạn gốc")
    page.find(".toast", "Đang mở đoạn gốc")
    page.find(".message.other .text", "Mục I.1")
    page.find(".meta", "đã sửa")
    page.shot("edited")


def test_files_both_ways(page: Page, tmp_path: Path) -> None:
    """A document goes up with a caption and its bytes reach the bot; the bot's picture and document come down."""
    page.begin()
    report = tmp_path / "bao-cao.docx"
    report.write_bytes(b"PK mau bao cao")
    page.find(".icon-button[aria-label='Gửi tệp hoặc ảnh']")
    page.driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(report))
    page.find("dialog textarea").send_keys("Báo cáo của đơn vị")
    page.click("dialog button", "Gửi")
    page.find(".message.own .document", "bao-cao.docx")
    page.find(".message.other .text", "Đã nhận tệp, 14 byte")
    page.find(".context", "Trả lời")
    page.write("fdi")
    page.find(".message.own .replied", "Đã nhận tệp")
    page.click(".key", "Văn bản")
    page.find("dialog", "Văn bản được gửi bên dưới.")
    page.click("dialog button", "Đóng")
    name = page.find(".message.other .document", "12-BC-UBND.pdf").get_attribute("download")
    assert name == "12-BC-UBND.pdf"
    image = page.find(".message.other .photo img")
    assert page.until(lambda: page.driver.execute_script("return arguments[0].naturalWidth", image)) == 320
    page.shot("files")
    chart = tmp_path / "bieu-do.png"
    chart.write_bytes(picture(320, 180))
    page.driver.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(chart))
    page.click("dialog button", "Gửi")
    page.find(".message.other .text", "Đã nhận ảnh")


def test_edit_reply_and_menu_by_keyboard(page: Page) -> None:
    """The arrow key takes the last message back to edit; "/" lists commands, which the arrows choose."""
    page.begin()
    page.write("câu hỏi đầu")
    page.find(".message.own .text", "câu hỏi đầu")
    page.find("textarea").send_keys(Keys.ARROW_UP)
    page.find(".context", "Sửa tin nhắn")
    page.find("textarea").send_keys(" đã chữa", Keys.ENTER)
    page.find(".message.other .text", "Đã sửa thành: câu hỏi đầu đã chữa")
    page.find("textarea").send_keys("/")
    assert page.find(".suggestions li", "/hoi").get_attribute("role") == "option"
    page.shot("commands")
    page.find("textarea").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    page.find(".message.own .text", "/hoi")


def test_reply_keyboard_and_deep_link(page: Page) -> None:
    """A reply keyboard sends its words; a link to the bot itself starts it with the payload."""
    page.begin()
    page.write("/start")
    page.click(".reply-keyboard .key", "Nhiệm vụ quá hạn")
    page.find(".message.own .text", "Nhiệm vụ quá hạn")
    page.click(".inline-keyboard .key", "Mở đoạn")
    page.find(".message.other .text", "Mở đoạn d_1_2")
    page.shot("keyboard")


def test_typing_is_seen(page: Page, sandbox: Sandbox) -> None:
    """While the bot is busy the header says with what."""
    page.begin()
    with Person(sandbox.url, "Lan") as lan:
        url = f"{sandbox.base_url}{sandbox.token}/sendChatAction"
        httpx.post(url, json={"chat_id": lan.id, "action": "upload_photo"}, trust_env=False).raise_for_status()
    page.find(".status.active", "đang gửi ảnh")


def test_inline_card(page: Page) -> None:
    """`@bot words` shows the bot's cards; the chosen one is sent as the person's message."""
    page.begin()
    page.find("textarea").send_keys("@planbot fdi")
    page.click(".suggestions li", "FDI 6 tháng")
    page.find(".message.own .via", "qua @planbot")


def test_people_side_by_side_and_group(page: Page, sandbox: Sandbox) -> None:
    """A wide window shows a phone a person; what one writes in the group the others read at once."""
    page.open(size=(1280, 780))
    assert page.until(lambda: len(page.driver.find_elements(By.CSS_SELECTOR, ".pane")) == 3)
    for person in (0, 1):
        page.driver.find_elements(By.CSS_SELECTOR, ".pane-header .icon-button")[person].click()
        page.click(".popup button", "Tổ điều phối kế hoạch")
    page.until(lambda: len(page.driver.find_elements(By.CSS_SELECTOR, ".pane .write:not([hidden])")) >= 2)
    pane = page.driver.find_elements(By.CSS_SELECTOR, ".pane")[0]
    pane.find_element(By.TAG_NAME, "textarea").send_keys("@planbot tình hình FDI?", Keys.ENTER)
    page.find(".pane:nth-child(2) .message.other .author", "Trần Lan")
    page.find(".pane:nth-child(2) .message.other .author", "Trợ lý Kế hoạch")
    page.shot("wide")
    with Person(sandbox.url, "Hùng") as leader:
        leader.start()
        leader.wait(says("Xin chào"))
    page.find(".pane:nth-child(3) .message.other .text", "Xin chào")


def test_block_and_unblock(page: Page) -> None:
    """Whoever blocks the bot cannot write until the bot is let in again."""
    page.begin()
    page.click(".pane-header .icon-button")
    page.click(".popup button", "Chặn bot")
    page.click(".big-button", "Bỏ chặn bot")
    page.find("textarea")


def test_markup_of_people_stays_text(page: Page) -> None:
    """HTML in a message is shown as it was written and never becomes an element."""
    page.begin()
    page.write("<img src=x onerror=alert(1)><b>x</b>")
    bubble = page.find(".message.own .text", "<img src=x onerror=alert(1)><b>x</b>")
    assert bubble.find_elements(By.CSS_SELECTOR, "img, b") == []


def test_named_for_screen_readers(page: Page) -> None:
    """Every control has a name, the messages are a live log, every picture has words."""
    page.begin()
    page.find(".messages[role=log][aria-live=polite]")
    unnamed = page.driver.execute_script(
        "return [...document.querySelectorAll('button, a, input, textarea, img')].filter(e => "
        "!(e.getAttribute('aria-label') || e.textContent.trim() || e.alt)).map(e => e.outerHTML)"
    )
    assert unnamed == []


def test_dark(page: Page) -> None:
    """The page follows the device into the dark; letters keep a contrast of at least 4.5."""
    for dark in (False, True):
        page.open(dark=dark)
        page.begin()
        page.find(".message.other .text")
        page.shot("dark" if dark else "light")
        contrasts = dict(zip(SHOWN, page.driver.execute_script(CONTRAST, SHOWN), strict=True))
        assert {css: ratio for css, ratio in contrasts.items() if ratio < 4.5} == {}


SHOWN = [
    *(".message.other .text", ".message.own .text", ".own .meta", ".other .meta", ".day span", ".status"),
    *(".person-name b", ".person-name small", ".inline-keyboard .key", ".quote-toggle", ".replied span"),
]
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const pixel = (...colours) => { canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
const light = (rgb) => { const [r, g, b] = rgb.map(v => v / 255).map(
  v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
return arguments[0].map(css => [...document.querySelectorAll(css)].find(e => e.checkVisibility())).map(e => {
  const behind = []; for (let at = e; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
  const [a, b] = [light(pixel(...behind)), light(pixel(...behind, getComputedStyle(e).color))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); });
"""


def test_the_demo_as_a_newcomer_sees_it(driver: webdriver.Chrome, tmp_path: Path) -> None:
    """`planbot demo` in a browser: started, asked as on a phone, the figure and its source are on the page."""
    command = (sys.executable, "-m", "bot", "demo", "--serve", "--db", str(tmp_path / "demo.db"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            address = re.compile(r"http://127\.0\.0\.1:\d+/")
            page = Page(driver, next(found[0] for line in process.stdout if (found := address.search(line))))
            page.open(size=(440, 1320))
            page.begin()
            page.write("fdi 6 thang dat bao nhieu %")
            page.find(".message.other .text", "33,11%")
            page.find("blockquote", "1999/BC-BQL")
            page.shot("demo")
        finally:
            process.terminate()
