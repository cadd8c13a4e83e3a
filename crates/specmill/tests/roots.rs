//! Documents whose files lie beside their folder, below a root that is named.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;

use specmill::Generator;

const TICKETS: &str = "\
openapi: 3.1.0
info: {title: Tickets, version: '1'}
paths:
  /ticket:
    get:
      operationId: readTicket
      responses:
        '200':
          description: A ticket
          content: {application/json: {schema: {$ref: '../shared/types.yaml#/Ticket'}}}
";
const TYPES: &str = "\
Ticket:
  type: object
  properties:
    id: {type: string}
    seat: {$ref: 'more/seats.yaml#/Seat'}
    back: {$ref: '../api/tickets.yaml#/components/schemas/Ticket'}
";
const SEATS: &str = "Seat: {type: object, properties: {row: {type: integer}}}\n";
const SECRET: &str = "Ticket: {type: object, properties: {secret: {type: string}}}\n";

/// `spec/api/tickets.yaml` and the types beside its folder, and a file above all of them.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("spec/api/tickets.yaml", TICKETS),
        ("spec/shared/types.yaml", TYPES),
        ("spec/shared/more/seats.yaml", SEATS),
        ("above.yaml", SECRET),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn rendered(generator: &Generator, folder: &Path) -> (String, String) {
    let output = generator.render().unwrap();
    let said = output.diagnostics().to_string();
    (output.surface().to_string(), said.replace(&format!("{}/", folder.display()), ""))
}

fn code(generator: &Generator) -> &'static str {
    let error = generator.render().unwrap_err();
    let found = error.diagnostics().iter().next().unwrap();
    assert!(found.help().is_some(), "{found}");
    found.code()
}

#[test]
fn files_above_the_document_are_read_below_the_root() {
    let folder = folder();
    let document = folder.path().join("spec/api/tickets.yaml");
    let generator = Generator::new(&document).root(folder.path().join("spec"));
    let (surface, said) = rendered(&generator, folder.path());
    assert!(surface.contains("Ticket.seat: Option<Seat>"), "{surface}");
    assert!(surface.contains("get_ticket(&self) -> Call<Ticket>"), "{surface}");
    // The document has no such component, which is told at its place in the file that asks for it.
    assert!(said.contains("error[unresolved-reference]"), "{said}");
    assert!(said.contains("--> spec/shared/types.yaml:6:"), "{said}");
    let output = generator.render().unwrap();
    let sources: Vec<_> = output
        .sources()
        .map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned())
        .collect();
    let expected =
        ["spec/api/tickets.yaml", "spec/shared/types.yaml", "spec/shared/more/seats.yaml"];
    assert_eq!(sources, expected);
    let bundle = generator.bundle().unwrap();
    assert!(bundle.text().contains("row:"), "{}", bundle.text());
}

#[test]
fn the_root_may_be_the_documents_folder_one_far_above_and_written_in_any_way() {
    let folder = folder();
    let spec = folder.path().join("spec");
    let document = spec.join("api/../api/tickets.yaml");
    for root in [spec.join("."), spec.join("api/.."), folder.path().to_owned(), "/".into()] {
        let (surface, _) = rendered(&Generator::new(&document).root(&root), folder.path());
        assert!(surface.contains("Ticket.seat: Option<Seat>"), "{}: {surface}", root.display());
    }
    let own = Generator::new(&document).root(spec.join("api"));
    let (_, said) = rendered(&own, folder.path());
    assert!(said.contains("leads out of the root folder"), "{said}");
    // Without a root the way out is named.
    let (_, said) = rendered(&Generator::new(&document), folder.path());
    assert!(said.contains("leads out of the folder of the document"), "{said}");
    assert!(said.contains("`--root`"), "{said}");
}

#[test]
fn nothing_above_the_root_is_read() {
    let folder = folder();
    let spec = folder.path().join("spec");
    let document = spec.join("api/tickets.yaml");
    let ways = [
        "../../above.yaml#/Ticket",
        "../shared/../../above.yaml#/Ticket",
        "..%2F..%2Fabove.yaml#/Ticket",
        "../shared/link.yaml#/Ticket",
        "../shared/up/above.yaml#/Ticket",
        "/etc/hostname",
        "file:///etc/hostname",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../above.yaml", spec.join("shared/link.yaml")).unwrap();
        std::os::unix::fs::symlink("../..", spec.join("shared/up")).unwrap();
    }
    for way in ways {
        fs::write(&document, TICKETS.replace("../shared/types.yaml#/Ticket", way)).unwrap();
        let (surface, said) = rendered(&Generator::new(&document).root(&spec), folder.path());
        assert!(said.contains("error["), "{way}: {said}");
        assert!(!surface.contains("secret"), "{way}: {surface}");
    }
}

#[test]
fn a_root_that_is_none_is_an_error() {
    let folder = folder();
    let document = folder.path().join("spec/api/tickets.yaml");
    let of = |root: &Path| code(&Generator::new(&document).root(root));
    for root in ["spec/shared", "nowhere", "above.yaml", "spec/api/tickets.yaml"] {
        assert_eq!(of(&folder.path().join(root)), "invalid-root", "{root}");
    }
    assert_eq!(of(Path::new("\0")), "invalid-root");
    let missing = Generator::new(folder.path().join("none.yaml")).root(folder.path());
    assert_eq!(code(&missing), "missing-file");
}
