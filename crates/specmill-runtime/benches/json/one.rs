//! One small object, beside serde's derive.

use divan::{Bencher, counter::BytesCount};
use serde::{Deserialize, Serialize};
use specmill_runtime::json::{self, Strictness};

/// As the generator writes it.
struct Model {
    id: String,
    created: i64,
    owned_by: String,
}
json::object!(Model {
    id: required "id",
    created: required "created",
    "object": constant "model",
    owned_by: required "owned_by",
});

mod derived {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) enum ModelObject {
        #[serde(rename = "model")]
        Model,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Model {
        id: String,
        created: i64,
        object: ModelObject,
        owned_by: String,
    }
}

const BODY: &[u8] = br#"{
  "id": "gpt-4o-mini-2024-07-18",
  "created": 1721172717,
  "object": "model",
  "owned_by": "system"
}"#;

#[divan::bench(min_time = 1, sample_size = 100)]
fn decode_ours(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_slice(BODY)).bench_local(|| {
        json::decode::<Model>(divan::black_box(BODY), Strictness::Lenient).expect("it is right")
    });
}

#[divan::bench(min_time = 1, sample_size = 100)]
fn decode_serde_derive(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_slice(BODY)).bench_local(|| {
        serde_json::from_slice::<derived::Model>(divan::black_box(BODY)).expect("it is right")
    });
}

#[divan::bench(min_time = 1, sample_size = 100)]
fn encode_ours(bencher: Bencher<'_, '_>) {
    let read = json::decode::<Model>(BODY, Strictness::Strict).expect("it is right");
    bencher.bench_local(|| json::encode(divan::black_box(&read.value)));
}

#[divan::bench(min_time = 1, sample_size = 100)]
fn encode_serde_derive(bencher: Bencher<'_, '_>) {
    let model: derived::Model = serde_json::from_slice(BODY).expect("it is right");
    bencher
        .bench_local(|| serde_json::to_vec(divan::black_box(&model)).expect("it can be written"));
}
