//! A list of plain objects, beside serde's derive on the same types.

use divan::{Bencher, counter::BytesCount};
use serde::{Deserialize, Serialize};
use specmill_runtime::json::{self, Strictness};

/// How many invites a body has.
const INVITES: [usize; 3] = [1, 100, 10_000];

/// As the generator writes them.
mod ours {
    use super::json;

    pub(super) struct InviteListResponse {
        pub(super) data: Vec<Invite>,
        pub(super) first_id: Option<String>,
        pub(super) last_id: Option<String>,
        pub(super) has_more: Option<bool>,
    }
    json::object!(InviteListResponse {
        "object": constant "list",
        data: required "data",
        first_id: optional "first_id",
        last_id: optional "last_id",
        has_more: optional "has_more",
    });

    pub(super) struct Invite {
        pub(super) id: String,
        pub(super) email: String,
        pub(super) role: InviteRole,
        pub(super) status: InviteStatus,
        pub(super) invited_at: i64,
        pub(super) expires_at: i64,
        pub(super) accepted_at: Option<i64>,
        pub(super) projects: Option<Vec<InviteProject>>,
    }
    json::object!(Invite {
        "object": constant "organization.invite",
        id: required "id",
        email: required "email",
        role: required "role",
        status: required "status",
        invited_at: required "invited_at",
        expires_at: required "expires_at",
        accepted_at: optional "accepted_at",
        projects: optional "projects",
    });

    pub(super) struct InviteProject {
        pub(super) id: Option<String>,
        pub(super) role: Option<InviteProjectRole>,
    }
    json::object!(InviteProject { id: optional "id", role: optional "role" });

    pub(super) enum InviteRole {
        Owner,
        Reader,
        Other(String),
    }
    json::open_enum!(InviteRole { Owner = "owner", Reader = "reader" });

    pub(super) enum InviteStatus {
        Accepted,
        Expired,
        Pending,
        Other(String),
    }
    json::open_enum!(InviteStatus {
        Accepted = "accepted",
        Expired = "expired",
        Pending = "pending",
    });

    pub(super) enum InviteProjectRole {
        Member,
        Owner,
        Other(String),
    }
    json::open_enum!(InviteProjectRole { Member = "member", Owner = "owner" });
}

/// The same with serde's derive.
mod derived {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) enum ListObject {
        #[serde(rename = "list")]
        List,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) enum InviteObject {
        #[serde(rename = "organization.invite")]
        OrganizationInvite,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct InviteListResponse {
        object: ListObject,
        data: Vec<Invite>,
        #[serde(skip_serializing_if = "Option::is_none")]
        first_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        has_more: Option<bool>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Invite {
        object: InviteObject,
        id: String,
        email: String,
        role: InviteRole,
        status: InviteStatus,
        invited_at: i64,
        expires_at: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        accepted_at: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        projects: Option<Vec<InviteProject>>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct InviteProject {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<InviteProjectRole>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub(super) enum InviteRole {
        Owner,
        Reader,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub(super) enum InviteStatus {
        Accepted,
        Expired,
        Pending,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub(super) enum InviteProjectRole {
        Member,
        Owner,
    }
}

/// The seed document's example, `count` times over.
fn body(count: usize) -> Vec<u8> {
    let invites: Vec<String> = (0..count)
        .map(|n| {
            format!(
                r#"{{
      "object": "organization.invite",
      "id": "invite-{n}",
      "email": "user{n}@example.com",
      "role": "owner",
      "status": "accepted",
      "invited_at": 1711471533,
      "expires_at": 1711471533,
      "accepted_at": 1711471533,
      "projects": [{{"id": "project-xyz", "role": "member"}}]
    }}"#
            )
        })
        .collect();
    format!(
        r#"{{
  "object": "list",
  "data": [{}],
  "first_id": "invite-0",
  "last_id": "invite-{count}",
  "has_more": false
}}"#,
        invites.join(", ")
    )
    .into_bytes()
}

#[divan::bench(args = INVITES, min_time = 1)]
fn decode_ours(bencher: Bencher, count: usize) {
    let body = body(count);
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| {
        json::decode::<ours::InviteListResponse>(divan::black_box(&body), Strictness::Lenient)
            .expect("the body is right")
    });
}

#[divan::bench(args = INVITES, min_time = 1)]
fn decode_serde_derive(bencher: Bencher, count: usize) {
    let body = body(count);
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| {
        serde_json::from_slice::<derived::InviteListResponse>(divan::black_box(&body))
            .expect("the body is right")
    });
}

#[divan::bench(args = INVITES, min_time = 1)]
fn parse_only(bencher: Bencher, count: usize) {
    let body = body(count);
    bencher
        .counter(BytesCount::of_slice(&body))
        .bench_local(|| json::Tape::parse(divan::black_box(&body)).expect("the body is right"));
}

#[divan::bench(args = INVITES, min_time = 1)]
fn encode_ours(bencher: Bencher, count: usize) {
    let read = json::decode::<ours::InviteListResponse>(&body(count), Strictness::Strict);
    let list = read.expect("the body is right").value;
    bencher.bench_local(|| json::encode(divan::black_box(&list)));
}

#[divan::bench(args = INVITES, min_time = 1)]
fn encode_serde_derive(bencher: Bencher, count: usize) {
    let list: derived::InviteListResponse =
        serde_json::from_slice(&body(count)).expect("the body is right");
    bencher.bench_local(|| serde_json::to_vec(divan::black_box(&list)).expect("it can be written"));
}
