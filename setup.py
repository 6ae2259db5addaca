"""What pyproject.toml cannot say: the programmes of `packs/` travel inside the wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithPacks(build_py):
    """Lays `packs/*.yaml` inside the package; a checkout reads its own folder."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        beside = Path(self.build_lib) / "qingshan" / "packs"
        beside.mkdir(parents=True, exist_ok=True)
        for pack in sorted(Path("packs").glob("*.yaml")):
            shutil.copy(pack, beside)


setup(cmdclass={"build_py": WithPacks})
