"""An administrator: the one-time address works once, answers have the policy, limits are told, a killed process comes back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.desk.test_serve import Running
from tests.whole.journeys.assessed import CHANGED, bench
from tests.whole.journeys.conftest import Visit, compute_pid
from uitvoerbaar.desk.middleware.security import POLICY


def test_the_administrator(visit: Visit, running: Running) -> None:
    owner = visit()
    owner.open(running.once)
    assert owner.page.url == f"{running.address}/"
    assert "uitvoerbaar_sessie" in {each["name"] for each in owner.context.cookies()}
    other = visit()
    other.told.add(403)
    other.open(running.once)
    assert "Dit adres werkt eenmaal en kort." in other.find("main").inner_text()

    for address in ("/", "/wetten.json", bench(), bench(after="/cijfers"), "/bestaat-niet", "/static/desk/desk.css"):
        answer = owner.context.request.get(running.address + address)
        assert answer.headers["content-security-policy"] == POLICY, address
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "camera=()" in answer.headers["permissions-policy"]
    assert "unsafe" not in POLICY

    owner.told |= {400, 413}
    owner.go("Toetsen")
    large = {"name": "groot.zip", "mimeType": "application/zip", "buffer": bytes(6_000_000)}
    owner.find("#bestand").set_input_files(large)
    owner.press(owner.page.get_by_role("button", name="Stuur en toets"))
    owner.find("h1", has_text="Dit is te groot").wait_for()
    assert "UITVOERBAAR_MAX_UPLOAD_BYTES" in owner.find("main").inner_text()


def test_a_killed_compute_process_is_not_noticed(visit: Visit, running: Running) -> None:
    owner = visit()
    owner.open(bench(CHANGED))
    said = owner.figures().locator("dl.keys").inner_text()
    killed = compute_pid(running.folder)
    os.kill(killed, signal.SIGKILL)
    owner.type(owner.find("#dial-1"), "90.000")
    assert owner.figures().locator("dl.keys").inner_text() != said
    owner.type(owner.find("#dial-1"), CHANGED)
    assert owner.figures().locator("dl.keys").inner_text() == said
    assert compute_pid(running.folder) != killed


def test_a_killed_web_worker_is_not_noticed(visit: Visit, running: Running) -> None:
    owner = visit()
    owner.open(bench(CHANGED))
    said = owner.figures().locator("dl.keys").inner_text()
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    owner.wrong = []
    for worker in children.read_text().split():
        os.kill(int(worker), signal.SIGKILL)
        owner.type(owner.find("#dial-1"), "90.000")
        assert owner.figures().locator("dl.keys").inner_text() != said
        owner.type(owner.find("#dial-1"), CHANGED)
        assert owner.figures().locator("dl.keys").inner_text() == said
    owner.wrong = [line for line in owner.wrong if "ERR_" not in line]  # a connection that was cut is tried again
