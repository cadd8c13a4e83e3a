//! A described call becomes a request that can be sent any number of times.

use std::borrow::Cow;

use ::http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

use super::authorize::Authorization;
use super::body::{self, Payload};
use super::draft::RequestDraft;
use super::fault::RequestFault;
use super::idempotency;
use super::target::target;
use crate::http::client::{Client, RedirectRules, is_idempotent};
use crate::http::describe::path::Target;
use crate::http::describe::{BaseUrl, ParameterLocation, UrlFault};
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::drop_secrets;
use crate::text::{Secrets, secrets_of_query};

/// A request without its credentials, which are put on for each hop.
pub(crate) struct Prepared {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    pub(crate) authorization: Authorization,
    pub(crate) redirects: RedirectRules,
    /// In bytes.
    pub(crate) max_answer_size: usize,
    /// Whether sending it twice has the same effect as sending it once: by its method, or because it
    /// has an idempotency key.
    pub(crate) is_repeatable: bool,
}

/// Checks everything that can be checked without the network.
pub(crate) fn prepare(
    client: &Client,
    draft: &RequestDraft,
    accept: &'static str,
) -> Result<Prepared, Error> {
    let refused = |fault: RequestFault| {
        Error::unsent(ErrorKind::Request, fault.to_string()).with_operation(draft.operation.id())
    };
    if let Some(fault) = &draft.fault {
        return Err(refused(fault.clone()));
    }
    if let Some(fault) = &client.shared.fault {
        return Err(Error::configuration(fault.clone()).with_operation(draft.operation.id()));
    }
    let Target { path, query } = target(client, draft).map_err(refused)?;
    let url = base_url(client, draft).and_then(|base| base.join(&path, &query));
    let part_names = client.shared.api.known_conventions().part_names;
    let media_type = draft.overrides.as_ref().and_then(|own| own.media_type.as_deref());
    let body = body::payload(draft.body.as_ref(), &draft.fields, part_names, media_type)
        .map_err(|fault| refused(fault.into()))?;
    let mut headers = headers(client, draft, accept, &body);
    let has_key = idempotency::put(client, draft, &mut headers);
    let mut authorization = Authorization::choose(client, draft, &headers)?;
    authorization.secrets.append(&mut secrets_by_hand(draft, &headers));
    let url = url.map_err(|fault| refused(fault.into()))?;
    let is_key = |name: &str| client.shared.api.has_key(ParameterLocation::Query, name);
    let mut in_query = secrets_of_query(url.query().unwrap_or_default(), is_key);
    authorization.secrets.append(&mut in_query);
    Ok(Prepared {
        is_repeatable: has_key || is_idempotent(draft.operation.method()),
        method: draft.operation.method().clone(),
        redirects: redirect_rules(client, draft),
        max_answer_size: draft.options.max_answer_size.unwrap_or(client.shared.max_answer_size),
        url,
        authorization,
        headers,
        body,
    })
}

/// The call's own rules, else the client's.
fn redirect_rules(client: &Client, draft: &RequestDraft) -> RedirectRules {
    let (shared, own) = (&client.shared.redirects, draft.overrides.as_ref());
    let headers = own.and_then(|own| own.redirect_headers.as_ref()).unwrap_or(&shared.headers);
    let body = own.and_then(|own| own.redirect_body).unwrap_or(shared.body);
    RedirectRules { headers: headers.clone(), body }
}

/// The call's base URL, else the operation's own server, else the client's base URL.
fn base_url<'a>(client: &'a Client, draft: &'a RequestDraft) -> Result<Cow<'a, BaseUrl>, UrlFault> {
    if let Some(own) = draft.overrides.as_ref().and_then(|overrides| overrides.base_url.as_ref()) {
        return Ok(Cow::Borrowed(own));
    }
    let shared = &client.shared;
    match shared.own_server(&draft.operation) {
        Some(server) => {
            let url = server.filled(&shared.server_variables).map_err(UrlFault::Server)?;
            shared.base_url.server(&url).map(Cow::Owned)
        }
        None => Ok(Cow::Borrowed(&shared.base_url)),
    }
}

/// The secrets among the headers that the caller set: sensitive headers, also without their first
/// word (`Bearer`), and cookies.
fn secrets_by_hand(draft: &RequestDraft, headers: &HeaderMap) -> Secrets {
    let headers = headers.values().filter(|value| value.is_sensitive()).flat_map(|value| {
        let text = value.to_str().unwrap_or_default();
        [text].into_iter().chain(text.split_once(' ').map(|(_, rest)| rest))
    });
    let cookies = draft.cookies.iter().flat_map(|(_, pairs)| pairs.split("; "));
    let cookies = cookies.filter_map(|pair| Some(pair.split_once('=')?.1));
    headers.chain(cookies).collect()
}

/// The client's headers, then the call's.
fn headers(
    client: &Client,
    draft: &RequestDraft,
    accept: &'static str,
    body: &Payload,
) -> HeaderMap {
    let mut headers = client.shared.headers.clone();
    if draft.is_without_client_credentials() {
        drop_secrets(&mut headers);
    }
    headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static(accept));
    if let Some(content_type) = &body.content_type {
        headers.insert(header::CONTENT_TYPE, content_type.clone());
    }
    if !draft.cookies.is_empty() {
        let cookies: Vec<_> = draft.cookies.iter().map(|(_, text)| text.as_str()).collect();
        // Percent-encoded before, so that this cannot fail.
        if let Ok(mut value) = HeaderValue::try_from(cookies.join("; ")) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
    }
    for (name, value) in &draft.headers {
        match value {
            Some(value) => {
                let mut value = value.clone();
                if client.shared.api.has_key_header(name.as_str()) {
                    value.set_sensitive(true);
                }
                headers.insert(name.clone(), value);
            }
            None => drop(headers.remove(name)),
        }
    }
    if let Some(protocol) = draft.overrides.as_ref().and_then(|own| own.upgrade.as_ref()) {
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::UPGRADE, protocol.clone());
    }
    headers
}
