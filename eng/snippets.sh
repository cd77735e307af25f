#!/usr/bin/env bash
# Every C# block of the docs is code that compiles: it is a region of snippets/ or samples/, named in a comment above the block.
#
#     <!-- snippet: first-bot -->            #region snippet: first-bot
#     ```csharp                              public sealed class ...
#     public sealed class ...                #endregion
#     ```
#
# Usage: eng/snippets.sh            fails when a block has no name, an unknown name, or another text than its region
#        eng/snippets.sh --write    writes the regions into the blocks
set -euo pipefail
cd "$(dirname "$0")/.."

write=0
case ${1:-} in
    '') ;;
    --write) write=1 ;;
    *) echo "Unknown option '$1'. Known: --write." >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/regions"
failed=0

# One file per region, without the indentation of its first line. ("obj" and "bin" hold nothing to show.)
find snippets samples -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -print0 | xargs -0 -r awk -v folder="$work/regions" '
    FNR == 1 && name != "" { print "No #endregion for snippet " name > "/dev/stderr"; exit 1 }
    /^[ \t]*#region snippet: / {
        name = $0; sub(/^.*#region snippet: */, "", name); sub(/[ \t\r]*$/, "", name)
        if (name !~ /^[a-z0-9-]+$/ || name in known) { print FILENAME ":" FNR ": snippet name \"" name "\" is taken or not lower-case kebab" > "/dev/stderr"; exit 1 }
        known[name] = 1; output = folder "/" name; printf "" > output; indent = -1; next
    }
    /^[ \t]*#endregion/ && name != "" { close(output); name = ""; next }
    name != "" {
        line = $0
        if (indent < 0) { match(line, /^ */); indent = RLENGTH }
        if (substr(line, 1, indent) ~ /^ *$/) line = substr(line, indent + 1)
        print line > output
    }' || failed=1

while IFS= read -r -d '' document; do
    awk -v folder="$work/regions" -v document="$document" -v status="$work/status" '
        /^ *<!-- snippet: .* -->/ { marker = $0; sub(/^.*snippet: */, "", marker); sub(/ *-->.*$/, "", marker); print; next }
        /^ *```/ && inside { inside = 0; marker = ""; print; next }
        inside { if (!replaced) print; next }
        /^ *```(csharp|cs|c#)[ \t]*$/ {
            print; inside = 1; replaced = 0
            if (marker == "") { print document ":" FNR ": this C# block has no <!-- snippet: name --> above it" > "/dev/stderr"; print "bad" > status; next }
            file = folder "/" marker; lines = 0
            while ((code = (getline line < file)) > 0) { print line; lines++ }
            close(file)
            if (code < 0 || lines == 0) { print document ":" FNR ": no region \"snippet: " marker "\" in snippets/ or samples/" > "/dev/stderr"; print "bad" > status; next }
            replaced = 1; next
        }
        /^ *```/ { inside = 1; replaced = 0; print; next }
        !/^[ \t]*$/ { marker = "" }
        { print }' "$document" > "$work/document"
    if ! cmp -s "$document" "$work/document"; then
        if [ "$write" -eq 1 ]; then
            cat "$work/document" > "$document"
            echo "   wrote $document"
        else
            echo "$document differs from the code it shows (eng/snippets.sh --write mends it):" >&2
            diff "$document" "$work/document" | head -20 >&2 || true
            failed=1
        fi
    fi
done < <(find README.md docs src/*/README.md samples -name '*.md' -not -path '*/obj/*' -not -path '*/bin/*' -print0 2> /dev/null)

[ ! -f "$work/status" ] || failed=1
exit "$failed"
