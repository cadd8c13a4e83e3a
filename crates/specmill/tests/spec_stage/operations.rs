//! Operations, their bodies, responses, servers and security.

use specmill_core::spec::{Method, ParameterLocation, SchemaKind, SecuritySchemeKind, Status};

use crate::{only, read, read_get};

#[test]
fn an_operation_keeps_what_is_said_about_it() {
    let api = read_get(
        "/a?beta=true",
        "operationId: listA\nsummary: List\ndescription: All of them\ntags: [A, B]\ndeprecated: true\n\
         responses: {}\nx-oaiMeta: {name: x}\n",
    )
    .clean();
    let operation = only(&api);
    assert_eq!((operation.method.clone(), operation.path.as_str()), (Method::Get, "/a?beta=true"));
    assert_eq!(operation.pointer.as_str(), "/paths/~1a?beta=true/get");
    assert_eq!(operation.id.as_deref(), Some("listA"));
    assert_eq!(operation.summary.as_deref(), Some("List"));
    assert_eq!(operation.description.as_deref(), Some("All of them"));
    assert_eq!(operation.tags, ["A", "B"]);
    assert!(operation.deprecated);
    assert!(operation.extensions.contains_key("x-oaiMeta"));
    assert_eq!(api.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn operations_come_in_document_order_and_webhooks_by_name() {
    let api = read(
        "paths:\n  /b: {post: {responses: {}}, get: {responses: {}}}\n  /a: {get: {responses: {}}}\n  x-note: {}\n\
         webhooks:\n  batch.done: {post: {operationId: batchDone, responses: {}}}\n",
    )
    .clean();
    let found: Vec<_> =
        api.operations.iter().map(|op| (op.path.as_str(), op.method.clone())).collect();
    assert_eq!(found, [("/b", Method::Post), ("/b", Method::Get), ("/a", Method::Get)]);
    assert_eq!(api.webhooks[0].path, "batch.done");
    assert_eq!(api.webhooks[0].id.as_deref(), Some("batchDone"));
}

#[test]
fn document_facts_and_tags_are_read() {
    let api = read(
        "info: {title: Shop, version: 1.5, description: Sells}\ntags: [{name: Pets, description: Animals}]\n\
         paths: {/a: {get: {tags: [Other, Pets], responses: {}}}}\n",
    )
    .clean();
    assert_eq!((api.title.as_str(), api.version.as_str()), ("Shop", "1.5"));
    assert_eq!(api.description.as_deref(), Some("Sells"));
    assert_eq!(api.tags[0].description.as_deref(), Some("Animals"));
    assert_eq!(api.tags[1].name, "Other");
    assert_eq!(api.tags.len(), 2);
}

#[test]
fn servers_have_their_variables_replaced() {
    let api = read(
        "servers:\n- url: 'https://{region}.example.com/{version}'\n  description: Main\n  variables: {region: {default: eu}, version: {enum: [v1, v2]}}\n\
         - url: /relative\n\
         paths:\n  /a:\n    servers: [{url: 'https://files.example.com'}]\n    get: {responses: {}}\n    \
         put: {responses: {}, servers: [{url: 'https://put.example.com'}]}\n  /b: {get: {responses: {}}}\n",
    )
    .clean();
    assert_eq!(api.servers[0].url, "https://eu.example.com/v1");
    assert_eq!(api.servers[0].description.as_deref(), Some("Main"));
    assert_eq!(api.servers[1].url, "/relative");
    let urls =
        |at: usize| api.operations[at].servers.iter().map(|s| s.url.as_str()).collect::<Vec<_>>();
    assert_eq!(urls(0), ["https://files.example.com"]);
    assert_eq!(urls(1), ["https://put.example.com"]);
    assert!(urls(2).is_empty());
}

#[test]
fn a_server_variable_without_a_default_is_told() {
    let read = read("servers: [{url: 'https://{host}/'}, {description: no url}]\n");
    let api = read.notes(&[
        "warning[server-variable-without-default] /servers/0: the server variable `host` has no default",
        "error[invalid-server] /servers/1: a server cannot be read: missing field `url`",
    ]);
    assert_eq!(api.servers[0].url, "https://{host}/");
    assert_eq!(api.servers.len(), 1);
}

#[test]
fn security_is_the_operations_or_else_the_documents() {
    let api = read(
        "security: [{key: []}]\n\
         components:\n  securitySchemes:\n    key: {type: http, scheme: Bearer}\n    admin: {type: apiKey, in: header, name: X-Admin}\n    \
         oauth: {type: oauth2, flows: {}}\n    tls: {type: mutualTLS}\n    basic: {type: http, scheme: basic}\n    \
         digest: {type: http, scheme: Digest}\n    id: {type: openIdConnect, openIdConnectUrl: 'https://x'}\n    other: {$ref: '#/components/securitySchemes/key'}\n\
         paths:\n  /a: {get: {responses: {}}}\n  /b: {get: {responses: {}, security: []}}\n  \
         /c: {get: {responses: {}, security: [{}, {admin: [], oauth: [read]}]}}\n",
    )
    .clean();
    let kinds: Vec<_> = api.security_schemes.iter().map(|scheme| scheme.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            SecuritySchemeKind::Bearer,
            SecuritySchemeKind::ApiKey(ParameterLocation::Header, "X-Admin".to_owned()),
            SecuritySchemeKind::OAuth2,
            SecuritySchemeKind::MutualTls,
            SecuritySchemeKind::Basic,
            SecuritySchemeKind::Http("Digest".to_owned()),
            SecuritySchemeKind::OpenIdConnect,
            SecuritySchemeKind::Bearer,
        ]
    );
    assert!(api.operations[0].security[0].contains_key("key"));
    assert!(api.operations[1].security.is_empty());
    let security = &api.operations[2].security;
    assert!(security[0].is_empty());
    assert_eq!(security[1]["oauth"], ["read"]);
    assert_eq!(security[1].len(), 2);
}

#[test]
fn an_unknown_security_scheme_costs_that_alternative() {
    let read = read(
        "components: {securitySchemes: {ApiKeyAuth: {type: http, scheme: bearer}, Odd: {type: magic}}}\n\
         paths: {/a: {get: {responses: {}, security: [{ApiKey: []}, {ApiKeyAuth: []}, x]}}}\n",
    );
    let api = read.notes(&[
        "error[invalid-security-scheme] /components/securitySchemes/Odd/type: `type` must be one of",
        "warning[unknown-security-scheme] /paths/~1a/get/security/0/ApiKey: there is no security scheme `ApiKey`; this alternative is left out; the nearest scheme is `ApiKeyAuth`",
        "warning[invalid-security] /paths/~1a/get/security/2: ",
    ]);
    assert_eq!(only(api).security.len(), 1);
    assert!(only(api).security[0].contains_key("ApiKeyAuth"));
}

#[test]
fn a_request_body_with_all_its_media_types() {
    let api = read_get(
        "/a",
        "requestBody:\n  required: true\n  description: Send this\n  content:\n    \
         multipart/form-data:\n      schema: {type: object, properties: {file: {type: string, format: binary}}}\n      \
         encoding: {file: {contentType: image/png, explode: true}}\n    application/json:\n      schema: {type: string}\n      example: hi\n    \
         text/plain:\nresponses: {}\n",
    )
    .clean();
    let body = only(&api).request_body.as_ref().expect("body");
    assert!(body.required);
    assert_eq!(body.description.as_deref(), Some("Send this"));
    let types: Vec<_> = body.content.iter().map(|entry| entry.media_type.as_str()).collect();
    assert_eq!(types, ["multipart/form-data", "application/json", "text/plain"]);
    let content_type = body.content[0].encoding["file"].get("contentType");
    assert_eq!(content_type.and_then(|node| node.as_str()), Some("image/png"));
    assert_eq!(body.content[1].example.as_ref().and_then(|node| node.as_str()), Some("hi"));
    assert_eq!(body.content[2].schema, None);
}

#[test]
fn responses_in_document_order_with_their_status() {
    let api = read_get(
        "/a",
        "responses:\n  default: {description: Any}\n  '200':\n    description: Good\n    \
         headers: {X-Left: {schema: {type: integer}}, Content-Type: {schema: {type: string}}, X-Ref: {$ref: '#/x-header'}}\n    \
         content:\n      application/json:\n        schema: {type: boolean}\n        examples: {one: {value: true}}\n      \
         text/event-stream: {itemSchema: {type: string}}\n  4XX: {$ref: '#/components/responses/Bad'}\n  x-note: {}\n",
    );
    let api = api.notes(&[
        "error[unresolved-reference] /paths/~1a/get/responses/200/headers/X-Ref/$ref: ",
        "error[unresolved-reference] /paths/~1a/get/responses/4XX/$ref: ",
    ]);
    let responses = &only(api).responses;
    let statuses: Vec<_> = responses.iter().map(|response| response.status).collect();
    assert_eq!(statuses, [Status::Default, Status::Exact(200)]);
    assert_eq!(responses[1].headers.keys().collect::<Vec<_>>(), ["X-Left"]);
    let json = &responses[1].content[0];
    assert!(matches!(api.schema(json.schema.expect("schema")).kind, SchemaKind::Boolean));
    assert_eq!(json.example.as_ref().and_then(|node| node.as_bool()), Some(true));
    let events = &responses[1].content[1];
    assert!(matches!(
        api.schema(events.item_schema.expect("items")).kind,
        SchemaKind::String(None)
    ));
}

#[test]
fn shared_responses_and_bodies_are_one() {
    let api = read(
        "paths:\n  /a: {post: {requestBody: {$ref: '#/components/requestBodies/B'}, responses: {5xx: {$ref: '#/components/responses/R'}}}}\n  \
         /b: {post: {requestBody: {$ref: '#/components/requestBodies/B'}, responses: {'500': {$ref: '#/components/responses/R'}}}}\n\
         components:\n  requestBodies: {B: {content: {application/json: {schema: {type: object}}}}}\n  \
         responses: {R: {description: Bad, content: {application/json: {schema: {type: object}}}}}\n",
    )
    .clean();
    let [a, b] = &api.operations[..] else { panic!() };
    assert_eq!(a.responses[0].status, Status::Range(5));
    assert_eq!(a.responses[0].content[0].schema, b.responses[0].content[0].schema);
    let body = |operation: &specmill_core::spec::Operation| {
        operation.request_body.as_ref().map(|body| body.content[0].schema)
    };
    assert_eq!(body(a), body(b));
    assert_eq!(a.responses[0].pointer.as_str(), "/components/responses/R");
}

#[test]
fn a_wrong_operation_is_left_out_alone() {
    let read = read(
        "paths:\n  /a: {get: [], put: {responses: []}, post: {responses: {}}}\n  /b: {get: {parameters: {}, responses: {}}}\n  \
         /c: {get: {requestBody: {content: []}}}\n  /d: {get: {requestBody: {$ref: '#/x'}}}\n  /e: 3\n  /f: {get: {parameters: 1, responses: 2}}\n",
    );
    let api = read.notes(&[
        "error[invalid-operation] /paths/~1a/get: an operation must be an object, but is a list; the operation is left out",
        "error[invalid-operation] /paths/~1a/put/responses: `responses` must be an object, but is a list",
        "error[invalid-operation] /paths/~1b/get/parameters: `parameters` must be a list, but is an object",
        "error[invalid-request-body] /paths/~1c/get/requestBody/content: `content` must be an object",
        "error[unresolved-reference] /paths/~1d/get/requestBody/$ref: ",
        "error[invalid-path-item] /paths/~1e: a path item must be an object, but is a number",
        "error[invalid-operation] /paths/~1f/get/parameters: ",
        "error[invalid-operation] /paths/~1f/get/responses: ",
    ]);
    assert_eq!(only(api).method, Method::Post);
}

#[test]
fn a_wrong_response_or_media_type_costs_itself() {
    let read = read_get(
        "/a",
        "responses:\n  '200': {description: d, content: {a/b: [], c/d: {schema: {type: boolean}}}}\n  '20': {description: d}\n  \
         0XX: {description: d}\n  '404': []\n",
    );
    let api = read.notes(&[
        "error[invalid-media-type] /paths/~1a/get/responses/200/content/a~1b: ",
        "warning[invalid-status] /paths/~1a/get/responses/20: `20` is no HTTP status",
        "warning[invalid-status] /paths/~1a/get/responses/0XX: ",
        "error[invalid-response] /paths/~1a/get/responses/404: a response must be an object",
    ]);
    assert_eq!(only(api).responses.len(), 1);
    assert_eq!(only(api).responses[0].content[0].media_type, "c/d");
}

#[test]
fn a_second_operation_id_is_taken_away_and_both_places_named() {
    let read = read(
        "paths: {/a: {get: {operationId: x, responses: {}}}, /b: {get: {operationId: x, responses: {}}}}\n\
         webhooks: {w: {post: {operationId: x, responses: {}}}}\n",
    );
    let api = read.notes(&[
        "warning[duplicate-operation-id] /paths/~1b/get/operationId: `x` is also the operationId of `/paths/~1a/get`; the operation here is called after its method and path",
        "warning[duplicate-operation-id] /webhooks/w/post/operationId: `x` is also the operationId of `/paths/~1a/get`",
    ]);
    assert_eq!(api.operations[0].id.as_deref(), Some("x"));
    assert_eq!(api.operations[1].id, None);
    assert_eq!(api.webhooks[0].id, None);
}

#[test]
fn odd_paths_are_told() {
    let read = read(
        "paths:\n  pets/{id}: {parameters: [{name: id, in: path, schema: {type: string}}], get: {responses: {}}}\n  \
         /pets/{name}: {parameters: [{name: name, in: path, schema: {type: string}}], get: {responses: {}}}\n",
    );
    let api = read.notes(&[
        "warning[path-without-slash] /paths/pets~1{id}: the path `pets/{id}` does not begin with `/`",
        "warning[ambiguous-path] /paths/~1pets~1{name}: this path differs from `/paths/pets~1{id}` in the names",
    ]);
    assert_eq!(api.operations[0].path, "/pets/{id}");
    assert_eq!(api.operations.len(), 2);
}

#[test]
fn a_path_item_may_be_a_reference() {
    let api = read(
        "paths:\n  /a: {$ref: '#/components/pathItems/A', put: {operationId: own, responses: {}}}\n\
         components: {pathItems: {A: {summary: Shared, parameters: [{name: q, in: query, schema: {type: string}}], \
         get: {responses: {}}, put: {operationId: theirs, responses: {}}}}}\n",
    )
    .clean();
    let [put, get] = &api.operations[..] else { panic!() };
    assert_eq!((put.method.clone(), put.id.as_deref()), (Method::Put, Some("own")));
    assert_eq!((get.method.clone(), get.path.as_str()), (Method::Get, "/a"));
    assert_eq!(get.summary.as_deref(), Some("Shared"));
    assert_eq!(get.parameters[0].name, "q");
}

#[test]
fn security_and_servers_of_the_wrong_shape_are_told() {
    let read = read_get("/a", "security: x\nservers: {url: y}\nresponses: {}\n");
    read.notes(&[
        "warning[invalid-operation] /paths/~1a/get/security: `security` must be a list",
        "warning[invalid-operation] /paths/~1a/get/servers: `servers` must be a list",
    ]);
}
