"""The version resource of the Windows programs, from the one place that says the version."""

import tomllib
from pathlib import Path

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

ROOT = Path(__file__).resolve().parent.parent
CHINESE, UNICODE = 0x0804, 1200


def version_resource(program: str) -> VSVersionInfo:
    """What Windows shows among the properties of a program's file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    numbers = tuple(int(part) for part in (version.split(".") + ["0"] * 4)[:4])
    said = {
        "CompanyName": project["authors"][0]["name"],
        "FileDescription": "勾稽台",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": f"{project['authors'][0]['name']}, {project['license']}",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "勾稽台 Gouji",
        "ProductVersion": version,
    }
    table = StringTable(
        f"{CHINESE:04x}{UNICODE:04x}", [StringStruct(name, text) for name, text in said.items()]
    )
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [CHINESE, UNICODE])])],
    )
