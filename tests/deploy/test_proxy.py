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
    monkeypatch.setattr("sys.argv", ["proxy.py", *(f"{name}={name}:8501" for name in replicas)])
    assert proxy.main() == 0
    assert capsys.readouterr().out == (DEPLOY / "nginx.conf").read_text("utf-8")


@pytest.mark.parametrize("wrong", ["r1", "r1=host", "r 1=host:1", 'r"=host:1', "r1=a b:1"])
def test_a_name_or_an_address_that_nginx_would_misread_is_refused(monkeypatch, capsys, wrong):
    monkeypatch.syspath_prepend(DEPLOY)
    import proxy

    monkeypatch.setattr("sys.argv", ["proxy.py", wrong])
    with pytest.raises(SystemExit):
        proxy.main()
    assert "no name and address" in capsys.readouterr().err


def test_the_image_has_all_folders_that_the_app_is_made_of():
    copied = re.findall(r"^COPY (\w+) ", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M)
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert {*copied} >= (folders | {"pages", "assets"}) - {"benchmarks"}
    assert all((Path(ROOT) / name).is_dir() for name in copied)


def test_the_cluster_has_no_port_outside_and_every_replica_goes_to_it():
    replicas = re.findall(r"PLAYGROUND_REPLICA: (\w+)", (DEPLOY / "compose.yaml").read_text())
    cluster = (DEPLOY / "cluster.yaml").read_text()
    assert "ports:" not in cluster
    assert re.findall(r"^  (\w+): \*replica$", cluster, re.MULTILINE) == replicas
