//! Which credentials a call sends, and where in the request they go.

use std::sync::Arc;

use ::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::draft::RequestDraft;
use crate::clock::Clock;
use crate::http::auth::{
    Credential, CredentialFault, CredentialKind, HeldToken, SchemeFault, TokenSource, check_text,
};
use crate::http::client::Client;
use crate::http::describe::{
    Encoding, Operation, ParameterLocation, Security, SecurityScheme, SecuritySchemeKind,
};
use crate::http::error::{Error, ErrorKind};
use crate::http::headers::header_name;
use crate::text::Secrets;

/// The credentials of one call, ready to be put on a request.
#[derive(Default)]
pub(crate) struct Authorization {
    placements: Vec<Placement>,
    /// The clock by which the life of a token is counted.
    pub(super) clock: Clock,
    /// The token in use, where a provider gives it.
    pub(super) token: Option<HeldToken>,
    /// The secret texts, in every form in which they are sent, to keep them out of messages.
    pub(crate) secrets: Secrets,
}

enum Placement {
    Header(HeaderName, HeaderValue),
    Query {
        name: String,
        value: String,
    },
    Cookie(String),
    /// The `authorization` header, with the token that `token` holds.
    Token(Arc<TokenSource>),
}

/// The credential for a security scheme on this call.
enum Found {
    Placed(Placement, Secrets),
    /// Nothing to add: the caller set it, or the transport brings it.
    AlreadySet,
    Missing,
}

impl Authorization {
    /// The call's own credentials, and what else the operation asks for.
    pub(crate) fn choose(
        client: &Client,
        draft: &RequestDraft,
        headers: &HeaderMap,
    ) -> Result<Self, Error> {
        let find = |name| find(client, draft, headers, name);
        let mut chosen = Self { clock: client.shared.clock.clone(), ..Self::default() };
        // The call's own come first, so that none of the client's replaces one.
        for (name, _) in draft.credentials() {
            chosen.add(find(name)?);
        }
        if !draft.is_without_client_credentials() {
            for found in required(client, draft, find)? {
                chosen.add(found);
            }
        }
        Ok(chosen)
    }

    fn add(&mut self, found: Found) {
        let Found::Placed(placement, mut secrets) = found else { return };
        let taken = self.placements.iter().any(|other| match (other, &placement) {
            (a, b) if a.header().is_some() => a.header() == b.header(),
            (Placement::Query { name: a, .. }, Placement::Query { name: b, .. }) => a == b,
            (Placement::Cookie(a), Placement::Cookie(b)) => a == b,
            _ => false,
        });
        if !taken {
            self.placements.push(placement);
            self.secrets.append(&mut secrets);
        }
    }

    /// Where the token comes from, if a provider gives it.
    pub(super) fn token_source(&self) -> Option<&Arc<TokenSource>> {
        self.placements.iter().find_map(|placement| match placement {
            Placement::Token(source) => Some(source),
            _ => None,
        })
    }

    /// Puts the credentials on a request: all of them, or those alone that go into one of `only`.
    pub(crate) fn apply(
        &self,
        url: &mut Url,
        headers: &mut HeaderMap,
        only: Option<&[HeaderName]>,
    ) {
        for placement in &self.placements {
            if only.is_some_and(|only| !placement.goes_into(only)) {
                continue;
            }
            match placement {
                Placement::Header(name, value) => {
                    headers.insert(name.clone(), value.clone());
                }
                Placement::Token(_) => {
                    if let Some(token) = &self.token {
                        headers.insert(header::AUTHORIZATION, token.header.clone());
                    }
                }
                Placement::Query { name, value } => {
                    let pair = format!("{name}={value}");
                    let query = url.query().unwrap_or_default();
                    // A redirect to the same host may have kept it.
                    if query.split('&').all(|other| other != pair) {
                        let joined = [query, &pair].into_iter().filter(|part| !part.is_empty());
                        let joined = joined.collect::<Vec<_>>().join("&");
                        url.set_query(Some(&joined));
                    }
                }
                Placement::Cookie(pair) => {
                    let before = headers.get(header::COOKIE).map(HeaderValue::as_bytes);
                    let cookies = match before {
                        Some(before) => [before, b"; ", pair.as_bytes()].concat(),
                        None => pair.clone().into_bytes(),
                    };
                    if let Ok(mut value) = HeaderValue::from_bytes(&cookies) {
                        value.set_sensitive(true);
                        headers.insert(header::COOKIE, value);
                    }
                }
            }
        }
    }
}

impl Placement {
    fn goes_into(&self, headers: &[HeaderName]) -> bool {
        match self {
            Self::Cookie(_) => headers.contains(&header::COOKIE),
            placement => placement.header().is_some_and(|name| headers.contains(name)),
        }
    }

    /// The header that it sets, of those that only one can set.
    fn header(&self) -> Option<&HeaderName> {
        match self {
            Self::Header(name, _) => Some(name),
            Self::Token(_) => Some(&header::AUTHORIZATION),
            Self::Query { .. } | Self::Cookie(_) => None,
        }
    }
}

/// The first security alternative for whose schemes there are credentials (OpenAPI 3.1, section
/// 4.8.30); of an operation that the document does not know, all there are.
fn required(
    client: &Client,
    draft: &RequestDraft,
    find: impl Fn(&'static str) -> Result<Found, Error>,
) -> Result<Vec<Found>, Error> {
    let operation = &*draft.operation;
    let alternatives = match operation.required_security() {
        Security::OneOf([]) => return Ok(Vec::new()),
        Security::OneOf(alternatives) => alternatives,
        Security::Unknown => {
            // Two schemes can share a header; the first of the document has it.
            return client.shared.api.schemes().iter().map(|scheme| find(scheme.name())).collect();
        }
    };
    // A credential that was set for this call is meant for it.
    let is_own = |name: &&str| draft.credentials().iter().any(|(own, _)| own == name);
    let has_own = |alternative: &&&[&str]| alternative.iter().any(is_own);
    let own_first = alternatives.iter().filter(has_own);
    let own_first = own_first.chain(alternatives.iter().filter(|other| !has_own(other)));
    // An empty alternative comes last, wherever the document has it.
    'alternatives: for alternative in own_first.filter(|alternative| !alternative.is_empty()) {
        let mut all = Vec::new();
        for name in *alternative {
            match find(name)? {
                Found::Missing => continue 'alternatives,
                found => all.push(found),
            }
        }
        return Ok(all);
    }
    if alternatives.iter().any(|alternative| alternative.is_empty()) {
        return Ok(Vec::new());
    }
    Err(missing(client, operation, alternatives))
}

fn missing(client: &Client, operation: &Operation, alternatives: &[&[&str]]) -> Error {
    let wanted: Vec<_> = alternatives.iter().map(|names| names.join(" with ")).collect();
    let hint = client.shared.credential_hint.as_deref();
    let summary = format!(
        "the operation needs a credential that the client does not have: {}; {}. Nothing was sent",
        wanted.join(", or "),
        hint.unwrap_or("give it one for that security scheme"),
    );
    Error::unsent(ErrorKind::MissingCredential, summary).with_operation(operation.id())
}

fn find(
    client: &Client,
    draft: &RequestDraft,
    headers: &HeaderMap,
    name: &str,
) -> Result<Found, Error> {
    let operation = &*draft.operation;
    // A name the document does not define can have no credential.
    let Some(scheme) = client.shared.api.scheme(name) else { return Ok(Found::Missing) };
    let of_name = |(other, _): &&(&'static str, Credential)| *other == name;
    let own = draft.credentials().iter().find(of_name);
    let credential = own.or_else(|| client.shared.credentials.iter().find(of_name));
    let has_header = match credential {
        Some((_, Credential(CredentialKind::Header(name, _)))) => headers.contains_key(name),
        _ => false,
    };
    if own.is_none() && (has_header || is_set_by_hand(scheme, draft, headers)) {
        return Ok(Found::AlreadySet);
    }
    let Some((_, credential)) = credential else { return Ok(Found::Missing) };
    let refused = |reason: CredentialFault| {
        let fault = SchemeFault::Credential(name.to_owned(), reason);
        Error::unsent(ErrorKind::Request, fault.to_string()).with_operation(operation.id())
    };
    let (text, secrets) = match &credential.0 {
        CredentialKind::Header(name, key) => {
            let placement = sensitive(key.expose()).map_err(refused)?;
            let placement = Placement::Header(name.clone(), placement);
            return Ok(Found::Placed(placement, [key.expose()].into_iter().collect()));
        }
        // No client and no call takes one.
        CredentialKind::BadHeader(_) => return Ok(Found::Missing),
        CredentialKind::Bearer(token) => bearer(token.expose()),
        CredentialKind::BearerFor(choose) => match choose(operation) {
            None => return Ok(Found::Missing),
            Some(token) => {
                check_text(&token).map_err(refused)?;
                bearer(token.expose())
            }
        },
        CredentialKind::Token(source) => {
            return Ok(Found::Placed(Placement::Token(source.clone()), Secrets::default()));
        }
        CredentialKind::Basic { user, password } => {
            let pair = STANDARD.encode(format!("{user}:{}", password.expose()));
            (format!("Basic {pair}"), [&*pair, password.expose()].into_iter().collect())
        }
        CredentialKind::ApiKey(key) => {
            (key.expose().to_owned(), [key.expose()].into_iter().collect())
        }
    };
    place(scheme, text, secrets).map_err(refused)
}

fn bearer(token: &str) -> (String, Secrets) {
    (["Bearer ", token].concat(), [token].into_iter().collect())
}

/// The value of a header that holds a credential.
fn sensitive(text: &str) -> Result<HeaderValue, CredentialFault> {
    let mut value = HeaderValue::try_from(text).map_err(|_| CredentialFault::NotAHeaderValue)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Puts a credential's text where the scheme wants it.
fn place(
    scheme: &SecurityScheme,
    text: String,
    mut secrets: Secrets,
) -> Result<Found, CredentialFault> {
    let in_header =
        |name, text: String| Ok::<_, CredentialFault>(Placement::Header(name, sensitive(&text)?));
    let SecuritySchemeKind::ApiKey(location, name) = scheme.kind() else {
        return Ok(Found::Placed(in_header(header::AUTHORIZATION, text)?, secrets));
    };
    let placement = match location {
        ParameterLocation::Header => in_header(header_name(name)?, text)?,
        ParameterLocation::Query => {
            let value = Encoding::Value.encode(&text).into_owned();
            secrets.push(&value);
            Placement::Query { name: Encoding::Value.encode(name).into_owned(), value }
        }
        ParameterLocation::Cookie => {
            let value = Encoding::Value.encode(&text).into_owned();
            secrets.push(&value);
            Placement::Cookie(format!("{}={value}", Encoding::Value.encode(name)))
        }
        ParameterLocation::Path => return Err(CredentialFault::InPath),
    };
    Ok(Found::Placed(placement, secrets))
}

/// Whether the caller has set what the scheme would set, or the transport brings it.
fn is_set_by_hand(scheme: &SecurityScheme, draft: &RequestDraft, headers: &HeaderMap) -> bool {
    match scheme.kind() {
        SecuritySchemeKind::MutualTls => true,
        SecuritySchemeKind::ApiKey(ParameterLocation::Header, name) => headers.contains_key(name),
        SecuritySchemeKind::ApiKey(ParameterLocation::Query, name) => {
            draft.query.iter().any(|(other, text)| other == name && !text.is_empty())
        }
        SecuritySchemeKind::ApiKey(ParameterLocation::Cookie, name) => {
            draft.cookies.iter().any(|(other, _)| other == name)
        }
        SecuritySchemeKind::ApiKey(ParameterLocation::Path, _) => false,
        _ => headers.contains_key(header::AUTHORIZATION),
    }
}
