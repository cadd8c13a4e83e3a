//! The path and the query of a request.

use super::body::RequestBody;
use super::draft::RequestDraft;
use super::fault::RequestFault;
use crate::http::client::{Client, RequestTarget};
use crate::http::describe::path::{self, Target};
use crate::json::{Encoded, Tape};

/// The path of the call, as the client's owner may have chosen it, and the query: what the path has, the
/// client's parameters that the call has not, and the call's.
pub(super) fn target(client: &Client, draft: &RequestDraft) -> Result<Target, RequestFault> {
    let Target { path, mut query } = path::fill(draft.operation.path(), &draft.path)?;
    let defaults = client.shared.query.iter();
    let defaults = defaults.filter(|(name, _)| draft.query.iter().all(|(own, _)| own != name));
    for (_, text) in defaults.chain(&draft.query).filter(|(_, text)| !text.is_empty()) {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(text);
    }
    let path = chosen(client, draft, &path)?.unwrap_or(path);
    Ok(Target { path, query })
}

/// The path that the client's owner chose for the call.
fn chosen(
    client: &Client,
    draft: &RequestDraft,
    path: &str,
) -> Result<Option<String>, RequestFault> {
    let Some(choice) = &client.shared.target else { return Ok(None) };
    let text = |member: &str| body_text(draft, member);
    let chosen = choice.choose(&RequestTarget::new(&draft.operation, path, &text));
    match chosen.map_err(|reason| RequestFault::Target(reason.to_string()))? {
        Some(path) if !path.starts_with('/') || path.contains("//") => {
            Err(RequestFault::NoPath(path))
        }
        chosen => Ok(chosen),
    }
}

/// The text of a member of the body, if it has one: what the call sets goes before what was given.
fn body_text(draft: &RequestDraft, member: &str) -> Option<String> {
    let of = |encoded: &Encoded| Some(Tape::parse(&encoded.text).ok()?.root().as_str()?.to_owned());
    if let Some((_, set)) = draft.fields.iter().rev().find(|(name, _)| name == member) {
        return set.as_ref().and_then(of);
    }
    match draft.body.as_ref()? {
        RequestBody::Json(encoded)
        | RequestBody::Form(encoded, _)
        | RequestBody::Multipart(encoded, _) => {
            let tape = Tape::parse(&encoded.text).ok()?;
            Some(tape.root().get(member)?.as_str()?.to_owned())
        }
        RequestBody::Upload(..) => None,
    }
}
