"""Settings: one table; a wrong value stops the start with one sentence: which, why, and what is right."""

import base64
from pathlib import Path

import pytest

from concord.settings import SettingError, load
from concord.settings.document import markdown
from concord.settings.loading import table


def test_without_any_variable_everything_is_embedded_and_local():
    settings = load({})

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data_dir == Path.cwd() / ".concord"
    assert settings.is_demo
    assert settings.dsn("concord_app").startswith("postgresql://concord_app@/concord?host=")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CONCORD_PORT", "abc", "use a whole number from 1 to 65535, not 'abc'"),
        ("CONCORD_PORT", "0", "use a whole number from 1 to 65535"),
        ("CONCORD_PORT", "65536", "use a whole number from 1 to 65535"),
        ("CONCORD_PORT", "", "use a whole number from 1 to 65535"),
        ("CONCORD_PORT", "８０００", "use a whole number from 1 to 65535"),
        ("CONCORD_HOST", "example", "use an IP address such as 127.0.0.1"),
        ("CONCORD_HOST", "1", "use an IP address such as 127.0.0.1"),
        ("CONCORD_DATA_DIR", " ", "use the path of a folder"),
        ("CONCORD_DATABASE_URL", "postgresql://app@db/concord", "with {role} written as it is"),
        ("CONCORD_DATABASE_URL", "mysql://{role}@db/concord", "use postgresql://"),
        ("CONCORD_NATS_URL", "http://nats", "use nats://host:4222"),
        ("CONCORD_NATS_URL", "nats://a,b", "use nats://host:4222"),
        ("CONCORD_NATS_PORT", "-1", "use a whole number from 1 to 65535"),
        ("CONCORD_OIDC_ISSUER", "http://login.example.org", "begins with https://"),
        ("CONCORD_DEMO", "true", "use one of (empty), yes, no"),
        ("CONCORD_TRUSTED_DOCUMENTS", "/no/such/folder", "use a folder that exists"),
        ("CONCORD_LOG_LEVEL", "loud", "use one of debug, info, warning, error"),
    ],
)
def test_a_wrong_value_is_said_in_one_sentence(name, value, sentence):
    with pytest.raises(SettingError) as caught:
        load({name: value})

    message = str(caught.value)
    assert message.startswith(f"The setting {name} is wrong: ")
    assert sentence in message
    assert message.count("\n") == 0


def test_a_password_in_a_wrong_value_is_not_shown():
    with pytest.raises(SettingError) as caught:
        load({"CONCORD_DATABASE_URL": "mysql://app:geheim@db/concord"})

    assert "geheim" not in str(caught.value)


def test_a_misspelt_name_is_refused_with_the_right_one():
    with pytest.raises(SettingError, match=r"no setting CONCORD_PROT: write CONCORD_PORT"):
        load({"CONCORD_PROT": "8000"})


def test_variables_of_others_are_left_alone():
    assert load({"PATH": "/bin", "CONCORD_NATS_STORE_DIR": "/data"}).port == 8000


def test_each_part_fills_in_its_own_role():
    settings = load({"CONCORD_DATABASE_URL": "postgresql://{role}@db:5432/concord?sslmode=verify-full"})

    assert settings.dsn("concord_sealer") == "postgresql://concord_sealer@db:5432/concord?sslmode=verify-full"


def test_tokens_of_the_demo_issuer_are_off_as_soon_as_the_database_is_a_real_one():
    url = {"CONCORD_DATABASE_URL": "postgresql://{role}@db/concord"}

    assert not load(url).is_demo
    assert load({**url, "CONCORD_DEMO": "yes"}).is_demo
    assert not load({"CONCORD_DEMO": "no"}).is_demo


def test_nats_is_found_where_the_embedded_server_left_its_port(tmp_path):
    (tmp_path / "nats").mkdir()
    (tmp_path / "nats" / "port").write_text("4711")

    assert load({"CONCORD_DATA_DIR": str(tmp_path)}).nats == "nats://127.0.0.1:4711"


def test_every_default_is_right_and_every_setting_is_explained_in_both_languages():
    for field in table():
        assert field.metadata["name"].startswith("CONCORD_")
        field.metadata["check"](field.metadata["default"])
        assert field.metadata["english"].endswith(".")
        assert field.metadata["chinese"].endswith("。")


def test_a_master_key_is_checked_and_repeated_nowhere():
    key = base64.b64encode(bytes(32)).decode()
    settings = load({"CONCORD_MASTER_KEY": f"{key},{key}"})
    assert key in settings.master_key
    assert key not in repr(settings)

    for wrong in ("c2hvcnQ=", "what is this", f"{key},"):
        with pytest.raises(SettingError, match="openssl rand -base64 32") as refused:
            load({"CONCORD_MASTER_KEY": wrong})
        assert wrong not in str(refused.value)


def test_the_operators_page_holds_the_table_as_it_is():
    page = Path(__file__).parents[3] / "docs" / "operators.md"

    assert markdown() in page.read_text()
