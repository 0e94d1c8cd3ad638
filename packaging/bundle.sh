#!/usr/bin/env bash
# The bundle for 64-bit Linux desktops: dist/gouji-VERSION-linux-x86_64.tar.xz and gouji_VERSION_amd64.deb.
# It is built in a Debian 11, so that it starts wherever glibc is 2.31 or later; `bundle.sh smoke` also runs it there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/toolchain.sh

suite=bullseye
build=$cache/$suite/build
python=/opt/python/bin/python3
# What the bundle takes from the desktop it runs on; every desktop has them, a bare system does not.
desktop_libraries=(libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxcb-icccm4
    libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-util1 libxcb-xinerama0
    libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1)

make_base() {
    base_system "$suite" gcc make libc6-dev zlib1g-dev libffi-dev libsqlite3-dev libbz2-dev liblzma-dev binutils \
        xz-utils fontconfig fonts-wqy-microhei xvfb xauth "${desktop_libraries[@]}"
}

# Debian's own sources of Python, checked by apt, from the newest suite that has this version.
make_python() {
    say "Building Python $python_version"
    sed -n 's|^deb \(\[.*\] \)\?\([^ ]*\) .*|deb-src [signed-by=/usr/share/keyrings/newest.gpg] \2 trixie main|p' \
        "$cache/$suite/etc/apt/sources.list" | head -n 1 >"$cache/$suite/etc/apt/sources.list.d/python.list"
    cp /usr/share/keyrings/debian-archive-keyring.gpg "$cache/$suite/usr/share/keyrings/newest.gpg"
    within "$suite" apt-get update -qq >/dev/null
    rm -rf "$cache/$suite/python"
    mkdir -p "$cache/$suite/python"
    within "$suite" sh -ec '
        cd /python
        apt-get source --download-only -qq "python'"$python_version"'" >/dev/null
        mkdir source
        tar -C source --strip-components=1 -xJf python*.orig.tar.xz
        cd source
        ./configure -q --prefix=/opt/python --enable-shared --without-doc-strings --with-ensurepip=install \
            LDFLAGS=-Wl,-rpath,/opt/python/lib
        make -s -j"$(nproc)"
        make -s install
        find /opt/python/lib -name "*.so*" -type f -exec strip --strip-unneeded {} +
    ' >"$cache/python.log" 2>&1 || {
        tail -n 20 "$cache/python.log" >&2
        return 1
    }
    rm -rf "$cache/$suite/python"
}

make_environment() {
    rm -rf "$cache/$suite/environment" "$cache/$suite/wheels"
    cp -r "$cache/wheels-linux" "$cache/$suite/wheels"
    within "$suite" "$python" -m venv /environment
    within "$suite" /environment/bin/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --find-links /wheels \
        --require-hashes -r /build/packaging/requirements-bundle.lock
}

make_bundle() {
    say "Bundling"
    cp "$cache"/program/gouji-*.whl "$cache/$suite/build/"
    within "$suite" sh -ec '
        /environment/bin/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --force-reinstall /build/gouji-*.whl
        cd /build
        /environment/bin/pyinstaller --noconfirm --log-level WARN packaging/gouji.spec
    '
}

# Where the package is put; one that is only to be tried out, packed fast, is not put among those to hand out.
package() {
    local folder=$output
    [ -z "${GOUJI_FAST:-}" ] || folder=$cache
    echo "$folder/gouji_${version}_amd64.deb"
}

make_packages() {
    local name=gouji-$version-linux-x86_64 tree=$cache/deb package
    package=$(package)
    say "Packing"
    mkdir -p "$output"
    rm -rf "$tree"
    mkdir -p "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
        "$tree/usr/share/icons/hicolor/256x256/apps" "$tree/usr/share/doc/gouji" "$tree/DEBIAN"
    cp -r "$build/dist/gouji" "$tree/opt/gouji"
    ln -s /opt/gouji/gouji "$tree/usr/bin/gouji"
    cp packaging/gouji.desktop "$tree/usr/share/applications/"
    cp packaging/gouji-mime.xml "$tree/usr/share/mime/packages/gouji.xml"
    cp resources/icons/gouji.png "$tree/usr/share/icons/hicolor/256x256/apps/gouji.png"
    cat LICENSE "$build"/dist/gouji/_internal/licences/*.txt >"$tree/usr/share/doc/gouji/copyright"
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: gouji
Version: $version
Architecture: amd64
Section: utils
Priority: optional
Maintainer: Gouji maintainers <nobody@invalid>
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6 (>= 2.31), $(IFS=,; echo "${desktop_libraries[*]}" | sed 's/,/, /g')
Recommends: fonts-wqy-microhei | fonts-noto-cjk
Description: 勾稽台：政府信息公开工作年度报告核对工作台
 Opens disclosure reports beside their tables, marks what does not reconcile, exports the review. Works offline.
CONTROL
    (cd "$tree" && find usr opt -type f -exec md5sum {} + >DEBIAN/md5sums)
    if [ -n "${GOUJI_FAST:-}" ]; then
        dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree" "$package" >/dev/null
    else
        nice dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
        tar -C "$build/dist" --owner=0 --group=0 -I 'nice xz -T2' -cf "$output/$name.tar.xz" gouji
    fi
}

# The package is installed where there is nothing but a desktop's libraries, and run without any network.
smoke() {
    say "Trying the package out"
    rm -rf --one-file-system "$cache/smoke"
    smoke_script reports "$cache/smoke/reports"
    from_source "$build" "$cache/smoke/reports" "$cache/smoke/source"
    rm -rf "$cache/$suite/smoke"
    cp -r "$cache/smoke" "$cache/$suite/smoke"
    cp "$(package)" "$cache/$suite/smoke/gouji.deb"
    within "$suite" dpkg --install /smoke/gouji.deb >/dev/null
    quietly within "$suite" timeout 600 unshare --net xvfb-run -a gouji --self-test /smoke/reports /smoke/packaged
    within "$suite" dpkg --purge gouji >/dev/null
    [ ! -e "$cache/$suite/opt/gouji" ]
    smoke_script same "$cache/smoke/source" "$cache/$suite/smoke/packaged"
}

# All of it is read before any of it runs, so that the file may change meanwhile.
main() {
    need_root
    alone
    host_packages debootstrap:debootstrap gpg:gnupg
    once "$suite" make_base
    once "$suite-python-$python_version" make_python
    wheels linux packaging/requirements-bundle.lock manylinux_2_28_x86_64 manylinux_2_27_x86_64 \
        manylinux_2_26_x86_64 manylinux_2_24_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64
    within "$suite" true
    stage=work
    source_into "$build"
    once "$suite-environment-$(cut -c1-16 "$cache/wheels-linux/.lock")" make_environment
    program_wheel
    make_bundle
    make_packages
    if [ -z "${GOUJI_FAST:-}" ]; then
        describe "$build/dist/gouji/_internal/licences" "gouji-$version-linux-x86_64"
        sums
    fi
    if [ "${1:-}" = smoke ]; then smoke; fi
}

main "$@"
