//! Strings and numbers: the format that says most.

use super::Intersector;
use crate::spec::{SchemaId, SchemaKind, UnixUnit};

/// Formats of whole numbers, those with a meaning first, then the narrowest first.
const INTEGERS: [&str; 10] = [
    "unix-time",
    "unix-time-ms",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "int64",
    "uint64",
];

/// Formats of strings that have a type of their own.
const STRINGS: [&str; 6] = ["binary", "byte", "date", "date-time", "password", "uuid"];

impl Intersector<'_> {
    /// A string of the one format that has a type; of none, where two have.
    pub(super) fn merge_strings(&self, parts: &[SchemaId]) -> SchemaKind {
        let formats = self.formats(parts);
        let typed: Vec<&String> =
            formats.iter().filter(|format| STRINGS.contains(&format.as_str())).collect();
        SchemaKind::String(match (typed.as_slice(), formats.as_slice()) {
            ([only], _) => Some((*only).clone()),
            ([], [first, ..]) => Some(first.clone()),
            _ => None,
        })
    }

    /// A whole number where one part says so; of the narrowest format.
    pub(super) fn merge_numbers(&self, parts: &[SchemaId]) -> SchemaKind {
        let is_whole =
            |part: &SchemaId| matches!(self.api.schema(*part).kind, SchemaKind::Integer(_));
        let mut formats = self.formats(parts);
        let rank = |format: &String| {
            let place = INTEGERS.iter().position(|known| known == format);
            place.unwrap_or(INTEGERS.len())
        };
        formats.sort_by_key(rank);
        if parts.iter().any(is_whole) {
            formats.retain(|format| !["float", "double"].contains(&format.as_str()));
            SchemaKind::Integer(formats.into_iter().next())
        } else {
            let is_time = |format: &str| UnixUnit::of_format(format).is_some();
            formats.sort_by_key(|format| (!is_time(format), format != "float", rank(format)));
            SchemaKind::Number(formats.into_iter().next())
        }
    }

    /// The formats of `parts`, each once, in one order whatever that of the parts.
    fn formats(&self, parts: &[SchemaId]) -> Vec<String> {
        let format = |part: &SchemaId| match &self.api.schema(*part).kind {
            SchemaKind::String(format)
            | SchemaKind::Integer(format)
            | SchemaKind::Number(format) => format.clone(),
            _ => None,
        };
        let mut formats: Vec<String> = parts.iter().filter_map(format).collect();
        formats.sort();
        formats.dedup();
        formats
    }
}
