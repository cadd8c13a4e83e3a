#!/usr/bin/env bash
# `#[diagnostic::on_unimplemented]` lets a trait say what to do for a type that lacks it, which is how a generated
# client can tell its caller about a missing `Decode` or a list without pages. The compiler shows it where the bound
# stands on the method, and not where it stands on the `impl` block of the method: then the method "exists", its
# bounds "were not satisfied" (E0599), and the words are not printed. Where the bound stands makes no other
# difference to callers.
#
# Seen with rustc 1.95.0:
#   on the impl block: E0599, the trait's words no
#   on the method: E0277, the trait's words yes
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
rustc --version

# told IMPL_BOUND METHOD_BOUND: the error, and whether the words of the trait are in it.
told() {
    cat >call.rs <<RUST
#[diagnostic::on_unimplemented(message = "{Self} is no page", note = "ask for one item")]
pub trait Page {}
pub struct Call<T>(pub T);
impl<T$1> Call<T> {
    pub fn items(&self)$2 {}
}
pub fn caller(call: Call<u8>) { call.items() }
RUST
    rustc --crate-type lib --edition 2024 call.rs 2>errors.txt && { echo "changed: it compiles"; exit 1; }
    code=$(grep -o 'E0[0-9]*' errors.txt | head -1)
    grep -q 'ask for one item' errors.txt && words=yes || words=no
    echo "$code, the trait's words $words"
}

on_impl=$(told ': Page' '')
on_method=$(told '' ' where T: Page')
echo "on the impl block: $on_impl"
echo "on the method: $on_method"
[ "$on_impl" = "E0599, the trait's words no" ] || { echo "changed"; exit 1; }
[ "$on_method" = "E0277, the trait's words yes" ] || { echo "changed"; exit 1; }
