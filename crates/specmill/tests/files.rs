//! The files of a document: which are read, how much of them, and what is told of those that are not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use specmill::{Generator, Limits, Output};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\n";

/// A folder with the document `zoo.yaml`, whose one schema is a `$ref` to `reference`.
fn referring_to(reference: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let schemas = format!("components: {{schemas: {{A: {{items: {{$ref: \"{reference}\"}}}}}}}}\n");
    fs::write(folder.path().join("zoo.yaml"), format!("{HEAD}{schemas}")).unwrap();
    folder
}

/// What the generator makes of a document, if it does not wait for ever.
fn rendered(generator: Generator) -> Result<Output, specmill::Error> {
    let (send, done) = mpsc::channel();
    thread::spawn(move || drop(send.send(generator.render())));
    done.recv_timeout(Duration::from_secs(60)).expect("it waits for something")
}

/// Why nothing is made of a document.
fn refused(generator: Generator) -> String {
    match rendered(generator) {
        Ok(_) => panic!("this must be refused"),
        Err(error) => error.to_string(),
    }
}

/// The codes of what is said, the files that are watched, without their folder, and all of it as text.
fn said(folder: &Path) -> (Vec<&'static str>, Vec<PathBuf>, String) {
    let output = rendered(Generator::new(folder.join("zoo.yaml"))).unwrap();
    let codes = output.diagnostics().iter().map(|found| found.code()).collect();
    let files = output.sources().map(|file| file.strip_prefix(folder).unwrap().to_owned());
    (codes, files.collect(), output.diagnostics().to_string())
}

/// What is no regular file, in `folder`, with the word for it.
#[cfg(unix)]
fn no_files(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let [pipe, socket, inner] = ["pipe.yaml", "socket.yaml", "inner"].map(|name| folder.join(name));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // The file stays when nobody listens any more.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    fs::create_dir(&inner).unwrap();
    vec![(pipe, "is a pipe"), (socket, "is a socket"), (inner, "is a directory")]
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("zoo.yaml");
    for (path, what) in no_files(folder.path()) {
        let text = refused(Generator::new(&path));
        assert!(text.starts_with("error[not-a-file]") && text.contains(what), "{text}");

        fs::write(&document, HEAD).unwrap();
        let text = refused(Generator::new(&document).overlay(&path));
        assert!(text.starts_with("error[not-a-file]") && text.contains(what), "{text}");

        let name = path.file_name().unwrap().to_str().unwrap();
        let schemas = format!("components: {{schemas: {{A: {{items: {{$ref: {name}}}}}}}}}\n");
        fs::write(&document, format!("{HEAD}{schemas}")).unwrap();
        let (codes, files, text) = said(folder.path());
        assert!(codes.contains(&"not-a-file") && text.contains(what), "{text}");
        assert!(codes.contains(&"unresolved-reference"), "{codes:?}");
        assert_eq!(files, [Path::new("zoo.yaml")]);
    }
    let text = refused(Generator::new("/dev/zero"));
    assert!(text.starts_with("error[not-a-file]: `/dev/zero` is a device"), "{text}");
    assert!(text.contains("  help: "), "{text}");
}

#[test]
fn a_reference_to_the_folder_itself_is_told() {
    for reference in [".", "./", "a/..", "a/../.#/A"] {
        let folder = referring_to(reference);
        let (codes, files, text) = said(folder.path());
        assert!(codes.contains(&"unresolved-reference"), "{text}");
        assert_eq!(files, [Path::new("zoo.yaml")], "{reference}");
    }
}

#[test]
fn a_file_and_all_of_them_have_a_largest_size() {
    let folder = referring_to("pet.yaml");
    let document = folder.path().join("zoo.yaml");
    let size = fs::metadata(&document).unwrap().len();
    // A comment makes it as large as the document.
    let text = format!("{:1$}\n", "type: string\n#", usize::try_from(size).unwrap() - 1);
    fs::write(folder.path().join("pet.yaml"), text).unwrap();
    let within = |limits: Limits| Generator::new(&document).limits(limits);

    let output = rendered(within(Limits::default().file_size(size).total_size(2 * size))).unwrap();
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics());

    let error = refused(within(Limits::default().file_size(size - 1)));
    assert!(error.starts_with("error[too-large-file]"), "{error}");
    assert!(error.contains(&format!("more than {} bytes", size - 1)), "{error}");
    assert!(error.contains("raise `file_size` of `Generator::limits`"), "{error}");

    let output = rendered(within(Limits::default().total_size(2 * size - 1))).unwrap();
    let codes: Vec<_> = output.diagnostics().iter().map(|found| found.code()).collect();
    assert!(codes.contains(&"too-large-file"), "{codes:?}");
    assert!(output.diagnostics().to_string().contains("raise `total_size`"));
    assert_eq!(output.sources().count(), 2, "it is read again when it is smaller");

    // The overlay counts as well.
    fs::write(folder.path().join("overlay.yaml"), "overlay: 1.0.0\nactions: []\n").unwrap();
    let limits = Limits::default().total_size(2 * size);
    let error = refused(within(limits.clone()));
    assert!(error.starts_with("error[too-large-file]"), "{error}");
    assert!(rendered(within(limits.total_size(2 * size + 64))).is_ok());
}

/// Files that have no size and no end, or more in them than they say.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_says_it_is_empty_is_counted_as_well() {
    let path = "/proc/self/maps";
    assert_eq!(fs::metadata(path).unwrap().len(), 0);
    let error = refused(Generator::new(path).limits(Limits::default().file_size(16)));
    assert!(error.starts_with("error[too-large-file]"), "{error}");
}

/// What would not stand on one line: cargo, which is told of each file, would read two.
#[test]
fn a_name_that_is_no_line_is_neither_read_nor_watched() {
    let names = [
        "x%0Acargo::rustc-env=A=b%0A",
        "x%0d",
        "%00",
        "x%1b[2J",
        "x%c2%85y",
        "x%e2%80%a8y",
        "x%e2%80%a9y",
        "x%e2%80%aey",
        "x%d8%9cy",
        "x%20",
        "x%e3%80%80",
        r"x\ny",
        r"x\u2028y",
    ];
    for name in names {
        for reference in [format!("{name}#/A"), format!("{name}/a.yaml"), format!("a/{name}")] {
            let folder = referring_to(&reference);
            let (codes, files, text) = said(folder.path());
            // A space at the end of a folder's name does no harm.
            if reference.ends_with("/a.yaml") && (name == "x%20" || name == "x%e3%80%80") {
                assert_eq!(codes, ["unresolved-reference"], "{text}");
                continue;
            }
            assert_eq!(codes, ["invalid-reference"], "{reference}: {text}");
            assert_eq!(files, [Path::new("zoo.yaml")], "{reference}");
            assert_eq!(text.lines().count(), 3, "{text}");
        }
    }
    // Nor if it is there.
    #[cfg(unix)]
    {
        let folder = referring_to("x%0Ay");
        fs::write(folder.path().join("x\ny"), "type: string\n").unwrap();
        assert_eq!(said(folder.path()).0, ["invalid-reference"]);
    }
}

/// A link in the folder may lead out of it; what is there is not looked for either.
#[cfg(unix)]
#[test]
fn of_what_is_outside_nothing_is_told() {
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("private-notes.yaml"), "A: {}\n").unwrap();
    fs::create_dir(outer.path().join("deep")).unwrap();
    for reference in [
        "up/private-note.yaml",
        "up/private-notes.yam",
        "up/deep/x.yaml",
        "up/not/there/x.yaml",
        "up/private-notes.yaml",
        "up/private-notes.yaml/x",
    ] {
        let folder = referring_to(reference);
        std::os::unix::fs::symlink(outer.path(), folder.path().join("up")).unwrap();
        let (codes, files, text) = said(folder.path());
        assert_eq!(codes, ["external-reference"], "{reference}: {text}");
        assert_eq!(files, [Path::new("zoo.yaml")], "{reference}");
        assert!(!text.contains("nearest"), "{text}");
    }
    // Within the folder the nearest name helps, through links too.
    let folder = referring_to("there/pet.yaml");
    fs::create_dir(folder.path().join("inner")).unwrap();
    fs::write(folder.path().join("inner/pets.yaml"), "A: {}\n").unwrap();
    std::os::unix::fs::symlink("inner", folder.path().join("there")).unwrap();
    assert!(said(folder.path()).2.contains("the nearest name is `pets.yaml`"));
}
