//! Parameters: merged, their defaults filled in, matched with the path.

use specmill_core::spec::{ParameterLocation, ParameterStyle, SchemaKind};

use crate::{only, read, read_get};

#[test]
fn styles_and_explode_have_the_defaults_of_their_place() {
    let api = read_get(
        "/a/{p}",
        "parameters:\n- {name: p, in: path, schema: {type: string}}\n- {name: q, in: query, schema: {type: string}}\n\
         - {name: X-H, in: header, schema: {type: string}}\n- {name: c, in: cookie, schema: {type: string}}\n\
         - {name: d, in: query, style: deepObject, schema: {type: object}}\n\
         - {name: s, in: query, style: pipeDelimited, explode: true, allowReserved: true, required: true, schema: {type: array, items: {}}}\n\
         responses: {}\n",
    )
    .clean();
    use ParameterLocation::{Cookie, Header, Path, Query};
    use ParameterStyle::{DeepObject, Form, PipeDelimited, Simple};
    let found: Vec<_> = only(&api)
        .parameters
        .iter()
        .map(|p| (p.name.as_str(), p.location, p.style, p.explode, p.required, p.allow_reserved))
        .collect();
    assert_eq!(
        found,
        [
            ("p", Path, Simple, false, true, false),
            ("q", Query, Form, true, false, false),
            ("X-H", Header, Simple, false, false, false),
            ("c", Cookie, Form, true, false, false),
            ("d", Query, DeepObject, false, false, false),
            ("s", Query, PipeDelimited, true, true, true),
        ]
    );
}

#[test]
fn every_path_style_is_read() {
    let api = read_get(
        "/{a}/{b}/{c}",
        "parameters:\n- {name: a, in: path, style: matrix, explode: true, schema: {}}\n- {name: b, in: path, style: label, schema: {}}\n\
         - {name: c, in: path, style: simple, schema: {}}\nresponses: {}\n",
    )
    .clean();
    let styles: Vec<_> = only(&api).parameters.iter().map(|p| (p.style, p.explode)).collect();
    let due = [
        (ParameterStyle::Matrix, true),
        (ParameterStyle::Label, false),
        (ParameterStyle::Simple, false),
    ];
    assert_eq!(styles, due);
}

#[test]
fn the_operations_parameter_wins_over_the_path_items() {
    let api = read(
        "paths:\n  /a:\n    parameters:\n    - {name: limit, in: query, description: theirs, schema: {type: string}}\n    \
         - {name: after, in: query, schema: {type: string}}\n    - {name: limit, in: header, schema: {type: string}}\n    \
         get:\n      parameters: [{name: limit, in: query, description: own, schema: {type: integer}}]\n      responses: {}\n",
    )
    .clean();
    let parameters = &only(&api).parameters;
    let names: Vec<_> = parameters.iter().map(|p| (p.name.as_str(), p.location)).collect();
    let (query, header) = (ParameterLocation::Query, ParameterLocation::Header);
    assert_eq!(names, [("limit", query), ("after", query), ("limit", header)]);
    assert_eq!(parameters[0].description.as_deref(), Some("own"));
    assert!(matches!(api.schema(parameters[0].schema).kind, SchemaKind::Integer(None)));
}

#[test]
fn a_parameter_may_be_a_reference_and_keeps_what_is_said() {
    let api = read(
        "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/Q'}], responses: {}}}}\n\
         components: {parameters: {Q: {$ref: '#/components/parameters/R'}, R: {name: q, in: query, deprecated: true, \
         example: 3, x-note: yes, schema: {type: integer}}}}\n",
    )
    .clean();
    let parameter = &only(&api).parameters[0];
    assert_eq!(parameter.pointer.as_str(), "/components/parameters/R");
    assert!(parameter.deprecated && parameter.example.is_some());
    assert!(parameter.extensions.contains_key("x-note"));
    assert_eq!(api.schema(parameter.schema).pointer.as_str(), "/components/parameters/R/schema");
}

#[test]
fn a_parameter_written_in_a_media_type() {
    let api = read_get(
        "/a",
        "parameters: [{name: filter, in: query, content: {application/json: {schema: {type: object}}}}]\nresponses: {}\n",
    )
    .clean();
    let parameter = &only(&api).parameters[0];
    assert_eq!(parameter.media_type.as_deref(), Some("application/json"));
    assert!(matches!(api.schema(parameter.schema).kind, SchemaKind::Object { .. }));
}

#[test]
fn headers_the_specification_ignores_are_ignored() {
    let api = read_get(
        "/a",
        "parameters: [{name: accept, in: header, schema: {}}, {name: Content-Type, in: header, schema: {}}, \
         {name: AUTHORIZATION, in: header, schema: {}}, {name: Accept, in: query, schema: {}}]\nresponses: {}\n",
    )
    .clean();
    assert_eq!(only(&api).parameters.len(), 1);
    assert_eq!(only(&api).parameters[0].location, ParameterLocation::Query);
}

#[test]
fn an_undeclared_path_parameter_is_a_required_string() {
    let read = read_get("/a/{certificate_id}", "responses: {}\n");
    let api = read.notes(&[
        "warning[undeclared-path-parameter] /paths/~1a~1{certificate_id}/get: `certificate_id` is in the path but no parameter declares it; it becomes a required string",
    ]);
    let parameter = &only(api).parameters[0];
    assert_eq!((parameter.location, parameter.required), (ParameterLocation::Path, true));
    assert!(matches!(api.schema(parameter.schema).kind, SchemaKind::String(None)));
}

#[test]
fn a_path_parameter_the_path_does_not_name_is_left_out() {
    let read = read_get(
        "/a/{user_id}",
        "parameters: [{name: userid, in: path, schema: {type: string}}, {name: user_id, in: path, schema: {type: integer}}]\nresponses: {}\n",
    );
    let api = read.notes(&[
        "warning[unused-path-parameter] /paths/~1a~1{user_id}/get/parameters/0: `userid` is a path parameter, but `/a/{user_id}` does not name it; it is left out; the nearest name is `user_id`",
    ]);
    assert_eq!(only(api).parameters.len(), 1);
}

#[test]
fn a_parameter_listed_twice_counts_once() {
    let read = read_get(
        "/a",
        "parameters: [{name: q, in: query, schema: {type: integer}}, {name: q, in: query, schema: {type: string}}, \
         {name: X-A, in: header, schema: {}}, {name: x-a, in: header, schema: {}}]\nresponses: {}\n",
    );
    let api = read.notes(&[
        "warning[duplicate-parameter] /paths/~1a/get/parameters/1: the parameter `q` is listed twice",
        "warning[duplicate-parameter] /paths/~1a/get/parameters/3: the parameter `x-a` is listed twice",
    ]);
    assert_eq!(only(api).parameters.len(), 2);
    assert!(matches!(api.schema(only(api).parameters[0].schema).kind, SchemaKind::Integer(None)));
}

#[test]
fn a_parameter_without_schema_is_a_string() {
    let read = read_get("/a", "parameters: [{name: q, in: query}]\nresponses: {}\n");
    let api = read.notes(&["warning[parameter-without-schema] /paths/~1a/get/parameters/0: "]);
    assert!(matches!(api.schema(only(api).parameters[0].schema).kind, SchemaKind::String(None)));
}

#[test]
fn a_wrong_parameter_is_left_out_and_the_operation_stays() {
    let read = read_get(
        "/a/{id}",
        "parameters: [x, {name: b, in: body}, {in: query, schema: {}}, {$ref: '#/components/parameters/P'}, \
         {name: id, in: path, style: form, schema: {}}, {name: q, in: query, explode: 3, schema: {}}]\nresponses: {}\n",
    );
    let api = read.notes(&[
        "error[invalid-parameter] /paths/~1a~1{id}/get/parameters/0: a parameter must be an object, but is a string",
        "error[invalid-parameter] /paths/~1a~1{id}/get/parameters/1/in: `in` must be one of `path`, `query`, `header`, `cookie`, but is the string `body`",
        "error[invalid-parameter] /paths/~1a~1{id}/get/parameters/2: a parameter cannot be read: missing field `name`",
        "error[unresolved-reference] /paths/~1a~1{id}/get/parameters/3/$ref: ",
        "warning[invalid-parameter] /paths/~1a~1{id}/get/parameters/4/style: ",
        "warning[invalid-parameter] /paths/~1a~1{id}/get/parameters/5/explode: ",
    ]);
    let found: Vec<_> = only(api).parameters.iter().map(|p| (p.name.as_str(), p.style)).collect();
    assert_eq!(found, [("id", ParameterStyle::Simple), ("q", ParameterStyle::Form)]);
}
