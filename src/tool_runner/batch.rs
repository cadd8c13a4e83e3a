//! Several calls at the same time, within a bound.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that says which of several it is.
type Numbered<'b, T> = (usize, Pin<Box<dyn Future<Output = T> + Send + 'b>>);

/// Futures of which at most so many run at the same time. Dropping it drops them.
pub(super) struct Batch<'b, T> {
    waiting: VecDeque<Numbered<'b, T>>,
    running: Vec<Numbered<'b, T>>,
    limit: usize,
}

impl<'b, T> Batch<'b, T> {
    pub(super) fn new(
        limit: usize,
        futures: impl Iterator<Item = Pin<Box<dyn Future<Output = T> + Send + 'b>>>,
    ) -> Self {
        Self { waiting: futures.enumerate().collect(), running: Vec::new(), limit: limit.max(1) }
    }

    /// The number of a future and its output, whichever is ready first; `None` after the last.
    pub(super) async fn next(&mut self) -> Option<(usize, T)> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<(usize, T)>> {
        while self.running.len() < self.limit
            && let Some(next) = self.waiting.pop_front()
        {
            self.running.push(next);
        }
        if self.running.is_empty() {
            return Poll::Ready(None);
        }
        // There are few: each is asked whenever one of them wakes the task.
        for place in 0..self.running.len() {
            let Some((number, future)) = self.running.get_mut(place) else { continue };
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                let number = *number;
                drop(self.running.swap_remove(place));
                return Poll::Ready(Some((number, output)));
            }
        }
        Poll::Pending
    }
}
