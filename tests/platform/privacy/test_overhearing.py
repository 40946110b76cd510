"""The search of the run's logs finds what was put there, and nothing in logs as they are."""

from uuid import uuid4

import pytest
from overhearing import Overhearing

from concord.privacy.disclosures import Undisclosed

NAME, PHONE, TEXT = "夏侯被记", "13822220009", "他在门口说了一句话"


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(Undisclosed, "of", Undisclosed.of)  # put back at the end
    overhearing = Overhearing()
    overhearing.begin()
    for name, value in (("name", NAME), ("phone", PHONE), ("text", TEXT)):
        Undisclosed.of(name, value, uuid4())
    return overhearing


@pytest.mark.parametrize(
    "line",
    [
        f"done name={NAME}",
        f"用户{NAME}登录",
        f'{{"phone": "{PHONE}"}}',
        f"refused: {TEXT}！",
        "Authorization: Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJlLXNpZ24",
    ],
)
def test_what_no_log_may_hold_is_found_and_not_repeated(heard, line):
    heard.hear("a log", line)
    (told,) = heard.told()
    assert "a log" in told
    assert not any(value in told for value in (NAME, PHONE, TEXT, "eyJ"))


def test_a_log_file_of_a_process_that_knows_other_people_holds_no_mobile_number_at_all(heard, tmp_path):
    (tmp_path / "serve").mkdir()
    (tmp_path / "serve" / "serve.log").write_text('{"event": "done", "what": "18611112222"}')
    heard.files(tmp_path)
    (tmp_path / "serve" / "serve.log").unlink()  # the run itself is searched as well
    assert len(list(heard.told())) == 1


@pytest.mark.parametrize(
    "line",
    [
        "done actor=aea5f488-0905-496c-b467-13800138000a mutation=organizationRegister position=1",
        "2026-11-27 03:18:39 [info] 已吹哨 单位1 at=1732677519138",
        "",
    ],
)
def test_a_log_as_it_should_be_says_nothing(heard, line):
    heard.hear("a log", line)
    assert list(heard.told()) == []
