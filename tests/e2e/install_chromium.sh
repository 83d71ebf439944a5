#!/bin/sh
# See to it that the end-to-end tests find a browser; with one in place this only looks.
# Usage: sh tests/e2e/install_chromium.sh [python]
set -eu

python=${1:-python3}
here=$(dirname "$0")

browser() {
    "$python" "$here/browser.py"
}

if [ -n "${CHROMIUM:-}" ]; then
    browser >/dev/null # a browser that was asked for by name and does not start is an error
    exit 0
fi
if browser >/dev/null; then
    exit 0
fi

as_root=none
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
fi

# apt, unless its chromium only stands for a snap, as on Ubuntu.
apt_has_chromium() {
    plan=$(apt-get --simulate install chromium 2>/dev/null) || return 1
    echo "$plan" | grep '^Inst chromium ' >/dev/null && ! echo "$plan" | grep -i snap >/dev/null
}

if [ "$as_root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the end-to-end tests ..."
    $as_root apt-get update || true
    if apt_has_chromium; then
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --no-install-recommends chromium || true
    fi
    if ! browser >/dev/null; then
        "$python" -m playwright install --with-deps chromium ||
            "$python" -m playwright install chromium || true
    fi
else
    echo "Fetching Playwright's Chromium for the end-to-end tests ..."
    "$python" -m playwright install chromium || true
fi

if ! browser >/dev/null; then
    cat >&2 <<'MESSAGE'
The end-to-end tests need Chromium or Chrome, found none and could not install one. Either
  - install it (Debian: sudo apt install chromium; macOS: brew install --cask google-chrome), or
  - name one that is there: make test CHROMIUM=/path/to/chrome, or
  - leave these tests out: make test ARGS="--ignore=tests/e2e".
MESSAGE
    exit 1
fi
