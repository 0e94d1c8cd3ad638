#!/usr/bin/env bash
# The bundle for 64-bit Linux desktops: dist/gouji-VERSION-linux-x86_64.tar.xz and gouji_VERSION_amd64.deb;
# with GOUJI_EDITION=ocr, gouji-ocr-… and gouji-ocr_…, which take the place of the others and read scans too.
# It is built in a Debian 11, so that it starts wherever glibc is 2.31 or later; `bundle.sh smoke` also runs it there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/toolchain.sh

suite=bullseye
build=$cache/$suite/build
tree=$cache/deb
name=$product-$version-linux-x86_64
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
    rm -rf "$cache/$suite/wheels"
    cp -r "$cache/wheels-linux$apart" "$cache/$suite/wheels"
    within "$suite" "$python" -m venv "/environment$apart"
    within "$suite" "/environment$apart/bin/python" -m pip install -qq --disable-pip-version-check --no-index --no-deps \
        --find-links /wheels --require-hashes -r "/build/$lock"
    rm -rf "$cache/$suite/wheels"
    [ "$edition" != ocr ] || within "$suite" "/environment$apart/bin/python" /build/packaging/hollow.py \
        "/environment$apart/lib/python$python_version/site-packages"
}

make_bundle() {
    say "Bundling"
    cp "$cache"/program/gouji-*.whl "$cache/$suite/build/"
    within "$suite" env GOUJI_EDITION="$edition" sh -ec '
        "$0/bin/python" -m pip install -qq --disable-pip-version-check --no-index --no-deps --force-reinstall /build/gouji-*.whl
        cd /build
        "$0/bin/pyinstaller" --noconfirm --log-level WARN packaging/gouji.spec
    ' "/environment$apart"
}

# package PRODUCT: where its package is put.
package() {
    local folder=$output
    if fast; then folder=$cache; fi
    echo "$folder/$1_${version}_amd64.deb"
}

# control VERSION: what the package says of itself. Each edition gives way to the other.
control() {
    local other=gouji-ocr
    [ "$edition" != ocr ] || other=gouji
    cat <<CONTROL
Package: $product
Version: $1
Architecture: amd64
Section: utils
Priority: optional
Maintainer: Gouji maintainers <nobody@invalid>
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6 (>= 2.31), $(IFS=,; echo "${desktop_libraries[*]}" | sed 's/,/, /g')
Recommends: fonts-wqy-microhei | fonts-noto-cjk
Conflicts: $other
Replaces: $other
Provides: $other
Description: 勾稽台：政府信息公开工作年度报告核对工作台${edition:+（能读扫描件）}
 Opens disclosure reports beside their tables, marks what does not reconcile, exports the review${edition:+, reads scans and pictures}. Works offline.
CONTROL
}

make_packages() {
    say "Packing"
    mkdir -p "$output"
    rm -rf "$tree"
    mkdir -p "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
        "$tree/usr/share/icons/hicolor/256x256/apps" "$tree/usr/share/doc/$product" "$tree/DEBIAN"
    cp -r "$build/dist/gouji" "$tree/opt/gouji"
    ln -s /opt/gouji/gouji "$tree/usr/bin/gouji"
    cp packaging/gouji.desktop "$tree/usr/share/applications/"
    cp packaging/gouji-mime.xml "$tree/usr/share/mime/packages/gouji.xml"
    cp resources/icons/gouji.png "$tree/usr/share/icons/hicolor/256x256/apps/gouji.png"
    cat LICENSE "$build"/dist/gouji/_internal/licences/*.txt >"$tree/usr/share/doc/$product/copyright"
    control "$version" >"$tree/DEBIAN/control"
    (cd "$tree" && find usr opt -type f -exec md5sum {} + >DEBIAN/md5sums)
    if fast; then
        pack "$(package "$product")" -Zgzip -z1
    else
        pack "$(package "$product")" -Zxz
        tar -C "$build/dist" --owner=0 --group=0 -I 'nice xz -T2' -cf "$output/$name.tar.xz" gouji
    fi
}

# pack FILE HOW...: the tree as a package.
pack() {
    local file=$1
    shift
    nice dpkg-deb --root-owner-group "$@" --build "$tree" "$file" >/dev/null
}

# The package is installed where there is nothing but a desktop's libraries, in the place of the other edition where
# that has been made, and run without any network; then a later version takes its place and finds all that was left.
smoke() {
    local held=$cache/$suite/smoke other=gouji-ocr
    [ "$edition" != ocr ] || other=gouji
    say "Trying the package out"
    rm -rf --one-file-system "$cache/smoke" "$held"
    smoke_script reports "$cache/smoke/reports"
    from_source "$build" "$cache/smoke/reports" "$cache/smoke/source"
    cp -r "$cache/smoke" "$held"
    cp "$(package "$product")" "$held/gouji.deb"
    control "$version+later" >"$tree/DEBIAN/control"
    pack "$held/later.deb" -Znone
    if [ -e "$(package "$other")" ]; then
        cp "$(package "$other")" "$held/other.deb"
        put_in other
    fi
    put_in gouji
    try_out
    smoke_script same "$cache/smoke/source" "$held/packaged"
    cp -r "$held/packaged" "$held/first"
    rm "$held/packaged/self-test.json"
    put_in later
    try_out
    smoke_script kept "$held/first" "$held/packaged"
    within "$suite" dpkg --purge "$product" >/dev/null
    [ ! -e "$cache/$suite/opt/gouji" ]
}

# put_in NAME: installs a package, after which there is one Gouji.
put_in() {
    within "$suite" dpkg --install "/smoke/$1.deb" >/dev/null
    [ "$(within "$suite" dpkg-query -W -f '${db:Status-Status}\n' 'gouji*' | grep -c '^installed$')" = 1 ]
}

try_out() {
    quietly within "$suite" timeout 900 unshare --net xvfb-run -a gouji --self-test /smoke/reports /smoke/packaged
}

# All of it is read before any of it runs, so that the file may change meanwhile.
main() {
    need_root
    alone
    host_packages debootstrap:debootstrap gpg:gnupg
    once "$suite" make_base
    once "$suite-python-$python_version" make_python
    wheels "linux$apart" "$lock" manylinux_2_28_x86_64 manylinux_2_27_x86_64 \
        manylinux_2_26_x86_64 manylinux_2_24_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64
    within "$suite" true
    stage=work
    source_into "$build"
    made_from "$(cat packaging/hollow.py "$lock" | sha256sum)" "$cache/$suite/environment$apart" make_environment
    program_wheel
    make_bundle
    make_packages
    if ! fast; then
        describe "$build/dist/gouji/_internal/licences" "$name"
        sums
    fi
    if [ "${1:-}" = smoke ]; then smoke; fi
}

main "$@"
