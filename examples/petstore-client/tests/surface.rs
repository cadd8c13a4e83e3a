//! What callers can name, as a snapshot: a change of the document shows in the diff of `surface.snap`.

use std::error::Error;

#[test]
fn what_callers_see() -> Result<(), Box<dyn Error>> {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/petstore.yaml");
    let output = specmill::Generator::new(document).render()?;
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("surface", output.surface());
    });
    Ok(())
}
