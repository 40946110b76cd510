"""`concord status` finds the API of a demo that was started on another port."""

from pathlib import Path

from concord.settings import load


def test_a_demo_notes_its_port_in_its_folder(tmp_path: Path):
    assert load({"CONCORD_DATA_DIR": str(tmp_path)}).api_port == 8000
    noted = tmp_path / "serve" / "port"
    noted.parent.mkdir()
    noted.write_text("8123")
    assert load({"CONCORD_DATA_DIR": str(tmp_path)}).api_port == 8123
    assert load({"CONCORD_DATA_DIR": str(tmp_path), "CONCORD_PORT": "9000"}).api_port == 9000
