"""A copy of the working tree in which a bench may write: everything that git knows or would take, and the compiled translations."""

import shutil
import subprocess
from pathlib import Path


def copied_tree(root: Path, folder: Path) -> Path:
    """`folder`/tree, with the shared data beside it where this machine has some."""
    tree = folder / "tree"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    translations = [str(path.relative_to(root)) for path in root.glob("locale/**/*.mo")]
    for name in [*filter(None, listed.stdout.decode().split("\0")), *translations]:
        if (root / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    (folder / "var").mkdir()
    for beside in (folder / "shared", tree / "shared"):  # for tests of the tree, and of a tree within it
        if (root.parent / "shared").exists():
            beside.symlink_to((root.parent / "shared").resolve())
    return tree
