//! A folder that is generated into again, by people who do other things there as well.

use std::fs;
use std::process::Stdio;

use super::{Folder, PETS};

/// The document without its second tag, and with another field.
fn next() -> String {
    let keepers = PETS.find("  /keepers").unwrap();
    let end = PETS.find("components:").unwrap();
    format!("{}{}", &PETS[..keepers], &PETS[end..]).replace("born:", "birth:")
}

#[test]
fn check_tells_what_differs_and_writes_nothing() {
    let folder = Folder::with(PETS);
    let check = "generate api.yaml --crate --out pets --check";
    let said = folder.run(check);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("missing pets/Cargo.toml\n"), "{}", said.out);
    assert!(said.out.contains("not current: 13 files\n"), "{}", said.out);
    assert!(!folder.path("pets").exists());

    folder.done("generate api.yaml --crate --out pets");
    assert!(folder.done(check).starts_with("current: 13 files\n"));
    let before = folder.files("pets");
    folder.write("api.yaml", &next());
    fs::remove_file(folder.path("pets/src/generated/client.rs")).unwrap();
    let said = folder.run(check);
    assert_eq!(said.code, Some(1));
    for line in [
        "missing pets/src/generated/client.rs\n",
        "differs pets/src/generated/pets.rs\n",
        "differs pets/spec/api.yaml\n",
        "to be removed pets/src/generated/zoo_keepers.rs\n",
    ] {
        assert!(said.out.contains(line), "{line}{}", said.out);
    }
    assert_eq!(folder.files("pets").len(), before.len() - 1);
    let quiet = folder.run(&format!("{check} --quiet"));
    assert!(quiet.code == Some(1) && quiet.out.is_empty(), "{}", quiet.out);
    assert!(quiet.err.starts_with("not current: "), "{}", quiet.err);

    let said = folder.done("generate api.yaml --crate --out pets");
    assert!(said.contains("removed pets/src/generated/zoo_keepers.rs\n"), "{said}");
    folder.done(check);
}

/// For a client without a crate as well; and of two in one folder, neither is in the other's way.
#[test]
fn clients_in_one_folder_know_their_own_files() {
    let folder = Folder::with(PETS);
    folder.write("src/lib.rs", "include!(\"one.rs\");\n");
    folder.done("generate api.yaml --out src --name one");
    folder.done("generate api.yaml --out src --name two");
    assert!(folder.path("src/one/zoo_keepers.rs").is_file());
    folder.write("api.yaml", &next());
    let said = folder.run("generate api.yaml --out src --name one --check");
    assert!(said.code == Some(1) && said.out.contains("to be removed src/one/zoo_keepers.rs\n"));
    folder.done("generate api.yaml --out src --name one");
    assert!(!folder.path("src/one/zoo_keepers.rs").exists());
    assert!(folder.path("src/two/zoo_keepers.rs").is_file());
    assert_eq!(folder.read("src/lib.rs"), "include!(\"one.rs\");\n");
}

#[test]
fn what_somebody_edited_is_theirs() {
    let folder = Folder::with(PETS);
    let generate = "generate api.yaml --crate --out pets";
    folder.done(generate);
    // What is a start stays as it is edited, or removed.
    let manifest = folder.read("pets/Cargo.toml").replace("0.1.0\"\nedition", "0.2.0\"\nedition");
    folder.write("pets/Cargo.toml", &manifest);
    fs::remove_file(folder.path("pets/README.md")).unwrap();
    folder.write("pets/src/mine.rs", "mine");
    folder.done(&format!("{generate} --check"));
    assert!(folder.done(generate).contains("left as it was edited: pets/Cargo.toml\n"));
    // What would be written there now is another thing: that is told, once.
    folder.write("api.yaml", &PETS.replace("The *Pets* API", "More Pets"));
    let said = folder.run(&format!("{generate} --check"));
    assert!(said.out.contains("outdated pets/Cargo.toml\n"), "{}", said.out);
    assert!(folder.done(generate).contains("something else than before would be written there"));
    folder.done(&format!("{generate} --check"));
    assert_eq!(folder.read("pets/Cargo.toml"), manifest);
    assert!(!folder.path("pets/README.md").exists());

    // What is generated is not replaced, and nothing else is written either.
    let code = folder.read("pets/src/generated/pets.rs");
    folder.write("pets/src/generated/pets.rs", &code.replace("list", "fetch"));
    folder.write("api.yaml", &next());
    let before = folder.files("pets");
    let said = folder.run(generate);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("pets.rs` has been edited since specmill wrote it"), "{}", said.err);
    assert!(said.err.contains("`--force`"), "{}", said.err);
    assert_eq!(folder.files("pets"), before);
    let said = folder.run(&format!("{generate} --check"));
    assert!(said.out.contains("edited by hand pets/src/generated/pets.rs\n"), "{}", said.out);
    folder.done(&format!("{generate} --force"));
    assert!(folder.read("pets/Cargo.toml").contains("version = \"0.1.0\"\nedition"));
    assert!(folder.path("pets/README.md").exists());
    assert_eq!(folder.read("pets/src/mine.rs"), "mine");
    folder.done(&format!("{generate} --check"));
}

/// A snapshot is what somebody has reviewed, and a later one is theirs to take.
#[test]
fn a_snapshot_is_written_once() {
    let folder = Folder::with(PETS);
    folder.done("generate api.yaml --crate --out pets");
    let name = "pets/tests/snapshots/surface__surface.snap";
    let first = folder.read(name);
    folder.write("api.yaml", &next());
    folder.done("generate api.yaml --crate --out pets");
    assert_eq!(folder.read(name), first);
    assert!(!folder.read("pets/src/generated/surface.txt").contains("keepers"));
    folder.done("generate api.yaml --crate --out pets --check");
}

/// Files of others stay, whatever is asked for.
#[test]
fn the_files_of_others_are_not_touched() {
    let folder = Folder::with(PETS);
    for name in ["Cargo.toml", "src/generated/client.rs"] {
        folder.write(&format!("theirs/{name}"), "theirs");
        let before = folder.files("theirs");
        let said = folder.run("generate api.yaml --crate --out theirs --name pets --force");
        assert_eq!(said.code, Some(1));
        let line = format!("`theirs/{name}` was not generated by specmill, and is not replaced");
        assert!(said.err.contains(&line), "{}", said.err);
        assert_eq!(folder.files("theirs"), before);
        let said = folder.run("generate api.yaml --crate --out theirs --name pets --check");
        assert!(said.out.contains(&format!("in the way theirs/{name}\n")), "{}", said.out);
        fs::remove_file(folder.path(&format!("theirs/{name}"))).unwrap();
    }
    // A list that somebody wrote leads nowhere else, and to no text that is not in it.
    folder.write("outside.rs", "outside");
    folder.write("theirs/notes.txt", "theirs");
    let list =
        "85dd55dd3b3c0d8c ../outside.rs\n0000000000000001 notes.txt\n0000000000000001 /tmp\n";
    folder.write("theirs/.specmill-files", list);
    folder.done("generate api.yaml --crate --out theirs --name pets");
    assert_eq!(
        (folder.read("outside.rs"), folder.read("theirs/notes.txt")),
        ("outside".into(), "theirs".into())
    );
}

/// After a merge of two branches the list has lines of both, and marks of git.
#[test]
fn a_merge_conflict_in_the_list_is_no_obstacle() {
    let folder = Folder::with(PETS);
    let generate = "generate api.yaml --crate --out pets";
    folder.done(generate);
    let (ours, first) = (folder.read("pets/.specmill-files"), folder.files("pets"));
    folder.write("api.yaml", &next());
    folder.done(generate);
    let theirs = folder.read("pets/.specmill-files");
    let both = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n");
    folder.write("pets/.specmill-files", &both);
    // Of the files, some are of one branch and some of the other.
    folder.write("pets/src/generated/pets.rs", &first["src/generated/pets.rs"]);
    folder.write("pets/src/generated/zoo_keepers.rs", &first["src/generated/zoo_keepers.rs"]);
    // And git may end lines in another way.
    let client = folder.read("pets/src/generated/client.rs").replace('\n', "\r\n");
    folder.write("pets/src/generated/client.rs", &client);
    folder.done(generate);
    assert_eq!(folder.read("pets/.specmill-files"), theirs);
    assert!(!folder.path("pets/src/generated/zoo_keepers.rs").exists());
    // Without a list, what has the mark of a generated file is known by that.
    fs::remove_file(folder.path("pets/.specmill-files")).unwrap();
    folder.done(&format!("{generate} --check"));
}

/// Several runs at once: in the end the folder has what one of them wrote, and all of it.
#[test]
fn runs_at_once_do_not_mix() {
    let folder = Folder::with(PETS);
    folder.write("next.yaml", &next());
    let start = |document: &str| {
        let arguments = format!("generate {document} --out src --name api");
        folder.command(&arguments).stdout(Stdio::null()).spawn().unwrap()
    };
    for _ in 0..3 {
        let running = ["api.yaml", "next.yaml", "api.yaml", "next.yaml"].map(start);
        for mut child in running {
            assert!(child.wait().unwrap().success());
        }
        let is_current = |document: &str| {
            let arguments = format!("generate {document} --out src --name api --check");
            folder.run(&arguments).code == Some(0)
        };
        assert!(
            is_current("api.yaml") != is_current("next.yaml"),
            "{:?}",
            folder.files("src").keys()
        );
    }
    // `new` makes a folder once.
    let running =
        [(); 3].map(|()| folder.command("new pets api.yaml -q").stderr(Stdio::null()).spawn());
    let done = running.map(|child| child.unwrap().wait().unwrap().success());
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
}

#[test]
fn options_of_a_crate_need_one() {
    let folder = Folder::with(PETS);
    let said = folder.run("generate api.yaml --out pets --no-copy");
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("add `--crate`"), "{}", said.err);
}

/// The document is the user's where it lies in the crate itself, whatever else was generated there before.
#[test]
fn a_document_in_the_crate_is_never_taken_over() {
    let folder = Folder::with(PETS);
    folder.write("pets/spec/api.yaml", PETS);
    for arguments in [
        "generate pets/spec/api.yaml --crate --out pets",
        "generate pets/spec/api.yaml --crate --no-copy --out pets",
        // The same text from elsewhere does not make it specmill's.
        "generate api.yaml --crate --out pets",
        "generate pets/spec/api.yaml --crate --out pets",
    ] {
        folder.done(arguments);
        assert_eq!(folder.read("pets/spec/api.yaml"), PETS, "{arguments}");
        let list = folder.read("pets/.specmill-files");
        assert!(!list.contains("spec/api.yaml"), "{arguments}\n{list}");
    }
    folder.write("api.yaml", &next());
    let said = folder.run("generate api.yaml --crate --out pets");
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert_eq!(folder.read("pets/spec/api.yaml"), PETS);
}

/// A copy that is generated from, as the crate's README says, is written anew from where it came later.
#[test]
fn a_copy_may_be_edited_and_generated_from() {
    let folder = Folder::with(PETS);
    folder.done("generate api.yaml --crate --out pets");
    folder.write("pets/spec/api.yaml", &next());
    folder.done("generate pets/spec/api.yaml --crate --out pets");
    assert_eq!(folder.read("pets/spec/api.yaml"), next());
    folder.done("generate pets/spec/api.yaml --crate --out pets --check");
    folder.done("generate api.yaml --crate --out pets");
    assert_eq!(folder.read("pets/spec/api.yaml"), PETS);
}

#[test]
fn a_client_without_a_name_is_refused() {
    let folder = Folder::with(PETS);
    let said = folder.run("generate api.yaml --out client --name ");
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("--name"), "{}", said.err);
    assert!(!folder.path("client").exists());
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = Folder::with(PETS);
    folder.write("next.yaml", &next());
    for arguments in [
        "diff api.yaml next.yaml --out api.yaml",
        "diff api.yaml next.yaml --out ./next.yaml",
        "bundle api.yaml --out api.yaml",
    ] {
        let said = folder.run(arguments);
        assert!(said.code != Some(0), "{arguments}");
        assert!(said.err.contains("was read, and is not written over"), "{}", said.err);
    }
    assert_eq!(folder.read("api.yaml"), PETS);
    assert_eq!(folder.read("next.yaml"), next());
}
