//! Operations without a tag, grouped by their paths.

use specmill_cases::path_groups;

use crate::{client, last, server};

#[tokio::test]
async fn each_is_called_by_its_group() {
    let server = server(200, r#"{"id": "a"}"#);
    let client: path_groups::Client = client(path_groups::Client::builder(), &server);
    macro_rules! assert_asks {
        ($($call:expr => $target:literal),* $(,)?) => {$(
            assert_eq!($call.await.unwrap().id, "a");
            assert_eq!(last(&server).target, $target);
        )*};
    }
    assert_asks! {
        client.downloads().get_content("b") => "/v1/boxes/b/content",
        client.boxes().list() => "/v1/boxes",
        client.boxes().get("b") => "/v1/boxes/b",
        client.audit_logs().list() => "/v1/audit_logs",
        client.labels().list("b") => "/v1/b/labels",
    }
}
