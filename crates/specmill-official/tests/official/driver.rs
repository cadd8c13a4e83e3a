//! What the drivers, which `build/driver.rs` writes, are made of.
// Not every document has a use for all of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use serde_json::Value;
use specmill_runtime::http::{self, Download, EventStream};
use specmill_runtime::json::{self, Decode, Encode, Strictness};

/// A component schema's type.
pub(crate) struct Type {
    pub(crate) component: &'static str,
    pub(crate) read: Read,
}

/// An operation of a client `C`.
pub(crate) struct Operation<C: 'static> {
    pub(crate) id: &'static str,
    /// In lower case, as a path item has it.
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// Reads its JSON answer, where it has one.
    pub(crate) answer: Option<Read>,
    /// Reads its JSON body, where it takes one.
    pub(crate) body: Option<Read>,
    pub(crate) calls: &'static [Call<C>],
}

/// A way to call an operation.
pub(crate) struct Call<C: 'static> {
    /// The media type of what it sends, empty where that is nothing.
    pub(crate) what: &'static str,
    /// Whether the answer is asked for as a stream of events.
    pub(crate) streamed: bool,
    pub(crate) make: fn(&C, &Given<'_>) -> Result<Sent, String>,
}

/// A call on its way.
pub(crate) type Sent = Pin<Box<dyn Future<Output = Result<Reply, http::Error>>>>;

/// What came back, as the client sees it.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// The JSON answer, or each event, written again.
    pub(crate) written: Vec<Vec<u8>>,
    /// The drift of each event.
    pub(crate) drift: Vec<Vec<String>>,
    /// The bytes of a download.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// Decodes, and writes again; the error says why there is no value.
pub(crate) type Read = fn(&[u8]) -> Result<Again, String>;

/// What was decoded and written again.
pub(crate) struct Again {
    pub(crate) drift: Vec<String>,
    pub(crate) written: Vec<u8>,
}

/// Decodes a `T`, leniently, and writes it again.
pub(crate) fn read<T: Decode + Encode>(text: &[u8]) -> Result<Again, String> {
    let read = json::decode::<T>(text, Strictness::Lenient).map_err(|error| error.to_string())?;
    let drift = read.drift.iter().map(ToString::to_string).collect();
    Ok(Again { drift, written: json::encode(&read.value) })
}

/// The samples of a call: parameters by location and name (`Query limit`), and the `body`.
pub(crate) struct Given<'a> {
    pub(crate) values: &'a BTreeMap<String, Value>,
}

impl Given<'_> {
    /// The sample at `place`, decoded with no drift.
    pub(crate) fn value<T: Decode>(&self, place: &str) -> Result<T, String> {
        let value = self.values.get(place).ok_or_else(|| format!("no sample for `{place}`"))?;
        let read = json::decode(value.to_string().as_bytes(), Strictness::Strict);
        read.map(|read| read.value).map_err(|error| format!("{place}: {error}\n    of {value}"))
    }

    /// Borrowed for as long as the test runs.
    pub(crate) fn leaked<T: Decode>(&self, place: &str) -> Result<&'static T, String> {
        Ok(Box::leak(Box::new(self.value(place)?)))
    }

    pub(crate) fn text(&self, place: &str) -> Result<&'static str, String> {
        Ok(self.leaked::<String>(place)?)
    }

    pub(crate) fn list<T: Decode>(&self, place: &str) -> Result<&'static [T], String> {
        Ok(self.leaked::<Vec<T>>(place)?)
    }

    pub(crate) fn texts(&self, place: &str) -> Result<&'static [&'static str], String> {
        let texts = self.leaked::<Vec<String>>(place)?;
        Ok(texts.iter().map(String::as_str).collect::<Vec<_>>().leak())
    }

    pub(crate) fn upload(&self) -> Result<http::Upload, String> {
        self.value("body")
    }
}

/// Sends a call whose answer is JSON.
pub(crate) fn json<T: Encode + 'static>(call: http::Call<T>) -> Sent {
    Box::pin(async move {
        let answer = call.await?;
        let written = vec![json::encode(&*answer)];
        Ok(Reply { status: answer.status().as_u16(), written, ..Reply::default() })
    })
}

/// Sends a call whose answer cannot be written again.
pub(crate) fn plain<T: 'static>(call: http::Call<T>) -> Sent {
    Box::pin(async move {
        let status = call.await?.status().as_u16();
        Ok(Reply { status, ..Reply::default() })
    })
}

/// Sends a call that answers with bytes, and reads them.
pub(crate) fn download(call: http::Call<Download>) -> Sent {
    Box::pin(async move {
        let mut answer = call.await?;
        let bytes = answer.read().await?.to_vec();
        Ok(Reply { status: answer.status().as_u16(), bytes: Some(bytes), ..Reply::default() })
    })
}

/// Sends a call that answers with events, and reads them to the end.
pub(crate) fn events<T: Encode + 'static>(call: http::Call<EventStream<T>>) -> Sent {
    Box::pin(async move {
        let mut answer = call.await?;
        let (mut written, mut drift) = (Vec::new(), Vec::new());
        loop {
            match answer.try_next().await {
                Ok(None) => break,
                Ok(Some(event)) => {
                    written.push(json::encode(&event));
                    drift.push(answer.last_drift().iter().map(ToString::to_string).collect());
                }
                // There can be more events after one that is none of `T`.
                Err(error) if error.kind() == http::ErrorKind::Decode => {
                    written.push(b"null".to_vec());
                    drift.push(vec![error.to_string()]);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Reply { status: answer.status().as_u16(), written, drift, bytes: None })
    })
}
