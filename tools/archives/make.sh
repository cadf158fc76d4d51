#!/usr/bin/env bash
# Makes fixtures/archives: the same small tree packed by several archivers, with the digest of each file beside it.
# Needs GNU tar, Info-ZIP and Python 3 (standard library).
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
out=$here/fixtures/archives
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree"
long=root/pipeline_$(printf 'a%.0s' $(seq 60)).node/stage_$(printf 'b%.0s' $(seq 70)).node
mkdir -p "$long" empty
printf '{"uid":"p","name":"pipeline","format":"ml.combust.bundle.serialization.SerializationFormat.Json"}' >bundle.json
printf '{"op":"vector_assembler"}' >"$long/model.json"
: >"$long/empty"
seq 1 2000 >root/seq.txt
printf 'nai\xcc\x88ve' >"root/größe-筧.txt"
mkdir -p "$out"
python3 - "$tree" "$out/expected.json" <<'PY'
import hashlib, json, os, sys
tree, out = sys.argv[1:]
files = {}
for folder, _, names in os.walk(tree):
    for name in names:
        path = os.path.join(folder, name)
        files[os.path.relpath(path, tree)] = hashlib.sha256(open(path, "rb").read()).hexdigest()
json.dump(dict(sorted(files.items())), open(out, "w"), indent=1, ensure_ascii=False)
PY
tar --format=gnu -czf "$out/gnu.tar.gz" .
tar --format=posix -czf "$out/pax.tar.gz" .
tar --format=ustar -czf "$out/ustar.tar.gz" .
zip -qr "$out/deflated.zip" .
zip -qr0 "$out/stored.zip" .
(cd "$tree" && zip -qr - . | cat >"$out/data-descriptors.zip")
python3 - "$tree" "$out" <<'PY'
import os, sys, tarfile, zipfile
tree, out = sys.argv[1:]
os.chdir(tree)
paths = sorted(os.path.join(f, n) for f, _, names in os.walk(".") for n in names)
with tarfile.open(f"{out}/python.tar.gz", "w:gz") as archive:
    for path in paths:
        archive.add(path, arcname=os.path.relpath(path))
with zipfile.ZipFile(f"{out}/zip64.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in paths:
        with archive.open(zipfile.ZipInfo(os.path.relpath(path)), "w", force_zip64=True) as entry:
            entry.write(open(path, "rb").read())
PY
cat >"$out/origin.md" <<EOF
One small tree (long paths, names beyond ASCII, an empty file), packed by \`tools/archives/make.sh\` with
$(tar --version | head -1), Info-ZIP $(zip -v | sed -n 's/.*This is Zip \([0-9.]*\).*/\1/p') and $(python3 --version)'s tarfile and zipfile.
\`expected.json\` has the SHA-256 of each file by path.
EOF
