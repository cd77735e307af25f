#!/usr/bin/env bash
# Writes each library's PublicAPI.Unshipped.txt anew from what the compiler says is public and not shipped.
# Usage: eng/update-public-api.sh [project ...]     (names such as BotKit.Core; default: every library)
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -gt 0 ]; then projects=("$@"); else projects=(); for f in src/*/PublicAPI.Shipped.txt; do projects+=("$(basename "$(dirname "$f")")"); done; fi

failed=0
for project in "${projects[@]}"; do
    file=src/$project/PublicAPI.Unshipped.txt
    before=$(mktemp)
    cp "$file" "$before"
    # Removals from a shipped API are written by hand and stay.
    { echo '#nullable enable'; grep '^\*REMOVED\*' "$before" || true; } > "$file"

    if ! log=$(dotnet build "src/$project" -nologo -v:q -clp:NoSummary \
            -p:TreatWarningsAsErrors=false -p:BotKitDraft=false 2>&1); then
        grep -E 'error' <<< "$log" | sort -u | head -20
        cp "$before" "$file"
        echo "$project does not compile: PublicAPI.Unshipped.txt left as it was." >&2
        failed=1
    else
        { cat "$file"; sed -nE "s|^.*RS0016: Symbol '(.*)' is not part of the declared public API.*/$project\.csproj\].*|\1|p" <<< "$log" | LC_ALL=C sort -u; } > "$file.new"
        mv "$file.new" "$file"
        echo "$project: $(grep -vc '^#' "$file" || true) public symbols not shipped yet"
        diff <(grep -v '^#' "$before") <(grep -v '^#' "$file") | grep '^[<>]' || true
    fi
    rm -f "$before"
done
exit "$failed"
