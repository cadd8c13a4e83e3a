//! Which conveniences there are, by the build script's own table.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use specmill::surface::Surface;

#[path = "../../build/conveniences.rs"]
mod build;

fn fitting(path: &str) -> BTreeSet<&'static str> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    build::fitting(&surface(&path))
}

fn surface(path: &Path) -> Surface {
    specmill::Generator::new(path).render().unwrap().surface()
}

#[test]
fn the_bundled_document_has_what_each_needs() {
    let missing: Vec<_> = build::all().difference(&fitting("spec/openapi.yaml")).copied().collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn another_document_has_nothing_of_it() {
    assert!(fitting("crates/specmill/tests/cases/webhooks/spec.yaml").is_empty());
    assert!(build::fitting(&Surface::default()).is_empty());
}

/// A document of one operation and its answer, as `poll_batch` needs them.
const BATCHES: &str = "\
openapi: 3.0.0
info: {title: Batches, version: '1'}
paths:
  /batches/{batch_id}:
    get:
      tags: [Batch]
      operationId: retrieveBatch
      x-specmill-name: get
      parameters: [{name: batch_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A batch.
          content: {application/json: {schema: {$ref: '#/components/schemas/Batch'}}}
components:
  schemas:
    Batch: {type: object, required: [status, id], properties: {id: {type: string}, status: {type: string, enum: [done, failed]}}}
";

/// What is said of `poll_batch` to whoever builds a client of this document.
fn said_of_batches(document: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("batches.yaml");
    fs::write(&path, document).unwrap();
    let surface = surface(&path);
    let line = build::left_out(&surface).into_iter().find(|line| line.contains("`poll_batch`"));
    assert_eq!(line.is_none(), build::fitting(&surface).contains("poll_batch"));
    line
}

#[test]
fn what_is_missing_or_differs_is_named() {
    assert_eq!(said_of_batches(BATCHES), None);
    for (from, to, said) in [
        (
            "required: [status, id], ",
            "required: [id], ",
            "`Batch.status` is a field of type `Option<BatchStatus>`, where it has to be a field of type `BatchStatus`",
        ),
        (
            "required: [status, id], properties: {id: {type: string}, status",
            "required: [state, id], properties: {id: {type: string}, state",
            "the client has no `Batch.status`",
        ),
        (
            "name: batch_id, in: path, required: true, schema: {type: string}",
            "name: batch_id, in: path, required: true, schema: {type: integer}",
            "`batch::BatchClient::get` is a function `(&self, i64) -> Call<Batch>`, where it has to be a function `(&self, impl AsRef<str>) -> Call<Batch>`",
        ),
        ("tags: [Batch]", "tags: [Batches]", "the client has no `batch::BatchClient::get`"),
    ] {
        assert!(BATCHES.contains(from), "{from}");
        let line = said_of_batches(&BATCHES.replacen(from, to, 1)).unwrap();
        assert_eq!(line.split_once("left out: ").unwrap().1.split("; ").next(), Some(said));
    }
    // What an argument is called is nothing that a caller writes.
    assert_eq!(said_of_batches(&BATCHES.replace("batch_id", "id")), None);
}

/// The build script of this very crate wrote it where cargo keeps what scripts say.
#[cfg(bundled_document)]
#[test]
fn the_build_says_what_is_left_out() {
    let output = Path::new(env!("OUT_DIR")).with_file_name("output");
    let output = fs::read_to_string(output).unwrap();
    let between = |from: &str, to: &str| -> BTreeSet<&str> {
        let rest = output.lines().filter_map(|line| line.strip_prefix(from));
        rest.filter_map(|rest| Some(rest.split_once(to)?.0)).collect()
    };
    // Nothing with all tags; without, what is of the others.
    let left_out = between("note: convenience `", "` left out: ");
    let built = between("cargo::rustc-cfg=convenience=\"", "\"");
    assert!(left_out.is_disjoint(&built));
    assert_eq!(left_out.union(&built).copied().collect::<BTreeSet<_>>(), build::all());
    assert_eq!(left_out.is_empty(), cfg!(feature = "all-tags"), "{left_out:?}");
}
