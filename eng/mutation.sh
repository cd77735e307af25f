#!/usr/bin/env bash
# Mutation score of BotKit.Core, by Stryker. Run by hand, not in CI.
# Usage: eng/mutation.sh [folder ...] [Stryker options]     for example: eng/mutation.sh Resilience Gates --concurrency 2
#        eng/mutation.sh --proof                            only the proof
#
# Folders are those of src/BotKit.Core; without one, everything is mutated, which takes hours. What counts as a timeout depends on
# how fast the tests ran at the start: on a machine that gets busy meanwhile, slow tests look like mutants that hang, and the score
# looks better than it is.
#
# It works on a copy of the tree, because Stryker leaves mutated assemblies in the bin folders. Before the real run it proves
# itself: mutants planted beside a strict test must be killed, one beside a lax test must survive. Without that proof a broken
# test runner looks like a score.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD
report=$root/artifacts/mutation
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BOTKIT_TEST_DATA=${BOTKIT_TEST_DATA:-$root/../shared/data}
# Stryker tells the tests which mutant is on through a file that has the same name in every run.
mkdir "$work/tmp"
export TMPDIR=$work/tmp
# Docs and tracked API are no matter of this script.
export BOTKIT_DRAFT=1

# copy_tree <folder>: the files of the tree as they are now, committed or not, without what git ignores.
copy_tree() {
    mkdir -p "$1"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done |
        tar --null -T - -cf - | tar -xf - -C "$1"
}

# stryker <tree> <output> [options]
stryker() {
    local tree=$1 output=$2
    shift 2
    (cd "$tree/eng" && dotnet tool restore > /dev/null && dotnet stryker -f stryker-config.json -O "$output" "$@")
}

# mutants <report> <status>: how many mutants ended so. Read from the JSON report: the console counts ignored ones as survivors.
mutants() { { grep -o "\"status\": *\"$2\"" "$1/reports/mutation-report.json" || true; } | wc -l; }

prove() {
    local tree=$work/proof
    copy_tree "$tree"
    find "$tree/tests/BotKit.Core.Tests" -name '*.cs' -delete
    cat > "$tree/src/BotKit.Core/Planted.cs" << 'PLANTED'
namespace BotKit;

internal static class Planted
{
    public static bool IsLarge(int number) => number > 10;

    public static int Half(int number) => number / 2;
}
PLANTED
    cat > "$tree/tests/BotKit.Core.Tests/PlantedTests.cs" << 'PLANTED'
namespace BotKit.Tests;

public sealed class PlantedTests
{
    [Theory]
    [InlineData(9, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void IsLarge_AroundTheLimit_IsExact(int number, bool large) => Planted.IsLarge(number).Should().Be(large);

    [Fact]
    public void Half_OfTwo_IsLooselyChecked() => Planted.Half(2).Should().BePositive();
}
PLANTED
    if ! stryker "$tree" "$work/proof-report" --mutate '**/Planted.cs' -r json > "$work/proof.log" 2>&1; then
        tail -40 "$work/proof.log"
        echo "The proof run itself failed." >&2
        return 1
    fi
    local killed survived
    killed=$(mutants "$work/proof-report" Killed)
    survived=$(mutants "$work/proof-report" Survived)
    echo "Proof: of the planted mutants $killed were killed (2 expected) and $survived survived (1 expected)."
    [ "$killed" -eq 2 ] && [ "$survived" -eq 1 ]
}

folders=()
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do
    [ -d "src/BotKit.Core/$1" ] || { echo "There is no src/BotKit.Core/$1." >&2; exit 1; }
    folders+=(--mutate "**/$1/**/*.cs")
    shift
done

prove || { echo "Stryker does not see what the tests see: no score." >&2; exit 1; }
rm -rf "$work/proof"
[ "${1:-}" != --proof ] || exit 0

copy_tree "$work/tree"
rm -rf "$report"
stryker "$work/tree" "$report" "${folders[@]}" "$@"

killed=$(mutants "$report" Killed) timeout=$(mutants "$report" Timeout)
survived=$(mutants "$report" Survived) uncovered=$(mutants "$report" NoCoverage)
detected=$((killed + timeout)) valid=$((killed + timeout + survived + uncovered))
[ "$valid" -gt 0 ] || { echo "No mutant was tested." >&2; exit 1; }
echo "Report: $report/reports/mutation-report.html"
awk -v d="$detected" -v v="$valid" -v k="$killed" -v t="$timeout" -v s="$survived" -v n="$uncovered" \
    'BEGIN { printf "Mutation score %.2f %% (%d killed, %d timed out, %d survived, %d not covered)\n", 100 * d / v, k, t, s, n }'
