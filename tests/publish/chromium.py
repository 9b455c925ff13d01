"""A headless Chromium over ``--remote-debugging-pipe``: no port, no other package."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-pipe", "--window-size=1280,1400",
)  # fmt: skip
_SECONDS = 60


def installed() -> bool:
    """Whether there is a Chromium to drive."""
    return shutil.which("chromium") is not None


class Chromium:
    """One browser with one page. Every event of the page is kept."""

    def __enter__(self) -> Chromium:
        self.profile = tempfile.mkdtemp()
        to_browser, self.write_to = os.pipe()
        self.read_from, from_browser = os.pipe()

        def wire() -> None:
            # Chromium reads its commands from descriptor 3 and answers on descriptor 4
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=wire, close_fds=False,  # noqa: PLW1509  (no threads here)
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.count = 0
        self.events: list[dict[str, Any]] = []
        self.opened = 0
        self.session: str | None = None
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(one for one in targets if one["type"] == "page")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        os.close(self.write_to)
        os.close(self.read_from)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer."""
        self.count += 1
        message: dict[str, Any] = {"id": self.count, "method": method, "params": params}
        if self.session is not None:
            message["sessionId"] = self.session
        os.write(self.write_to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.count:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.buffer:
            chunk = os.read(self.read_from, 1 << 16)
            assert chunk, "the browser has gone"
            self.buffer += chunk
        first, _, self.buffer = self.buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message

    def blank(self) -> None:
        """An empty page as wide as a desk's screen, that nothing has happened to."""
        self.call("Emulation.clearDeviceMetricsOverride")
        self.call("Emulation.setScriptExecutionDisabled", value=False)
        self.call("Page.navigate", url="about:blank")
        self.wait("location.href === 'about:blank'")
        self.events.clear()
        self.opened = 0

    def open(self, path: Path, place: str = "") -> None:
        """Load a file, at a place of it (a fragment), and wait until it is loaded."""
        self.opened += 1
        self.call("Page.navigate", url=path.resolve().as_uri() + (f"#{place}" if place else ""))
        self.wait("document.readyState + location.protocol === 'completefile:'")

    def wait(self, condition: str) -> None:
        """Until an expression is true in the page."""
        end = time.monotonic() + _SECONDS
        while not self.run(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.02)

    def press(self, key: str, text: str = "", *, shift: bool = False) -> None:
        """A key, down and up, as from a keyboard."""
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        event = {
            "key": key, "code": "Space" if key == " " else key,
            "windowsVirtualKeyCode": codes[key], "modifiers": 8 if shift else 0,
        }  # fmt: skip
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text: str) -> None:
        """Text into what has the focus."""
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """The mouse on the middle of an element that can be seen there."""
        found = self.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({block: 'center'}); const box = one.getClientRects()[0];"
            "const x = box.x + box.width / 2, y = box.y + box.height / 2;"
            "const hit = document.elementFromPoint(x, y);"
            "return [x, y, one === hit || one.contains(hit)]; })()"
        )
        assert found[2], f"{selector} is covered"
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=found[0], y=found[1],
                      button="left", clickCount=1)  # fmt: skip

    def width(self, pixels: int) -> None:
        """Look through a window of a width."""
        self.call("Emulation.setDeviceMetricsOverride", width=pixels, height=900,
                  deviceScaleFactor=1, mobile=pixels < 600)  # fmt: skip

    def pdf(self) -> bytes:
        """The page as it is printed."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(printed["data"])

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def complaints(self) -> list[Any]:
        """Everything the page reported as an error or a warning."""
        self.run("1")
        return [
            event["params"]
            for event in self.events
            if event.get("method") == "Runtime.exceptionThrown"
            or (event.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled"))
        ]

    def requests(self) -> list[str]:
        """Every address the page asked for."""
        self.run("1")
        return [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]
