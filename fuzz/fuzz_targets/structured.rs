//! Documents out of our own grammar of OpenAPI. Under libFuzzer the bytes are its own; without it
//! they come from seeds (`src/driver.rs`).
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    specmill_fuzz::checks::check(&specmill_fuzz::grammar::made(bytes).expect("zeros go on"));
});

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    specmill_fuzz::driver::run("structured", specmill_fuzz::grammar::made)
}
