"""deploy/compose.yaml means what it says: settings and files that exist, variables that NATS wants."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from concord.settings.loading import load, table

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
OURS = ("serve", "work", "seal", "migrate")


@pytest.mark.parametrize("service", OURS)
def test_our_services_have_settings_that_exist_and_are_right(service):
    environment = COMPOSE["services"][service]["environment"]
    ours = {name: value for name, value in environment.items() if name.startswith("CONCORD_")}

    assert set(ours) <= {field.metadata["name"] for field in table()}
    assert (
        load({**ours, "CONCORD_OIDC_ISSUER": "", "CONCORD_LEDGER_NAME": "localhost"})
        .dsn("concord_app")
        .startswith("postgresql://concord_app@")
    )


@pytest.mark.parametrize("service", OURS)
def test_our_services_have_no_rights_that_they_do_not_need(service):
    configured = COMPOSE["services"][service]

    assert configured["read_only"] is True
    assert configured["cap_drop"] == ["ALL"]


def test_nats_gets_every_variable_of_its_configuration():
    configuration = (ROOT / "infra" / "nats" / "nats-server.conf").read_text()

    wanted = set(re.findall(r"\$(CONCORD_\w+)", configuration))

    assert wanted == set(COMPOSE["services"]["nats"]["environment"])


def test_every_mounted_file_of_the_repository_exists():
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert not source.startswith(".") or (ROOT / "deploy" / source).exists(), source


def test_every_volume_and_secret_is_declared():
    for service in COMPOSE["services"].values():
        named = [v.split(":")[0] for v in service.get("volumes", ()) if not v.startswith(".")]
        assert set(named) <= set(COMPOSE["volumes"])
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])


@pytest.mark.parametrize("script", ["postgres-init.sh", "make-secrets.sh"])
def test_scripts_are_valid_shell(script):
    done = subprocess.run(["sh", "-n", ROOT / "deploy" / script], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_secrets_are_made_once_and_are_not_shared(tmp_path):
    shutil.copy(ROOT / "deploy" / "make-secrets.sh", tmp_path)
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "chown").write_text("#!/bin/sh\n")  # only root may give a file away
    (fake / "chown").chmod(0o755)
    command = ["env", f"PATH={fake}:/usr/bin:/bin", "sh", tmp_path / "make-secrets.sh"]

    first = subprocess.run(command, capture_output=True, text=True)
    second = subprocess.run(command, capture_output=True, text=True)

    assert first.returncode == 0, first.stderr
    assert second.returncode != 0
    passwords = (tmp_path / "secrets" / "passwords").read_text().splitlines()
    assert len({line.rsplit(":", 1)[1] for line in passwords}) == len(passwords) == 5
    assert (tmp_path / "secrets" / "passwords").stat().st_mode & 0o077 == 0
