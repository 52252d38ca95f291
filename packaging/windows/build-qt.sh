#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Cross-builds what Tokenry needs on Windows, from the sources of this machine's own Debian packages: Qt (Core, Gui,
# Widgets, Network, Sql, Test), SQLite, libsodium and simdjson, for x86_64 by mingw-w64.
#
#   build-qt.sh            builds what is missing, then prints the folder with bin, lib, include and plugins
#   build-qt.sh --where    only prints the folder;  fails while it is not complete
#
# The folder is kept between builds, one a recipe: ${TOKENRY_WINDOWS_CACHE:-${XDG_CACHE_HOME:-~/.cache}/tokenry}. About
# 20 minutes on two processor cores (TOKENRY_JOBS says how many to use). Stopped half-way, it goes on where it was.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
triple=x86_64-w64-mingw32
cc=$triple-gcc-posix

die() { printf 'build-qt: %s\n' "$*" >&2; exit 1; }
say() { printf 'build-qt: %4d s: %s\n' "$SECONDS" "$*" >&2; }

# The versions of this machine: moc and its kin come from its Qt and fit no other.
version_of() { # binary package
    dpkg-query -W -f='${source:Version}' "$1" 2>/dev/null || die "$1 is not installed; './dev deps windows' does that"
}
command -v "$cc" >/dev/null || die "$cc is not installed; './dev deps windows' does that"
qt=$(version_of qt6-base-dev) sqlite=$(version_of libsqlite3-0)
sodium=$(version_of libsodium-dev) simdjson=$(version_of libsimdjson-dev)

# A change of this file, of a version or of the compiler makes a new folder.
recipe=$({ cat "${BASH_SOURCE[0]}"; echo "$qt $sqlite $sodium $simdjson"; "$cc" -dumpfullversion; } | sha256sum | cut -c1-16)
folder=${TOKENRY_WINDOWS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tokenry}/windows-$recipe
prefix=$folder/prefix work=$folder/work jobs=${TOKENRY_JOBS:-$(nproc)}
export TOKENRY_WINDOWS_PREFIX=$prefix

if [ "${1:-}" = --where ]; then
    [ -e "$folder/complete" ] || die "$folder is not complete; build-qt.sh without an argument builds it"
    echo "$prefix"
    exit
fi
if [ -e "$folder/complete" ]; then
    echo "$prefix"
    exit
fi
mkdir -p "$work" "$prefix"/{bin,lib,include}
cd "$work"
exec 9>"$folder/lock"
flock -n 9 || die "another build works in $folder"

# The machine's own package sources, as sources of source packages, in a folder of apt of our own: nothing of the
# system is changed, and no address stands here.
source_lists() {
    local dir='' list='' file
    mkdir -p apt/lists/partial apt/parts
    eval "$(apt-config shell dir Dir::Etc::sourceparts/d list Dir::Etc::sourcelist/f)"
    for file in "$dir"*.sources; do
        [ ! -e "$file" ] || sed -E 's/^Types:.*/Types: deb-src/' "$file" >"apt/parts/${file##*/}"
    done
    for file in "$dir"*.list "$list"; do
        [ ! -e "$file" ] || sed -nE 's/^deb(-src)?[[:space:]]/deb-src /p' "$file" | sort -u >"apt/parts/${file##*/}"
    done
}
apt_here() {
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/apt/parts" \
        -o Dir::State::lists="$work/apt/lists" -o Dir::Cache::srcpkgcache="" -o Dir::Cache::pkgcache="" \
        -o APT::Sandbox::User=root "$@"
}
unpack() { # name source version: the sources, patched as the distribution does, in the folder `name`
    [ -e "$1.unpacked" ] && return
    rm -rf "$1" "./$2"_*
    [ -n "$(ls apt/lists/*Sources* 2>/dev/null)" ] || { source_lists; apt_here update >apt/log 2>&1 || true; }
    # An older version leaves the archive when a correction comes; that one is as good.
    apt_here source --download-only "$2=$3" >>apt/log 2>&1 || apt_here source --download-only "$2" >>apt/log 2>&1 ||
        { tail -n 5 apt/log >&2; die "no source of $2 can be had"; }
    dpkg-source --no-check -x "$2"_*.dsc "$1" >>apt/log 2>&1
    touch "$1.unpacked"
}
done_once() { [ -e "$1.built" ]; }
quietly() { # name command...: what a command says is only of interest when it fails
    local log=$1.log; shift
    "$@" >>"$log" 2>&1 </dev/null || { tail -n 30 "$log" >&2; die "failed: $*; the whole log is $work/$log"; }
}
with_cmake() { # folder option...
    local name=$1; shift
    quietly "$name" cmake -S "$name" -B "$name-build" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/mingw-w64.cmake" \
        -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" "$@"
    quietly "$name" ninja -C "$name-build" -j "$jobs"
    quietly "$name" cmake --install "$name-build" --strip
    rm -rf "$name-build"
    touch "$name.built"
}

build_sqlite() {
    done_once sqlite && return
    unpack sqlite sqlite3 "$sqlite"
    # One file of C, made on this machine, compiled for the other.
    (cd sqlite && quietly ../sqlite ./configure --disable-tcl && quietly ../sqlite make sqlite3.c)
    quietly sqlite "$cc" -O2 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE -DSQLITE_OMIT_LOAD_EXTENSION \
        -c sqlite/sqlite3.c -o sqlite3.o
    rm -f "$prefix/lib/libsqlite3.a"
    quietly sqlite $triple-ar rcs "$prefix/lib/libsqlite3.a" sqlite3.o
    cp sqlite/sqlite3.h "$prefix/include/"
    touch sqlite.built
    say "SQLite ${sqlite%%-*}"
}

build_sodium() {
    done_once sodium && return
    unpack sodium libsodium "$sodium"
    cd sodium
    [ -x configure ] || quietly ../sodium ./autogen.sh -s
    quietly ../sodium ./configure --host=$triple CC="$cc" --prefix="$prefix" --enable-static --disable-shared
    quietly ../sodium make -j "$jobs"
    quietly ../sodium make install
    cd ..
    touch sodium.built
    say "libsodium ${sodium%%-*}"
}

build_simdjson() {
    done_once simdjson && return
    unpack simdjson simdjson "$simdjson"
    with_cmake simdjson -DBUILD_SHARED_LIBS=OFF -DSIMDJSON_DEVELOPER_MODE=OFF -DSIMDJSON_JUST_LIBRARY=ON
    say "simdjson ${simdjson%%-*}"
}

# Off is what Tokenry does not use, and what would need a library more. Three have reasons of their own:
#   tabletevent   its header is not in Debian's sources
#   direct2d      without it Qt does not compile the DirectWrite fonts, which the platform plugin then misses;
#                 direct2d1_1 is the platform plugin of that name, which nobody needs
#   schannel      TLS and the certificates of Windows itself, so no library of ours has to be corrected in a hurry
build_qt() {
    done_once qtbase && return
    unpack qtbase qt6-base "$qt"
    say "Qt ${qt%%+*}: configured and built now"
    local off=() feature
    for feature in pkg_config opengl vulkan dbus icu zstd glib brotli xml printsupport concurrent sql_odbc sql_mysql \
        sql_psql tabletevent direct2d1_1 androiddeployqt qmake openssl dtls gssapi libproxy system_zlib \
        system_png system_jpeg system_pcre2 system_freetype system_harfbuzz system_doubleconversion; do
        off+=("-DFEATURE_$feature=OFF")
    done
    with_cmake qtbase -DQT_QMAKE_TARGET_MKSPEC=win32-g++ -DBUILD_SHARED_LIBS=ON -DCMAKE_CXX_FLAGS=-Wno-attributes \
        -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF -DINPUT_opengl=no -DINPUT_openssl=no -DFEATURE_ssl=ON \
        -DFEATURE_schannel=ON -DFEATURE_direct2d=ON -DFEATURE_sql=ON -DFEATURE_system_sqlite=ON "${off[@]}"
    say "Qt is built"
}

say "into $folder"
build_sqlite
build_sodium
build_simdjson
build_qt
printf 'Qt %s\nSQLite %s\nlibsodium %s\nsimdjson %s\n' "$qt" "$sqlite" "$sodium" "$simdjson" >"$prefix/VERSIONS"
touch "$folder/complete"
rm -rf "$work"
say "complete, $(du -sm "$prefix" | cut -f1) MB"
echo "$prefix"
