//! The request that a call describes: plain data, not sent yet.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::body::RequestBody;
use super::fault::RequestFault;
use super::overrides::Overrides;
use crate::http::auth::Credential;
use crate::http::client::Client;
use crate::http::describe::{
    OperationRef, Parameter, ParameterFault, ParameterLocation, serialize,
};
use crate::http::headers::{HeaderFault, header_value, refusal};
use crate::json::{Encoded, Encoder, Strictness};
use ::http::{HeaderName, HeaderValue};

/// The request that a call describes. The first argument that cannot be sent is kept as the
/// reason the call fails with when it is awaited.
#[derive(Clone)]
pub(crate) struct RequestDraft {
    pub(crate) operation: OperationRef,
    /// Name and encoded text.
    pub(crate) path: Vec<(String, String)>,
    /// Name and encoded text, which holds the name too (`a=1&a=2`). An empty text is not sent.
    pub(crate) query: Vec<(String, String)>,
    /// Name and text, which holds the name too (`a=1; b=2`).
    pub(crate) cookies: Vec<(String, String)>,
    /// The last entry of a name counts; `None` takes a default header away.
    pub(crate) headers: Vec<(HeaderName, Option<HeaderValue>)>,
    pub(crate) body: Option<RequestBody>,
    /// Members to be set in the body, whatever is in it; `None` takes one out.
    pub(crate) fields: Vec<(String, Option<Encoded>)>,
    pub(crate) options: Options,
    pub(crate) overrides: Option<Box<Overrides>>,
    pub(crate) fault: Option<RequestFault>,
}

/// What a call sets differently from its client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) stall_timeout: Option<Duration>,
    pub(crate) max_event_size: Option<usize>,
    pub(crate) max_answer_size: Option<usize>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) strictness: Option<Strictness>,
}

impl RequestDraft {
    pub(crate) fn new(operation: OperationRef) -> Box<Self> {
        Box::new(Self {
            operation,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: Vec::new(),
            body: None,
            fields: Vec::new(),
            options: Options::default(),
            overrides: None,
            fault: None,
        })
    }

    /// Sets a parameter to a value that was written, by the conventions of the client's API. The same
    /// name in the same place replaces, null takes away.
    pub(crate) fn set_written(
        &mut self,
        client: &Client,
        parameter: &Parameter<'_>,
        value: Encoder,
    ) {
        let parameter = parameter.named(client.shared.api.known_conventions().query_names);
        match value.into_text() {
            Ok(json) => self.set(&parameter, &json),
            Err(refused) => self.refuse_parameter(&parameter, ParameterFault::Refused(refused)),
        }
    }

    /// Sets a parameter to a value given as JSON.
    pub(crate) fn set(&mut self, parameter: &Parameter<'_>, json: &[u8]) {
        let text = match serialize(parameter, json) {
            Ok(text) => text,
            Err(fault) => return self.refuse_parameter(parameter, fault),
        };
        let list = match parameter.location {
            ParameterLocation::Path => &mut self.path,
            ParameterLocation::Query => &mut self.query,
            ParameterLocation::Cookie => &mut self.cookies,
            ParameterLocation::Header => return self.set_header(parameter, text),
        };
        let at = list.iter().position(|(name, _)| name == parameter.name);
        match (at.and_then(|at| list.get_mut(at)), text) {
            (Some(entry), Some(text)) => entry.1 = text,
            (None, Some(text)) => list.push((parameter.name.to_owned(), text)),
            (_, None) => {
                list.retain(|(name, _)| name != parameter.name);
                if parameter.location == ParameterLocation::Query {
                    // Takes the client's parameter of that name away.
                    list.push((parameter.name.to_owned(), String::new()));
                }
            }
        }
    }

    fn set_header(&mut self, parameter: &Parameter<'_>, text: Option<String>) {
        let value = match text.map(|text| header_value(parameter.name, &text)).transpose() {
            Ok(value) => value,
            Err(fault) => return self.refuse_header(parameter, fault),
        };
        match HeaderName::try_from(parameter.name) {
            Ok(name) => {
                if let Some(reason) = value.as_ref().and_then(|_| refusal(&name)) {
                    return self.refuse_header(parameter, reason);
                }
                self.headers.retain(|(other, _)| *other != name);
                self.headers.push((name, value));
            }
            Err(_) => self.refuse_header(parameter, HeaderFault::Name),
        }
    }

    /// Takes over what `other` says of how it is sent, and nothing of what.
    pub(crate) fn inherit_settings(&mut self, other: &Self) {
        self.options = other.options;
        self.headers.extend(other.headers.iter().cloned());
        self.overrides = other.overrides.as_deref().map(|overrides| {
            let overrides = overrides.clone();
            Box::new(Overrides { media_type: None, idempotency_key: None, ..overrides })
        });
    }

    pub(crate) fn overrides_mut(&mut self) -> &mut Overrides {
        self.overrides.get_or_insert_default()
    }

    /// Sets an override. One that cannot be is the fault of the call, unless there is one before.
    pub(crate) fn override_with<F: Into<RequestFault>>(
        &mut self,
        set: impl FnOnce(&mut Overrides) -> Result<(), F>,
    ) {
        if let Err(fault) = set(self.overrides_mut()) {
            self.refuse(fault.into());
        }
    }

    /// The call's own credentials: scheme name and credential.
    pub(crate) fn credentials(&self) -> &[(&'static str, Credential)] {
        self.overrides.as_ref().map_or(&[], |overrides| &overrides.credentials)
    }

    /// Whether the client's credentials are left out.
    pub(crate) fn is_without_client_credentials(&self) -> bool {
        self.overrides.as_ref().is_some_and(|overrides| overrides.without_client_credentials)
    }

    fn refuse_parameter(&mut self, parameter: &Parameter<'_>, fault: ParameterFault) {
        let name = parameter.name.to_owned();
        self.refuse(RequestFault::Parameter(parameter.location, name, Arc::new(fault)));
    }

    fn refuse_header(&mut self, parameter: &Parameter<'_>, fault: HeaderFault) {
        self.refuse(RequestFault::Header(parameter.name.to_owned(), fault));
    }

    /// Keeps the first fault.
    fn refuse(&mut self, fault: RequestFault) {
        self.fault.get_or_insert(fault);
    }
}

/// Names only: values can be secrets.
impl fmt::Debug for RequestDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |list: &[(String, String)]| {
            list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        f.debug_struct("RequestDraft")
            .field("operation", &self.operation.id())
            .field("path", &names(&self.path))
            .field("query", &names(&self.query))
            .field("cookies", &names(&self.cookies))
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &self.body.as_ref().map(RequestBody::name))
            .field("fields", &self.fields.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("credentials", &self.credentials())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
