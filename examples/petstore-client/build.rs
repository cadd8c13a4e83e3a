//! Generates the client, and a copy of it for readers in `generated/`.
fn main() -> Result<(), specmill::Error> {
    let generator = specmill::Generator::new("spec/petstore.yaml").mock_by_feature("test-util");
    generator.also_write("generated").build().map(drop)
}
