//! A client without its text: what is asked of it that needs none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::fault::Fault;
use crate::listing::{self, Described, Operation};
use crate::untyped::Untyped;
use specmill_core::diagnostics as found;
use specmill_core::source::Document;
use specmill_core::surface::Surface;
use specmill_core::wire::{self, WireChanges};
use specmill_core::{emit, ir, output, with_stack};

/// A client as it is read from a document, without its text ([`Generator::outline`](crate::Generator::outline)).
#[derive(Clone, Debug)]
pub struct Outline {
    pub(crate) client: ir::Api,
    found: found::Diagnostics,
    /// The same with their places, which are looked up only for whoever asks.
    diagnostics: OnceLock<Diagnostics>,
    untyped: OnceLock<Untyped>,
    pub(crate) document: Document,
    pub(crate) options: emit::Options,
}

impl Outline {
    pub(crate) fn new(
        document: Document,
        found: found::Diagnostics,
        client: ir::Api,
        options: &emit::Options,
    ) -> Self {
        // What is asked for here has no documentation, and a mock changes with the client.
        let labelled_features = Vec::new();
        let options = emit::Options {
            examples: None,
            mock_feature: None,
            labelled_features,
            ..options.clone()
        };
        let (diagnostics, untyped) = (OnceLock::new(), OnceLock::new());
        Self { client, found, diagnostics, untyped, document, options }
    }

    /// The faults of the document.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        self.diagnostics.get_or_init(|| Diagnostics::new(&self.found, Some(&self.document)))
    }

    /// The places of the client that take any JSON value, and why: because the document says no more,
    /// or by a limit of the generator. Tags and operations that are not chosen are not counted.
    #[must_use]
    pub fn untyped(&self) -> &Untyped {
        self.untyped.get_or_init(|| Untyped::new(&self.client, &self.document))
    }

    /// The operations of the client, group by group. Tags and operations that are not chosen are not
    /// counted.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        listing::operations(&self.client)
    }

    /// What travels differently between the client `old` and the API that this document describes: what
    /// becomes of programs that were built from the old document and go on running. What callers can name
    /// is compared by [`Changes::between`](specmill_core::changes::Changes::between).
    #[must_use]
    pub fn wire_changes_since(&self, old: &Outline) -> WireChanges {
        wire::compare(&old.client, &self.client)
    }

    /// What is called `name`: types by their name in Rust or in the document (`Invite`), operations by
    /// `operationId`, `GET /invites`, the path, or the call (`client.invites().list()`, `invites.list`,
    /// `list`). Nothing where there is none.
    ///
    /// # Errors
    ///
    /// When what is generated is not Rust, a fault of specmill.
    pub fn describe(&self, name: &str) -> Result<Vec<Described>, Error> {
        // Tokens stay on the thread that makes them.
        let described = || listing::described(&self.client, &self.options, &self.document, name);
        let described = with_stack(described).map_err(Fault::NoThread)?;
        Ok(described.map_err(Fault::NotRust)?)
    }

    /// The modules whose operations send or return each type, as a whole or as a part, by the name of the
    /// type: who notices when it changes.
    #[must_use]
    pub fn modules_by_type(&self) -> BTreeMap<String, BTreeSet<String>> {
        listing::modules_by_type(&self.client)
    }

    /// Every file that was read, the document's own first, and those it refers to that are not there:
    /// what cargo watches.
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.document.files()
    }

    /// The public items of the client: what callers can name. Its `Display` is a line for each, for
    /// reviewing what callers will notice.
    #[must_use]
    pub fn surface(&self) -> Surface {
        // Tokens stay on the thread that makes them.
        let surface = || output::surface(&emit::emit(&self.client, &self.options));
        with_stack(surface).unwrap_or_default()
    }
}
