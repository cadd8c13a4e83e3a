//! Many operations, and operations with much in them.

use super::document::{
    answering, document, json_content, list, member, object, object_of, of_paths, operation, path,
    reference, response, small_object, string,
};

fn tagged(id: &str, tag: &str) -> String {
    operation(id, [member("tags", &list([string(tag)]))])
}

fn parameter(name: &str, place: &str) -> String {
    let required = place == "path";
    format!(
        "{{\"name\":{},\"in\":\"{place}\",\"required\":{required},\"schema\":{{\"type\":\"string\"}}}}",
        string(name)
    )
}

/// Operations of one tag.
pub(super) fn of_one_tag(size: usize) -> String {
    of_paths(
        (0..size).map(|at| path(&format!("/p{at}"), "get", &tagged(&format!("read{at}"), "All"))),
    )
}

/// Operations of a tag each.
pub(super) fn of_their_own_tags(size: usize) -> String {
    of_paths((0..size).map(|at| {
        path(&format!("/p{at}"), "get", &tagged(&format!("read{at}"), &format!("Tag {at}")))
    }))
}

/// Operations whose paths differ in the name of a parameter only.
pub(super) fn of_one_path_stem(size: usize) -> String {
    of_paths((0..size).map(|at| {
        let parameters = list([parameter(&format!("id{at}"), "path")]);
        let operation = operation(&format!("read{at}"), [member("parameters", &parameters)]);
        path(&format!("/p/{{id{at}}}"), "get", &operation)
    }))
}

/// Operations of one `operationId`.
pub(super) fn of_one_id(size: usize) -> String {
    of_paths((0..size).map(|at| path(&format!("/p{at}"), "get", &tagged("read", "All"))))
}

/// Operations without an `operationId`, below one another.
pub(super) fn without_id(size: usize) -> String {
    let responses = r#"{"responses":{"204":{"description":"done"}}}"#;
    of_paths((0..size).map(|at| path(&format!("/p/{at}/q"), "post", responses)))
}

fn with_parameters(parameters: impl IntoIterator<Item = String>) -> String {
    let parameters = member("parameters", &list(parameters));
    of_paths([path("/it", "get", &operation("readIt", [parameters]))])
}

/// Parameters of one operation.
pub(super) fn parameters(size: usize) -> String {
    let places = ["query", "header", "cookie"];
    with_parameters((0..size).map(|at| parameter(&format!("p{at}"), places[at % 3])))
}

/// Parameters that have one name in Rust.
pub(super) fn parameters_of_one_name(size: usize) -> String {
    with_parameters((0..size).map(|at| parameter(&super::names::of_one_name("value", at), "query")))
}

/// A path of many parameters.
pub(super) fn path_parameters(size: usize) -> String {
    let template: String = (0..size.max(1)).map(|at| format!("/{{p{at}}}")).collect();
    let parameters = list((0..size.max(1)).map(|at| parameter(&format!("p{at}"), "path")));
    of_paths([path(&template, "get", &operation("readIt", [member("parameters", &parameters)]))])
}

/// `size` paths with `size` parameters for all of their operations: the document is as large as
/// their product.
pub(super) fn path_level_parameters(size: usize) -> String {
    of_paths((0..size).map(|at| {
        let parameters = list((0..size).map(|number| parameter(&format!("p{number}"), "query")));
        let [get, put] =
            ["get", "put"].map(|method| member(method, &operation(&format!("{method}{at}"), [])));
        member(&format!("/p{at}"), &object([member("parameters", &parameters), get, put]))
    }))
}

/// One component parameter that every operation has.
pub(super) fn shared_parameter(size: usize) -> String {
    let shared = r##"[{"$ref":"#/components/parameters/P"}]"##;
    let enumerated = r#"{"name":"p","in":"query","schema":{"type":"string","enum":["a","b"]}}"#;
    let paths = (0..size).map(|at| {
        let operation = operation(&format!("read{at}"), [member("parameters", shared)]);
        path(&format!("/p{at}"), "get", &operation)
    });
    document(&[
        member("paths", &object(paths)),
        member("components", &object([member("parameters", &object([member("P", enumerated)]))])),
    ])
}

/// Answers of one operation, a status each, with ranges and a default.
pub(super) fn responses(size: usize) -> String {
    let statuses = (0..size.min(500))
        .map(|at| response(&(100 + at).to_string(), &small_object(&format!("m{at}"))));
    let others = ["2XX", "4XX", "default"].map(|status| response(status, &small_object(status)));
    let responses = object(statuses.chain(others));
    of_paths([path(
        "/it",
        "get",
        &format!("{{\"operationId\":\"readIt\",\"responses\":{responses}}}"),
    )])
}

/// Media types of a body and of an answer, an object each.
pub(super) fn media_types(size: usize) -> String {
    let content = object((0..size.max(1)).map(|at| {
        let schema = small_object(&format!("m{at}"));
        member(&format!("application/vnd.m{at}+json"), &format!("{{\"schema\":{schema}}}"))
    }));
    let operation = format!(
        "{{\"operationId\":\"writeIt\",\"requestBody\":{{\"content\":{content}}},\
         \"responses\":{{\"200\":{{\"description\":\"it\",\"content\":{content}}}}}}}"
    );
    of_paths([path("/it", "post", &operation)])
}

/// Headers of an answer, all objects in place.
pub(super) fn headers(size: usize) -> String {
    let headers =
        object((0..size).map(|at| {
            member(&format!("X-H{at}"), r#"{"schema":{"type":"string","enum":["a","b"]}}"#)
        }));
    let responses = format!("{{\"204\":{{\"description\":\"done\",\"headers\":{headers}}}}}");
    of_paths([path(
        "/it",
        "get",
        &format!("{{\"operationId\":\"readIt\",\"responses\":{responses}}}"),
    )])
}

fn page(at: usize) -> String {
    let items = format!("{{\"type\":\"array\",\"items\":{}}}", reference("S0"));
    let page = object_of([
        member("data", &items),
        member("has_more", r#"{"type":"boolean"}"#),
        member(&format!("own{at}"), r#"{"type":"string"}"#),
    ]);
    page.replacen('{', r#"{"required":["data","has_more"],"#, 1)
}

fn pages(size: usize, beside: &str) -> String {
    let paths = (0..size).map(|at| {
        let parameters = list([parameter("after", "query"), parameter("limit", "query")]);
        let operation = format!(
            "{{\"operationId\":\"list{at}\",{beside}\"parameters\":{parameters},\"responses\":{}}}",
            object([response("200", &page(at))])
        );
        path(&format!("/p{at}"), "get", &operation)
    });
    let item = r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#;
    document(&[
        member("paths", &object(paths)),
        member("components", &object([member("schemas", &object([member("S0", item)]))])),
    ])
}

/// Lists that come in pages.
pub(super) fn paginated_lists(size: usize) -> String {
    pages(size, "")
}

/// Lists with a rule for pages that cannot be met.
pub(super) fn wrong_pagination(size: usize) -> String {
    pages(
        size,
        r#""x-specmill-pagination":{"parameter":"absent","items":"data","cursor":"item.id"},"#,
    )
}

/// Paths that are all the same path item, which has `size` parameters.
pub(super) fn path_items_of_one(size: usize) -> String {
    let parameters = list((0..size).map(|at| parameter(&format!("p{at}"), "query")));
    let first = format!("{{\"parameters\":{parameters},\"get\":{}}}", operation("read", []));
    let others = (1..size).map(|at| member(&format!("/p{at}"), r##"{"$ref":"#/paths/~1p0"}"##));
    of_paths([member("/p0", &first)].into_iter().chain(others))
}

/// Operations that all answer with one component, which has `size` headers.
pub(super) fn one_answer_many_headers(size: usize) -> String {
    let headers =
        object((0..size).map(|at| member(&format!("X-H{at}"), r#"{"schema":{"type":"string"}}"#)));
    let response = format!("{{\"description\":\"it\",\"headers\":{headers}}}");
    let shared = r##"{"200":{"$ref":"#/components/responses/R"}}"##;
    let paths = (0..size).map(|at| {
        let operation = format!("{{\"operationId\":\"read{at}\",\"responses\":{shared}}}");
        path(&format!("/p{at}"), "get", &operation)
    });
    document(&[
        member("paths", &object(paths)),
        member("components", &object([member("responses", &object([member("R", &response)]))])),
    ])
}

/// Operations that all need any of `size` security schemes, since the document does.
pub(super) fn security_of_all(size: usize) -> String {
    let security = list((0..size).map(|at| format!("{{\"key{at}\":[]}}")));
    let paths =
        (0..size).map(|at| path(&format!("/p{at}"), "get", &operation(&format!("read{at}"), [])));
    document(&[member("security", &security), member("paths", &object(paths)), schemes(size)])
}

/// Bodies in two media types that are alike, and hold themselves `size` times by `$ref`s into
/// themselves.
pub(super) fn recursive_bodies_alike(size: usize) -> String {
    let content = object(["json", "xml"].map(|format| {
        let itself = format!("#/paths/~1it/post/requestBody/content/application~1{format}/schema");
        let properties = (0..size)
            .map(|at| member(&format!("p{at}"), &format!("{{\"$ref\":{}}}", string(&itself))));
        let schema = object_of(properties);
        member(&format!("application/{format}"), &format!("{{\"schema\":{schema}}}"))
    }));
    let body = member("requestBody", &format!("{{\"content\":{content}}}"));
    of_paths([path("/it", "post", &operation("send", [body]))])
}

/// Callbacks of one operation.
pub(super) fn callbacks(size: usize) -> String {
    let callbacks = object((0..size).map(|at| {
        let operation = answering(&format!("called{at}"), &small_object("x"));
        member(&format!("on{at}"), &object([path("{$request.body#/url}", "post", &operation)]))
    }));
    of_paths([path("/it", "post", &operation("subscribe", [member("callbacks", &callbacks)]))])
}

/// Webhooks with a payload each.
pub(super) fn webhooks(size: usize) -> String {
    let webhooks = object((0..size).map(|at| {
        let payload = format!(
            "{{\"type\":\"object\",\"required\":[\"type\"],\"properties\":{{\"type\":{{\"const\":\"event{at}\"}}}}}}"
        );
        let body = format!("{{{}}}", json_content(&payload));
        path(&format!("event{at}"), "post", &operation(&format!("on{at}"), [member("requestBody", &body)]))
    }));
    document(&[member("paths", "{}"), member("webhooks", &webhooks)])
}

/// A multipart body with an encoding for each of its parts.
pub(super) fn multipart_encodings(size: usize) -> String {
    let properties = (0..size.max(1)).map(|at| member(&format!("p{at}"), r#"{"type":"string"}"#));
    let encoding = object(
        (0..size.max(1))
            .map(|at| member(&format!("p{at}"), r#"{"contentType":"text/plain","style":"form"}"#)),
    );
    let schema = object_of(properties);
    let body = format!(
        "{{\"content\":{{\"multipart/form-data\":{{\"schema\":{schema},\"encoding\":{encoding}}}}}}}"
    );
    of_paths([path("/it", "post", &operation("send", [member("requestBody", &body)]))])
}

/// Servers of the document.
pub(super) fn servers(size: usize) -> String {
    let servers =
        list((0..size.max(1)).map(|at| {
            format!("{{\"url\":\"https://h{at}.example\",\"description\":\"Host {at}\"}}")
        }));
    document(&[member("paths", "{}"), member("servers", &servers)])
}

/// Variables of one server.
pub(super) fn server_variables(size: usize) -> String {
    let size = size.max(1);
    let url: String = (0..size).map(|at| format!("/{{v{at}}}")).collect();
    let variables = object((0..size).map(|at| member(&format!("v{at}"), r#"{"default":"{v0}"}"#)));
    let server = format!("{{\"url\":\"https://example.com{url}\",\"variables\":{variables}}}");
    document(&[member("paths", "{}"), member("servers", &list([server]))])
}

/// Variables of one server, each of which stands for the next one twice.
pub(super) fn server_variables_doubling(size: usize) -> String {
    let url: String = (0..size).map(|at| format!("/{{v{at}}}")).collect();
    let variables = object((0..size).map(|at| {
        let next = at + 1;
        member(&format!("v{at}"), &format!("{{\"default\":\"{{v{next}}}{{v{next}}}\"}}"))
    }));
    let server = format!("{{\"url\":\"https://example.com{url}\",\"variables\":{variables}}}");
    document(&[member("paths", "{}"), member("servers", &list([server]))])
}

fn schemes(size: usize) -> String {
    let schemes = object((0..size).map(|at| {
        let scheme = format!("{{\"type\":\"apiKey\",\"in\":\"header\",\"name\":\"X-Key-{at}\"}}");
        member(&format!("key{at}"), &scheme)
    }));
    member("components", &object([member("securitySchemes", &schemes)]))
}

/// Security schemes, each asked for by one operation.
pub(super) fn security_schemes(size: usize) -> String {
    let paths = (0..size).map(|at| {
        let security = format!("[{{\"key{at}\":[]}}]");
        let operation = operation(&format!("read{at}"), [member("security", &security)]);
        path(&format!("/p{at}"), "get", &operation)
    });
    document(&[member("paths", &object(paths)), schemes(size)])
}

/// Requirements of one operation, each of two schemes.
pub(super) fn security_requirements(size: usize) -> String {
    let size = size.max(2);
    let requirements =
        list((0..size).map(|at| format!("{{\"key{at}\":[],\"key{}\":[]}}", (at + 1) % size)));
    let operation = operation("readIt", [member("security", &requirements)]);
    document(&[member("paths", &object([path("/it", "get", &operation)])), schemes(size)])
}
