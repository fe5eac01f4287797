"""Pictures of a page, taken by Chromium through its debugging port; Chromium is started for it and ended after."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-lcd-text"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    *("--disable-dev-shm-usage", "--remote-debugging-port=0", "--force-color-profile=srgb"),
)


class Camera:
    """A running browser that takes pictures."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0

    async def take(self, html: str, width: int, *, scale: float = 1.0) -> bytes:
        """Return the whole page as a PNG, `width` CSS pixels wide."""
        size = {"width": width, "height": 1, "deviceScaleFactor": scale, "mobile": False}
        await self._do("Emulation.setDeviceMetricsOverride", **size)
        frame = (await self._do("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        await self._do("Page.setDocumentContent", frameId=frame, html=html)
        await self._do("Runtime.evaluate", expression="document.fonts.ready", awaitPromise=True)
        height = (await self._do("Page.getLayoutMetrics"))["cssContentSize"]["height"]
        await self._do("Emulation.setDeviceMetricsOverride", **{**size, "height": int(height) + 1})
        return base64.b64decode((await self._do("Page.captureScreenshot", format="png"))["data"])

    async def _do(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            answer = json.loads((await self._socket.receive(timeout=30)).data)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]


@contextlib.asynccontextmanager
async def camera() -> AsyncIterator[Camera]:
    """Start Chromium. Raises FileNotFoundError when it is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise FileNotFoundError("Chromium is not installed (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        quiet = asyncio.subprocess.DEVNULL
        options = (*FLAGS, f"--user-data-dir={home}", "about:blank")
        browser = await asyncio.create_subprocess_exec(program, *options, stdout=quiet, stderr=quiet)
        try:
            port = await _port(Path(home) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    page = next(one for one in await answer.json() if one["type"] == "page")
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    yield Camera(socket)
        finally:
            if browser.returncode is None:
                browser.terminate()
            await browser.wait()


async def _port(file: Path) -> int:
    for _ in range(300):
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        await asyncio.sleep(0.1)
    raise TimeoutError("Chromium did not start within 30 seconds.")
