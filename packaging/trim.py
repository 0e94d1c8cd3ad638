"""What the packages leave out of what the libraries bring: nothing of it is ever loaded."""

import re

EXCLUDED = [
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_ssl",
    "ftplib",
    "http.server",
    "imaplib",
    "numpy",
    "pandas",
    "pdb",
    "poplib",
    "pydoc",
    "smtplib",
    "ssl",
    "tkinter",
    "turtle",
    "unittest",
    "xmlrpc",
]
"""Modules, the network's among them: the program has no use for it. numpy serves the reading of scans."""

UNWANTED = (
    r"d3dcompiler_\d+\.dll",
    r"opengl32sw\.dll",
    r"(lib)?Qt6?(Network|Qml\w*|Quick\w*|OpenGL\w*|Pdf|VirtualKeyboard|Test|Sql|Concurrent|PrintSupport)(\.so.*|\.dll|\.abi3\.so|\.pyd)",
    r"plugins/(tls|networkinformation|qmltooling|sqldrivers|generic|egldeviceintegrations|multimedia|position|printsupport|virtualkeyboard|wayland.*)/.*",
    r"plugins/imageformats/(lib)?q(gif|icns|jpeg|pdf|tga|tiff|wbmp|webp)\.(so|dll)",
    r"plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|direct2d|webgl)\.(so|dll)",
    r"plugins/platformthemes/libqgtk3\.so",
    r"translations/(?!qt(base)?_(zh_CN|en)\.qm).*",
)
"""Files, by how their path ends."""

_PATTERN = re.compile("|".join(f"(?:.*/)?{each}" for each in UNWANTED), re.IGNORECASE)


def is_wanted(path: str) -> bool:
    """Whether a file of the bundle, by its path in it, is to be there."""
    return _PATTERN.fullmatch(path.replace("\\", "/")) is None
