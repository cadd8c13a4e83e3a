//! The places of a client that take any value, for whoever wants to know what is not checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use specmill_core::diagnostics::{self as found, Diagnostic, Severity, one_line};
use specmill_core::ir::Api;
use specmill_core::report::Located;
use specmill_core::source::Document;
use specmill_core::tree::Pointer;

pub use specmill_core::diagnostics::UntypedReason;

/// The places of a client that take any JSON value (`serde_json::Value`), and maps and lists of such
/// values.
///
/// `Display` shows all of them by reason, those first that the document is the reason of, and a last line
/// that counts both. [`Untyped::summary`] is shorter where there are many.
#[derive(Clone, Debug, Default)]
pub struct Untyped {
    list: Vec<UntypedPlace>,
}

/// Of each reason so many places are in a summary.
const SHOWN: usize = 5;

impl Untyped {
    /// Looks up where each place of `client` is in the files of `document`.
    pub(crate) fn new(client: &Api, document: &Document) -> Self {
        let mut places: BTreeSet<(UntypedReason, &Pointer)> = BTreeSet::new();
        let mut list = Vec::new();
        let mut located = found::Diagnostics::default();
        for place in &client.untyped {
            let untyped = &place.untyped;
            if places.insert((untyped.reason, &untyped.pointer)) {
                list.push(untyped.reason);
                located.push(as_diagnostic(untyped));
            }
        }
        let places = located.locate(Some(document)).into_iter().zip(list);
        let mut list: Vec<UntypedPlace> =
            places.map(|(located, reason)| UntypedPlace { reason, located }).collect();
        list.sort_by_key(|place| place.reason);
        Self { list }
    }

    /// The places: by reason, and of one reason in the order of the client.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &UntypedPlace> {
        self.list.iter()
    }

    /// Whether every value of the client has a type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The places of which the document says more than the client: a limit of the generator.
    pub fn ours(&self) -> impl Iterator<Item = &UntypedPlace> {
        self.iter().filter(|place| place.reason.is_ours())
    }

    /// As `Display`, but of each reason only the first 5 places and how many more there are.
    #[must_use]
    pub fn summary(&self) -> String {
        self.shown(SHOWN)
    }

    fn shown(&self, most: usize) -> String {
        let mut groups: BTreeMap<UntypedReason, Vec<&UntypedPlace>> = BTreeMap::new();
        for place in &self.list {
            groups.entry(place.reason).or_default().push(place);
        }
        let mut text = String::new();
        for (reason, group) in groups {
            let whose =
                if reason.is_ours() { "a limit of the generator" } else { "the document's" };
            let places = count(group.len());
            text.push_str(&format!("untyped[{}]: {reason}: {places}, {whose}\n", reason.code()));
            // A line that says "1 more" is no shorter than the one it stands for.
            let shown = if group.len() == most.saturating_add(1) { group.len() } else { most };
            for place in group.iter().take(shown) {
                text.push_str(&format!("  --> {place}\n"));
            }
            if group.len() > shown {
                text.push_str(&format!("  {} more\n", group.len() - shown));
            }
        }
        let (all, ours) = (self.list.len(), self.ours().count());
        text.push_str(&match all {
            0 => "no value is untyped\n".to_owned(),
            _ => format!(
                "{} any value (`serde_json::Value`): {} as the document says no more, {ours} by limits \
                 of the generator\n",
                if all == 1 { "1 place takes".to_owned() } else { format!("{all} places take") },
                all - ours,
            ),
        });
        text
    }
}

fn count(places: usize) -> String {
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

/// Faults are what the core finds places of.
fn as_diagnostic(untyped: &found::Untyped) -> Diagnostic {
    let place = found::Place { pointer: untyped.pointer.clone(), ..found::Place::default() };
    Diagnostic {
        severity: Severity::Warning,
        code: untyped.reason.code(),
        message: untyped.reason.to_string(),
        place: Some(place),
        help: None,
    }
}

impl fmt::Display for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(usize::MAX))
    }
}

/// One place that takes any JSON value: why, and where the document has it.
///
/// `Display` is one line: `api.yaml:12:3  /components/schemas/Pet`.
#[derive(Clone, Debug)]
pub struct UntypedPlace {
    reason: UntypedReason,
    located: Located,
}

impl UntypedPlace {
    /// Why it takes any value.
    #[must_use]
    pub fn reason(&self) -> UntypedReason {
        self.reason
    }

    /// The file it is in: the one it was written in, where the document was joined out of several or
    /// changed by an overlay.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.located.file.as_deref()
    }

    /// The JSON Pointer (RFC 6901) to it from the root of that file.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.located.pointer.as_ref().map(Pointer::as_str)
    }

    /// Its line in that file, counted from 1, where it could be found: that of the nearest thing above it
    /// where it stands for something that is not there.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.located.position.map(|position| position.line)
    }

    /// Its column in that line, in characters counted from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.located.position.map(|position| position.column)
    }
}

impl fmt::Display for UntypedPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file() {
            f.write_str(&one_line(&file.display().to_string()))?;
        }
        if let Some(position) = self.located.position {
            write!(f, ":{}:{}", position.line, position.column)?;
        }
        write!(f, "  {}", one_line(self.pointer().unwrap_or_default()))
    }
}
