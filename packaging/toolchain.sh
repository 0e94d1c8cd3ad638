# What bundle.sh and windows.sh share; to be sourced. Everything fetched or built for building lies in one
# folder, $GOUJI_BUILD (by default in the user's cache), and is made only once.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${GOUJI_BUILD:-${XDG_CACHE_HOME:-$HOME/.cache}/gouji-build}
output=$root/dist
version=$("$root/.venv/bin/python" -c 'import tomllib; print(tomllib.load(open("'"$root"'/pyproject.toml", "rb"))["project"]["version"])')
python_version=3.13

# GOUJI_EDITION=ocr makes the packages that also read scans; without it, the plain ones. Each has its name and its lock.
edition=${GOUJI_EDITION:-}
apart=${edition:+-$edition}
product=gouji$apart
lock=packaging/requirements-bundle$apart.lock
[ -e "$root/$lock" ] || { echo "GOUJI_EDITION: ocr, or nothing" >&2; exit 2; }

# A build that ends before this says `work` could not be tried at all, for want of rights, tools or network: status 75.
stage=tools
trap 'status=$?; [ "$status" = 0 ] || [ "$stage" = work ] || exit 75' EXIT

say() { printf '%s\n' "$*" >&2; }

# fast: whether the package is only to be tried out: packed fast, and not put among those to hand out.
fast() { [ -n "${GOUJI_FAST:-}" ]; }

need_root() {
    [ "$(id -u)" = 0 ] && return
    say "打包要用 chroot，须以 root 身份运行。Packages are built in a chroot: run this as root."
    exit 75
}

# alone: waits until no other build uses the folder.
alone() {
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
}

# host_packages COMMAND:PACKAGE...: what the building machine itself needs.
host_packages() {
    local missing=() each
    for each in "$@"; do
        command -v "${each%%:*}" >/dev/null || missing+=("${each#*:}")
    done
    [ "${#missing[@]}" = 0 ] && return
    say "Installing ${missing[*]}"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# once NAME COMMAND...: runs the command unless it has been run with success before.
once() {
    local stamp=$cache/stamps/$1
    shift
    [ -e "$stamp" ] && return
    "$@"
    mkdir -p "$cache/stamps"
    touch "$stamp"
}

# made_from WHAT FOLDER COMMAND...: makes the folder by the command unless it was last made from the same.
made_from() {
    local what=$1 folder=$2
    shift 2
    [ "$(cat "$folder/.made-from" 2>/dev/null)" = "$what" ] && return
    rm -rf --one-file-system "$folder"
    mkdir -p "$folder"
    "$@"
    echo "$what" >"$folder/.made-from"
}

# base_system SUITE PACKAGE...: a Debian of that suite in $cache/SUITE, with these packages.
base_system() {
    local suite=$1
    shift
    say "Making a Debian $suite to build in"
    rm -rf --one-file-system "${cache:?}/$suite"
    mkdir -p "$cache"
    debootstrap --variant=minbase "$suite" "$cache/$suite" >"$cache/$suite.log" 2>&1 || {
        tail -n 5 "$cache/$suite.log" >&2
        return 1
    }
    within "$suite" apt-get update -qq >/dev/null
    within "$suite" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >"$cache/$suite.log" 2>&1
}

# within SUITE COMMAND...: runs it in there, in name spaces of its own; its shell stays, since some programs fail as the first process.
within() {
    local base=$cache/$1
    shift
    unshare --mount --fork --pid --kill-child bash -c '
        base=$1; shift
        mount --make-rprivate /
        mount -t proc proc "$base/proc"
        mount --rbind /dev "$base/dev"
        mount --rbind /sys "$base/sys"
        cp -L /etc/resolv.conf "$base/etc/resolv.conf" 2>/dev/null
        chroot "$base" env -i HOME=/tmp LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" 9>&-
    ' bash "$base" "$@"
}

# wheels NAME LOCK PIP-PLATFORM...: the locked wheels for a platform, by hash, in $cache/wheels-NAME.
wheels() {
    local name=$1 lock=$2 folder arguments=() each
    shift 2
    folder=$cache/wheels-$name
    for each in "$@"; do arguments+=(--platform "$each"); done
    if [ "$(cat "$folder/.lock" 2>/dev/null)" = "$(sha256sum <"$lock")" ]; then return; fi
    say "Fetching the wheels of $(basename "$lock") for $name"
    rm -rf "$folder"
    mkdir -p "$folder"
    "$root/.venv/bin/python" -m pip download -qq --disable-pip-version-check --require-hashes --no-deps \
        --only-binary :all: --python-version "$python_version" --implementation cp "${arguments[@]}" -d "$folder" -r "$lock"
    sha256sum <"$lock" >"$folder/.lock"
}

# from_source TREE REPORTS OUT: the self-test of the very files that were bundled, run by the environment of the checkout.
from_source() {
    say "Trying the same out from source"
    env -C "$1" QT_QPA_PLATFORM=offscreen PYTHONPATH="$1" "$root/.venv/bin/python" -c \
        'import sys; from core.cli import main; sys.exit(main(["--self-test", *sys.argv[1:]]))' "$2" "$3"
}

# quietly COMMAND...: runs a program that has to print nothing; whether it went well is read from what it wrote.
quietly() {
    local said
    said=$("$@" 2>&1) || true
    [ -z "$said" ] || {
        say "It printed: $said"
        return 1
    }
}

# smoke_script ARGUMENT...: packaging/smoke.py.
smoke_script() {
    PYTHONPATH=$root "$root/.venv/bin/python" "$root/packaging/smoke.py" "$@"
}

# program_wheel: the program itself as a wheel, in $cache/program.
program_wheel() {
    rm -rf "$cache/program"
    "$root/.venv/bin/python" -m pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index \
        -w "$cache/program" "$root"
    rm -rf "$root/build"
}

# source_into FOLDER PATH...: the checkout as it stands, without what git passes over; PATHs besides what is bundled.
source_into() {
    local folder=$1
    shift
    rm -rf "$folder"
    mkdir -p "$folder"
    git -C "$root" ls-files -z --cached --others --exclude-standard -- core gui resources packaging pyproject.toml \
        LICENSE README.md "$@" |
        (cd "$root" && while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done) |
        tar -C "$root" --null -T - -c | tar -C "$folder" -x
}

# make_sbom: the tool for bills of materials, in an environment of its own.
make_sbom() {
    python3 -m venv --clear "$cache/sbom"
    "$cache/sbom/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps \
        -r "$root/packaging/requirements-sbom.lock"
}

# describe LICENCES NAME: the bill of materials of a bundle, beside it.
describe() {
    once "sbom-$(sha256sum <"$root/packaging/requirements-sbom.lock" | cut -c1-16)" make_sbom
    "$cache/sbom/bin/python" "$root/packaging/sbom.py" "$1" "$output/$2.cdx.json"
}

# sums: the SHA-256 of all that is in dist/.
sums() {
    (cd "$output" && rm -f SHA256SUMS && find . -maxdepth 1 -type f -name "gouji*" -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS)
    (cd "$output" && ls -l >&2)
}
