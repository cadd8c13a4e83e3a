//! What comes in pieces is a `futures_core::Stream` like any other: with the adaptors of `futures`, in a
//! task, and without a word about pinning.

use std::time::Duration;

use futures_util::{Stream, StreamExt, TryStreamExt};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{
    Accumulate, Accumulating, Bytes, Download, Error, EventStream, Items, Page, Pages, Response,
};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, Invite};

static EVENTS: runtime::Operation = runtime::Operation::get("events", "/events");
static SPEECH: runtime::Operation = runtime::Operation::get("speech", "/speech");

/// What `tokio::spawn` and `StreamExt::next` ask for.
fn is_free_stream<T>(_: &(impl Stream<Item = Result<T, Error>> + Send + Unpin + 'static)) {}

/// Nothing has to be known of what comes but that items can be sent: no `Unpin`, no `Sync`.
#[allow(dead_code, reason = "to be compiled is all that it is for")]
fn of_any_type<P: Page + 'static, I: Send + 'static, E: 'static, A: Accumulate + 'static>(
    items: &Items<I>,
    pages: &Pages<P>,
    events: &EventStream<E>,
    accumulating: &Accumulating<A>,
    download: &Download,
) {
    is_free_stream::<I>(items);
    is_free_stream::<Response<P>>(pages);
    is_free_stream::<E>(events);
    is_free_stream::<A>(accumulating);
    is_free_stream::<Bytes>(download);
}

fn pages(request: &specmill_test_server::Request) -> Answer {
    Answer::json(
        200,
        match request.query("after") {
            None => r#"{"data": [{"id": "a"}, {"id": "b"}], "has_more": true}"#,
            Some(_) => r#"{"data": [{"id": "c"}], "has_more": false}"#,
        },
    )
}

#[tokio::test]
async fn items_and_pages() {
    let server = TestServer::with_handler(pages).unwrap();
    let list = || Client::of(&server).invites().list();
    let items: Items<Invite> = list().items();
    let names = items.map_ok(|invite: Invite| invite.id).try_filter(|id| {
        let is_wanted = id != "b";
        async move { is_wanted }
    });
    let names = tokio::spawn(names.try_collect::<Vec<_>>()).await.unwrap().unwrap();
    assert_eq!(names, ["a", "c"]);
    let mut two = list().items().take(2).enumerate();
    let mut seen = Vec::new();
    while let Some((at, invite)) = two.next().await {
        seen.push((at, invite.unwrap().id));
    }
    assert_eq!(seen, [(0, "a".to_owned()), (1, "b".to_owned())]);
    let sizes = list().pages().map_ok(|page| page.data.len()).try_collect::<Vec<_>>();
    assert_eq!(tokio::spawn(sizes).await.unwrap().unwrap(), [2, 1]);
}

#[tokio::test]
async fn events_and_bytes() {
    let server = TestServer::with_handler(|request| match request.path() {
        "/events" => Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(Duration::ZERO, "data: 1\n\ndata: 2\n\n"),
        _ => Answer::status(200).part(Duration::ZERO, "abc").part(Duration::ZERO, "def"),
    })
    .unwrap();
    let client = Client::of(&server).client;
    let events = runtime::call_for_events::<i64>(&client, &EVENTS).await.unwrap().into_inner();
    let both = events.chain(runtime::call_for_events(&client, &EVENTS).await.unwrap().into_inner());
    let sum = tokio::spawn(both.try_fold(0, |sum, n| async move { Ok(sum + n) }));
    assert_eq!(sum.await.unwrap().unwrap(), 6);
    let download = runtime::call_for_download(&client, &SPEECH, "*/*").await.unwrap().into_inner();
    let bytes = download.map_ok(|bytes| bytes.to_vec()).try_concat();
    let bytes = tokio::spawn(bytes);
    assert_eq!(bytes.await.unwrap().unwrap(), b"abcdef");
}
