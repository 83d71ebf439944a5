"""``python deploy/proxy.py r1=127.0.0.1:8601 r2=...`` prints what nginx needs for these replicas.

A browser is brought back to its replica by the cookie ``replica``, which the replicas set; if that
one is gone, to any other. Standard library only: it also runs where the app is not installed.
"""

import argparse
import re
import sys
from collections.abc import Mapping

_PAGE = """\
# Made by deploy/proxy.py.
worker_processes auto;
error_log stderr crit; # lesser ones tell who asked, and for which run
{head}
events {{ worker_connections 8192; }}

http {{
    access_log off;{resolver}
{paths}
    map $http_upgrade $connection_upgrade {{ default upgrade; "" ""; }}

    # Whose session is where, the replica itself has said; who is new goes where there is most room.
    map $cookie_replica $replica {{
        default everybody;
{map}
    }}
    upstream everybody {{
        zone everybody 256k;
        least_conn;
{everybody}
    }}
{upstreams}
    gzip on;
    gzip_proxied any;
    gzip_vary on;
    gzip_min_length 1024;
    gzip_types text/css text/javascript application/javascript application/json
               application/wasm image/svg+xml;

    server {{
        listen {listen};
        # TLS ends here:
        #   listen 443 ssl;
        #   ssl_certificate /etc/ssl/playground.pem;
        #   ssl_certificate_key /etc/ssl/playground.key;
        server_tokens off;
        client_max_body_size 25m;

        location / {{
            proxy_pass http://$replica;
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_connect_timeout 2s;
            proxy_read_timeout 1h; # sockets may be silent for long
            proxy_send_timeout 1m;
            proxy_next_upstream error timeout;
        }}

        # Ask each replica for its own figures.
        location = /metrics {{ deny all; }}
    }}
}}
"""

_RESOLVER = """
    resolver {resolver} valid=2s ipv6=off;
    resolver_timeout 2s; # and so long until it is asked again, if it did not know"""


def page(replicas: Mapping[str, str], listen: str, folder: str = "", resolver: str = "") -> str:
    """Return nginx' configuration.

    Parameters
    ----------
    replicas : mapping
        The address of each, ``host:port``, by its name.
    listen : str
        Where nginx itself listens: a port, or ``host:port``.
    folder : str
        Where it may keep its files; by itself where it usually does.
    resolver : str
        The name server that tells where a replica is by now. By itself nginx asks the system,
        once, and does not start while one of them has no address.
    """
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = [f"{kind}_temp_path {folder}/{kind};" for kind in kinds] if folder else []
    upstreams = []

    def server(name: str, also: str = "") -> str:
        also = f" resolve{also}" if resolver else also
        return f"        server {replicas[name]} max_fails=1 fail_timeout=3s{also};"

    for name in replicas:
        others = [other for other in replicas if other != name]
        lines = [
            f"        zone {name} 256k;",
            server(name),
            *(server(o, " backup") for o in others),
        ]
        upstreams.append("\n".join([f"    upstream {name} {{", *lines, "    }"]))
    return _PAGE.format(
        head=f"pid {folder}/nginx.pid;\ndaemon off;" if folder else "",
        paths="\n".join(f"    {path}" for path in paths),
        resolver=_RESOLVER.format(resolver=resolver) if resolver else "",
        map="\n".join(f'        "{name}" {name};' for name in replicas),
        everybody="\n".join(map(server, replicas)),
        upstreams="\n".join(upstreams) + "\n",
        listen=listen,
    )


def main() -> int:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("replicas", nargs="+", metavar="name=host:port")
    parser.add_argument("--listen", default="80", help="where nginx listens (80)")
    parser.add_argument("--folder", default="", help="where it may keep its files")
    parser.add_argument("--resolver", default="", help="who tells addresses anew (nginx 1.27.3)")
    said = parser.parse_args()
    named = dict(one.partition("=")[::2] for one in said.replicas)
    for name, address in named.items():
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) or not re.fullmatch(r"\S+:\d+", address):
            parser.error(f"“{name}={address}” is no name and address of a replica.")
    if not re.fullmatch(r"[\w.:\[\]-]*", said.resolver):
        parser.error(f"“{said.resolver}” is no name server's address.")
    sys.stdout.write(page(named, said.listen, said.folder, said.resolver))
    return 0


if __name__ == "__main__":
    sys.exit(main())
