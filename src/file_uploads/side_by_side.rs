//! Several calls at a time.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// Futures that run at the same time, each with a key, in the task that asks for their outputs: dropped,
/// they end.
pub(super) struct SideBySide<K, F>(Vec<(K, F)>);

impl<K, F: Future + Unpin> SideBySide<K, F> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn push(&mut self, key: K, future: F) {
        self.0.push((key, future));
    }

    /// Waits for the one that is ready first; `None` if there is none.
    pub(super) async fn next(&mut self) -> Option<(K, F::Output)> {
        poll_fn(|cx| {
            for (place, (_, future)) in self.0.iter_mut().enumerate() {
                if let Poll::Ready(output) = Pin::new(future).poll(cx) {
                    return Poll::Ready(Some((self.0.swap_remove(place).0, output)));
                }
            }
            if self.0.is_empty() { Poll::Ready(None) } else { Poll::Pending }
        })
        .await
    }
}
