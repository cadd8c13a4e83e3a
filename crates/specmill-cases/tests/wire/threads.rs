//! What generated clients are to threads. The runtime asserts it of its own types; these are made of
//! them, and nothing about them is asserted where they are generated.

use std::future::IntoFuture;

use specmill_cases::{bodies, pagination, streams};

/// A client, and a group of it.
fn is_shared<T: Send + Sync + Unpin>() {}

/// A builder, and what it becomes when it is awaited: a task may hold both across another `.await`.
fn is_sent<T: IntoFuture<IntoFuture: Send + Unpin> + Send + Sync + Unpin>() {}

/// What it gives, which a task reads.
fn is_read<T: Send + Unpin>(_: impl FnOnce() -> T) {}

#[test]
fn clients_builders_and_what_they_give_can_be_sent_to_other_threads() {
    is_shared::<pagination::Client>();
    is_shared::<pagination::pages::PagesClient<'static>>();
    is_sent::<pagination::pages::ByItemCall>();
    is_sent::<pagination::client::UntaggedPageCall>();
    is_sent::<streams::chat::CreateChatCall>();
    is_sent::<bodies::notes::ReplaceNoteCall>();

    let client = pagination::Client::builder().base_url("https://example.invalid").build().unwrap();
    is_read(|| client.untagged_page().items());
    is_read(|| client.untagged_page().with(|call| call.max_retries(0)).items().take(1));
    is_read(|| client.untagged_page().pages());
}
