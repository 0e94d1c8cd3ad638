"""Offline means offline: nothing of the network is imported without need, and nobody is spoken to."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

from core.paths import resource
from tests.test_architecture import ROOT, imports, sources, tree

NETWORK = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser"),
    *("xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets"),
}
ALLOWED = {
    "socket": "multiprocessing.connection, which joins the worker to the program by a pipe",
}
"""What may be loaded all the same, and for what."""
SPEAKING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
WHOLE_RUN = """
import json, sys
heard = []
def listen(event, arguments):
    if event in {speaking} or (event == "socket.bind" and isinstance(arguments[1], tuple)):
        heard.append(event)
sys.addaudithook(listen)
from core import cli
from core.pipeline import check
from pathlib import Path
samples = {samples}
for sample in samples:
    check(Path(sample).read_bytes(), Path(sample).name)
    cli.main(["check", sample])
    cli.main(["export", sample, "-o", {out} + Path(sample).suffix + ".xlsx"])
    cli.main(["verify", {out} + Path(sample).suffix + ".xlsx"])
import gui.main_window
print("\\n" + json.dumps([sorted(sys.modules), heard]))
"""


def speaks(name: str) -> bool:
    """Whether a module, by its dotted name, is one of the network's or lies in one."""
    return any(name == each or name.startswith(f"{each}.") for each in NETWORK)


def test_program_imports_nothing_of_the_network() -> None:
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources("core", "gui")
        for name in imports(path)
        if speaks(name)
    ]
    assert not found


def opens_address(node: ast.AST) -> bool:
    """Whether a call hands an address to the system, or lets a link be followed, beyond the machine."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    given = ast.unparse(node.args[0])
    return (node.func.attr == "openUrl" and not given.startswith("QUrl.fromLocalFile(")) or (
        node.func.attr == "setOpenExternalLinks" and given != "False"
    )


def test_program_opens_no_address() -> None:
    """Neither a browser nor a mail program is asked to; folders of the machine are shown."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources("core", "gui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and opens_address(node)
    ]
    assert not found


def test_whole_run_loads_nothing_of_the_network_and_speaks_to_nobody(tmp_path: Path) -> None:
    samples = [str(next(resource("samples").glob(f"*.{kind}"))) for kind in ("txt", "html", "docx", "pdf")]
    code = WHOLE_RUN.format(speaking=SPEAKING, samples=samples, out=repr(str(tmp_path / "out")))
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=110, check=True)
    loaded, heard = json.loads(run.stdout.decode("utf-8").splitlines()[-1])
    assert heard == []
    assert "core.export.workbook" in loaded
    assert {name for name in loaded if speaks(name)} <= set(ALLOWED)
