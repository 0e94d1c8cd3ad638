#!/usr/bin/env bash
# Sets up what the program needs, once: system libraries (Debian, where it may install them), .venv, the
# hash-locked packages, the `gouji` command. `setup.sh test` adds what the tests need,
# `setup.sh ocr` what reads scans.
# What already stands is left alone, and nothing is fetched for it: with all in place this works offline.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose=${1:-run}
lock=requirements.lock
[ "$purpose" = test ] && lock=requirements-dev.lock
[ "$purpose" = ocr ] && lock=requirements-ocr.lock

say() { printf '%s\n' "$*" >&2; }

# What must be there, and the Debian package that brings it: a library by its file name, then fonts and programs.
libraries="
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libfreetype.so.6 libfreetype6
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-util.so.1 libxcb-util1
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
"

missing_packages() {
    local known file package
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    while read -r file package; do
        [ -z "$file" ] || [[ "$known" == *"$file "* ]] || echo "$package"
    done <<<"$libraries"
    command -v fc-list >/dev/null || echo fontconfig
    [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || echo fonts-wqy-microhei
    if [ "$purpose" = test ] && ! command -v soffice >/dev/null; then
        echo libreoffice-calc-nogui
        echo libreoffice-writer-nogui
    fi
}

install_packages() {
    local as=()
    if ! command -v apt-get >/dev/null; then
        say "这台机器没有 apt-get，请用系统自己的办法装上与这些 Debian 软件包相当的库：$*"
        say "No apt-get here: please install what corresponds to these Debian packages: $*"
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "缺少系统软件包，本账户无权安装。请管理员执行：apt-get install $*"
            say "System packages are missing and this account may not install them. Ask the administrator for: apt-get install $*"
            return 1
        fi
        as=(sudo -n)
    fi
    say "Installing system packages: $*"
    "${as[@]}" apt-get update -qq >/dev/null &&
        "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local packages
    mapfile -t packages < <(missing_packages)
    [ "${#packages[@]}" = 0 ] || install_packages "${packages[@]}" || say "Going on without: ${packages[*]}"
}

suitable='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

find_python() {
    local python
    for python in python3 python3.11 python3.12 python3.13; do
        if command -v "$python" >/dev/null && "$python" -c "$suitable" 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say "需要 Python 3.11、3.12 或 3.13，没有找到。请先安装（Debian：apt-get install python3 python3-venv）。"
    say "Python 3.11, 3.12 or 3.13 is needed and was not found. Install it first (Debian: apt-get install python3 python3-venv)."
    exit 1
}

virtual_environment() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c "$suitable" 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" || exit 1
    fi
    say "Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

# The stamp holds what the environment was made from; a new lock, a moved checkout or another Python makes it stale.
wanted_stamp() {
    pwd -P
    .venv/bin/python -c 'import sys; print(sys.version)'
    sha256sum pyproject.toml "$1"
}

is_installed() {
    [ -x .venv/bin/gouji ] && [ "$(cat ".venv/$1.stamp" 2>/dev/null)" = "$(wanted_stamp "$1")" ]
}

packages() {
    if is_installed "$lock" || { [ "$purpose" = run ] && is_installed requirements-dev.lock; }; then
        return
    fi
    say "Installing the packages of $lock (some 200 MB the first time; a few minutes on a slow line)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
    wanted_stamp "$lock" >".venv/$lock.stamp"
}

system_libraries
virtual_environment
packages
