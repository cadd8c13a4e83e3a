//! A fixed set of documents: what the generated types do with their instances.
//!
//! What is not as it should be is listed in the snapshots beside this file, exactly: a list that grows
//! or shrinks is a failed test, to be looked at and taken (`cargo insta review`).
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use specmill_fidelity::report::{Class, Report};

/// What the command says of the documents at these paths, from the repository's root.
fn reports(name: &str, paths: &[&str]) -> Vec<Report> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let there: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_specmill-fidelity"))
        .arg("--markdown")
        .arg("--json")
        .arg(&file)
        .args(there.iter().filter(|path| path.exists()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The schemas that are not exact, whose faults are not noticed, or that became any value.
fn faults(reports: &[Report]) -> String {
    let mut lines = Vec::new();
    for report in reports {
        let document = &report.document;
        if let Some(error) = &report.error {
            // What follows has paths in it.
            lines.push(format!("{document}: {}", error.split(':').next().unwrap_or_default()));
        }
        for schema in &report.schemas {
            let name = &schema.name;
            match schema.class() {
                Some(Class::Exact) => {}
                Some(class) => lines.push(format!("{document}: {name}: {class:?}")),
                None => lines.push(format!("{document}: {name}: not judged")),
            }
            if schema.noticed < schema.invalid {
                lines.push(format!("{document}: {name}: Unnoticed"));
            }
        }
        for (place, _) in &report.untyped {
            lines.push(format!("{document}: {place}: untyped"));
        }
        for given in report.given.iter().filter(|given| given.is_right == Some(false)) {
            lines.push(format!(
                "{document}: {}: not {}: {}",
                given.schema, given.right, given.instance
            ));
        }
    }
    if lines.is_empty() { "none".to_owned() } else { lines.join("\n") }
}

fn listed(name: &str, reports: &[Report]) {
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, faults(reports));
    });
}

#[test]
fn the_types_of_all_cases_mean_what_their_schemas_say() {
    let reports = reports("cases", &["crates/specmill/tests/cases"]);
    let [instances, ..] = reports.iter().fold([0; 4], |sum, report| {
        let more = report.instances();
        [sum[0] + more[0], sum[1] + more[1], sum[2] + more[2], sum[3] + more[3]]
    });
    assert!(instances > 1_000, "{instances} instances were made");
    listed("cases", &reports);
}

#[test]
fn the_types_of_real_documents_mean_what_their_schemas_say() {
    let specs = ["../shared/specs/corpus/petstore.yaml", "../shared/specs/corpus/qdrant.json"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if let Some(missing) = specs.iter().find(|path| !root.join(path).is_file()) {
        println!("skipped: there is no {missing}");
        return;
    }
    listed("specs", &reports("specs", &specs));
}

#[test]
fn what_went_wrong_once_is_listed_until_it_is_right() {
    let faults = [
        "../shared/faults/documents",
        "../shared/faults/documents/03-ref-to-parent-folder/api/root.yaml",
        "../shared/faults/instances",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if !root.join(faults[0]).is_dir() {
        println!("skipped: there is no {}", faults[0]);
        return;
    }
    listed("faults", &reports("faults", &faults));
}
