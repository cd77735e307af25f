#!/usr/bin/env bash
# Packs every library under a version of its own and uses the packages from a fresh project outside the tree, as a newcomer would.
# Usage: eng/try-packages.sh [--no-build]     (--no-build: the Release build is there already)
set -euo pipefail
cd "$(dirname "$0")/.."

suffix=ci.$(date -u +%Y%m%d%H%M%S)
version=$(sed -nE 's|.*<VersionPrefix>(.*)</VersionPrefix>.*|\1|p' Directory.Build.props)-$suffix
work=$(mktemp -d)
cache=$(dotnet nuget locals global-packages --list | sed -E 's/^global-packages: //; s|/$||')

cleanup() {
    rm -rf "$work"
    # Only what this run put into the package cache.
    for folder in "$cache"/botkit.*/"$version"; do
        [ ! -d "$folder" ] || rm -rf "$folder"
        rmdir "$(dirname "$folder")" 2> /dev/null || true
    done
}
trap cleanup EXIT

dotnet pack BotKit.sln -c Release "$@" -o "$work/packages" -v q -nologo -p:VersionSuffix="$suffix"

for library in src/*/PublicAPI.Shipped.txt; do
    name=$(basename "$(dirname "$library")")
    package=$work/packages/$name.$version
    [ -f "$package.nupkg" ] || { echo "$name was not packed." >&2; exit 1; }
    [ -f "$package.snupkg" ] || { echo "$name has no symbol package." >&2; exit 1; }
    contents=$(unzip -l "$package.nupkg" 2> /dev/null || python3 -m zipfile -l "$package.nupkg")
    for file in README.md "lib/net10.0/$name.dll" "lib/net10.0/$name.xml"; do
        grep -qF "$file" <<< "$contents" || { echo "$name.$version.nupkg lacks $file." >&2; exit 1; }
    done
done

cp -r eng/package-trial "$work/trial"
cd "$work/trial"
dotnet run -c Release -v q --property:BotKitVersion="$version" --property:RestoreAdditionalProjectSources="$work/packages"
echo "   packages of version $version work in a fresh project"
