//! Instances that stand beside a document, each with what is right of it.
//!
//! Beside `api.yaml`, `api.json` may be a list of `{"schema": …, "instance": …, "right": …}`. What is
//! right begins with `exact`, or with `refused`, as strict decoding has to do with it; anything else is
//! for readers, and the outcome is only listed.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::driver::{Driver, Outcome};

/// An instance and what is right of it.
#[derive(Deserialize)]
struct Row {
    schema: String,
    instance: Value,
    right: String,
}

/// What became of one.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Given {
    /// The component.
    pub schema: String,
    /// The instance.
    pub instance: String,
    /// What is right.
    pub right: String,
    /// What came out.
    pub outcome: String,
    /// Whether that is right; `None` where `right` does not say it in a word.
    pub is_right: Option<bool>,
}

/// What becomes of the instances beside the document at `path`.
pub(crate) fn given(path: &Path, driver: &mut Driver) -> Result<Vec<Given>, String> {
    let beside = path.with_extension("json");
    if beside == path || !beside.is_file() {
        return Ok(Vec::new());
    }
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", beside.display());
    let text = fs::read_to_string(&beside).map_err(|error| fault(&error))?;
    let rows: Vec<Row> = serde_json::from_str(&text).map_err(|error| fault(&error))?;
    rows.into_iter().map(|row| outcome(row, driver)).collect()
}

fn outcome(row: Row, driver: &mut Driver) -> Result<Given, String> {
    let outcome = driver.outcome(&row.schema, &row.instance)?;
    let is_refused = match &outcome {
        Outcome::Exact => false,
        Outcome::Lossy(_, refused) => !refused.is_empty(),
        Outcome::Drift(_) | Outcome::Failed(_) => true,
    };
    let is_right = match row.right.split([' ', ':', ',']).next() {
        Some("exact") if !row.right.starts_with("exact, or") => Some(outcome == Outcome::Exact),
        Some("refused") => Some(is_refused),
        _ => None,
    };
    Ok(Given {
        schema: row.schema,
        instance: row.instance.to_string(),
        right: row.right,
        outcome: format!("{outcome:?}"),
        is_right,
    })
}
