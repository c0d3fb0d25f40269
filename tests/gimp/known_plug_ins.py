"""Starts GIMP once and keeps what its own plug-ins answer when they are first asked, for the profiles of the tests.

That takes GIMP three times as long as all else that it does to start.
"""

import pathlib
import shutil
import subprocess
import tempfile

import batch
from gimp_profile import ANSWERS, NAME, make_profile


def main():
    ANSWERS.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="style-transfer-gimp-") as folder:
        folder = pathlib.Path(folder)
        environment = make_profile(folder)
        shutil.rmtree(folder / "gimp" / "plug-ins" / NAME)  # which may be another one the next time
        subprocess.run(batch.batch_command("(begin)"), env=environment, stdin=subprocess.DEVNULL, timeout=300, check=True)
        shutil.copy(folder / "gimp" / "pluginrc", ANSWERS)


if __name__ == "__main__":
    main()
