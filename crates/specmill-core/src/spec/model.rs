//! The document's facts as plain data, `$ref`s already resolved to [`SchemaId`]s.

use indexmap::IndexMap;

use super::resolve::Resolved;
use super::union::Unions;
use crate::source::{Map, Node, Pointer};

/// A schema of [`Api::schemas`], a component or one written in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// A whole document.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// `servers`, at least one (`/` where the document lists none, OpenAPI 3.0 §4.7.1).
    pub servers: Vec<Server>,
    /// `tags`, then the tags only operations name, in order of first use.
    pub tags: Vec<Tag>,
    /// `components.securitySchemes`
    pub security_schemes: Vec<SecurityScheme>,
    /// `x-specmill-conventions`
    pub conventions: Conventions,
    /// Every schema, components first in document order; a [`SchemaId`] is an index here.
    pub schemas: Vec<Schema>,
    /// `components.schemas` by name.
    pub components: IndexMap<String, SchemaId>,
    /// Every operation of `paths`, in document order.
    pub operations: Vec<Operation>,
    /// Every operation of `webhooks`; its `path` is the webhook's name.
    pub webhooks: Vec<Operation>,
    /// What each schema amounts to, by its number.
    pub(super) resolved: Vec<Resolved>,
    /// Every union.
    pub(super) unions: Unions,
}

impl Api {
    /// The schema `id` stands for.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// A Server Object; its variables are already replaced by their defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// The URL, maybe relative.
    pub url: String,
    /// What it is.
    pub description: Option<String>,
}

/// What the API does that no specification says, where it is named: the names of headers in lower
/// case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conventions {
    /// In which each try of a call says how many went before it.
    pub retry_count_header: Option<String>,
    /// By which an answer says whether to try again.
    pub should_retry_header: Option<String>,
    /// How long to wait before the next try, in milliseconds.
    pub retry_after_ms_header: Option<String>,
    /// How long to wait before asking again for what is not ready, in milliseconds.
    pub poll_after_ms_header: Option<String>,
    /// How long the server worked on a request, in milliseconds.
    pub processing_ms_header: Option<String>,
    /// In which calls that may not be done twice get a random key.
    pub idempotency_key_header: Option<String>,
    /// Of the limit of requests.
    pub request_limit_headers: LimitHeaders,
    /// Of the limit of tokens.
    pub token_limit_headers: LimitHeaders,
    /// The data of the event that ends a stream.
    pub stream_end: Option<String>,
    /// Whether parts of multipart bodies are called `name[]` and `name[member]`.
    pub bracketed_parts: bool,
}

/// The headers that tell of one limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LimitHeaders {
    /// The most that is taken.
    pub limit: Option<String>,
    /// What is left of it.
    pub remaining: Option<String>,
    /// How long until all of it is there again.
    pub reset: Option<String>,
}

/// A Tag Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name, as written.
    pub name: String,
    /// What its operations are about.
    pub description: Option<String>,
}

/// A Security Scheme Object under its component name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The component name security requirements call it by.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// How the credential travels.
    pub kind: SecuritySchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `http` with scheme `bearer`.
    Bearer,
    /// `http` with scheme `basic`.
    Basic,
    /// `http` with any other scheme, sent as `Authorization: <scheme> <credential>`.
    Http(String),
    /// `apiKey` under the given name.
    ApiKey(ParameterLocation, String),
    /// `oauth2`: a bearer token got elsewhere.
    OAuth2,
    /// `openIdConnect`: a bearer token got elsewhere.
    OpenIdConnect,
    /// `mutualTLS`: nothing travels in the request.
    MutualTls,
}

/// One alternative of a `security` list: every scheme of it is needed (AND); scheme name → scopes.
pub type SecurityRequirement = IndexMap<String, Vec<String>>;

/// A Schema Object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is in the document.
    pub pointer: Pointer,
    /// Its component name, `None` for one written in place.
    pub component: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Whether `null` is allowed, in any of the ways to say so.
    pub nullable: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `default`
    pub default: Option<Node>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
    /// Limits to document.
    pub limits: Limits,
    /// What values it has.
    pub kind: SchemaKind,
    /// Every `x-*` member, ours (`x-specmill-*`) included; `x-specmill-discriminator` is the
    /// Discriminator Object of a schema that is neither `oneOf` nor `anyOf`.
    pub extensions: Map,
}

/// Limits of a schema, for its documentation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`, and whether it is excluded.
    pub minimum: Option<(f64, bool)>,
    /// `maximum`, and whether it is excluded.
    pub maximum: Option<(f64, bool)>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
    /// `minLength`, `minItems` or `minProperties`.
    pub min_size: Option<u64>,
    /// `maxLength`, `maxItems` or `maxProperties`.
    pub max_size: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `uniqueItems`
    pub unique_items: bool,
}

/// What values a schema has, `null` aside.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// Anything: `{}`, `true`, or what cannot be told.
    Any,
    /// `boolean`
    Boolean,
    /// `integer` with its `format`.
    Integer(Option<String>),
    /// `number` with its `format`.
    Number(Option<String>),
    /// `string` with its `format`, no `enum`.
    String(Option<String>),
    /// `enum` (never empty, `null` taken out) or `const` (one value), of any type.
    Enum(Vec<Node>),
    /// `array`
    Array {
        /// What each item is; a schema of kind `Any` where the document says nothing.
        items: SchemaId,
        /// `prefixItems`, for tuples.
        prefix: Vec<SchemaId>,
    },
    /// `object`
    Object {
        /// `properties`, in document order.
        properties: Vec<Property>,
        /// `additionalProperties`
        additional: AdditionalProperties,
    },
    /// `allOf`
    AllOf(Vec<SchemaId>),
    /// `oneOf`
    OneOf(Vec<SchemaId>, Option<Discriminator>),
    /// `anyOf`
    AnyOf(Vec<SchemaId>, Option<Discriminator>),
    /// The same as another schema: a component that is only a `$ref`.
    Alias(SchemaId),
}

/// One property of an object.
///
/// A name `required` lists and `properties` does not describe is a property too, required, of a
/// schema of kind `Any` whose extensions have [`UNDESCRIBED`](super::UNDESCRIBED): merged by `allOf` with a
/// part that describes it, it only makes that property required.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What it is; a component's own id where it is a plain `$ref`.
    pub schema: SchemaId,
    /// Whether `required` lists it.
    pub required: bool,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdditionalProperties {
    /// Not mentioned: allowed by JSON Schema, described by nobody.
    Unspecified,
    /// `false`
    Forbidden,
    /// `true` or `{}`
    Any,
    /// A schema.
    Schema(SchemaId),
}

/// A Discriminator Object.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`, resolved: value → schema.
    pub mapping: IndexMap<String, SchemaId>,
}

/// An HTTP method OpenAPI knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// Every method, in the order a Path Item lists them.
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// The member of a Path Item Object (`get`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
        }
    }
}

/// An Operation Object with what its path item gives it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it is.
    pub pointer: Pointer,
    /// `operationId`
    pub id: Option<String>,
    /// Its method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// The path item's parameters and its own, its own winning (by name and location).
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// Alternatives (OR); empty: none needed. The document's own where the operation has none.
    pub security: Vec<SecurityRequirement>,
    /// Servers of the operation or its path item, where they differ from the document's.
    pub servers: Vec<Server>,
    /// Every `x-*` member.
    pub extensions: Map,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ParameterStyle {
    Matrix,
    Label,
    Form,
    Simple,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A Parameter Object, its defaults filled in.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// `in`
    pub location: ParameterLocation,
    /// `required`; always true in a path.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or the default of its location.
    pub style: ParameterStyle,
    /// `explode`, or the default of its style.
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// What it is.
    pub schema: SchemaId,
    /// The media type it is written in, where it has `content` in place of `schema`.
    pub media_type: Option<String>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
    /// Every `x-*` member.
    pub extensions: Map,
}

/// A Request Body Object.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it is.
    pub pointer: Pointer,
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}

/// One entry of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The key: `application/json`, `image/*`, …
    pub media_type: String,
    /// What the body is.
    pub schema: Option<SchemaId>,
    /// `itemSchema` (OpenAPI 3.2): what each item of a streamed body is.
    pub item_schema: Option<SchemaId>,
    /// `encoding` by property name, as written.
    pub encoding: Map,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
}

/// A key of `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`
    Exact(u16),
    /// `2XX`: the first digit.
    Range(u16),
    /// `default`
    Default,
}

/// A Response Object under its status.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it is.
    pub pointer: Pointer,
    /// The key it stands under.
    pub status: Status,
    /// `description`
    pub description: String,
    /// `headers`: name → schema.
    pub headers: IndexMap<String, SchemaId>,
    /// `content`, in document order.
    pub content: Vec<MediaType>,
}
