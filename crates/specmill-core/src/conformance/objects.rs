//! The objects of the specification, with their fixed fields.

use super::form::Form::{
    Any, AnyMap, Each, Flag, Map, One, Schema, SchemaMap, Text, Texts, Version, Word,
};
use super::names;
use super::object::{Object, Others, member, object, required};
use super::parameters;
use super::security;

pub(super) static DOCUMENT: Object = object(
    "a document",
    "invalid-document",
    &[
        required("openapi", Version),
        member("$self", Text).since(2),
        required("info", One(&INFO)),
        member("jsonSchemaDialect", Text).since(1),
        member("servers", Each(&SERVER)),
        member("paths", One(&PATHS)).required_until(1),
        member("webhooks", Map(&PATH_ITEM)).since(1),
        member("components", One(&COMPONENTS)),
        member("security", Each(&SECURITY_REQUIREMENT)),
        member("tags", Each(&TAG)),
        member("externalDocs", One(&EXTERNAL_DOCS)),
    ],
)
.rule(names::document);

static INFO: Object = object(
    "`info`",
    "invalid-info",
    &[
        required("title", Text),
        member("summary", Text).since(1),
        member("description", Text),
        member("termsOfService", Text),
        member("contact", One(&CONTACT)),
        member("license", One(&LICENSE)),
        required("version", Text),
    ],
);

static CONTACT: Object = object(
    "a contact",
    "invalid-info",
    &[member("name", Text), member("url", Text), member("email", Text)],
);

static LICENSE: Object = object(
    "a license",
    "invalid-info",
    &[required("name", Text), member("identifier", Text).since(1), member("url", Text)],
)
.rule(names::license);

static SERVER: Object = object(
    "a server",
    "invalid-server",
    &[
        required("url", Text),
        member("description", Text),
        member("name", Text).since(2),
        member("variables", Map(&SERVER_VARIABLE)),
    ],
)
.rule(names::server);

static SERVER_VARIABLE: Object = object(
    "a server variable",
    "invalid-server",
    // A `default` is asked for where servers are read.
    &[member("enum", Texts), member("default", Text), member("description", Text)],
)
.rule(names::server_variable);

static COMPONENTS: Object = object(
    "`components`",
    "invalid-document",
    &[
        member("schemas", SchemaMap),
        member("responses", Map(&RESPONSE)),
        member("parameters", Map(&PARAMETER)),
        member("examples", Map(&EXAMPLE)),
        member("requestBodies", Map(&REQUEST_BODY)),
        member("headers", Map(&HEADER)),
        member("securitySchemes", Map(&SECURITY_SCHEME)),
        member("links", Map(&LINK)),
        member("callbacks", Map(&CALLBACK)),
        member("pathItems", Map(&PATH_ITEM)).since(1),
        member("mediaTypes", Map(&MEDIA_TYPE)).since(2),
    ],
)
.rule(names::components);

static PATHS: Object = object("`paths`", "invalid-document", &[])
    .others(Others::Named(One(&PATH_ITEM)))
    .rule(names::paths);

static PATH_ITEM: Object = object(
    "a path item",
    "invalid-path-item",
    &[
        member("$ref", Text),
        member("summary", Text),
        member("description", Text),
        member("get", One(&OPERATION)),
        member("put", One(&OPERATION)),
        member("post", One(&OPERATION)),
        member("delete", One(&OPERATION)),
        member("options", One(&OPERATION)),
        member("head", One(&OPERATION)),
        member("patch", One(&OPERATION)),
        member("trace", One(&OPERATION)),
        member("query", One(&OPERATION)).since(2),
        member("additionalOperations", Map(&OPERATION)).since(2),
        member("servers", Each(&SERVER)),
        member("parameters", Each(&PARAMETER)),
    ],
)
.rule(parameters::lists);

static OPERATION: Object = object(
    "an operation",
    "invalid-operation",
    &[
        member("tags", Texts),
        member("summary", Text),
        member("description", Text),
        member("externalDocs", One(&EXTERNAL_DOCS)),
        member("operationId", Text),
        member("parameters", Each(&PARAMETER)),
        member("requestBody", One(&REQUEST_BODY)),
        member("responses", One(&RESPONSES)).required_until(1),
        member("callbacks", Map(&CALLBACK)),
        member("deprecated", Flag),
        member("security", Each(&SECURITY_REQUIREMENT)),
        member("servers", Each(&SERVER)),
    ],
)
.rule(parameters::lists);

pub(super) static EXTERNAL_DOCS: Object = object(
    "`externalDocs`",
    "invalid-document",
    &[required("url", Text), member("description", Text)],
);

static PARAMETER: Object = object(
    "a parameter",
    "invalid-parameter",
    &[
        required("name", Text),
        required("in", Word(&["path", "query", "header", "cookie"])).until(2),
        required("in", Word(&["path", "query", "header", "cookie", "querystring"])).since(2),
        member("description", Text),
        member("required", Flag),
        member("deprecated", Flag),
        member("allowEmptyValue", Flag),
        member("style", Text),
        member("explode", Flag),
        member("allowReserved", Flag),
        member("schema", Schema),
        member("content", One(&CONTENT)),
        member("example", Any),
        member("examples", Map(&EXAMPLE)),
    ],
)
.or_reference()
.rule(parameters::parameter);

static HEADER: Object = object(
    "a header",
    "invalid-header",
    &[
        member("description", Text),
        member("required", Flag),
        member("deprecated", Flag),
        member("allowEmptyValue", Flag).until(1),
        member("style", Word(&["simple"])),
        member("explode", Flag),
        member("allowReserved", Flag).until(1),
        member("schema", Schema),
        member("content", One(&CONTENT)),
        member("example", Any),
        member("examples", Map(&EXAMPLE)),
    ],
)
.or_reference()
.rule(parameters::header);

static REQUEST_BODY: Object = object(
    "a request body",
    "invalid-request-body",
    &[member("description", Text), required("content", One(&CONTENT)), member("required", Flag)],
)
.or_reference();

static CONTENT: Object = object("`content`", "invalid-media-type", &[])
    .others(Others::AllNamed(One(&MEDIA_TYPE)))
    .rule(names::content);

static MEDIA_TYPE: Object = object(
    "a media type",
    "invalid-media-type",
    &[
        member("description", Text).since(2),
        member("schema", Schema),
        member("itemSchema", Schema).since(2),
        member("example", Any),
        member("examples", Map(&EXAMPLE)),
        member("encoding", Map(&ENCODING)),
        member("prefixEncoding", Each(&ENCODING)).since(2),
        member("itemEncoding", One(&ENCODING)).since(2),
    ],
)
.or_reference()
.rule(parameters::media_type);

static ENCODING: Object = object(
    "an encoding",
    "invalid-encoding",
    &[
        member("contentType", Text),
        member("headers", Map(&HEADER)),
        member("style", Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        member("explode", Flag),
        member("allowReserved", Flag),
        member("encoding", Map(&ENCODING)).since(2),
        member("prefixEncoding", Each(&ENCODING)).since(2),
        member("itemEncoding", One(&ENCODING)).since(2),
    ],
);

static RESPONSES: Object = object("`responses`", "invalid-operation", &[])
    .others(Others::Named(One(&RESPONSE)))
    .rule(names::responses);

static RESPONSE: Object = object(
    "a response",
    "invalid-response",
    &[
        member("summary", Text).since(2),
        required("description", Text).required_until(2),
        member("headers", Map(&HEADER)),
        member("content", One(&CONTENT)),
        member("links", Map(&LINK)),
    ],
)
.or_reference();

static CALLBACK: Object = object("a callback", "invalid-path-item", &[])
    .or_reference()
    .others(Others::Named(One(&PATH_ITEM)));

static EXAMPLE: Object = object(
    "an example",
    "invalid-example",
    &[
        member("summary", Text),
        member("description", Text),
        member("value", Any),
        member("externalValue", Text),
        member("dataValue", Any).since(2),
        member("serializedValue", Text).since(2),
    ],
)
.or_reference()
.rule(parameters::example);

static LINK: Object = object(
    "a link",
    "invalid-link",
    &[
        member("operationRef", Text),
        member("operationId", Text),
        member("parameters", AnyMap),
        member("requestBody", Any),
        member("description", Text),
        member("server", One(&SERVER)),
    ],
)
.or_reference()
.rule(parameters::link);

static TAG: Object = object(
    "a tag",
    "invalid-tag",
    &[
        required("name", Text),
        member("summary", Text).since(2),
        member("description", Text),
        member("externalDocs", One(&EXTERNAL_DOCS)),
        member("parent", Text).since(2),
        member("kind", Text).since(2),
    ],
);

static SECURITY_SCHEME: Object = object(
    "a security scheme",
    "invalid-security-scheme",
    &[
        required("type", Word(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"])),
        member("description", Text),
        member("name", Text),
        member("in", Word(&["query", "header", "cookie"])),
        member("scheme", Text),
        member("bearerFormat", Text),
        member("flows", One(&security::FLOWS)),
        member("openIdConnectUrl", Text),
        member("oauth2MetadataUrl", Text).since(2),
        member("deprecated", Flag).since(2),
    ],
)
.or_reference()
.rule(security::scheme);

static SECURITY_REQUIREMENT: Object =
    object("a security requirement", "invalid-security", &[]).others(Others::AllNamed(Texts));
