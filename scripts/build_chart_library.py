"""The chart library that reports carry: Vega, Vega-Lite and its interpreter in one script.

python scripts/build_chart_library.py

Needs npm. The interpreter is published as a module alone (since vega-interpreter 2), so the three
are bundled by esbuild. What is written lies in `src/voiceminer/report/vendor/`: the script, every
licence in it, and the versions it was made from. A report runs without `eval`:
https://vega.github.io/vega/usage/interpreter/
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "src" / "voiceminer" / "report" / "vendor"
PACKAGES = {"vega": "6.4.0", "vega-lite": "6.4.3", "vega-interpreter": "2.3.2"}
BUNDLER = "esbuild@0.28.2"
ENTRY = """\
export {View, parse, locale} from "vega";
export {compile} from "vega-lite";
export {expressionInterpreter} from "vega-interpreter";
"""
OPTIONS = ("--bundle", "--minify", "--format=iife", "--global-name=charts", "--target=es2020",
           "--legal-comments=none", "--charset=utf8", "--metafile=meta.json",
           "--outfile=charts.min.js")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "package.json").write_text("{}", encoding="utf-8")
        (at / "entry.js").write_text(ENTRY, encoding="utf-8")
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        subprocess.run(["npm", "install", "--silent", BUNDLER, *wanted], cwd=at, check=True)
        subprocess.run(["npx", "esbuild", "entry.js", *OPTIONS], cwd=at, check=True)
        meta = json.loads((at / "meta.json").read_text(encoding="utf-8"))
        inputs = [at / name for name in meta["inputs"] if "node_modules" in name]
        folders = sorted({_package_of(file) for file in inputs})
        licences = "\n".join(_licence(package) for package in folders)
        VENDOR.mkdir(exist_ok=True)
        (VENDOR / "charts.min.js").write_bytes((at / "charts.min.js").read_bytes())
        (VENDOR / "charts.LICENSES.txt").write_text(licences, encoding="utf-8")
    print(f"{(VENDOR / 'charts.min.js').stat().st_size:,} bytes, {len(folders)} packages")


def _package_of(file: Path) -> Path:
    return next(p for p in file.parents if p.parent.name == "node_modules")


def _licence(package: Path) -> str:
    facts = json.loads((package / "package.json").read_text(encoding="utf-8"))
    text = next(package.glob("LICEN[SC]E*")).read_text(encoding="utf-8").strip()
    return f"==== {facts['name']} {facts['version']} ({facts['license']})\n\n{text}\n"


if __name__ == "__main__":
    main()
