//! Lists over several pages.

use specmill_runtime::http::types::Method;
use specmill_runtime::http::{Call, ErrorKind, Items, Page};
use specmill_runtime::json;
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, Invite, InviteList};

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

/// Takes the items of any list of invites.
async fn first_id(mut invites: Items<Invite>) -> Option<String> {
    invites.try_next().await.unwrap().map(|invite| invite.id)
}

/// The same list in an answer of another shape, as another operation has it.
struct Envelope(InviteList);

impl Page for Envelope {
    type Item = Invite;

    fn items(&self) -> &[Invite] {
        &self.0.data
    }

    fn into_items(self) -> Vec<Invite> {
        self.0.data
    }

    fn next(&self) -> Option<String> {
        self.0.next()
    }
}

impl json::Decode for Envelope {
    fn decode(node: json::Node<'_>, cx: &mut json::Decoder) -> Result<Self, json::DecodeError> {
        InviteList::decode(node, cx).map(Self)
    }
}

#[tokio::test]
async fn items_are_known_by_what_they_are_and_not_by_their_page() {
    let server = TestServer::with_handler(pages).unwrap();
    let client = Client::of(&server);
    let list = || client.invites().list();
    assert_eq!(first_id(list().items()).await.as_deref(), Some("a"));
    assert_eq!(first_id(list().after("d").items()).await.as_deref(), Some("e"));
    let other = list().call().typed::<Envelope>();
    assert_eq!(first_id(other.clone().items()).await.as_deref(), Some("a"));
    let mut lists: Vec<Items<Invite>> = vec![list().items(), other.items()];
    for list in &mut lists {
        assert_eq!(list.next().await.unwrap().unwrap().id, "a");
    }
}

#[tokio::test]
async fn items_tell_what_their_page_came_with() {
    let server = TestServer::start().unwrap();
    let page = |body: &str, id: &str| {
        Answer::json(200, body)
            .header("x-request-id", id)
            .header("x-ratelimit-remaining-requests", "7")
    };
    server.answer(page(r#"{"data": [{"id": "a"}, {"id": "b", "new": 1}], "has_more": true}"#, "1"));
    server.answer(page(r#"{"data": [{"id": "c"}], "has_more": true, "next": 2}"#, "2"));
    server.answer(page(r#"{"data": []}"#, "3"));
    let mut all = Client::of(&server).invites().list().items();
    assert!(all.page().is_none());
    let mut seen = Vec::new();
    while let Some(invite) = all.try_next().await.unwrap() {
        let page = all.page().unwrap();
        assert_eq!((page.status().as_u16(), page.attempts()), (200, 1));
        assert_eq!(page.rate_limits().requests.remaining, Some(7));
        let drift: Vec<_> = page.drift().iter().map(ToString::to_string).collect();
        seen.push((invite.id, page.request_id().unwrap().to_owned(), drift));
    }
    let [first, second] = ["1", "2"].map(str::to_owned);
    let new = seen[0].2.clone();
    assert!(new[0].starts_with("$.data[1].new:"), "{new:?}");
    assert!(seen[2].2[0].starts_with("$.next:"), "{seen:?}");
    let seen: Vec<_> = seen.into_iter().map(|(id, request, _)| (id, request)).collect();
    let expected = [("a", &first), ("b", &first), ("c", &second)];
    assert_eq!(seen, expected.map(|(id, request)| (id.to_owned(), request.clone())));
    assert_eq!(all.page().unwrap().request_id(), Some("3"), "the empty page that ended it");
    assert_eq!(all.page().unwrap().bytes(), br#"{"data": []}"#);
}

#[tokio::test]
async fn no_page_is_asked_for_beyond_the_items_that_are_taken() {
    let server = TestServer::with_handler(pages).unwrap();
    let list = || Client::of(&server).invites().list();
    assert_eq!(list().items().take(2).collect().await.unwrap().len(), 2);
    assert_eq!(server.requests().len(), 1);
    assert!(list().items().take(0).collect().await.unwrap().is_empty());
    assert_eq!(server.requests().len(), 1);
    let three = list().items().take(4).take(3).take(5).collect().await.unwrap();
    assert_eq!(three.last().unwrap().id, "c");
    assert_eq!(list().items().take(100).collect().await.unwrap().len(), 6);
}

#[tokio::test]
async fn options_of_a_call_are_those_of_each_of_its_pages() {
    let server = TestServer::with_handler(|request| {
        assert_eq!((request.header("x-team"), request.query("limit")), (Some("a"), Some("2")));
        pages(request)
    })
    .unwrap();
    let client = Client::of(&server);
    let named = |call: Call<InviteList>| call.header("x-team", "a").max_retries(0);
    let list = client.invites().list().with(named).limit(2);
    assert_eq!(list.clone().items().collect().await.unwrap().len(), 6);
    assert_eq!(list.clone().pages().collect().await.unwrap().len(), 3);
    // A plain call has the same methods, and knows how its pages are asked for.
    let plain = client.invites().list().limit(2).call().call().with(named);
    assert_eq!(plain.items().collect().await.unwrap().len(), 6);
    server.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    assert_eq!(list.items().collect().await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_call_that_does_not_know_how_pages_are_asked_for_is_told_or_is_an_error() {
    let server = TestServer::with_handler(pages).unwrap();
    let client = Client::of(&server).client;
    let call = || client.request(Method::GET, "/invites").typed::<InviteList>();
    assert_eq!(call().items_by("after").collect().await.unwrap().len(), 6);
    assert_eq!(call().pages_by("after").collect().await.unwrap().len(), 3);
    let asked = server.requests().len();
    let mut items = call().items();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(error.to_string().contains("`pages_by` and `items_by` are told its name"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), asked, "nothing is sent");
}
