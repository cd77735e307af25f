#!/usr/bin/env bash
# Line and branch coverage per package, over all test projects together.
# Usage: eng/coverage.sh [--gaps] [test project ...]     for example: eng/coverage.sh --gaps BotKit.Core.Tests
#        --gaps also lists the lines with branches that no test took
#
# A line that two test projects reach counts with the better of the two, so the sum is never too high.
set -euo pipefail
cd "$(dirname "$0")/.."

gaps=0
projects=()
for argument in "$@"; do
    case $argument in
        --gaps) gaps=1 ;;
        *) projects+=("$argument") ;;
    esac
done
if [ ${#projects[@]} -eq 0 ]; then for folder in tests/*.Tests; do projects+=("$(basename "$folder")"); done; fi

output=$PWD/artifacts/coverage
rm -rf "$output"
mkdir -p "$output"

for project in "${projects[@]}"; do
    echo "== $project"
    dotnet build "tests/$project" -c Release -v q -nologo -clp:NoSummary
    if ! "tests/$project/bin/Release/net10.0/$project" --no-ansi --results-directory "$output" --coverage \
        --coverage-output-format cobertura --coverage-output "$output/$project.xml" > "$output/$project.log" 2>&1; then
        grep -E '^failed|^Test run summary|^error' "$output/$project.log" || tail -20 "$output/$project.log"
        echo "Some tests of $project failed: the figures below are not to be trusted." >&2
    fi
done

awk -v gaps="$gaps" -v root="$PWD/" '
    function attribute(name,    found) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    /<package / { package = attribute("name") }
    /<class /   { class = attribute("name"); file = attribute("filename"); own = file !~ /\/obj\// }
    /<methods>/  { inMethods = 1 }
    /<\/methods>/ { inMethods = 0 }
    /<line / && !inMethods && own {
        key = package SUBSEP class SUBSEP file SUBSEP attribute("number")
        seen[key] = 1
        if (attribute("hits") + 0 > 0) hit[key] = 1
        if (match($0, /\([0-9]+\/[0-9]+\)/)) {
            split(substr($0, RSTART + 1, RLENGTH - 2), part, "/")
            if (part[1] + 0 > taken[key] + 0) taken[key] = part[1] + 0
            branches[key] = part[2] + 0
        }
    }
    END {
        for (key in seen) {
            split(key, k, SUBSEP)
            lines[k[1]]++
            linesHit[k[1]] += hit[key]
            all[k[1]] += branches[key]
            allTaken[k[1]] += taken[key]
            if (gaps && taken[key] + 0 < branches[key] + 0) {
                sub(root, "", k[3])
                printf "gap  %s:%d  %d of %d branches\n", k[3], k[4], taken[key], branches[key] | "sort -t: -k1,1 -k2,2n"
            }
        }
        close("sort -t: -k1,1 -k2,2n")
        for (package in lines)
            printf "%-24s lines %6.2f %% (%d of %d)   branches %6.2f %% (%d of %d)\n", package,
                100 * linesHit[package] / lines[package], linesHit[package], lines[package],
                all[package] ? 100 * allTaken[package] / all[package] : 100, allTaken[package], all[package] | "sort"
    }' "$output"/*.xml
