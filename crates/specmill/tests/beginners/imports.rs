//! What is not there unless a feature is on.

use specmill_runtime::http::SendBlocking; //~ the item is gated behind the `blocking` feature
use specmill_runtime::webhooks::Webhook; //~ the item is gated behind the `webhooks` feature

fn main() {}
