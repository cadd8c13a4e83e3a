#!/usr/bin/env bash
# A box or a list between two types ends the recursion of their sizes, but not that of `Send`: rustc takes three
# steps of its recursion limit (128) for each `Box`, four for each `Vec`, as it looks through their insides. So 43
# types, each in a box in the one before, are plain valid types, and no thread may be given one: error E0275. By
# value 127 are fine. A document has such a chain wherever schemas nest that deep, or form a long circle; the
# client compiles, and `tokio::spawn` of a call with it does not. The crate that needs `Send` has to say
# `#![recursion_limit = "256"]`; nothing that the types' own crate writes helps.
#
# Seen with rustc 1.95.0:
#   by value: 127 types are Send, 128 are not
#   in Box:    42 types are Send,  43 are not
#   in Vec:    31 types are Send,  32 are not
#   with #![recursion_limit = "256"] 43 in Box are Send
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
rustc --version

# chain HOLDER COUNT [ATTRIBUTE]: whether COUNT types, each held in HOLDER by the one before, are Send.
chain() {
    {
        echo "${3:-}"
        for ((at = 0; at < $2; at++)); do
            echo "pub struct A$at(pub ${1//T/A$((at + 1))});"
        done
        echo "pub struct A$2;"
        echo "pub fn check() { fn is_send<T: Send>() {} is_send::<A0>(); }"
    } >chain.rs
    rustc --crate-type lib --edition 2024 chain.rs 2>errors.txt || {
        grep -q 'E0275' errors.txt || { cat errors.txt; exit 1; }
        return 1
    }
}

expect() {
    local holder=$1 most=$2
    chain "$holder" "$most" || { echo "changed: $most types in \`$holder\` are not Send"; exit 1; }
    ! chain "$holder" $((most + 1)) || { echo "changed: $((most + 1)) in \`$holder\` are Send"; exit 1; }
    echo "$most types in \`$holder\` are Send, $((most + 1)) are not"
}

expect 'T' 127
expect 'Box<T>' 42
expect 'Vec<T>' 31
chain 'Box<T>' 43 '#![recursion_limit = "256"]' || { echo "changed: the limit does not help"; exit 1; }
echo 'with #![recursion_limit = "256"] 43 types in `Box<T>` are Send'
