//! The document as the mock server knows it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use specmill_core::diagnostics::Diagnostics;
use specmill_core::normalize;
use specmill_core::source::{Document, Node, Pointer};
use specmill_core::spec::{self, SchemaId};

use crate::error::Error;
use crate::json_schema::{Direction, convert};
use crate::paging;
use crate::schema::Schema;
use crate::tags::Tags;

/// A document, read by specmill's own stages, with its schemas as JSON Schema.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {}
/// # components: {schemas: {Name: {type: string, maxLength: 3}}}
/// # ").unwrap();
/// use specmill_core::source::{self, Overlays};
/// use specmill_mock::{Description, Direction};
///
/// let limits = specmill_core::Limits::default();
/// let document = source::read(&path, &Overlays::Beside, &limits)?;
/// let description = Description::new(&document)?;
/// let name = description.schema_at("/components/schemas/Name", Direction::Response);
/// assert!(name.is_valid(&"Rex".into()));
/// assert!(!name.is_valid(&"Bella".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Description {
    root: Node,
    api: spec::Api,
    diagnostics: Diagnostics,
    tags: Tags,
    pub(crate) pages: BTreeMap<Pointer, paging::Rule>,
    schemas: Mutex<BTreeMap<(Pointer, Direction), Arc<Schema>>>,
}

impl Description {
    /// Reads a document, its overlay applied already.
    ///
    /// # Errors
    ///
    /// When it is not OpenAPI 3.0, 3.1 or 3.2. What else is wrong with it costs an operation or a
    /// schema, and is among the [`Description::diagnostics`].
    pub fn new(document: &Document) -> Result<Self, Error> {
        let mut diagnostics = document.diagnostics.clone();
        let Some(root) = normalize::normalize(document, &mut diagnostics) else {
            return Err(Error::Document(diagnostics.render(document)));
        };
        let api = spec::read(&root, &mut diagnostics);
        let (tags, pages) = (Tags::of(&api), paging::rules(&api));
        Ok(Self { root, api, diagnostics, tags, pages, schemas: Mutex::default() })
    }

    /// The document's facts.
    #[must_use]
    pub fn api(&self) -> &spec::Api {
        &self.api
    }

    /// The document in the shape of OpenAPI 3.0, to which the pointers of [`Description::api`] lead.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// What is wrong with the document.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The schema at a JSON pointer of [`Description::root`]; one that allows anything where there
    /// is none.
    #[must_use]
    pub fn schema_at(&self, pointer: &str, direction: Direction) -> Arc<Schema> {
        let key = (Pointer::parse(pointer), direction);
        // Compiled without the lock, and twice where two ask at once.
        if let Some(known) = self.known().get(&key) {
            return Arc::clone(known);
        }
        let converted = convert(&self.root, &self.tags, &key.0, direction);
        let schema = Arc::new(Schema::new(converted, direction));
        Arc::clone(self.known().entry(key).or_insert(schema))
    }

    pub(crate) fn schema(&self, id: SchemaId, direction: Direction) -> Arc<Schema> {
        self.schema_at(self.api.schema(id).pointer.as_str(), direction)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<(Pointer, Direction), Arc<Schema>>> {
        self.schemas.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
