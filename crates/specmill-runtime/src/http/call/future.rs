//! A call that was sent.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::description::Call;
use crate::auto_traits::auto_traits;
use crate::http::answer::{DecodeAnswer, Decoding, Response};
use crate::http::error::Error;
use crate::http::send::{self, Exchange, Outcome};
use crate::json::Decoded;

impl<T> IntoFuture for Call<T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = ResponseFuture<T>;

    fn into_future(self) -> ResponseFuture<T> {
        let Decoding { accept, reading, .. } = self.decoding;
        let exchange = send::begin(self.client, self.draft, accept, reading);
        ResponseFuture { exchange, decode: self.decoding.decode }
    }
}

/// The future of a [`Call`]. Dropping it ends the call and its connection.
///
/// It is `Send` and `Unpin`.
#[must_use = "futures do nothing unless they are awaited"]
pub struct ResponseFuture<T> {
    exchange: Exchange,
    decode: DecodeAnswer<T>,
}

auto_traits!([T] ResponseFuture<T>: Send + Unpin);

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.exchange.as_mut().poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(outcome)) => Poll::Ready(read(outcome, self.decode)),
        }
    }
}

/// The response of an answer.
pub(super) fn read<T>(mut outcome: Outcome, decode: DecodeAnswer<T>) -> Result<Response<T>, Error> {
    match decode(&mut outcome) {
        Ok(Decoded { value, drift, unlisted }) => {
            Ok(Response::new(value, outcome.with_drift(drift, unlisted)))
        }
        Err(error) => Err(outcome.not_decoded(error)),
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}
