//! Discriminator Objects: which value of a property means which schema.

use indexmap::IndexMap;
use openapiv3 as typed;

use super::located::Located;
use super::model::{Discriminator, SchemaId};
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};

const DISCRIMINATOR: Table = Table {
    what: "a discriminator",
    code: "invalid-discriminator",
    cost: "the schema is read as if it had no discriminator; correct the document",
    members: &[needed("propertyName", Form::Text), spare("mapping", Form::Object)],
};

impl<'d> Reader<'d> {
    /// The `discriminator` of the schema at `at`, its mapping resolved.
    pub(super) fn discriminator(&mut self, at: &Located<'d>) -> Option<Discriminator> {
        let at = at.member("discriminator")?;
        let mut view = self.view(&at, &DISCRIMINATOR)?;
        // Read below, value by value: one wrong value costs no other.
        view.shift_remove("mapping");
        let discriminator: typed::Discriminator = self.typed(&at, &DISCRIMINATOR, &view)?;
        let mut mapping = IndexMap::new();
        for (value, target) in at.member("mapping").iter().flat_map(Located::members) {
            if let Some(id) = self.mapped(&target) {
                mapping.insert(value.to_owned(), id);
            }
        }
        let default = at.member("defaultMapping").and_then(|target| self.mapped(&target));
        Some(Discriminator { property: discriminator.property_name, mapping, default })
    }

    /// The schema that a value of `mapping`, or `defaultMapping`, means: a `$ref`'s text, or the name of a component schema
    /// (OpenAPI 3.0, "Discriminator Object"), also as a file is called after it (`Dog.yaml`).
    fn mapped(&mut self, at: &Located<'d>) -> Option<SchemaId> {
        let Some(text) = at.node.as_str() else {
            let message = format!("a mapped schema must be a string, but is {}", at.node.kind());
            let help = "this value is left out of the mapping; write `#/components/schemas/…`";
            self.diagnostics.warning(DISCRIMINATOR.code, &at.pointer, message, help);
            return None;
        };
        if let Some(id) = self.component_schema(text).or_else(|| self.named_like_file(text)) {
            return Some(id);
        }
        if let Some(target) = self.try_resolve(text) {
            return Some(self.schema(target));
        }
        let name = text.rsplit('/').next().unwrap_or(text);
        let components = self.components("schemas");
        let names = components.iter().flat_map(Located::members).map(|(name, _)| name);
        let help = match self.diagnostics.nearest(name, names) {
            Some(name) => format!("this value is left out of the mapping; the nearest is `{name}`"),
            None => "this value is left out of the mapping; describe the schema".to_owned(),
        };
        let message = format!("`{text}` is mapped, but there is no such schema");
        self.diagnostics.warning("unresolved-reference", &at.pointer, message, help);
        None
    }

    fn named_like_file(&self, text: &str) -> Option<SchemaId> {
        let file = text.split('#').next().filter(|file| !file.is_empty())?;
        let name = file.rsplit('/').next()?;
        let stem =
            [".yaml", ".yml", ".json"].iter().find_map(|ending| name.strip_suffix(ending))?;
        self.component_schema(stem)
    }
}
