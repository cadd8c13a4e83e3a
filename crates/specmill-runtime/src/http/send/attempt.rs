//! One try: a request, its redirects, and an answer read to its end.

use std::time::Duration;

use ::http::{Extensions, HeaderMap, HeaderValue, Method, header};
use http_body_util::BodyExt;
use url::Url;

use super::outcome::Reading;
use super::redirect::Hop;
use super::redirect_fault::RedirectFault;
use super::sockets;
use crate::box_error::BoxError;
use crate::clock::{RuntimeFault, timeout};
use crate::http::client::Client;
use crate::http::error::{ErrorKind, RawAnswer};
use crate::http::request::Prepared;
use crate::http::trace;
use crate::http::wire::{
    AnyConnection, Body, Collected, MAX_ERROR_SIZE, OnUpgrade, TooLarge, TransportError,
    TransportErrorKind, too_large,
};
use crate::text::{Secrets, secrets_of_target};
use crate::upload::UploadError;

/// What an `http::Uri` can hold.
const LONGEST_URL: usize = u16::MAX as usize - 1;

/// How far a try has come. It outlives the try, which a timeout can drop at any moment.
#[derive(Default)]
pub(crate) struct Progress {
    /// The server may have seen the request.
    sent: bool,
    /// The request went to another host, without the credentials.
    is_elsewhere: bool,
    /// The head of the answer that is being read; its body is `received`.
    head: Option<RawAnswer>,
    received: Collected,
    /// The body that is not read here.
    stream: Option<Body>,
    /// The connection, once its protocol is another.
    connection: Option<AnyConnection>,
    /// Secrets in the URLs that the server redirected to, which no message may show.
    pub(crate) secrets: Secrets,
}

impl Progress {
    pub(crate) fn was_sent(&self) -> bool {
        self.sent
    }

    pub(crate) fn is_streamed(&self) -> bool {
        self.stream.is_some()
    }

    pub(crate) fn is_elsewhere(&self) -> bool {
        self.is_elsewhere
    }

    pub(crate) fn take_stream(&mut self) -> Option<Body> {
        self.stream.take()
    }

    pub(crate) fn take_connection(&mut self) -> Option<AnyConnection> {
        self.connection.take()
    }

    /// The answer, as far as it was received.
    pub(crate) fn take_answer(&mut self) -> Option<RawAnswer> {
        let mut answer = self.head.take()?;
        let received = std::mem::take(&mut self.received);
        // Of an incomplete answer, an error keeps as much as of an error's body.
        answer.body = match answer.is_cut {
            true => received.cut(MAX_ERROR_SIZE),
            false => received.into_bytes(),
        };
        Some(answer)
    }
}

/// Why a try has no complete answer.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) summary: String,
    pub(crate) source: Option<BoxError>,
}

/// Sends the request and reads its answer, of whatever status, within `limit`. The body of a
/// success that is to be streamed is left to the caller.
pub(crate) async fn run(
    client: &Client,
    request: &Prepared,
    reading: Reading,
    retries: u32,
    limit: Duration,
    progress: &mut Progress,
) -> Result<RawAnswer, Failure> {
    let exchange = follow(client, request, reading, retries, progress);
    match timeout(limit, exchange).await {
        Ok(result) => result?,
        Err(_) => return Err(out_of_time(limit, progress)),
    }
    progress.take_answer().ok_or_else(|| Failure {
        kind: ErrorKind::Connection,
        summary: "there is no answer".into(),
        source: None,
    })
}

fn out_of_time(limit: Duration, progress: &Progress) -> Failure {
    let missing = match progress.head {
        Some(_) => "the answer was not complete",
        None => "there was no answer",
    };
    Failure {
        kind: ErrorKind::Timeout,
        summary: format!("{missing} after {limit:?}"),
        source: None,
    }
}

async fn follow(
    client: &Client,
    request: &Prepared,
    reading: Reading,
    retries: u32,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut hop = Hop::first(request);
    loop {
        progress.is_elsewhere = !hop.is_trusted;
        let response = send(client, request, &hop, retries, progress).await?;
        let (head, body) = response.into_parts();
        let conventions = client.shared.api.known_conventions();
        let clock = client.shared.clock.clone();
        let mut answer = RawAnswer::head(head.status, head.headers, conventions, clock);
        for (name, value) in &mut answer.headers {
            // `Debug` of a header map hides such values; a place to go to can be a signed URL.
            value.set_sensitive(name == header::SET_COOKIE || name == header::LOCATION);
        }
        trace::answer_head(&answer.headers);
        let led_on = hop.follow(answer.status, &answer.headers);
        if !matches!(led_on, Ok(false)) {
            progress.secrets.append(&mut secrets_of_target(hop.url.query().unwrap_or_default()));
        }
        match led_on {
            Ok(true) if hop.has_body && !request.body.can_be_sent() => {
                progress.head = Some(answer);
                return Err(Failure {
                    kind: ErrorKind::Redirect,
                    summary: RedirectFault::UsedStream.to_string(),
                    source: None,
                });
            }
            // The body of a redirect is for people; it is dropped with its connection.
            Ok(true) => trace::redirected(answer.status, &hop.url),
            Ok(false) if reading.is_upgrade(answer.status) => {
                progress.connection = Some(upgrade(&head.extensions).await?);
                progress.head = Some(answer);
                return Ok(());
            }
            Ok(false) => {
                let is_stream = reading.is_stream(&answer);
                progress.head = Some(answer);
                if is_stream {
                    progress.stream = Some(body);
                    return Ok(());
                }
                return read(body, request.max_answer_size, progress).await;
            }
            Err(fault) => {
                progress.head = Some(answer);
                let summary = fault.to_string();
                return Err(Failure { kind: ErrorKind::Redirect, summary, source: None });
            }
        }
    }
}

/// Sends one hop, with the credentials if it goes to where they belong.
async fn send(
    client: &Client,
    request: &Prepared,
    hop: &Hop<'_>,
    retries: u32,
    progress: &mut Progress,
) -> Result<::http::Response<Body>, Failure> {
    let (mut url, mut headers) = (Url::clone(&hop.url), HeaderMap::clone(&hop.headers));
    if let Some(name) = client.shared.retry_count_header.as_ref().filter(|_| hop.is_trusted) {
        headers.entry(name).or_insert_with(|| match retries {
            0 => HeaderValue::from_static("0"),
            _ => retries.into(),
        });
    }
    request.authorization.apply(&mut url, &mut headers, hop.allowed_headers());
    let body = if hop.has_body { request.body.open().await } else { Ok(Body::empty()) };
    let mut wire = ::http::Request::new(body.map_err(|error| upload_failed(&error))?);
    *wire.method_mut() = Method::clone(&hop.method);
    *wire.headers_mut() = headers;
    if url.as_str().len() > LONGEST_URL {
        let summary = format!("the URL of the request is longer than {LONGEST_URL} bytes");
        return Err(Failure { kind: ErrorKind::Request, summary, source: None });
    }
    trace::request_head(&url, wire.headers());
    // From here on a timeout cannot tell how far it has come.
    let was_sent = std::mem::replace(&mut progress.sent, true);
    sockets::send(client.shared.transport.send_to(url, wire)).await.map_err(|error| {
        progress.sent = was_sent || error.maybe_was_sent();
        failed(error, &hop.url)
    })
}

/// The connection that the transport has behind an answer of status 101.
async fn upgrade(extensions: &Extensions) -> Result<AnyConnection, Failure> {
    let Some(connection) = extensions.get::<OnUpgrade>() else {
        return Err(Failure {
            kind: ErrorKind::Configuration,
            summary: "the transport hands out no connection after status 101, as it sets no \
                      `OnUpgrade`"
                .into(),
            source: None,
        });
    };
    connection.connection().await.map_err(|source| Failure {
        kind: ErrorKind::Connection,
        summary: format!("the connection broke at status 101: {}", root_cause(&*source)),
        source: Some(source),
    })
}

fn upload_failed(error: &UploadError) -> Failure {
    Failure { kind: ErrorKind::Upload, summary: error.to_string(), source: None }
}

fn failed(error: TransportError, url: &Url) -> Failure {
    let (kind, what) = match error.kind() {
        TransportErrorKind::Connect => (ErrorKind::Connection, "no connection to"),
        TransportErrorKind::Timeout => (ErrorKind::Timeout, "timeout of"),
        TransportErrorKind::Rejected => {
            let source = error.into_source();
            let summary = source.to_string();
            return Failure { kind: ErrorKind::Request, summary, source: Some(source) };
        }
        TransportErrorKind::Other => (ErrorKind::Connection, "the exchange failed with"),
    };
    let host = url.origin().ascii_serialization();
    let source = error.into_source();
    if let Some(fault) = source.downcast_ref::<RuntimeFault>() {
        let summary = fault.to_string();
        return Failure { kind: ErrorKind::Configuration, summary, source: Some(source) };
    }
    if let Some(failure) = upload_error(&*source).map(upload_failed) {
        return Failure { source: Some(source), ..failure };
    }
    let summary = format!("{what} {host}: {}", root_cause(&*source));
    Failure { kind, summary, source: Some(source) }
}

/// Reads the body to its end. A success that is longer than `most` is a failure; of any other
/// answer, what is beyond the first MiB is left and goes with its connection.
async fn read(mut body: Body, most: usize, progress: &mut Progress) -> Result<(), Failure> {
    let Some(head) = &mut progress.head else { return Ok(()) };
    let is_success = head.status.is_success();
    let excess = |head: &mut RawAnswer| {
        head.is_cut = true;
        match is_success {
            true => {
                Err(Failure { kind: ErrorKind::TooLarge, summary: too_large(most), source: None })
            }
            false => Ok(()),
        }
    };
    let hint = http_body::Body::size_hint(&body);
    let length = Some(hint.lower()).filter(|length| *length > 0);
    let collected = match is_success {
        true => Collected::new(length, most),
        // An error is read as far as it may be, however long it is.
        false => {
            Collected::new(length.map(|length| length.min(MAX_ERROR_SIZE as u64)), MAX_ERROR_SIZE)
        }
    };
    progress.received = match collected {
        Ok(collected) => collected,
        Err(TooLarge) => return excess(head),
    };
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|source| Failure {
            kind: ErrorKind::Connection,
            summary: format!(
                "the answer broke off after {} bytes of its body: {}",
                progress.received.len(),
                root_cause(&*source)
            ),
            source: Some(source),
        })?;
        // Frames that are not data are trailers, which no one asks for.
        let Some(data) = frame.data_ref() else { continue };
        if progress.received.push(data).is_err() {
            return excess(head);
        }
    }
    Ok(())
}

/// The error of our own body, which the transport gave back inside of its own.
fn upload_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a UploadError> {
    std::iter::successors(Some(error), |error| error.source())
        .find_map(|error| error.downcast_ref::<UploadError>())
}

/// The innermost error: "connection refused" says more than "error sending request".
pub(crate) fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
