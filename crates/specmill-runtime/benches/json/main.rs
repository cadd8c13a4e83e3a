//! Decoding and encoding, beside serde's derive on the same types.
//!
//! `cargo bench -p specmill-runtime --bench json`

mod answers;
mod invites;
mod one;
mod vectors;

fn main() {
    divan::main();
}
