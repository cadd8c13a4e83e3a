//! What will be generated, as plain data: no tokens, no document nodes.
//!
//! Every name in here is final; every type is an index into [`Api::types`].

mod answer;
mod body;
mod convention;
mod crates;
mod example;
mod limits;
mod note;
mod operation;
mod pagination;
mod parameter;
mod reach;
mod types;
mod untyped;
mod webhook;

use std::collections::BTreeSet;

pub use answer::*;
pub use body::*;
pub use convention::*;
pub use crates::*;
pub use example::*;
pub use limits::*;
pub use note::*;
pub use operation::*;
pub use pagination::*;
pub use parameter::*;
pub use reach::*;
pub use types::*;
pub use untyped::*;
pub use webhook::*;

/// A whole client.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// The URLs the document's servers have; the first is the default.
    pub servers: Vec<Server>,
    /// How callers prove who they are.
    pub security_schemes: Vec<SecurityScheme>,
    /// What the API does that no specification says.
    pub conventions: Vec<Convention>,
    /// The modules of the client, in the order they are written.
    pub modules: Vec<Module>,
    /// Every type; a [`TypeId`] is an index here.
    pub types: Vec<TypeDef>,
    /// Types that were not chosen: nothing is written for them, but their names stay taken.
    pub left_out: BTreeSet<TypeId>,
    /// The operations, grouped as `client.<group>()` offers them.
    pub groups: Vec<Group>,
    /// What the server sends of its own accord.
    pub webhooks: Option<Webhooks>,
    /// The places that take any JSON value, each once for each part of the client it is in.
    pub untyped: Vec<UntypedPlace>,
}

impl Api {
    /// The type `id` stands for.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// What `ty` is once aliases are seen through.
    #[must_use]
    pub fn resolved<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        let mut ty = ty;
        // As many aliases as there are types; more would be a circle, which a pass has cut.
        for _ in 0..self.types.len() {
            match ty {
                TypeRef::Named(id) => match &self.type_def(*id).kind {
                    TypeKind::Alias(target) => ty = target,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// `ty` with every alias in it replaced by what it stands for: two types that differ so are two
    /// types to Rust.
    #[must_use]
    pub fn expanded(&self, ty: &TypeRef) -> TypeRef {
        self.expanded_by(ty, &|leaf| leaf)
    }

    /// As [`Api::expanded`], with every type that holds no other replaced by `leaf` of it.
    #[must_use]
    pub fn expanded_by(&self, ty: &TypeRef, leaf: &impl Fn(TypeRef) -> TypeRef) -> TypeRef {
        let inner = |ty: &TypeRef| Box::new(self.expanded_by(ty, leaf));
        match self.resolved(ty) {
            TypeRef::List(item) => TypeRef::List(inner(item)),
            TypeRef::Map(values) => TypeRef::Map(inner(values)),
            TypeRef::Nullable(ty) => TypeRef::Nullable(inner(ty)),
            TypeRef::Boxed(ty) => TypeRef::Boxed(inner(ty)),
            TypeRef::OptionalItem(ty) => TypeRef::OptionalItem(inner(ty)),
            TypeRef::RestItems(ty) => TypeRef::RestItems(inner(ty)),
            TypeRef::MoreItems(ty) => TypeRef::MoreItems(inner(ty)),
            TypeRef::Tuple(places) => {
                TypeRef::Tuple(places.iter().map(|place| self.expanded_by(place, leaf)).collect())
            }
            other => leaf(other.clone()),
        }
    }

    /// Every operation, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

/// A server.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Server {
    /// The URL, its variables replaced by their defaults.
    pub url: String,
    /// The URL as the document has it.
    pub template: String,
    /// The variables in the URL.
    pub variables: Vec<ServerVariable>,
    /// What it is.
    pub description: Option<String>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVariable {
    /// The name in the braces.
    pub name: String,
    /// The value where a caller sets none.
    pub default: String,
    /// The values it may have; empty: any.
    pub values: Vec<String>,
    /// What it is.
    pub description: Option<String>,
}

/// A security scheme under the name the document gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// How its credential travels.
    pub kind: SecuritySchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: <scheme> …`
    Http(String),
    /// A key under a name of its own.
    ApiKey(Location, String),
    /// A bearer token from an OAuth 2 flow.
    OAuth2,
    /// A bearer token from OpenID Connect.
    OpenIdConnect,
    /// A client certificate: nothing in the request.
    MutualTls,
}

/// A module of the client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// Its Rust name.
    pub name: String,
    /// What it covers.
    pub docs: Docs,
}

/// An index into [`Api::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub usize);

/// The longest text of the document that is shown whole, in bytes: 16 KiB. The longest description
/// known has 4.5 KB; the introductions of some documents are longer.
pub const LONGEST_TEXT: usize = 16 << 10;

/// The beginning of `text`, of at most `longest` bytes.
#[must_use]
pub fn beginning(text: &str, longest: usize) -> &str {
    let ends = (0..=longest.min(text.len())).rev();
    ends.filter_map(|end| text.get(..end)).next().unwrap_or_default()
}

/// What is said about an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The document's words, in CommonMark.
    pub text: Option<String>,
    /// Facts worth a line of their own: the default, limits, what is sent.
    pub notes: Vec<Note>,
    /// Whether the document advises against it.
    pub deprecated: bool,
}

/// A group of operations: one tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag as the document writes it; `None` gathers the operations without a tag.
    pub tag: Option<String>,
    /// The method of the client that leads here.
    pub accessor: String,
    /// The type that method returns.
    pub client: String,
    /// Where both live.
    pub module: ModuleId,
    /// What it covers.
    pub docs: Docs,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
}

impl Group {
    /// What callers write for `operation`, with what must be given by name:
    /// `client.invites().get(invite_id)`.
    #[must_use]
    pub fn call(&self, operation: &Operation) -> String {
        let name = |name: &str| name.trim_start_matches("r#").to_owned();
        let required = operation.parameters.iter().filter(|parameter| parameter.required);
        let mut arguments: Vec<String> = required.map(|parameter| name(&parameter.name)).collect();
        let body = operation.body.as_ref().filter(|body| body.required);
        arguments.extend(body.map(|body| {
            let by = if body.is_borrowed() { "&" } else { "" };
            format!("{by}{}", name(&body.name))
        }));
        let accessor = match self.tag {
            Some(_) => format!(".{}()", name(&self.accessor)),
            None => String::new(),
        };
        format!("client{accessor}.{}({})", name(&operation.method), arguments.join(", "))
    }
}
