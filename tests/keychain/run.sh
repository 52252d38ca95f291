#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the keychain tests against a real Secret Service in the situations a person may have: a working one, a
# locked one, none, and no bus at all. Everything happens in a folder and on buses of its own; the keychain of
# whoever runs this is not touched.
# usage: tests/keychain/run.sh PROGRAM CLI   (the built tst_realkeychain and tokenry-cli)
set -euo pipefail
program=$(readlink -f "${1:?usage: run.sh PROGRAM CLI}")
cli=$(readlink -f "${2:?usage: run.sh PROGRAM CLI}")
for tool in dbus-run-session dbus-send gnome-keyring-daemon secret-tool; do
    command -v "$tool" >/dev/null || { echo "run.sh: $tool is needed" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/home" "$work/runtime"
chmod 700 "$work/runtime"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK
unset XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_SESSION_VERSION
export HOME=$work/home XDG_RUNTIME_DIR=$work/runtime
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 program cli work

# A bus on which no service can be started.
cat >"$work/bare.conf" <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML

# Runs inside a bus: starts the daemon, unlocked by $1 or locked, and then the rest of the arguments. With
# FREEZE it has the name and answers nobody, as one whose prompt nobody answers.
cat >"$work/with-keyring" <<'SH'
#!/usr/bin/env bash
set -euo pipefail
password=$1; shift
if [ -n "$password" ]; then
    printf %s "$password" | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
else
    gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 &
fi
daemon=$!
trap 'kill -CONT $daemon 2>/dev/null; kill $daemon 2>/dev/null; wait $daemon 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    if dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; then
        [ -z "${FREEZE:-}" ] || kill -STOP $daemon
        status=0
        "$@" || status=$?
        exit $status
    fi
    sleep 0.1
done
echo "with-keyring: the secret service did not come up" >&2
exit 1
SH
chmod +x "$work/with-keyring"

nothing_left() {
    local left
    left=$(secret-tool search --all server Tokenry 2>/dev/null | grep -c '^label' || true)
    [ "$left" = "$1" ] || { echo "run.sh: $left entries in the keychain, $1 expected" >&2; return 1; }
}
export -f nothing_left

failed=0
situation() { # name, expected word, command...
    local name=$1 start=$SECONDS; shift
    export TOKENRY_KEYCHAIN_EXPECT=$1; shift
    printf '==> keychain: %s\n' "$name"
    # Bus and daemon remark on their own circumstances; all of it is shown when something is wrong.
    if timeout 60 "$@" >"$work/log" 2>&1; then
        { grep -E '^(probe|Totals):?' "$work/log" || true; } | sed 's/^/    /'
        printf '    as expected (%s s)\n' $((SECONDS - start))
    else
        sed 's/^/    /' "$work/log"
        printf '    FAILED (%s s)\n' $((SECONDS - start))
        failed=1
    fi
}
session=(dbus-run-session --)
bare=(dbus-run-session "--config-file=$work/bare.conf" --)
keyring=("${session[@]}" "$work/with-keyring")

situation "a keyring that is open" available \
    "${keyring[@]}" 'pass word' bash -c '"$program" && nothing_left 0'
situation "no bus" missing "$program"
situation "a dead bus" missing env "DBUS_SESSION_BUS_ADDRESS=unix:path=$work/nobody" "$program"
situation "a bus without a secret service" missing "${bare[@]}" "$program"

situation "a keyring that never answers" slow env FREEZE=1 "${keyring[@]}" 'pass word' "$program"

# One profile over three sessions: made, found locked, opened again.
export TOKENRY_KEYCHAIN_PROFILE=$work/profile
mkdir -p "$TOKENRY_KEYCHAIN_PROFILE"
situation "a vault is made in an open keyring" available \
    "${keyring[@]}" 'pass word' bash -c '"$program" && nothing_left 1'
situation "the same keyring, locked" locked "${keyring[@]}" '' "$program"
situation "the same keyring, opened again" available \
    "${keyring[@]}" 'pass word' bash -c '"$program" && nothing_left 0'

# The same through the command line: $1 = wanted exit code, the rest its arguments on one profile.
ends_with() {
    local wanted=$1 code=0; shift
    timeout -s INT 20 "$cli" --profile "$work/cli-profile" "$@" || code=$?
    [ $code = "$wanted" ] || { echo "run.sh: tokenry-cli $* ended with $code, not $wanted" >&2; return 1; }
}
export -f ends_with
mkdir -p "$work/cli-profile"
unset TOKENRY_KEYCHAIN_PROFILE

situation "tokenry-cli without a bus makes no vault" - bash -c 'ends_with 6 vault create --keychain'
situation "tokenry-cli makes a vault in an open keyring" - "${keyring[@]}" 'pass word' bash -ec '
    ends_with 0 vault create --keychain
    ends_with 0 vault unlock
    printf qov_nothing | ends_with 0 accounts add --provider qovery --name a \
        --organization b1c5f0f8-2f0a-4a7e-9a53-0c6a8f6f1a11 --credential-stdin
    ends_with 0 vault status --json | grep -q keychain
    nothing_left 1'
situation "tokenry-cli, the keyring locked" - "${keyring[@]}" '' bash -c 'ends_with 6 vault unlock'
situation "tokenry-cli, no bus" - bash -c 'ends_with 6 vault unlock'
situation "tokenry-cli, a keyring that never answers, stopped" - \
    env FREEZE=1 "${keyring[@]}" 'pass word' bash -c '
    code=0
    timeout --preserve-status -s INT 8 "$cli" --profile "$work/cli-profile" vault unlock 2>"$work/said" || code=$?
    cat "$work/said"
    grep -qi "waiting for the keychain" "$work/said" && [ $code = 130 ]'

exit $failed
