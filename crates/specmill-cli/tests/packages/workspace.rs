//! `generate --workspace`: a crate a tag, in a folder that is generated into again.

use super::{Folder, PETS};

#[test]
fn a_tag_that_is_gone_takes_its_crate_with_it() {
    let folder = Folder::with(PETS);
    let generate = "generate api.yaml --workspace --out pets";
    folder.done(generate);
    let manifest = folder.read("pets/Cargo.toml");
    assert!(manifest.contains("zoo-keepers = [\"dep:pets-zoo-keepers\"]\n"), "{manifest}");
    assert!(folder.path("pets/crates/pets-pets/src/pets.rs").is_file());
    assert!(folder.read("pets/README.md").contains("generate spec/api.yaml --workspace"));
    folder.done(&format!("{generate} --check"));

    folder.write("api.yaml", &PETS.replace("Zoo Keepers", "Pets"));
    let said = folder.run(&format!("{generate} --check"));
    assert_eq!(said.code, Some(1));
    let line = "to be removed pets/crates/pets-zoo-keepers/Cargo.toml\n";
    assert!(said.out.contains(line), "{}", said.out);
    folder.done(generate);
    assert!(!folder.path("pets/crates/pets-zoo-keepers").exists());
    assert!(!folder.read("pets/Cargo.toml").contains("zoo-keepers"));
}

#[test]
fn a_document_without_tags_is_refused_with_a_way_out() {
    let document = PETS.replace("      tags: [Pets]\n", "").replace("tags: [Zoo Keepers], ", "");
    let folder = Folder::with(&document);
    let said = folder.run("generate api.yaml --workspace --out pets");
    assert_ne!(said.code, Some(0));
    assert!(said.err.contains("no-tags") && said.err.contains("--group-by-path"), "{}", said.err);
    assert!(!folder.path("pets").exists());
    folder.done("generate api.yaml --workspace --group-by-path --out pets");
    assert!(folder.path("pets/crates/pets-keepers/src/lib.rs").is_file());
}
