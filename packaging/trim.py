"""What the packages leave out of what the libraries bring: nothing of it is ever loaded."""

import re

FOR_SCANS = ["cv2", "numpy", "onnxruntime"]
"""What the plain edition leaves out: it reads no scans."""

EXCLUDED = [
    "PIL._avif",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_hashlib",
    "_ssl",
    "ftplib",
    "http.server",
    "imaplib",
    "numpy.f2py",
    "numpy.testing",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "pandas",
    "pdb",
    "poplib",
    "pydoc",
    "rapidocr",
    "smtplib",
    "ssl",
    "tkinter",
    "turtle",
    "unittest",
    "xmlrpc",
    "yaml",
]
"""Modules, the network's among them: the program has no use for it. Of rapidocr, only the models are of use;
without _hashlib, OpenSSL is not needed, since Python brings the digests itself."""

UNWANTED = (
    r"d3dcompiler_\d+\.dll",
    r"opengl32sw\.dll",
    r"(lib)?Qt6?(Network|Qml\w*|Quick\w*|OpenGL\w*|Pdf|VirtualKeyboard|Test|Sql|Concurrent|PrintSupport)(\.so.*|\.dll|\.abi3\.so|\.pyd)",
    r"plugins/(tls|networkinformation|qmltooling|sqldrivers|generic|egldeviceintegrations|multimedia|position|printsupport|virtualkeyboard|wayland.*)/.*",
    r"plugins/imageformats/(lib)?q(gif|icns|jpeg|pdf|tga|tiff|wbmp|webp)\.(so|dll)",
    r"plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|direct2d|webgl)\.(so|dll)",
    r"plugins/platformthemes/libqgtk3\.so",
    r"plugins/platforms/libqwayland-\w+\.so",
    r"libQt6(Wayland|Egl|WlShell)\w*\.so.*",
    r"translations/(?!qt(base)?_(zh_CN|en)\.qm).*",
    r"lib(stdc\+\+|gcc_s|glib-2\.0|gio-2\.0|gobject-2\.0|gmodule-2\.0|gthread-2\.0|pcre|pcre2-8)\.so.*",
    r"lib(dbus-1|systemd|selinux|mount|blkid|gcrypt|gpg-error|lz4|zstd|bsd|md|uuid)\.so.*",
    r"lib(gssapi_krb5|krb5|krb5support|k5crypto|com_err|keyutils)\.so.*",
    r"lib(fontconfig|freetype|expat|png16|brotli\w+|X11|X11-xcb|Xau|Xdmcp|xcb)\.so.*",
    r"lib(xkbcommon|xkbcommon-x11)\.so.*",
    r"onnxruntime/capi/(lib)?onnxruntime\.(so.*|dll)",
    r"cv2/(opencv_videoio_\w+\.dll|data/.*|LICENSE.*)",
    r"numpy/_core/_(simd|\w*tests)\..*",
)
"""Files, by how their path ends. The five lines from libstdc++ on are libraries of the desktop, each of which
needs the desktop's own: its drivers are made for its libstdc++, its themes for its glib and fontconfig. The
library onnxruntime serves other languages than Python, whose module holds all of it."""

_PATTERN = re.compile("|".join(f"(?:.*/)?{each}" for each in UNWANTED), re.IGNORECASE)


def is_wanted(path: str) -> bool:
    """Whether a file of the bundle, by its path in it, is to be there."""
    return _PATTERN.fullmatch(path.replace("\\", "/")) is None
