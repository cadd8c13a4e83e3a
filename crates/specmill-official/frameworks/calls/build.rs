//! Generates the client of the document `SPECMILL_DOCUMENT`, under the name of its framework.

use std::env;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=SPECMILL_DOCUMENT");
    specmill::Generator::new(env::var("SPECMILL_DOCUMENT")?).name("api").build()?;
    Ok(())
}
