//! The driver of a client: Rust, made by walking what the generator made of the document.
//!
//! It is tables of function pointers, one generic function a type, so that it costs little to
//! compile. What it names is in `tests/official/driver.rs`.

use std::fmt::{self, Write};

use specmill_core::ir::{
    Answer, AnswerContent, Api, Body, BodyContent, BodyKind, BodyVariant, Group, Operation,
    Parameter, TypeRef,
};

use crate::rust_type::rust_type;

/// The driver where there is no document: of a client that has nothing.
pub(super) const EMPTY: &str = "\
use specmill_runtime::__private as runtime;
static API: runtime::Api = runtime::Api::new(\"\", \"\", \"\");
pub(crate) fn builder() -> http::ClientBuilder<http::Client> { runtime::client_builder(&API) }
pub(crate) static TYPES: &[Type] = &[];
pub(crate) static OPERATIONS: &[Operation<http::Client>] = &[];
";

/// The driver of `api`.
pub(super) fn driver(api: &Api) -> Result<String, fmt::Error> {
    let mut functions = String::new();
    let mut operations = String::new();
    for group in &api.groups {
        for operation in &group.operations {
            operation_row(api, group, operation, &mut operations, &mut functions)?;
        }
    }
    let types = types(api)?;
    Ok(format!(
        "pub(crate) fn builder() -> http::ClientBuilder<v::Client> {{ v::Client::builder() }}\n\
         pub(crate) static TYPES: &[Type] = &[\n{types}];\n\
         pub(crate) static OPERATIONS: &[Operation<v::Client>] = &[\n{operations}];\n{functions}"
    ))
}

/// A row for each component schema.
fn types(api: &Api) -> Result<String, fmt::Error> {
    let mut rows = String::new();
    for def in &api.types {
        if let Some(component) = &def.component {
            let name = &def.name;
            writeln!(rows, "Type {{ component: {component:?}, read: read::<v::types::{name}> }},")?;
        }
    }
    Ok(rows)
}

fn operation_row(
    api: &Api,
    group: &Group,
    operation: &Operation,
    rows: &mut String,
    functions: &mut String,
) -> fmt::Result {
    let Operation { id, path, .. } = operation;
    // The member of the path item, which the tests go by.
    let method = operation.http_method.to_lowercase();
    let read = |ty: Option<&TypeRef>| match ty {
        Some(ty) => format!("Some(read::<{}>)", rust_type(api, ty)),
        None => "None".to_owned(),
    };
    let answer = read(answer_type(&operation.answer));
    let body = read(operation.body.as_ref().and_then(body_type));
    let mut calls = String::new();
    let mut call = |what: &str, body: Option<&str>, streamed: bool| -> fmt::Result {
        let number = functions.matches("\nfn call_").count();
        let made = made(api, group, operation, body, streamed);
        writeln!(
            functions,
            "\nfn call_{number}(client: &v::Client, given: &Given<'_>) -> Result<Sent, String> {{\n    Ok({made})\n}}"
        )?;
        write!(calls, "Call {{ what: {what:?}, streamed: {streamed}, make: call_{number} }}, ")
    };
    let bodies = bodies(api, group, operation.body.as_ref());
    for (what, body) in &bodies {
        call(what, body.as_deref(), matches!(operation.answer, Answer::Events(_)))?;
    }
    if operation.events.is_some() {
        let (what, body) = &bodies[0];
        call(what, body.as_deref(), true)?;
    }
    writeln!(
        rows,
        "Operation {{ id: {id:?}, method: {method:?}, path: {path:?}, answer: {answer}, body: {body}, calls: &[{calls}] }},"
    )
}

/// Each body the operation takes, by its media type, as an argument; one without where it takes
/// none.
fn bodies(api: &Api, group: &Group, body: Option<&Body>) -> Vec<(String, Option<String>)> {
    let Some(body) = body else { return vec![(String::new(), None)] };
    match &body.kind {
        BodyKind::One(content) => {
            vec![(media_type(content).to_owned(), Some(content_argument(api, content)))]
        }
        BodyKind::Choice(choice) => {
            let module = &api.modules[group.module.0].name;
            let row = |variant: &BodyVariant| {
                let value = match &variant.content {
                    BodyContent::Text(_) => text("body"),
                    BodyContent::Bytes(_) => "given.upload()?".to_owned(),
                    BodyContent::Json(ty, _)
                    | BodyContent::Form(ty, _)
                    | BodyContent::Multipart(ty, _) => match api.resolved(ty) {
                        TypeRef::String => text("body"),
                        _ => leaked(api, ty, "body"),
                    },
                };
                let made = format!("v::{module}::{}::{}({value})", choice.name, variant.name);
                (variant.media_type.clone(), Some(made))
            };
            choice.variants.iter().map(row).collect()
        }
    }
}

fn media_type(content: &BodyContent) -> &str {
    match content {
        BodyContent::Json(_, media_type)
        | BodyContent::Text(media_type)
        | BodyContent::Bytes(media_type) => media_type,
        BodyContent::Form(..) => "application/x-www-form-urlencoded",
        BodyContent::Multipart(..) => "multipart/form-data",
    }
}

fn content_argument(api: &Api, content: &BodyContent) -> String {
    match content {
        BodyContent::Text(_) => text("body"),
        BodyContent::Bytes(_) => "given.upload()?".to_owned(),
        BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _) => {
            let argument = argument(api, ty, "body");
            // What is not borrowed in a form of its own is borrowed as it is.
            if argument == value(api, ty, "body") { leaked(api, ty, "body") } else { argument }
        }
    }
}

/// The call with everything set, as an expression that sends it.
fn made(
    api: &Api,
    group: &Group,
    operation: &Operation,
    body: Option<&str>,
    streamed: bool,
) -> String {
    let mut call = match &group.tag {
        Some(_) => format!("client.{}()", group.accessor),
        None => "client".to_owned(),
    };
    let sent = |parameter: &Parameter| {
        argument(api, &parameter.ty, &format!("{:?} {}", parameter.location, parameter.wire))
    };
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut arguments: Vec<String> = required.map(sent).collect();
    let body_is_required = operation.body.as_ref().is_some_and(|body| body.required);
    arguments.extend(body.filter(|_| body_is_required).map(str::to_owned));
    call += &format!(".{}({})", operation.method, arguments.join(", "));
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    // What asks for a stream has no setter beside `stream()`.
    let (flags, optional): (Vec<_>, Vec<_>) =
        optional.partition(|parameter| operation.is_stream_flag(parameter));
    for parameter in optional {
        call += &format!(".{}({})", parameter.setter, sent(parameter));
    }
    if let (Some(body), Some(described), false) = (body, &operation.body, body_is_required) {
        call += &format!(".{}({body})", described.name);
    }
    if streamed && operation.events.is_some() {
        return format!("events({call}.stream())");
    }
    if operation.has_builder() {
        call += ".call()";
    }
    for parameter in flags {
        call += &format!(".query({:?}, &{})", parameter.wire, sent(parameter));
    }
    let send = match &operation.answer {
        Answer::Json(_) => "json",
        Answer::Empty | Answer::Text(_) | Answer::Scalar(..) | Answer::ByStatus(_) => "plain",
        Answer::Download(_) => "download",
        Answer::Events(_) => "events",
    };
    format!("{send}({call})")
}

/// What a method takes for a value of `ty`, decoded from the sample at `place`.
fn argument(api: &Api, ty: &TypeRef, place: &str) -> String {
    match api.resolved(ty) {
        TypeRef::String => text(place),
        TypeRef::List(item) if *api.resolved(item) == TypeRef::String => {
            format!("given.texts({place:?})?")
        }
        TypeRef::List(item) => format!("given.list::<{}>({place:?})?", rust_type(api, item)),
        TypeRef::Any
        | TypeRef::Map(_)
        | TypeRef::Base64
        | TypeRef::Binary
        | TypeRef::Password
        | TypeRef::Named(_) => leaked(api, ty, place),
        _ => value(api, ty, place),
    }
}

fn text(place: &str) -> String {
    format!("given.text({place:?})?")
}

/// Its type does not follow from where it is given: a setter takes whatever becomes one.
fn leaked(api: &Api, ty: &TypeRef, place: &str) -> String {
    format!("given.leaked::<{}>({place:?})?", rust_type(api, ty))
}

/// As `leaked`, not borrowed.
fn value(api: &Api, ty: &TypeRef, place: &str) -> String {
    format!("given.value::<{}>({place:?})?", rust_type(api, ty))
}

/// The JSON that a success answers, of several the first.
fn answer_type(answer: &Answer) -> Option<&TypeRef> {
    match answer {
        Answer::Json(ty) => Some(ty),
        Answer::ByStatus(choice) => {
            choice.variants.iter().find_map(|variant| match &variant.content {
                AnswerContent::Json(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}

fn body_type(body: &Body) -> Option<&TypeRef> {
    body.contents().find_map(|content| match content {
        BodyContent::Json(ty, _) => Some(ty),
        _ => None,
    })
}
