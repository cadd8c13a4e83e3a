//! Faults as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format").

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use specmill::{Diagnostic, Severity};
use specmill_core::diagnostics::{Explanation, explanation};

use super::Judged;
use crate::explained;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a path of a URI does not have (RFC 3986, section 3.3). A colon would be a scheme's.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// One run, with a rule for each code that is reported.
pub(super) fn write(faults: &[Judged<'_>]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    for judged in faults {
        if !codes.contains(&judged.fault.code()) {
            codes.push(judged.fault.code());
        }
    }
    let results: Vec<Value> = faults.iter().map(|judged| result(judged, &codes)).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "specmill",
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &str) -> Value {
    let Some(entry) = explanation(code) else { return json!({ "id": code }) };
    let Explanation { meaning, reason, way_out, .. } = *entry;
    let worst = entry.severities.iter().max().copied().unwrap_or(Severity::Warning);
    json!({
        "id": code,
        "shortDescription": { "text": meaning },
        "fullDescription": { "text": format!("{meaning} {reason}") },
        "help": {
            "text": format!("{reason} {way_out}"),
            "markdown": explained::markdown(entry),
        },
        "helpUri": explained::address(code),
        "defaultConfiguration": { "level": level(worst) },
    })
}

fn result(Judged { fault, severity }: &Judged<'_>, codes: &[&str]) -> Value {
    let help = fault.help().map(|help| format!("; {help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": fault.code(),
        "ruleIndex": codes.iter().position(|code| *code == fault.code()),
        "level": level(*severity),
        "message": { "text": format!("{}{help}", fault.message()) },
    });
    if let (Some(file), Some(members)) = (fault.file(), result.as_object_mut()) {
        members.insert("locations".to_owned(), json!([location(fault, file)]));
    }
    result
}

fn location(fault: &Diagnostic, file: &Path) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let (Some(line), Some(column), Some(members)) =
        (fault.line(), fault.column(), physical.as_object_mut())
    {
        members.insert("region".to_owned(), json!({ "startLine": line, "startColumn": column }));
    }
    let mut location = json!({ "physicalLocation": physical });
    let pointer = fault.pointer().filter(|pointer| !pointer.is_empty());
    if let (Some(pointer), Some(members)) = (pointer, location.as_object_mut()) {
        let logical = json!([{ "fullyQualifiedName": pointer, "kind": "member" }]);
        members.insert("logicalLocations".to_owned(), logical);
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Error => "error",
        _ => "warning",
    }
}

/// A path as a URI: relative, as it was given, or with its scheme.
fn uri(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    if path.starts_with("https://") || path.starts_with("http://") {
        return path;
    }
    let encoded = utf8_percent_encode(&path, NOT_IN_PATH).to_string();
    match file.is_absolute() {
        true if encoded.starts_with('/') => format!("file://{encoded}"),
        true => format!("file:///{encoded}"),
        false => encoded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri(Path::new("spec/a b#1.yaml")), "spec/a%20b%231.yaml");
        assert_eq!(uri(Path::new("a:b.yaml")), "a%3Ab.yaml");
        assert_eq!(uri(Path::new("https://example.com/a.yaml")), "https://example.com/a.yaml");
        #[cfg(unix)]
        assert_eq!(uri(Path::new("/spec/ä.yaml")), "file:///spec/%C3%A4.yaml");
    }
}
