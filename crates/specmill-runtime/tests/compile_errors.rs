//! What the compiler says to a caller who passes a type that is not accepted: it names the way out.
//!
//! The messages are compared with all that the compiler says around them, which changes with its version
//! and with the types that have our traits. `TRYBUILD=overwrite` writes them anew; read them as code.
#![cfg(all(
    feature = "reqwest",
    feature = "tower",
    feature = "chrono",
    feature = "jiff",
    feature = "uuid"
))]

#[test]
fn errors_name_the_way_out() {
    trybuild::TestCases::new().compile_fail("tests/compile_errors/*.rs");
}
