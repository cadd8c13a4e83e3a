//! One Schema Object.

use openapiv3 as typed;

use super::arena::empty;
use super::located::Located;
use super::model::{Schema, SchemaKind};
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use crate::diagnostics::UntypedReason;
use crate::normalize::notes;
use crate::tree::{Node, Pointer};

const SCHEMA: Table = Table {
    what: "a schema",
    code: "invalid-schema",
    cost: "any value is taken here; correct the document",
    members: &[
        needed("type", Form::Text),
        needed("properties", Form::ChildMap),
        needed("allOf", Form::Children),
        needed("oneOf", Form::Children),
        needed("anyOf", Form::Children),
        spare("not", Form::Child),
        spare("items", Form::Child),
        spare("additionalProperties", Form::ChildOrFlag),
        spare("required", Form::TextList),
        spare("enum", Form::List),
        spare("format", Form::Text),
        spare("title", Form::Text),
        spare("description", Form::Text),
        spare("nullable", Form::Flag),
        spare("readOnly", Form::Flag),
        spare("writeOnly", Form::Flag),
        spare("deprecated", Form::Flag),
    ],
};

impl<'d> Reader<'d> {
    /// Reads the schema at `at`. Whatever is wrong with it, there is a schema: of any value.
    pub(super) fn read_schema(&mut self, at: &Located<'d>) -> Schema {
        let any = |reason| Schema { kind: SchemaKind::Any(reason), ..empty(at.pointer.clone()) };
        let mut schema = self.describe(at).unwrap_or_else(any);
        self.check_type(at, &schema.kind);
        self.check_extra(at, &schema.kind);
        schema.component = component_name(&at.pointer);
        schema
    }

    fn describe(&mut self, at: &Located<'d>) -> Result<Schema, UntypedReason> {
        if let Node::Bool(_) = at.node {
            return Err(UntypedReason::Undescribed);
        }
        if let Some(reference) = at.text("$ref") {
            let target = self.resolve(reference, &at.pointer);
            let target = target.ok_or(UntypedReason::UnresolvedReference)?;
            let kind = SchemaKind::Alias(self.schema(target));
            return Ok(Schema { kind, ..empty(at.pointer.clone()) });
        }
        let view = self.view(at, &SCHEMA).ok_or(UntypedReason::InvalidSchema)?;
        let schema: Option<typed::Schema> = self.typed(at, &SCHEMA, &view);
        let schema = schema.ok_or(UntypedReason::InvalidSchema)?;
        let data = schema.schema_data;
        let kind = self.kind(at, &view, schema.schema_kind);
        let is_union = matches!(kind, SchemaKind::OneOf(..) | SchemaKind::AnyOf(..));
        let discriminator = if is_union { None } else { self.discriminator(at) };
        let extensions = at.extensions();
        Ok(Schema {
            pointer: at.pointer.clone(),
            component: None,
            title: data.title,
            description: data.description,
            deprecated: data.deprecated,
            nullable: data.nullable || has_null(&view),
            read_only: data.read_only,
            write_only: data.write_only,
            default: at.node.get("default").cloned(),
            example: self.schema_example(at),
            limits: self.limits(at),
            kind,
            implied: extensions.contains_key(notes::IMPLIED_TYPE),
            intersection: false,
            demands: Vec::new(),
            known_as: None,
            discriminator,
            extensions,
        })
    }
}

/// Whether `enum` lists `null`, which then is no value of the enum but makes it nullable.
fn has_null(view: &crate::tree::Map) -> bool {
    let values = view.get("enum").and_then(Node::as_array);
    values.is_some_and(|values| values.contains(&Node::Null))
}

/// The name of the component schema at `pointer`, if that is what is there.
fn component_name(pointer: &Pointer) -> Option<String> {
    let mut tokens = pointer.tokens();
    let section = [tokens.next()?, tokens.next()?];
    let name = tokens.next()?;
    let is_component = section == ["components", "schemas"] && tokens.next().is_none();
    is_component.then_some(name)
}
