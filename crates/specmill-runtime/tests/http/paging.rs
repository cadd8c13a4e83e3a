//! Lists over several pages.

use specmill_runtime::http::ErrorKind;
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, InviteList};

/// Three pages of two: a, b, c, d, e, f.
fn pages(request: &Request) -> Answer {
    Answer::json(
        200,
        match request.query("after") {
            None => r#"{"data": [{"id": "a"}, {"id": "b/&"}], "has_more": true}"#,
            Some("b%2F%26") => r#"{"data": [{"id": "c"}, {"id": "d"}], "has_more": true}"#,
            Some("d") => r#"{"data": [{"id": "e"}, {"id": "f"}], "has_more": false}"#,
            Some(_) => r#"{"data": []}"#,
        },
    )
}

fn ids(page: &InviteList) -> Vec<&str> {
    page.data.iter().map(|invite| invite.id.as_str()).collect()
}

#[tokio::test]
async fn items_of_three_pages() {
    let server = TestServer::with_handler(pages).unwrap();
    let mut all = Client::of(&server).invites().list().limit(2).items();
    let mut seen = Vec::new();
    while let Some(invite) = all.try_next().await.unwrap() {
        seen.push(invite.id);
    }
    assert_eq!(seen, ["a", "b/&", "c", "d", "e", "f"]);
    assert!(all.try_next().await.unwrap().is_none(), "the end is the end");
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        [
            "/organization/invites?limit=2",
            "/organization/invites?limit=2&after=b%2F%26",
            "/organization/invites?limit=2&after=d"
        ]
    );
}

#[tokio::test]
async fn pages_are_responses_and_tell_the_cursor() {
    let server = TestServer::with_handler(pages).unwrap();
    let mut pages = Client::of(&server).invites().list().pages();
    assert_eq!(pages.cursor(), None);
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((ids(&page), page.status().as_u16()), (vec!["a", "b/&"], 200));
    assert_eq!(pages.cursor(), Some("b/&"));
    assert_eq!(server.requests().len(), 1, "a page is fetched when it is asked for");

    let cursor = pages.cursor().unwrap().to_owned();
    let rest = Client::of(&server).invites().list().after(&cursor).items().collect().await.unwrap();
    assert_eq!(rest.len(), 4);
    let rest = pages.collect().await.unwrap();
    assert_eq!(rest.iter().map(|page| ids(page)).collect::<Vec<_>>(), [["c", "d"], ["e", "f"]]);
}

#[tokio::test]
async fn a_busy_moment_in_the_middle_is_waited_out() {
    let server = TestServer::with_handler(pages).unwrap();
    server.answer(Answer::json(200, r#"{"data": [{"id": "b/&"}], "has_more": true}"#));
    server.answer(Answer::json(429, "{}").header("retry-after-ms", "5"));
    let all = Client::of(&server).invites().list().items().collect().await.unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn an_error_ends_the_list_and_the_cursor_tells_where_to_go_on() {
    let server = TestServer::with_handler(pages).unwrap();
    server.answer(Answer::json(200, r#"{"data": [{"id": "d"}], "has_more": true}"#));
    server.answer(Answer::json(403, r#"{"message": "no"}"#));
    let mut all = Client::of(&server).invites().list().items();
    assert_eq!(all.try_next().await.unwrap().unwrap().id, "d");
    assert_eq!(all.try_next().await.unwrap_err().kind(), ErrorKind::PermissionDenied);
    assert!(all.try_next().await.unwrap().is_none());
    let rest = Client::of(&server).invites().list().after(all.cursor().unwrap()).items();
    assert_eq!(rest.collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_empty_page_ends_the_list() {
    let server =
        TestServer::with_handler(|_| Answer::json(200, r#"{"data": [], "has_more": true}"#))
            .unwrap();
    assert!(Client::of(&server).invites().list().items().collect().await.unwrap().is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_last_item_without_a_cursor_ends_the_list() {
    for item in [r#"{"email": "a@b"}"#, r#"{"id": ""}"#, r#"{"id": null}"#] {
        let body = format!(r#"{{"data": [{{"id": "a"}}, {item}], "has_more": true}}"#);
        let server = TestServer::with_handler(move |_| Answer::json(200, body.clone())).unwrap();
        let mut pages = Client::of(&server).invites().list().pages();
        let page = pages.try_next().await.unwrap().unwrap();
        let last = page.drift().last().unwrap().to_string();
        assert!(last.starts_with("$: expected the cursor of the next page, found none"), "{last}");
        assert!(pages.try_next().await.unwrap().is_none());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_cursor_that_comes_twice_is_an_error() {
    // a, b, a, b, …
    let server = TestServer::with_handler(|request| {
        let id = if request.query("after") == Some("a") { "b" } else { "a" };
        Answer::json(200, format!(r#"{{"data": [{{"id": "{id}"}}], "has_more": true}}"#))
    })
    .unwrap();
    let mut all = Client::of(&server).invites().list().items();
    for id in ["a", "b", "a"] {
        assert_eq!(all.try_next().await.unwrap().unwrap().id, id);
    }
    let error = all.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(error.to_string().contains("the cursor `a` of `after` a second time"), "{error}");
    assert!(all.try_next().await.unwrap().is_none());
    // Also the one the caller began with.
    let mut pages = Client::of(&server).invites().list().after("b").pages();
    assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), ["a"]);
    assert_eq!(ids(&pages.try_next().await.unwrap().unwrap()), ["b"]);
    assert_eq!(pages.try_next().await.unwrap_err().kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn items_are_a_stream() {
    use futures_core::Stream;
    let server = TestServer::with_handler(pages).unwrap();
    let mut items = std::pin::pin!(Client::of(&server).invites().list().items());
    let mut count = 0;
    while let Some(item) = std::future::poll_fn(|cx| items.as_mut().poll_next(cx)).await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 6);
}
