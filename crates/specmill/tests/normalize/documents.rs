//! Everything around schemas.

use specmill_core::diagnostics::{Diagnostics, Severity};
use specmill_core::source::Node;

use crate::{document, normalized, yaml};

#[track_caller]
fn refused(text: &str, code: &str, message: &str) {
    let mut diagnostics = Diagnostics::default();
    assert!(specmill_core::normalize::normalize(&document(text), &mut diagnostics).is_none());
    let fault = diagnostics.iter().next().expect("a fault");
    assert_eq!((fault.severity, fault.code), (Severity::Error, code));
    assert!(fault.message.contains(message), "{}", fault.message);
    assert!(
        fault.help.as_deref().unwrap_or_default().contains("3.0, 3.1 and 3.2")
            || code == "not-openapi"
    );
}

#[test]
fn what_is_not_openapi_3_is_refused_with_the_reason() {
    refused("swagger: '2.0'", "swagger-2", "Swagger 2.0");
    refused("info: {}", "not-openapi", "no `openapi` member");
    refused("openapi: 4.0.0", "unsupported-version", "`4.0.0`");
    refused("openapi: 3.10.0", "unsupported-version", "`3.10.0`");
    refused("openapi: [3]", "not-openapi", "a list");
}

#[test]
fn a_document_of_3_0_with_nothing_to_do_stays() {
    let text = "openapi: 3.0.1\ninfo: {title: t, version: '1'}\nservers: [{url: /}]\npaths:\n  /a/{b}:\n    \
        parameters: [{name: b, in: path, required: true, schema: {type: string}}]\n    get:\n      operationId: a\n      \
        responses:\n        '200':\n          description: d\n          headers: {h: {schema: {type: string}}}\n          \
        content: {application/json: {schema: {$ref: '#/components/schemas/A'}, examples: {e: {value: {const: 1}}}}}\n\
        components:\n  schemas:\n    A:\n      type: object\n      nullable: true\n      properties:\n        \
        b: {type: string, enum: [x, y]}\n        c: {type: array, items: {$ref: '#/components/schemas/A'}}\n        \
        d: {type: integer, minimum: 1, exclusiveMinimum: true}\n        e: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true}\n        \
        f: {oneOf: [{type: string}, {type: boolean}], discriminator: {propertyName: p}}\n      additionalProperties: false\n";
    let (root, noted) = normalized(text);
    assert_eq!(noted, Vec::<String>::new());
    assert_eq!(root, yaml(text));
}

#[test]
fn schemas_are_found_wherever_they_stand() {
    let schema = "{type: [string, 'null']}";
    let text = |version: &str, schema: &str| {
        format!(
            "openapi: {version}\npaths:\n  /a:\n    parameters: [{{name: p, in: query, schema: {schema}}}]\n    \
             post:\n      parameters: [{{name: q, in: query, content: {{application/json: {{schema: {schema}}}}}}}]\n      \
             requestBody: {{content: {{application/json: {{schema: {schema}, encoding: {{a: {{headers: {{h: {{schema: {schema}}}}}}}}}}}}}}}\n      \
             responses: {{'200': {{description: d, headers: {{h: {{schema: {schema}}}}}, content: {{text/event-stream: {{itemSchema: {schema}}}}}}}}}\n      \
             callbacks: {{c: {{'{{$request.body#/url}}': {{post: {{responses: {{}}, requestBody: {{content: {{a/b: {{schema: {schema}}}}}}}}}}}}}}}\n\
             webhooks:\n  w: {{post: {{responses: {{}}, requestBody: {{content: {{a/b: {{schema: {schema}}}}}}}}}}}\n\
             components:\n  parameters: {{P: {{name: p, in: query, schema: {schema}}}}}\n  headers: {{H: {{schema: {schema}}}}}\n  \
             requestBodies: {{B: {{content: {{a/b: {{schema: {schema}}}}}}}}}\n  responses: {{R: {{description: d, content: {{a/b: {{schema: {schema}}}}}}}}}\n"
        )
    };
    let (mut root, noted) = normalized(&text("3.1.0", schema));
    assert_eq!(noted, Vec::<String>::new());
    let members = root.as_object_mut().expect("an object");
    members.shift_remove("x-specmill-openapi");
    assert_eq!(root, yaml(&text("3.0.3", "{type: string, nullable: true}")));
}

#[test]
fn a_path_items_reference_is_followed() {
    let (root, _) = normalized(
        "openapi: 3.1.0\npaths: {/a: {$ref: '#/components/pathItems/A'}}\n\
         components: {pathItems: {A: {get: {responses: {}}}}}\n",
    );
    let item = root.get("paths").and_then(|paths| paths.get("/a")).expect("a path item");
    let due = yaml("{get: {responses: {}}, x-specmill-path-item-ref: '#/components/pathItems/A'}");
    assert_eq!(*item, due);
}

#[test]
fn newer_methods_are_kept_and_those_that_no_request_can_have_are_told() {
    let (root, noted) = normalized(
        "openapi: 3.2.0\npaths: {/a: {query: {}, additionalOperations: {COPY: {}, get: {}, x y: {}, \
         MOVE: {x-specmill-skip: true}}}}\n",
    );
    let at = "unsupported-method /paths/~1a/additionalOperations";
    assert_eq!(noted, [format!("{at}/get"), format!("{at}/x y")]);
    let due = yaml("{query: {responses: {}}, additionalOperations: {COPY: {responses: {}}}}");
    assert_eq!(root.get("paths").and_then(|paths| paths.get("/a")), Some(&due));
}

#[test]
fn the_content_of_event_data_is_the_data_of_events_alone() {
    let event = |data: &str| format!("{{properties: {{data: {data}, id: {{type: string}}}}}}");
    let json = event("{type: string, description: d, contentSchema: {type: integer}}");
    let xml = event("{type: string, contentMediaType: text/xml, contentSchema: {type: integer}}");
    let (root, _) = normalized(&format!(
        "openapi: 3.2.0\npaths: {{}}\ncomponents:\n  responses:\n    \
         A: {{content: {{text/event-stream: {{itemSchema: {{oneOf: [{{$ref: '#/components/schemas/E'}}, {xml}]}}}}}}}}\n    \
         B: {{content: {{application/json: {{schema: {json}}}}}}}\n  schemas:\n    E: {json}\n"
    ));
    let at = |path: &[&str]| {
        path.iter().try_fold(&root, |node, key| match node {
            Node::Array(items) => items.get(key.parse::<usize>().ok()?),
            node => node.get(key),
        })
    };
    let data = at(&["components", "schemas", "E", "properties", "data"]);
    assert_eq!(data, Some(&yaml("{type: integer, description: d}")));
    assert_eq!(at(&["components", "schemas", "E", "x-specmill-event"]), Some(&Node::Bool(true)));
    let of_json = ["components", "responses", "B", "content", "application/json", "schema"];
    let text = at(&[&of_json[..], &["properties", "data", "type"]].concat());
    assert_eq!(text.and_then(Node::as_str), Some("string"));
    let of_events = ["components", "responses", "A", "content", "text/event-stream", "itemSchema"];
    let text = at(&[&of_events[..], &["oneOf", "1", "properties", "data", "type"]].concat());
    assert_eq!(text.and_then(Node::as_str), Some("string"));
}

#[test]
fn what_3_0_demands_and_newer_versions_do_not_is_added() {
    let (root, _) = normalized(
        "openapi: 3.2.0\nservers: [{url: '/{v}', variables: {v: {default: 1}}}]\n\
         paths: {/a: {get: {responses: {200: {content: {text/plain: , a/b: {}}, headers: {h: {}}}}}, put: {}}}\n",
    );
    let due = yaml(
        "openapi: 3.0.3\nx-specmill-openapi: 3.2.0\nservers: [{url: '/{v}', variables: {v: {default: '1'}}}]\n\
         paths: {/a: {get: {responses: {200: {description: '', content: {text/plain: {}, a/b: {}}, \
         headers: {h: {schema: {type: string}, x-specmill-no-schema: true}}}}}, put: {responses: {}}}}\n",
    );
    assert_eq!(root, due);
}
