//! A runtime that cannot open connections.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;

use crate::clock::RuntimeFault;
use crate::http::wire::{Body, TransportError, TransportErrorKind, TransportFuture};

/// Sends, and makes an error of the panic with which tokio says that its runtime has no driver for
/// sockets; there is no other way to know. Any other panic goes on.
pub(super) async fn send(
    mut exchange: TransportFuture<'_>,
) -> Result<::http::Response<Body>, TransportError> {
    poll_fn(|cx| {
        // After a panic it is not polled again, but dropped.
        match catch_unwind(AssertUnwindSafe(|| exchange.as_mut().poll(cx))) {
            Ok(poll) => poll,
            Err(panic) if is_missing_driver(&*panic) => Poll::Ready(Err(TransportError::not_sent(
                TransportErrorKind::Other,
                RuntimeFault::WithoutSockets,
            ))),
            Err(panic) => resume_unwind(panic),
        }
    })
    .await
}

fn is_missing_driver(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    text.contains("Tokio 1.x context was found, but IO is disabled")
}
