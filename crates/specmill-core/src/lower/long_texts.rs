//! Texts that are shown in part only.

use crate::diagnostics::Diagnostics;
use crate::ir::LONGEST_TEXT;
use crate::spec::{Api, Operation};
use crate::tree::Pointer;

/// Says of each text that is too long to be shown whole that it is not.
pub(super) fn note(api: &Api, diagnostics: &mut Diagnostics) {
    for (pointer, member, text) in texts(api) {
        if text.is_some_and(|text| text.len() > LONGEST_TEXT) {
            diagnostics.warning(
                "long-text",
                &pointer.child(member),
                format!("the text has more than {LONGEST_TEXT} bytes"),
                "its beginning is shown; put the rest into a page of its own and link to that",
            );
        }
    }
}

type Text<'a> = (Pointer, &'static str, Option<&'a str>);

/// Every text that becomes documentation, by the object it is a member of.
fn texts(api: &Api) -> impl Iterator<Item = Text<'_>> {
    let root = Pointer::root();
    let section = |name| root.child("components").child(name);
    let info = (root.child("info"), "description", api.description.as_deref());
    let servers = api.servers.iter().enumerate().map(|(index, server)| {
        let pointer = Pointer::root().child("servers").child(index);
        (pointer, "description", server.description.as_deref())
    });
    let tags = api.tags.iter().enumerate().map(|(index, tag)| {
        let pointer = Pointer::root().child("tags").child(index);
        (pointer, "description", tag.description.as_deref())
    });
    let schemes = section("securitySchemes");
    let schemes = api.security_schemes.iter().map(move |scheme| {
        (schemes.child(&scheme.name), "description", scheme.description.as_deref())
    });
    let schemas = api.schemas.iter().flat_map(|schema| {
        [("title", &schema.title), ("description", &schema.description)]
            .map(|(member, text)| (schema.pointer.clone(), member, text.as_deref()))
    });
    let operations = api.operations.iter().chain(&api.webhooks).flat_map(of_operation);
    [info].into_iter().chain(servers).chain(tags).chain(schemes).chain(schemas).chain(operations)
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = Text<'_>> {
    let own = [("summary", &operation.summary), ("description", &operation.description)]
        .map(|(member, text)| (operation.pointer.clone(), member, text.as_deref()));
    let parameters = operation.parameters.iter().map(|parameter| {
        (parameter.pointer.clone(), "description", parameter.description.as_deref())
    });
    let responses = operation.responses.iter().map(|response| {
        (response.pointer.clone(), "description", Some(response.description.as_str()))
    });
    own.into_iter().chain(parameters).chain(responses)
}
