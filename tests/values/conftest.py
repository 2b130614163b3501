"""The tests of values need neither Django nor a database; the list of governments is derived once, into a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from yui.values import municipalities

# A busy machine is no failure of a rule; where speed matters a test measures processor time.
settings.register_profile("values", deadline=None)
settings.load_profile("values")

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of towns and tables of others, kept beside the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data is not here")
    return SHARED_DATA


@pytest.fixture(scope="session", autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing is written into the home of whoever runs the tests."""
    home = tmp_path_factory.mktemp("yui-home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("YUI_HOME", str(home))
        municipalities.everyone()
        yield home
