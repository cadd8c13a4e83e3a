//! Faults as a JSON array, an object a line.

use serde_json::{Value, json};

use super::Judged;

/// An array of objects, the worst last. What is not known is `null`.
pub(super) fn write(faults: &[Judged<'_>]) -> String {
    let lines: Vec<String> = faults.iter().map(|judged| object(judged).to_string()).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn object(Judged { fault, severity }: &Judged<'_>) -> Value {
    json!({
        "code": fault.code(),
        "severity": severity.to_string(),
        "message": fault.message(),
        "help": fault.help(),
        "file": fault.file().map(|file| file.to_string_lossy()),
        "line": fault.line(),
        "column": fault.column(),
        "pointer": fault.pointer(),
    })
}
