//! Nothing, where the feature `tracing` is off.

use std::time::Duration;

use ::http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::http::describe::Operation;
use crate::http::error::{Error, ErrorKind};
use crate::json::Drift;
use crate::text::Secrets;

#[derive(Clone)]
pub(crate) struct CallSpan;

pub(crate) struct AttemptSpan;

impl CallSpan {
    pub(crate) fn of(_: &Operation) -> Self {
        Self
    }

    pub(crate) fn goes_to(&self, _: &Url) {}

    pub(crate) fn around<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn within<T>(&self, tell: impl FnOnce() -> T) -> T {
        tell()
    }

    pub(crate) fn answered(&self, _: u32, _: StatusCode) {}
    pub(crate) fn failed(&self, _: &Error) {}
    pub(crate) fn broke(&self, _: ErrorKind) {}
}

impl AttemptSpan {
    pub(crate) fn of(_: &Operation, _: &Method, _: &Url, _: u32) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, attempt: F) -> F {
        attempt
    }

    pub(crate) fn within<T>(&self, tell: impl FnOnce() -> T) -> T {
        tell()
    }

    pub(crate) fn answered(&self, _: StatusCode, _: Option<usize>) {}
    pub(crate) fn failed(&self, _: &Error) {}
}

pub(crate) fn redirected(_: StatusCode, _: &Url) {}
pub(crate) fn retrying(_: &Operation, _: u32, _: Duration, _: &Error) {}
pub(crate) fn token_not_renewed() {}
pub(crate) fn drift(_: &Operation, _: &Drift) {}
pub(crate) fn request_head(_: &Url, _: &HeaderMap) {}
pub(crate) fn answer_head(_: &HeaderMap) {}
pub(crate) fn request_body(_: bool, _: &str, _: Option<&[u8]>, _: &Secrets) {}
pub(crate) fn answer_body(_: bool, _: &str, _: &[u8], _: &Secrets) {}
