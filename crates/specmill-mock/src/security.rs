//! Whether a request has the credentials that an operation wants. Any will do: nothing is checked
//! but that they are there.

use bytes::Bytes;
use http::{Request, StatusCode, header};
use specmill_core::spec::{Api, Operation, ParameterLocation, SecurityScheme, SecuritySchemeKind};

use crate::problem::Problem;

/// Whether one of the alternatives is met whole (OpenAPI 3.0, Security Requirement Object).
pub(crate) fn check(
    api: &Api,
    operation: &Operation,
    request: &Request<Bytes>,
) -> Result<(), Problem> {
    let named = |name: &String| api.security_schemes.iter().find(|scheme| scheme.name == *name);
    // A scheme that is not declared asks for nothing that could be sent.
    let is_met = |name: &String| named(name).is_none_or(|scheme| has(scheme, request));
    let alternatives = &operation.security;
    if alternatives.is_empty() || alternatives.iter().any(|needed| needed.keys().all(is_met)) {
        return Ok(());
    }
    let wanted: Vec<String> = alternatives
        .iter()
        .flat_map(|needed| needed.keys().filter_map(named))
        .map(expected_credential)
        .collect();
    let message = format!("credentials are required, and missing: {}", wanted.join(", or "));
    let help = format!("send {}, with any value", wanted.join(", or "));
    let problem = Problem::new(StatusCode::UNAUTHORIZED, message).help(help);
    // RFC 9110 §11.6.1 wants a challenge with every 401.
    let first = alternatives.iter().flat_map(|needed| needed.keys().filter_map(named)).next();
    Err(problem
        .header(header::WWW_AUTHENTICATE, first.map_or_else(|| "Bearer".to_owned(), challenge)))
}

fn has(scheme: &SecurityScheme, request: &Request<Bytes>) -> bool {
    match &scheme.kind {
        SecuritySchemeKind::Bearer
        | SecuritySchemeKind::OAuth2
        | SecuritySchemeKind::OpenIdConnect => has_authorization(request, "bearer"),
        SecuritySchemeKind::Basic => has_authorization(request, "basic"),
        SecuritySchemeKind::Http(name) => has_authorization(request, name),
        SecuritySchemeKind::ApiKey(location, name) => has_key(request, *location, name),
        SecuritySchemeKind::MutualTls => true,
    }
}

fn has_authorization(request: &Request<Bytes>, scheme: &str) -> bool {
    let values = request.headers().get_all(header::AUTHORIZATION).into_iter();
    values.filter_map(|value| value.to_str().ok()?.split_once(' ')).any(|(name, credential)| {
        name.eq_ignore_ascii_case(scheme) && !credential.trim().is_empty()
    })
}

fn has_key(request: &Request<Bytes>, location: ParameterLocation, name: &str) -> bool {
    match location {
        ParameterLocation::Header => {
            request.headers().get(name).is_some_and(|value| !value.as_bytes().is_empty())
        }
        ParameterLocation::Query | ParameterLocation::Path => {
            let query = request.uri().query().unwrap_or_default().as_bytes();
            url::form_urlencoded::parse(query).any(|(key, value)| key == name && !value.is_empty())
        }
        ParameterLocation::Cookie => {
            let lines = request.headers().get_all(header::COOKIE).into_iter();
            let pairs =
                lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
            pairs
                .filter_map(|pair| pair.trim().split_once('='))
                .any(|(key, value)| key == name && !value.is_empty())
        }
    }
}

fn expected_credential(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecuritySchemeKind::Basic => "`Authorization: Basic …`".to_owned(),
        SecuritySchemeKind::Http(name) => format!("`Authorization: {name} …`"),
        SecuritySchemeKind::ApiKey(ParameterLocation::Header, name) => {
            format!("the header `{name}`")
        }
        SecuritySchemeKind::ApiKey(ParameterLocation::Cookie, name) => {
            format!("the cookie `{name}`")
        }
        SecuritySchemeKind::ApiKey(_, name) => format!("the query parameter `{name}`"),
        _ => "`Authorization: Bearer …`".to_owned(),
    }
}

fn challenge(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecuritySchemeKind::Basic => "Basic".to_owned(),
        SecuritySchemeKind::Http(name) => name.clone(),
        SecuritySchemeKind::ApiKey(..) => "ApiKey".to_owned(),
        _ => "Bearer".to_owned(),
    }
}
