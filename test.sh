#!/usr/bin/env bash
# Builds BotKit, checks its format, runs all tests and the kill test, tries its packages and smoke-runs its benchmarks.
#
#   ./test.sh             tests whose requirements are missing skip, and say what they miss
#   ./test.sh --install   first installs missing Debian packages (as root), and says which
#
# BOTKIT_REQUIRE_ALL=1     a missing requirement fails instead of skipping
# BOTKIT_TEST_DATA=folder  where the test data is; default ../shared/data
# BOTKIT_LOCKED_RESTORE=1  refuse a restore that differs from the lock files
#
# The last line is always "N passed, N failed, N skipped"; a step other than a test that fails counts as one failure.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

# What tests need beyond the .NET SDK: "program Debian-package" per line; a path may have wildcards.
# PostgreSQL's server programs are not on the PATH in Debian.
initdb='/usr/lib/postgresql/*/bin/initdb'
requirements="
chromium chromium
$initdb postgresql
strace strace
/usr/lib/python3/dist-packages/aiosmtpd/smtp.py python3-aiosmtpd
"

test_timeout=${BOTKIT_TEST_TIMEOUT:-8m}

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
unset BOTKIT_DRAFT

install=0
for argument in "$@"; do
    case $argument in
        --install) install=1 ;;
        -h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
        *) echo "Unknown option '$argument'. Known: --install, --help." >&2; exit 2 ;;
    esac
done

passed=0 failed=0 skipped=0
failures=()
started=$SECONDS

finish() {
    echo
    for failure in "${failures[@]+"${failures[@]}"}"; do echo "FAILED: $failure"; done
    echo "Took $((SECONDS - started)) s."
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] || exit 1
    exit 0
}

fail() { failed=$((failed + ${2:-1})); failures+=("$1"); }

# step <name> <command...>: runs it, counts a failure.
step() {
    local name=$1 begin=$SECONDS
    shift
    echo "== $name"
    if "$@"; then echo "   ($((SECONDS - begin)) s)"; else fail "$name"; return 1; fi
}

# has <program>: a name on the PATH, or a path with wildcards.
has() {
    case $1 in
        */*) compgen -G "$1" > /dev/null ;;
        *) command -v "$1" > /dev/null ;;
    esac
}

# step_with <requirement> <Debian package> <name> <command...>: a step that is skipped, and counted, without its requirement.
step_with() {
    local requirement=$1 package=$2
    shift 2
    if has "$requirement"; then
        step "$@"
    elif [ "${BOTKIT_REQUIRE_ALL:-}" = 1 ]; then
        echo "== $1"
        fail "$1: missing, and BOTKIT_REQUIRE_ALL=1: $package"
    else
        echo "== $1"
        echo "   skipped, missing: $package (apt-get install $package, or ./test.sh --install)"
        skipped=$((skipped + 1))
    fi
}

check_requirements() {
    local missing=() program package
    while read -r program package; do
        [ -z "$program" ] || has "$program" || missing+=("$package")
    done <<< "$requirements"
    if [ ${#missing[@]} -eq 0 ]; then
        echo "   nothing is missing"
    elif [ "$install" -eq 0 ]; then
        echo "   missing: ${missing[*]}. Tests that need them skip; './test.sh --install' installs them (as root)."
    elif [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
        echo "   missing: ${missing[*]}. Cannot install here (needs root and apt-get): sudo apt-get install ${missing[*]}"
    else
        echo "   installing Debian packages: ${missing[*]}"
        local log
        log=$(mktemp)
        if apt-get update -q > "$log" 2>&1 &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >> "$log" 2>&1; then
            echo "   installed: ${missing[*]}"
        else
            tail -20 "$log"
            rm -f "$log"
            return 1
        fi
        rm -f "$log"
    fi
}

restore() {
    if [ "${BOTKIT_LOCKED_RESTORE:-}" = 1 ]; then dotnet restore BotKit.sln -v q --locked-mode; else dotnet restore BotKit.sln -v q; fi
}

build() { dotnet build BotKit.sln -c Release --no-restore -v q -clp:NoSummary -nologo -p:BotKitDraft=false; }

# The build has checked the style; here it is the layout.
format() { dotnet format whitespace BotKit.sln --verify-no-changes --no-restore --verbosity minimal; }

# run_program <project> <log>: one test program.
run_program() {
    local program=tests/$1/bin/Release/net10.0/$1
    timeout --kill-after=30s "$test_timeout" "$program" --no-ansi --filter-not-trait Run=ByHand > "$2" 2>&1
}

# run_tests <project>: one test program; its own summary is added to the totals.
run_tests() {
    local log begin=$SECONDS
    log=$(mktemp)
    run_program "$1" "$log"
    report_tests "$1" "$log" "$?" "$begin"
}

# report_tests <project> <log> <exit code> <begin>: what a test program said.
report_tests() {
    local project=$1 log=$2 code=$3 begin=$4 total
    total=$(count total "$log")
    if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
        cut -c1-300 "$log" | tail -50
        fail "$project: stopped after $test_timeout; $(grep -F '[slow]' "$log" | tail -1)"
    elif [ -z "$total" ]; then
        cut -c1-300 "$log" | tail -50
        fail "$project: ended with exit code $code and without a summary"
    else
        local bad
        bad=$(count failed "$log")
        passed=$((passed + $(count succeeded "$log")))
        skipped=$((skipped + $(count skipped "$log")))
        echo "   $(count succeeded "$log") passed, $bad failed, $(count skipped "$log") skipped ($((SECONDS - begin)) s)"
        if [ "$code" -ne 0 ]; then
            cat "$log"
            # A program may fail without a failed test (none found, a crash while cleaning up): still one failure.
            fail "$project (exit code $code): $(sed -nE 's/^failed ([^ ]+).*/\1/p' "$log" | head -10 | tr '\n' ' ')" "$((bad > 0 ? bad : 1))"
        else
            # Which tests skipped, and what they missed.
            grep -A1 '^skipped [^:]' "$log" | grep -v -e '^--' -e '^$' | sed 's/^/   /'
        fi
    fi
    rm -f "$log"
}

# count <total|failed|succeeded|skipped> <log>: a number from the test program's summary.
count() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$2" | tail -1; }

# chaos <arguments...>: the kill test. A failure names the seed that repeats it, and is never tried again.
chaos() { timeout --kill-after=30s 10m tests/BotKit.Chaos/bin/Release/net10.0/BotKit.Chaos "$@"; }

# chaos_of <store>: in the background; kill_test waits for it.
chaos_of() { chaos --store "$1" --runs 10000 --kills 60 --seed 1 --tuned > "$logs/$1" 2>&1 & }

# kill_test <store> <process>: what a kill test in the background said, when it has ended.
kill_test() {
    wait "$2"
    local code=$?
    cat "$logs/$1"
    return "$code"
}

# workflows: one process on SQLite, and beside it three on PostgreSQL where it is there; workflows that must survive them.
workflows() {
    local process=
    if has "$initdb"; then
        chaos --workflows --store postgres --count 150 --seconds 12 --kills 8 &
        process=$!
    fi
    chaos --workflows --store sqlite --count 150 --seconds 12 --kills 8
    local code=$?
    [ -z "$process" ] || wait "$process" || code=$?
    return "$code"
}

# benchmarks <project>
benchmarks() { timeout --kill-after=30s 10m dotnet run -c Release --no-build --project "benchmarks/$1" -- ratios --smoke; }

step "requirements" check_requirements
step "restore" restore || finish
step "build" build || finish
step "format" format
step "code blocks of the docs" eng/snippets.sh
# This one waits most of the time, for servers that hang: beside the others.
patient=BotKit.Notifications.Tests
patient_log=$(mktemp)
patient_begin=$SECONDS
run_program "$patient" "$patient_log" &
patient_process=$!
for folder in tests/*.Tests; do
    project=$(basename "$folder")
    [ "$project" = "$patient" ] && continue
    echo "== $project"
    run_tests "$project"
done
echo "== $patient"
wait "$patient_process"
report_tests "$patient" "$patient_log" "$?" "$patient_begin"

# Kill tests wait most of the time: both stores at once.
logs=$(mktemp -d)
chaos_of sqlite
sqlite=$!
if has "$initdb"; then chaos_of postgres; fi
postgres=$!
step "kill test, SQLite" kill_test sqlite "$sqlite"
step_with "$initdb" postgresql "kill test, PostgreSQL" kill_test postgres "$postgres"
rm -rf "$logs"

step_with "$initdb" postgresql "kill test, schedules" chaos --schedules
step "kill test, workflows" workflows
step_with strace strace "accepted means synced" chaos --fsync
step "packages" eng/try-packages.sh --no-build
step "benchmarks (smoke)" benchmarks BotKit.Benchmarks
step_with "$initdb" postgresql "benchmarks of the stores (smoke)" benchmarks BotKit.Benchmarks.Durable
finish
