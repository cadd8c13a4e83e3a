//! Security schemes, and which of them an operation needs.

use openapiv3 as typed;

use super::conventions::is_header_name;
use super::located::Located;
use super::model::{ParameterLocation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use crate::tree::{Map, Node};

const SCHEME: Table = Table {
    what: "a security scheme",
    code: "invalid-security-scheme",
    cost: "it is left out, and calls that need it go out without it; correct the document",
    members: &[
        needed("type", Form::Word(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"])),
        needed("in", Form::Word(&["query", "header", "cookie"])),
        needed("name", Form::Text),
        needed("scheme", Form::Text),
        spare("description", Form::Text),
    ],
};

/// The schemes of IANA's registry "HTTP Authentication Schemes", but for `basic` and `bearer`.
const HTTP_SCHEMES: [&str; 12] = [
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// Alternatives that are read of one `security`.
const MOST_ALTERNATIVES: usize = 20;
/// Schemes that one of them may need together.
const MOST_SCHEMES: usize = 8;

impl<'d> Reader<'d> {
    /// `components.securitySchemes`.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let mut schemes = Vec::new();
        for (name, at) in self.components("securitySchemes").iter().flat_map(Located::members) {
            let scheme = self.follow(at).and_then(|at| self.security_scheme(name, &at));
            schemes.extend(scheme);
        }
        schemes
    }

    fn security_scheme(&mut self, name: &str, at: &Located<'d>) -> Option<SecurityScheme> {
        let mut view = self.view(at, &SCHEME)?;
        let description = view.get("description").and_then(Node::as_str).map(str::to_owned);
        let name = name.to_owned();
        let kind = match at.text("type") {
            // OpenAPI 3.1's; `openapiv3` does not know it.
            Some("mutualTLS") => SecuritySchemeKind::MutualTls,
            typ => {
                complete(&mut view, typ.unwrap_or_default());
                let kind = kind(self.typed(at, &SCHEME, &view)?);
                self.note_http_scheme(at, &kind);
                self.check_key(at, &kind)?;
                kind
            }
        };
        Some(SecurityScheme { name, description, kind })
    }

    /// Refuses a key whose header or cookie cannot have its name.
    fn check_key(&mut self, at: &Located<'d>, kind: &SecuritySchemeKind) -> Option<()> {
        let SecuritySchemeKind::ApiKey(location, name) = kind else { return Some(()) };
        if *location == ParameterLocation::Query || is_header_name(name) {
            return Some(());
        }
        let message = format!("`{name}` is not a name that a header or a cookie can have");
        self.diagnostics.error(SCHEME.code, &at.pointer.child("name"), message, SCHEME.cost);
        None
    }

    /// Says of a scheme of HTTP that nobody has registered.
    fn note_http_scheme(&mut self, at: &Located<'d>, kind: &SecuritySchemeKind) {
        let SecuritySchemeKind::Http(scheme) = kind else { return };
        if HTTP_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
            return;
        }
        let message = format!("`{scheme}` is not a registered authentication scheme of HTTP");
        let known = HTTP_SCHEMES.iter().copied().chain(["basic", "bearer"]);
        let help = match self.diagnostics.nearest(scheme, known) {
            Some(near) => {
                format!("the credential is sent as `{scheme} …`; the nearest is `{near}`")
            }
            None => format!(
                "the credential is sent as `{scheme} …`; a key in a header is `type: apiKey`"
            ),
        };
        self.diagnostics.warning("unknown-http-scheme", &at.pointer.child("scheme"), message, help);
    }

    /// The alternatives `security` of `at` lists; `None` where it says nothing.
    pub(super) fn security(
        &mut self,
        at: &Located<'d>,
        schemes: &[SecurityScheme],
    ) -> Option<Vec<SecurityRequirement>> {
        let listed = at.member("security")?;
        // A wrong shape is reported with the operation's other members.
        listed.node.as_array()?;
        let mut places: Vec<_> = listed.items().collect();
        if places.len() > MOST_ALTERNATIVES {
            let message = format!(
                "`security` lists {} alternatives, at most {MOST_ALTERNATIVES}",
                places.len()
            );
            let help =
                "those after them are left out: each operation repeats what the document lists";
            self.diagnostics.warning("invalid-security", &listed.pointer, message, help);
            places.truncate(MOST_ALTERNATIVES);
        }
        let read: Vec<_> = places.iter().filter_map(|at| self.requirement(at, schemes)).collect();
        // A list whose every alternative is left out must not come to mean that none is needed.
        if read.is_empty() && !places.is_empty() { None } else { Some(read) }
    }

    /// One alternative; an empty one says that none is needed.
    fn requirement(
        &mut self,
        at: &Located<'d>,
        schemes: &[SecurityScheme],
    ) -> Option<SecurityRequirement> {
        let mut requirement = SecurityRequirement::new();
        if at.node.as_object().is_none() {
            let message =
                format!("a security requirement must be an object, but is {}", at.node.kind());
            let help = "this alternative is left out; correct the document";
            self.diagnostics.warning("invalid-security", &at.pointer, message, help);
            return None;
        }
        let needed = at.node.as_object().map_or(0, Map::len);
        if needed > MOST_SCHEMES {
            let message = format!("an alternative of `security` needs {needed} schemes together");
            let help = format!("this alternative is left out; at most {MOST_SCHEMES} are read");
            self.diagnostics.warning("invalid-security", &at.pointer, message, help);
            return None;
        }
        for (name, scopes) in at.members() {
            if !schemes.iter().any(|scheme| scheme.name == name) {
                self.note_unknown_scheme(&scopes, name, schemes);
                return None;
            }
            let scopes = scopes.node.as_array().unwrap_or_default();
            let scopes = scopes.iter().filter_map(Node::as_str).map(str::to_owned).collect();
            requirement.insert(name.to_owned(), scopes);
        }
        Some(requirement)
    }

    fn note_unknown_scheme(&mut self, at: &Located<'d>, name: &str, schemes: &[SecurityScheme]) {
        let names = schemes.iter().map(|scheme| scheme.name.as_str());
        let help = match self.diagnostics.nearest(name, names) {
            Some(name) => format!("this alternative is left out; the nearest scheme is `{name}`"),
            None => "this alternative is left out; describe the scheme under \
                     `components.securitySchemes`"
                .to_owned(),
        };
        let message = format!("there is no security scheme `{name}`");
        self.diagnostics.warning("unknown-security-scheme", &at.pointer, message, help);
    }
}

/// Adds what `openapiv3` asks for and nobody here reads.
fn complete(view: &mut Map, typ: &str) {
    match typ {
        "oauth2" => {
            view.insert("flows".to_owned(), Node::Object(Map::default()));
        }
        "openIdConnect" => {
            view.insert("openIdConnectUrl".to_owned(), Node::String(String::new()));
        }
        _ => {}
    }
}

fn kind(scheme: typed::SecurityScheme) -> SecuritySchemeKind {
    use typed::{APIKeyLocation as In, SecurityScheme as S};
    match scheme {
        S::APIKey { location, name, .. } => {
            let location = match location {
                In::Query => ParameterLocation::Query,
                In::Header => ParameterLocation::Header,
                In::Cookie => ParameterLocation::Cookie,
            };
            SecuritySchemeKind::ApiKey(location, name)
        }
        // Scheme names are case-insensitive (RFC 9110 §11.1).
        S::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => SecuritySchemeKind::Bearer,
            "basic" => SecuritySchemeKind::Basic,
            _ => SecuritySchemeKind::Http(scheme),
        },
        S::OAuth2 { .. } => SecuritySchemeKind::OAuth2,
        S::OpenIDConnect { .. } => SecuritySchemeKind::OpenIdConnect,
    }
}
