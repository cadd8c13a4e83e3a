//! Parameters: where they go and how they are written.

use specmill_cases::parameters::types::{Colour, DeleteManyG, GetThingOrder, Point};
use specmill_cases::parameters::Client;
use specmill_runtime::json::DateTime;
use specmill_test_server::TestServer;

use crate::{client, last, server};

fn start() -> (TestServer, Client) {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    (server, client)
}

#[tokio::test]
async fn no_path_value_leaves_its_place() {
    let (server, client) = start();
    for (value, written) in [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("50%", "50%25"),
        ("a b", "a%20b"),
        ("../x", "..%2Fx"),
        ("é日", "%C3%A9%E6%97%A5"),
        ("{id}", "%7Bid%7D"),
    ] {
        client.things().get(value, "q", "t", "s").await.unwrap();
        assert_eq!(last(&server).path(), format!("/things/{written}"));
    }
}

#[tokio::test]
async fn a_path_value_that_would_name_another_endpoint_is_not_sent() {
    let (server, client) = start();
    for value in ["", ".", ".."] {
        let error = client.things().get(value, "q", "t", "s").await.unwrap_err();
        assert!(!error.was_sent(), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
#[allow(deprecated)]
async fn each_parameter_goes_to_its_place() {
    let (server, client) = start();
    client
        .things()
        .get("1", "a&b=c", "trace", "s;1")
        .limit(5)
        .order(GetThingOrder::Other("up & down".to_owned()))
        .tags(["a", "b,c"])
        .codes([1, 2])
        .x_level(-3)
        .x_parts(["a", "b"])
        .theme("dark")
        .old(true)
        .await
        .unwrap();
    let request = last(&server);
    assert_eq!(
        request.target,
        "/things/1?q=a%26b%3Dc&limit=5&order=up%20%26%20down&tags=a&tags=b%2Cc&codes=1,2&old=true"
    );
    assert_eq!(request.header("x-trace"), Some("trace"));
    assert_eq!(request.header("x-level"), Some("-3"));
    assert_eq!(request.header("x-parts"), Some("a,b"));
    assert_eq!(request.header("cookie"), Some("session=s%3B1; theme=dark"));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (server, client) = start();
    client.things().get("1", "q", "trace", "s").await.unwrap();
    let request = last(&server);
    assert_eq!(request.target, "/things/1?q=q");
    assert_eq!(request.header("x-level"), None);
    assert_eq!(request.header("cookie"), Some("session=s"));
}

#[tokio::test]
async fn a_header_value_that_would_begin_another_header_is_not_sent() {
    let (server, client) = start();
    let error = client.things().get("1", "q", "a\r\nx-admin: 1", "s").await.unwrap_err();
    assert!(!error.was_sent());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn every_style_is_written_as_the_style_table_says() {
    let (server, client) = start();
    let point = Point::new(1).y(2);
    client
        .things()
        .get_styles(["a", "b"], ["c", "d"], ["e", "f/g"], &point)
        .space(["a", "b"])
        .pipe(["a", "b"])
        .deep(&point)
        .raw("a/b?c")
        .filter(&point)
        .flag(false)
        .ratio(0.5)
        .day("2024-02-29".parse::<specmill_runtime::jiff::civil::Date>().unwrap())
        .key(
            "67e55044-10b1-426f-9247-bb680e5fe0c8".parse::<specmill_runtime::uuid::Uuid>().unwrap(),
        )
        .secret("s3")
        .await
        .unwrap();
    let request = last(&server);
    assert_eq!(request.path(), "/styles/.a,b/;matrix=c;matrix=d/e,f%2Fg/x=1,y=2");
    let query = request.target.split_once('?').unwrap().1;
    assert_eq!(
        query.split('&').collect::<Vec<_>>(),
        [
            "space=a%20b",
            "pipe=a%7Cb",
            "deep%5Bx%5D=1",
            "deep%5By%5D=2",
            "raw=a/b?c",
            "filter=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
            "flag=false",
            "ratio=0.5",
            "day=2024-02-29",
            "key=67e55044-10b1-426f-9247-bb680e5fe0c8",
            "secret=s3",
        ]
    );
    let empty = Point::new(7);
    client.things().get_styles(["a"], ["b"], ["c"], &empty).form(&point).await.unwrap();
    assert_eq!(last(&server).target, "/styles/.a/;matrix=b/c/x=7?x=1&y=2");
}

#[tokio::test]
async fn lists_of_enums_names_with_brackets_and_many_arguments() {
    let (server, client) = start();
    let items = [Colour::Red, Colour::Other("é".to_owned())];
    client.things().list_of_enums(&items, &items).filter_name("x").body("b").await.unwrap();
    assert_eq!(
        last(&server).target,
        "/lists/red,%C3%A9?colours=red&colours=%C3%A9&filter%5Bname%5D=x&body=b"
    );
    let when: DateTime = "2024-01-02T03:04:05Z".parse().unwrap();
    let key = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
    let call = client.things();
    call.delete_many("a", 2, true, 1.5, when, key, &DeleteManyG::Only, &Colour::Green)
        .await
        .unwrap();
    let request = last(&server);
    assert_eq!(request.method, "DELETE");
    assert_eq!(
        request.target.to_ascii_lowercase().replace("%3a", ":"),
        "/many/a/2/true/1.5/2024-01-02t03:04:05z/67e55044-10b1-426f-9247-bb680e5fe0c8/only/green"
    );
}
