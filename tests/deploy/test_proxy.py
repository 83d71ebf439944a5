"""What nginx is told, and what lies ready for containers."""

import re
from pathlib import Path

import pytest

from tests.e2e.server import ROOT

DEPLOY = ROOT / "deploy"


def test_nginx_for_containers_is_as_the_script_makes_it(monkeypatch, capsys):
    monkeypatch.syspath_prepend(DEPLOY)
    import proxy

    replicas = re.findall(r"PLAYGROUND_REPLICA: (\w+)", (DEPLOY / "compose.yaml").read_text())
    assert len(replicas) > 1
    named = [f"{name}={name}:8501" for name in replicas]
    monkeypatch.setattr("sys.argv", ["proxy.py", "--resolver", "127.0.0.11", *named])
    assert proxy.main() == 0
    assert capsys.readouterr().out == (DEPLOY / "nginx.conf").read_text("utf-8")


def test_an_address_that_may_change_is_asked_for_again_by_every_upstream(monkeypatch):
    monkeypatch.syspath_prepend(DEPLOY)
    import proxy

    named = {"r1": "one:1", "r2": "two:2"}
    asked, once = (proxy.page(named, "80", resolver=who) for who in ("10.0.0.53", ""))
    assert "    resolver 10.0.0.53 " in asked
    assert len(re.findall(r"^        server .* resolve\b", asked, re.MULTILINE)) == 6
    assert asked.count("        zone ") == asked.count(
        "    upstream "
    )  # where nginx keeps what it was told
    assert "resolve" not in once  # an older nginx would not start


@pytest.mark.parametrize("wrong", ["r1", "r1=host", "r 1=host:1", 'r"=host:1', "r1=a b:1"])
def test_a_name_or_an_address_that_nginx_would_misread_is_refused(monkeypatch, capsys, wrong):
    monkeypatch.syspath_prepend(DEPLOY)
    import proxy

    monkeypatch.setattr("sys.argv", ["proxy.py", wrong])
    with pytest.raises(SystemExit):
        proxy.main()
    assert "no name and address" in capsys.readouterr().err


def test_a_name_server_that_nginx_would_misread_is_refused(monkeypatch, capsys):
    monkeypatch.syspath_prepend(DEPLOY)
    import proxy

    monkeypatch.setattr("sys.argv", ["proxy.py", "--resolver", "10.0.0.1; #", "r1=r1:1"])
    with pytest.raises(SystemExit):
        proxy.main()
    assert "no name server" in capsys.readouterr().err


def test_the_image_has_all_folders_that_the_app_is_made_of():
    copied = re.findall(r"^COPY (\w+) ", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M)
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert {*copied} >= (folders | {"pages", "assets"}) - {"benchmarks"}
    assert all((Path(ROOT) / name).is_dir() for name in copied)


def test_one_service_builds_the_image_that_all_replicas_are_made_from():
    for name in ("compose.yaml", "cluster.yaml"):  # two at once under one name may fail
        assert (DEPLOY / name).read_text().count("build:") == 1


def test_the_cluster_has_no_port_outside_and_every_replica_goes_to_it():
    replicas = re.findall(r"PLAYGROUND_REPLICA: (\w+)", (DEPLOY / "compose.yaml").read_text())
    cluster = (DEPLOY / "cluster.yaml").read_text()
    assert "ports:" not in cluster
    assert re.findall(r"^  (\w+):(?: |\n    <<: )\*replica$", cluster, re.MULTILINE) == replicas
