#!/usr/bin/env bash
# "Never expires" is often sent as the last second of 9999, which RFC 3339 allows, as it does every date from year 0
# to 9999 in any offset. jiff's `Timestamp` ends 26 hours earlier, so that any offset can be added to it: it reads no
# moment of the last day, while jiff's own civil dates and chrono's `DateTime<Utc>` do. A client that maps
# `format: date-time` to it fails on a valid answer, or loses the member.
#
# Seen with jiff 1.0.2 and chrono 0.4.42, on Linux:
#   9999-12-30T22:00:00Z jiff Timestamp ok, jiff civil ok, chrono ok
#   9999-12-30T22:00:01Z jiff Timestamp no, jiff civil ok, chrono ok
#   9999-12-31T23:59:59Z jiff Timestamp no, jiff civil ok, chrono ok
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "range"
version = "0.0.0"
edition = "2021"

[dependencies]
jiff = "=1.0.2"
chrono = { version = "=0.4.42", default-features = false, features = ["std"] }
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let word = |is: bool| if is { "ok" } else { "no" };
    for text in ["9999-12-30T22:00:00Z", "9999-12-30T22:00:01Z", "9999-12-31T23:59:59Z"] {
        let timestamp = text.parse::<jiff::Timestamp>().is_ok();
        let civil = text.trim_end_matches('Z').parse::<jiff::civil::DateTime>().is_ok();
        let chrono = chrono::DateTime::parse_from_rfc3339(text).is_ok();
        println!("{text} jiff Timestamp {}, jiff civil {}, chrono {}", word(timestamp), word(civil), word(chrono));
    }
}
RUST
seen=$(cargo run --quiet --manifest-path "$folder/Cargo.toml")
echo "$seen"
expected='9999-12-30T22:00:00Z jiff Timestamp ok, jiff civil ok, chrono ok
9999-12-30T22:00:01Z jiff Timestamp no, jiff civil ok, chrono ok
9999-12-31T23:59:59Z jiff Timestamp no, jiff civil ok, chrono ok'
[ "$seen" = "$expected" ] || { echo "changed"; exit 1; }
