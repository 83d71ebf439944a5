#!/bin/sh
# Get Firefox and WebKit for the journey in them, PostgreSQL for the store, Redis and nginx for
# replicas, and the Chromium that cannot open windows, where apt has them and may be used; where not,
# they are left out. With all in place this only looks.
set -eu

has() {
    command -v "$1" >/dev/null 2>&1
}

wanted=""
has firefox-esr || has firefox || wanted="firefox-esr"
has WebKitWebDriver || wanted="$wanted webkit2gtk-driver"
has Xvfb || wanted="$wanted xvfb"
has postgres || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || wanted="$wanted postgresql"
has redis-server || wanted="$wanted redis-server"
has nginx || [ -x /usr/sbin/nginx ] || wanted="$wanted nginx-light"

shell=chromium-headless-shell # Debian has it, Ubuntu has not
wants_shell() {
    [ -z "${CHROMIUM:-}" ] && ! has "$shell" && apt-cache show "$shell" >/dev/null 2>&1
}

if ! has apt-get || { [ -z "$wanted" ] && ! wants_shell; }; then
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif has sudo && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    exit 0
fi

$as_root apt-get update || true
if wants_shell; then wanted="$wanted $shell"; fi
echo "Installing for the tests: $wanted ..."
for package in $wanted; do # one by one: Ubuntu has no firefox-esr
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$package" || true
done
