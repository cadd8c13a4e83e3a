//! What is wrong with a value, and where.

use std::fmt;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use specmill_secret_names::is_secret_name;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the value: a JSON pointer, empty for the whole of it.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(pointer: String, message: impl Into<String>) -> Self {
        Self { pointer, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "at `{}`: {}", self.pointer, self.message)
    }
}

/// The longest value that is shown in a message.
const LONGEST_VALUE: usize = 80;

/// The fault of a validation error; for a union, the fault of the member that is nearest.
pub(crate) fn fault_of(error: &ValidationError<'_>) -> Fault {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return own(error);
    };
    let nearest =
        context.iter().filter(|faults| !faults.is_empty()).min_by_key(|faults| rank(error, faults));
    match nearest {
        // No member takes a value of this kind, so that none of them is nearest.
        Some(faults) if rank(error, faults).0 => own(error),
        Some(faults) => faults.iter().map(fault_of).next().unwrap_or_else(|| own(error)),
        None => own(error),
    }
}

/// How far a value is from a member of a union, as a sort key: whether its JSON type differs, then
/// whether a constant that tells members apart does, then the number of faults.
fn rank(union: &ValidationError<'_>, faults: &[ValidationError<'_>]) -> (bool, bool, usize) {
    let depth = |error: &ValidationError<'_>| error.instance_path().as_str().matches('/').count();
    let own = depth(union);
    let is = |error: &ValidationError<'_>, keyword: &str| error.kind().keyword() == keyword;
    let other_kind = faults.iter().any(|error| {
        depth(error) == own && ["type", "const", "enum"].iter().any(|key| is(error, key))
    });
    let other_constant = faults
        .iter()
        .any(|error| depth(error) == own + 1 && (is(error, "const") || is(error, "enum")));
    (other_kind, other_constant, faults.len())
}

fn own(error: &ValidationError<'_>) -> Fault {
    let shown = error.instance().to_string();
    let path = error.instance_path().to_string();
    let is_secret = path.split('/').any(is_secret_name) || has_secret(error.instance());
    let message = if is_secret || shown.len() > LONGEST_VALUE {
        error.masked().to_string()
    } else {
        error.to_string()
    };
    Fault::new(path, message)
}

/// Whether a member, at any depth, has the name of a secret. Values have a depth where they are read.
fn has_secret(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_secret),
        Value::Object(members) => {
            members.iter().any(|(name, value)| is_secret_name(name) || has_secret(value))
        }
        _ => false,
    }
}
